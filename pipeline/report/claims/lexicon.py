"""Which theme a sentence names: its words against those of every code, section and conclusion.

Each word weighs by where in the codebook it stands (label, keyword, definition, examples) and by
how few themes share it: inverse document frequency (Spärck Jones 1972, *A statistical
interpretation of term specificity*), over themes in place of documents.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain.chapters import Chapters
from pipeline.domain.codebook import Code, Codebook
from pipeline.report.claims.places import Lemmas
from pipeline.report.claims.plain import plain
from pipeline.report.claims.subjects import Theme, all_themes

_LABEL, _WORD, _PHRASE, _DEFINITION, _HEADING = 3.0, 2.0, 1.2, 1.0, 2.0
_EXAMPLES, _SAYING = 0.3, 1.5
_WORDS = re.compile(r"[\w'-]+")
_GAP = r"(?: +[\w'-]+){0,2} +"
_STEM = 6
"""A word's first letters, for its other forms and compounds: 'toetsen', 'toetsweek'."""
_STEM_WEIGHT = 0.5
_SHARED, _SHARED_WEIGHT = 16, 0.5
"""A word that more themes share does not name one of them."""
_PART = 6
"""A known word of so many letters is also heard at the end of a longer one: 'leerachterstand'."""


_QUOTED = re.compile(r"[‘'“\"]([^‘’'“”\"]{2,60})[’'”\"]")


@dataclass(frozen=True)
class Lexicon:
    """The themes of a study, with what each word says for each of them."""

    codebook: Codebook
    chapters: Chapters
    lemmas: Lemmas

    def scores(self, text: str) -> Mapping[str, float]:
        """Theme key → how much the text names it, from 0; about 8 for one telling word of a label,
        about 4 for one of a definition."""
        found: dict[str, float] = defaultdict(float)
        for feature in self._heard(text):
            weights = self._by_feature.get(feature, {})
            rarity = math.log(1 + len(self.themes) / max(len(weights), 1))
            rarity *= _STEM_WEIGHT if feature.startswith("~") else 1.0
            rarity *= _SHARED_WEIGHT if len(weights) > _SHARED else 1.0
            for key, weight in weights.items():
                found[key] += weight * rarity
        return found

    def literal(self, text: str) -> tuple[str, ...]:
        """The themes whose label or heading stands in a text as it is, in order; of one inside
        another ('Samenwerking', 'Samenwerking met ouders') the longer."""
        found: list[tuple[int, int, str]] = []
        flat = plain(text)
        for key, label in self._long_labels:
            at = flat.find(label)
            if at >= 0 and _stands_alone(flat, at, at + len(label)):
                found.append((at, at + len(label), key))
        for quoted in _QUOTED.finditer(text):
            # Between quotation marks one word is a name too: ‘Effectiviteit’.
            if named := self._short_labels.get(plain(quoted[1])):
                at = flat.find(plain(quoted[1]))
                found.append((at, at + len(plain(quoted[1])), named))
        return tuple(
            key
            for start, end, key in sorted(found)
            if not any(a <= start and end <= b and (a, b) != (start, end) for a, b, _ in found)
        )

    @cached_property
    def _long_labels(self) -> list[tuple[str, str]]:
        """(key, plain label) of those that one word does not make: 'toekomst' stands anywhere."""
        labels = [(key, theme.label) for key, theme in self.themes.items()]
        return [(key, plain(label)) for key, label in labels if len(self.lemmas(label)) > 1]

    @cached_property
    def _short_labels(self) -> Mapping[str, str]:
        """Plain label → key, of labels of one word that one theme has."""
        labels = [(plain(theme.label), key) for key, theme in self.themes.items()]
        every = Counter(label for label, _ in labels)
        return {x: key for x, key in labels if every[x] == 1 and len(self.lemmas(x)) == 1}

    def labelled(self, key: str, text: str) -> bool:
        """Whether a text names a theme by a word of its own label or heading, and not only by
        something that belongs to it."""
        named = self._labels.get(key, frozenset()) & self._heard(text)
        return any(len(self._by_feature.get(name, ())) <= _SHARED for name in named)

    def denies(self, key: str) -> bool:
        """Whether a theme is itself about what is not there ('niet begrepen', 'geen aansluiting'),
        so that a denial in a sentence may be part of it."""
        return key in self._denying

    @cached_property
    def themes(self) -> Mapping[str, Theme]:
        """Every theme by its key."""
        return all_themes(self.codebook, self.chapters)

    @cached_property
    def _by_feature(self) -> Mapping[str, Mapping[str, float]]:
        table: dict[str, dict[str, float]] = defaultdict(dict)
        for key, weights in self._weights():
            for feature, weight in weights.items():
                table[feature][key] = weight
        return dict(table)

    @cached_property
    def _labels(self) -> Mapping[str, frozenset[str]]:
        named = {key: [theme.label] for key, theme in self.themes.items()}
        for section in self.chapters.sections:
            if len(section.codes) == 1 and not section.composed:
                named[section.codes[0]].append(section.heading)
        return {
            key: frozenset().union(*(features(self.lemmas(text)) for text in texts))
            for key, texts in named.items()
        }

    def _weights(self) -> Iterable[tuple[str, Mapping[str, float]]]:
        alone: dict[str, list[str]] = defaultdict(list)
        for section in self.chapters.sections:
            if len(section.codes) == 1 and not section.composed:
                alone[section.codes[0]].append(section.heading)
        for code in self.codebook:
            yield code.id, self._of_code(code, alone[code.id])
        for section in self.chapters.sections:
            if len(section.codes) > 1 and not section.composed:
                yield section.key, self._weighted([(section.heading, _HEADING)])
        for conclusion in self.chapters.conclusions:
            yield f"conclusie / {conclusion.id}", self._weighted([(conclusion.label, _HEADING)])

    def _of_code(self, code: Code, headings: Sequence[str]) -> Mapping[str, float]:
        heard = Counter(
            feature
            for example in (*code.examples, *code.utterances)
            for feature in features(self.lemmas(example.text))
        )
        weights = {
            feature: _EXAMPLES * min(1.0, 0.2 + number / 5)
            for feature, number in heard.items()
            if number > 1
        }
        weights |= {f'"{plain(keyword)}"': _SAYING for keyword in code.keywords if " " in keyword}
        texts = [(code.definition, _DEFINITION)]
        texts += [(k, _PHRASE if " " in k else _WORD) for k in code.keywords]
        texts += [(heading, _HEADING) for heading in headings]
        texts.append((code.label, _LABEL))
        for feature, weight in self._weighted(texts).items():
            weights[feature] = max(weights.get(feature, 0.0), weight)
        return weights

    def _weighted(self, texts: Iterable[tuple[str, float]]) -> dict[str, float]:
        weights: dict[str, float] = {}
        for text, weight in texts:
            for feature in features(self.lemmas(text)):
                weights[feature] = max(weights.get(feature, 0.0), weight)
        return weights

    def _heard(self, text: str) -> set[str]:
        """The features of a text, remembered: a sentence is asked about more than once."""
        if text not in self._memory:
            self._memory[text] = self._hear(text)
        return self._memory[text]

    @cached_property
    def _memory(self) -> dict[str, set[str]]:
        return {}

    def _hear(self, text: str) -> set[str]:
        """The features of a text, with the known words that its longer words begin or end in, and
        the keywords of several words that it holds."""
        found = self.lemmas(text)
        heard = set(features(found))
        for word in found:
            if word not in self._by_feature:
                ends = (word[at:] for at in range(3, len(word) - _PART + 1))
                either = (name for end in ends for name in (end, f"~{end[:_STEM]}"))
                heard |= {name for name in either if name in self._by_feature}
                heads = (word[:at] for at in range(len(word) - 3, _PART - 2, -1))
                heard |= {next((name for name in heads if name in self._by_feature), word)}
        flat = plain(text)
        said = set(_WORDS.findall(flat))
        heard |= {
            name for name, words, pattern in self._sayings if words <= said and pattern.search(flat)
        }
        return heard

    @cached_property
    def _sayings(self) -> list[tuple[str, frozenset[str], re.Pattern[str]]]:
        """Keywords of several words, each as a feature with how it is heard: in order, with a word
        or two between ('zichzelf mogen zijn')."""
        found = {saying for code in self.codebook for saying in map(plain, code.keywords)}
        return [
            (f'"{saying}"', frozenset(saying.split()), re.compile(_in_order(saying)))
            for saying in sorted(found)
            if " " in saying
        ]

    @cached_property
    def _denying(self) -> frozenset[str]:
        return frozenset(
            code.id
            for code in self.codebook
            if _denials(code.label) or sum(map(_denials, code.keywords)) > 1
        )


def _in_order(saying: str) -> str:
    return rf"(?<![\w'-]){_GAP.join(map(re.escape, saying.split()))}(?![\w'-])"


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())


_DENYING = frozenset("niet geen nooit zonder missen onzekerheid weinig minder".split())


def _denials(text: str) -> int:
    return bool(_DENYING & set(text.lower().replace(",", " ").split()))


def features(lemmas: Iterable[str]) -> set[str]:
    """The lemmas, and for longer ones also how they begin, marked with '~'."""
    found = set(lemmas)
    return found | {f"~{word[:_STEM]}" for word in found if len(word) >= _STEM}

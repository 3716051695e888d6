"""The roster: a name found once is found everywhere, in lower case and misspelt too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.domain.report import text_digest
from pipeline.privacy.dutch import is_known
from pipeline.privacy.finding import Finding, Kind, Span, rank
from pipeline.privacy.forms import near, stems
from pipeline.privacy.phrases import Phrases, outer
from pipeline.privacy.spelling import clean, fold
from pipeline.privacy.wordlists import (
    folded,
    is_commonplace,
    is_first_name,
    is_ordinary,
    is_particle,
    is_surname,
)
from pipeline.privacy.words import Word, words

NEAR_FROM = 6
"""Letters a name needs before a near spelling counts; shorter ones are one letter from any word."""

_EMPTY = frozenset({"oma", "opa", "en"}).union(
    *(
        folded(name)
        for name in (
            "titels",
            "aanspreekvormen",
            "schoolwoorden",
            "zorgwoorden",
            "organisatiewoorden",
        )
    )
)
_BODIES = frozenset({Kind.SCHOOL, Kind.ZORGORGANISATIE, Kind.ORGANISATIE, Kind.PLAATS})


def parts_of(name: str) -> frozenset[str]:
    """The words of a name that say who it is, folded: 'mevrouw De Vries' gives {'vries'}.

    Words that only tell the sort of a body ('college', 'stichting') say nothing either.
    """
    parts = (fold(re.sub(r"'s?$", "", clean(word.text))) for word in words(name))
    return frozenset(p for p in parts if len(p) > 1 and not is_particle(p) and p not in _EMPTY)


@dataclass(frozen=True, slots=True)
class Touchable:
    """The words by which a roster may touch a text: `forms`, folded, all that they may be forms
    of; and `strange`, folded, those that no dictionary knows and that may be a name misspelt."""

    forms: frozenset[str]
    strange: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Touchable:
        pieces = {piece for text in texts for word in words(text) for piece, *_ in _pieces(word)}
        forms = frozenset(stem for piece in pieces for stem in stems(fold(piece)))
        return cls(forms, frozenset(fold(piece) for piece in pieces if _strange(piece)))


@dataclass(frozen=True)
class Roster:
    """Parts of names, folded, and names of schools, bodies and places as phrases.

    `names` are of persons; `loose` are words of the net that may be anything, kept apart because
    what a finding is called must not depend on where else the word was found.
    """

    names: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, Kind]] = frozenset()
    _lengths: dict[int, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _index: Phrases = field(init=False, repr=False, compare=False)
    _kinds: dict[str, Kind] = field(init=False, repr=False, compare=False)
    _near: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(map(fold, self.names)))
        lengths: dict[int, list[str]] = {}
        for name in sorted(self.names):
            if len(name) >= NEAR_FROM:
                lengths.setdefault(len(name), []).append(name)
        kinds = {fold(phrase): kind for phrase, kind in sorted(self.phrases)}
        object.__setattr__(self, "_lengths", {n: tuple(group) for n, group in lengths.items()})
        object.__setattr__(self, "_kinds", kinds)
        object.__setattr__(self, "_index", Phrases(kinds))
        object.__setattr__(self, "_near", {})

    def __repr__(self) -> str:
        """Counts only: a roster is full of names, and repr() ends up in logs."""
        return f"Roster({len(self.names)} namen, {len(self.phrases)} instellingen)"

    @classmethod
    def of(cls, names: Iterable[str], phrases: Iterable[tuple[str, Kind]] = ()) -> Roster:
        """From names as they are written: 'Sanne de Vries' gives 'sanne' and 'vries'."""
        parts = frozenset(part for name in names for part in parts_of(name))
        return cls(parts, phrases=frozenset(phrases))

    @classmethod
    def taught_by(cls, findings: Iterable[Finding], allowed: Callable[[str], bool]) -> Roster:
        """What was found 'zeker' or 'waarschijnlijk' and is not allowed on its own."""
        names: set[str] = set()
        loose: set[str] = set()
        phrases: set[tuple[str, Kind]] = set()
        for finding in findings:
            if rank(finding.certainty) == 0:
                continue
            if finding.kind is Kind.PERSOON:
                names |= {p for p in parts_of(finding.text) if _tells(p) and not allowed(p)}
            elif finding.kind is Kind.NAAM:
                loose |= {p for p in parts_of(finding.text) if len(p) > 2 and not is_known(p)}
            elif finding.kind in _BODIES and len(fold(finding.text)) > 3:
                phrases.add((finding.text, finding.kind))
        return cls(frozenset(names), frozenset(loose), frozenset(phrases))

    def joined_by(self, others: Iterable[Roster]) -> Roster:
        """With what other rosters hold; a word that is a name in one of them is loose in none."""
        every = [self, *others]
        names = frozenset().union(*(roster.names for roster in every))
        loose = frozenset().union(*(roster.loose for roster in every))
        phrases = frozenset().union(*(roster.phrases for roster in every))
        return Roster(names, loose - names, phrases)

    def touching(self, words: Touchable) -> Roster:
        """The part of this roster that stands in some text: that part finds there what the whole
        would find."""
        near = {name for word in words.strange for name in self._names_near(word)}
        return Roster(
            (self.names & words.forms) | near,
            self.loose & words.forms,
            frozenset(phrase for phrase, parts in self._parts if parts <= words.forms),
        )

    @cached_property
    def _parts(self) -> list[tuple[tuple[str, Kind], frozenset[str]]]:
        """Each phrase with its words, folded."""
        return [
            (phrase, frozenset(fold(word.text) for word in words(fold(phrase[0]))))
            for phrase in sorted(self.phrases)
        ]

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that are the same for the same roster."""
        content = (sorted(self.names), sorted(self.loose), sorted(self.phrases))
        return text_digest(repr(content))

    def find(self, text: str) -> Iterator[Span]:
        """Every later occurrence in a text, whole words only. Spans may overlap."""
        if not (self.names or self.loose or self.phrases):
            return
        found = words(text)
        for word in found:
            yield from self._word(word)
        for hit in self._index.find(text, found):
            first, last = found[hit.first], found[hit.last]
            capital = last.capital and not (last.opens and is_known(last.text))
            start, end = outer(text, first, last)
            certainty = (
                "waarschijnlijk" if capital or not _plain(found, hit.first, hit.last) else ""
            )
            if certainty or hit.first < hit.last:
                yield Span(start, end, self._kinds[hit.entry], "rol", certainty or "mogelijk")

    def _word(self, word: Word) -> Iterator[Span]:
        for piece, start, end in _pieces(word):
            kind = self._kind_of(piece)
            if kind:
                certainty = _certainty(piece, word)
                if kind is Kind.NAAM and certainty == "zeker":
                    certainty = "waarschijnlijk"
            else:
                kind, certainty = Kind.PERSOON, "mogelijk" if self._is_near(piece) else ""
            if certainty:
                yield Span(start, end, kind, "rol", certainty)

    def _kind_of(self, piece: str) -> Kind | None:
        for stem in stems(fold(piece)):
            if stem in self.names:
                return Kind.PERSOON
            if stem in self.loose:
                return Kind.NAAM
        return None

    def _is_near(self, piece: str) -> bool:
        """Whether a word no dictionary knows is one letter away from a name of the roster."""
        return _strange(piece) and bool(self._names_near(fold(piece)))

    def _names_near(self, bare: str) -> frozenset[str]:
        """The names that are one letter away from a word."""
        if bare not in self._near:
            candidates = (c for n in (-1, 0, 1) for c in self._lengths.get(len(bare) + n, ()))
            self._near[bare] = frozenset(
                # One letter changes the beginning or the end, not both.
                name
                for name in candidates
                if (bare[0] == name[0] or bare[-1] == name[-1]) and near(bare, name)
            )
        return self._near[bare]


def _strange(piece: str) -> bool:
    """Whether a word is long enough for a misspelt name, and no word of Dutch."""
    bare = fold(piece)
    if len(bare) < NEAR_FROM - 1 or is_known(piece):
        return False
    return bare not in folded("toegestaan")


def _pieces(word: Word) -> Iterator[tuple[str, int, int]]:
    """The word itself, and its parts when it has a hyphen: 'Sanne-dag' holds a name."""
    yield word.text, word.start, word.end
    if re.search("[-‐‑]", word.text):
        for part in re.finditer("[^-‐‑]+", word.text):
            yield part.group(), word.start + part.start(), word.start + part.end()


def _tells(part: str) -> bool:
    """Whether the roster may learn a part of a name that no person has confirmed.

    One wrong finding on a common word would otherwise be found a thousand times more.
    """
    return is_first_name(part) or is_surname(part) or not is_known(part)


def _plain(found: tuple[Word, ...], first: int, last: int) -> bool:
    return all(is_known(word.text) or is_particle(word.text) for word in found[first : last + 1])


def _certainty(piece: str, word: Word) -> str:
    """How sure it is that this word is the name of the roster; empty when it says nothing."""
    ordinary = is_ordinary(piece) or (is_known(piece) and not is_first_name(piece))
    if piece[0].isupper():
        return "zeker" if not ordinary else "mogelijk" if word.opens else "waarschijnlijk"
    if is_commonplace(piece):
        return ""
    return "mogelijk" if ordinary or is_known(piece) else "waarschijnlijk"

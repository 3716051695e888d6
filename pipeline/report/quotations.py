"""Choosing quotations: short, clear, spread over respondents, true to the attribution rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.config.wording import QuotationLimits
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Coding, Stance
from pipeline.domain.quotable import MarkedSegment, quotation_id
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.domain.speech import said_within, speech_spans
from pipeline.report.themes import SectionThemes
from pipeline.report.words import Names, naming_unit

SentenceEnds = Callable[[str], Sequence[int]]
"""Text → the positions, in code points, where its sentences end."""
Rank = tuple[bool, float]
"""Whether a person chose a piece, and what it is worth: those go before what the program finds."""

_WORD = re.compile(r"\w+")
_SPEAKER_CODE = re.compile(r"\b[A-Z]\d{1,2}\b")
_POINTS_BACK = frozenset(
    (
        "dat dit die daar daarna dan toen hij zij ze het haar hem hun er ja nee en maar dus want "
        "nou eh o oh kijk zeker eerst ook zo"
    ).split()
)
_LEAST_SCORE = 0.4
"""Below this a piece says too little of its theme: no quotation is better than any."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A literal piece `[start, end)` of a segment's text, and how its speaker may be called.

    `id` is that by which authors name it, the same as on the page where it may be marked.
    """

    id: str
    segment: str
    start: int
    end: int
    text: str
    code: str
    actor: Actor
    attribution: str
    decision: str


@dataclass
class Chooser:
    """Chooses per section, remembering over sections what was taken from whom.

    Only what was said is quoted: a turn of a respondent, or the words between quotation marks in
    an interviewer's prose. A paraphrase never becomes a quotation. Where people marked what may be
    quoted of a segment, nothing else of it is; of one that is marked never to be quoted nothing is.
    """

    segments: dict[str, Segment]
    codebook: Codebook
    names: Names
    limits: QuotationLimits
    sentences: SentenceEnds
    _taken: Counter[str] = field(default_factory=Counter)
    _ozas: Counter[int] = field(default_factory=Counter)
    _used: set[str] = field(default_factory=set)

    @cached_property
    def _unit_named(self) -> re.Pattern[str]:
        return naming_unit(self.names)

    def choose_all(self, sections: Sequence[SectionThemes]) -> dict[str, list[Quotation]]:
        """Section key → at most `limits.per_section` quotations, each of another respondent.

        In rounds, and in each round the sections with the fewest codings first, so that no section
        uses up the voices that another needs.
        """
        scarce = sorted(sections, key=lambda s: sum(len(c.codings) for c in s.whole))
        chosen: dict[str, list[Quotation]] = {themes.section.key: [] for themes in scarce}
        for _ in range(self.limits.per_section):
            for themes in scarce:
                self._choose_one(themes, chosen[themes.section.key])
        for quotations in chosen.values():
            quotations.sort(key=lambda q: (q.actor.rank, -len(q.text)))
        return chosen

    def marked(self, wave: str, codings: Iterable[Coding]) -> list[Quotation]:
        """Everything that people marked and that may be quoted, with a code of its segment where it
        has one: an author may place any of it by its id.

        Args:
            codings: those of the respondents who count.
        """
        found: dict[str, Quotation] = {}
        coded = {coding.segment: coding for coding in codings}
        for segment in self.segments.values():
            if isinstance(segment, MarkedSegment) and segment.quotes:
                bare = Coding(wave, segment.id, "", Stance.NONE, "", "")
                for _, quotation in self._candidates(coded.get(segment.id, bare)):
                    found.setdefault(quotation.id, quotation)
        return list(found.values())

    def _choose_one(self, themes: SectionThemes, chosen: list[Quotation]) -> None:
        """Adds the best piece that is left: themes first that most respondents raised, the first
        quotation in the stance that most respondents have."""
        best = max(self._options(themes, chosen), key=lambda pair: pair[0], default=None)
        if best is None:
            return
        chosen.append(best[1])
        respondent = best[1].segment.partition(":")[0]
        self._taken[respondent] += 1
        self._ozas[RespondentId.parse(respondent).oza] += 1
        self._used.add(best[1].segment)

    def _options(
        self, themes: SectionThemes, chosen: Sequence[Quotation]
    ) -> Iterator[tuple[Rank, Quotation]]:
        """Every piece that may be quoted now, with what it is worth beside those chosen."""
        said, heard = Counter(q.code for q in chosen), Counter(q.actor for q in chosen)
        voices = {q.segment.partition(":")[0] for q in chosen}
        stances = Counter[str]()
        for count in themes.whole:
            stances.update({stance.value: number for stance, number in count.stances.items()})
        leading = max(stances, key=lambda stance: (stances[stance], stance), default="")
        ranked = sorted(themes.themes, key=lambda t: -sum(c.count for c in t.counts))
        for place, theme in enumerate(ranked):
            for count in theme.counts:
                for coding in count.codings:
                    who = coding.respondent
                    if coding.code != theme.code or who in voices or coding.segment in self._used:
                        continue
                    if self._taken[who] >= self.limits.per_respondent:
                        continue
                    penalty = 0.15 * place + 2.0 * said[theme.code] + 1.0 * heard[count.actor]
                    penalty += 0.8 * self._taken[who]
                    penalty += 0.1 * self._ozas[RespondentId.parse(who).oza]
                    penalty += 1.5 if not chosen and coding.stance.value != leading else 0.0
                    for (by_person, score), quotation in self._candidates(coding):
                        yield (by_person, score - penalty), quotation

    def _candidates(self, coding: Coding) -> Iterator[tuple[Rank, Quotation]]:
        segment = self.segments[coding.segment]
        respondent = RespondentId.parse(segment.respondent)
        for rank, start, end, id_ in self._pieces(segment, coding.code):
            text = segment.text[start:end]
            # Whoever chose it: a reader cannot place 'R9 op het erf', and may not place an OZA.
            if _SPEAKER_CODE.search(text):
                continue
            if self._unit_named.search(text) and not self.names[respondent.actor].names_oza:
                continue
            yield (
                rank,
                Quotation(
                    id_ or quotation_id(coding.wave, segment.id, text_digest(text)),
                    segment.id,
                    start,
                    end,
                    text,
                    coding.code,
                    respondent.actor,
                    attribution(respondent, self.names),
                    coding.decision,
                ),
            )

    def _pieces(self, segment: Segment, code: str) -> Iterator[tuple[Rank, int, int, str]]:
        """What of a segment may be quoted for a code, with its id where it has one: what people
        marked, whatever its length, or else what the program finds."""
        if isinstance(segment, MarkedSegment) and segment.never:
            return
        if isinstance(segment, MarkedSegment) and segment.quotes:
            for quote in segment.quotes:
                said = said_within(segment, quote.start, quote.end)
                if said is not None:
                    score = self._score(segment.text[slice(*said)], code) if code else 0.0
                    yield (True, score), *said, quote.id
            return
        for start, end in speech_spans(segment):
            for first, last in self._runs(segment.text, start, end):
                text = segment.text[first:last]
                score = self._score(text, code)
                if score >= _LEAST_SCORE and _stands_alone(text):
                    yield (False, score), first, last, ""

    def _runs(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Runs of one to three whole sentences within the limits."""
        borders = sorted({start, *(start + e for e in self.sentences(text[start:end])), end})
        runs = []
        for at, first in enumerate(borders[:-1]):
            for last in borders[at + 1 : at + 4]:
                piece = text[first:last]
                words = len(piece.split())
                if self.limits.min_words <= words <= self.limits.max_words:
                    lead = len(piece) - len(piece.lstrip())
                    runs.append((first + lead, first + len(piece.rstrip())))
        return runs

    def _score(self, text: str, code: str) -> float:
        """Words of the code weigh most; about 22 words is best; pointing back costs."""
        words = _WORD.findall(text.lower())
        about = self.codebook[code]
        known = {
            word[:6]
            for part in (about.label, *about.keywords, *(e.text for e in about.examples))
            for word in _WORD.findall(part.lower())
            if len(word) > 4
        }
        touches = len({word[:6] for word in words} & known)
        if not touches:
            return 0.0
        score = min(touches, 4) * 0.9 - 0.7 * abs(len(words) - 22) / 22
        if words[0] in _POINTS_BACK:
            score -= 1.5
        elif _POINTS_BACK & {"het", "haar", "die", "dat"} & set(words[1:4]):
            score -= 0.4
        return score - (0.8 if "[" in text else 0.0)


def _stands_alone(text: str) -> bool:
    """Whether it reads as one whole sentence or more."""
    opens = text[:1] in "'‘’…" or text[:1].isupper() or text[:1].isdigit()
    return opens and text[-1:] in ".!?…"


def attribution(respondent: RespondentId, names: Names) -> str:
    """`Professional, OZA 3`, or `Ouder`: of whom the study does not name the OZA (`names_oza`), as
    children and parents (study, section 2.4), nothing is tied to one. This is about what
    stands under a quotation; what it tells, a person judges."""
    actor = names[respondent.actor]
    if not actor.names_oza:
        return actor.attribution
    return f"{actor.attribution}, {actor.unit.singular}\u00a0{respondent.oza}"

"""Choosing quotations: short, clear, spread over respondents, true to the attribution rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.config.wording import QuotationLimits
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Coding
from pipeline.domain.segment import Segment
from pipeline.report.themes import SectionThemes
from pipeline.report.words import Names

SentenceEnds = Callable[[str], Sequence[int]]
"""Text → the positions, in code points, where its sentences end."""

_QUOTED = re.compile(r"[“\"„]([^“”\"„]+)[”\"]")
_WORD = re.compile(r"\w+")
_POINTS_BACK = {
    "dat",
    "dit",
    "die",
    "daar",
    "hij",
    "zij",
    "ze",
    "het",
    "ja",
    "nee",
    "en",
    "maar",
    "dus",
    "want",
    "nou",
    "eh",
}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A literal piece `[start, end)` of a segment's text, and how its speaker may be called."""

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
    an interviewer's prose. A paraphrase never becomes a quotation.
    """

    segments: dict[str, Segment]
    codebook: Codebook
    names: Names
    limits: QuotationLimits
    sentences: SentenceEnds
    _taken: Counter[str] = field(default_factory=Counter)
    _used: set[tuple[str, int]] = field(default_factory=set)

    def choose(self, themes: SectionThemes) -> list[Quotation]:
        """At most `limits.per_section` quotations, each of another respondent, themes first that
        most respondents raised."""
        chosen: list[Quotation] = []
        voices: set[str] = set()
        ranked = sorted(themes.themes, key=lambda t: -sum(c.count for c in t.counts))
        while len(chosen) < self.limits.per_section:
            best: tuple[float, Quotation] | None = None
            said = Counter(q.code for q in chosen)
            heard = Counter(q.actor for q in chosen)
            for place, theme in enumerate(ranked):
                for count in theme.counts:
                    for coding in count.codings:
                        if coding.code != theme.code or coding.respondent in voices:
                            continue
                        if self._taken[coding.respondent] >= self.limits.per_respondent:
                            continue
                        penalty = 0.15 * place + 2.0 * said[theme.code] + 1.0 * heard[count.actor]
                        penalty += 0.5 * self._taken[coding.respondent]
                        for score, quotation in self._candidates(coding):
                            if best is None or score - penalty > best[0]:
                                best = (score - penalty, quotation)
            if best is None:
                break
            quotation = best[1]
            respondent = quotation.segment.partition(":")[0]
            chosen.append(quotation)
            voices.add(respondent)
            self._taken[respondent] += 1
            self._used.add((quotation.segment, quotation.start))
        return sorted(chosen, key=lambda q: (q.actor.rank, -len(q.text)))

    def _candidates(self, coding: Coding) -> list[tuple[float, Quotation]]:
        segment = self.segments[coding.segment]
        respondent = RespondentId.parse(segment.respondent)
        found = []
        for start, end in speech_spans(segment):
            for first, last in self._runs(segment.text, start, end):
                text = segment.text[first:last]
                if (segment.id, first) in self._used:
                    continue
                quotation = Quotation(
                    segment.id,
                    first,
                    last,
                    text,
                    coding.code,
                    respondent.actor,
                    attribution(respondent, self.names),
                    coding.decision,
                )
                found.append((self._score(text, coding.code), quotation))
        return found

    def _runs(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Runs of one to three whole sentences within the limits."""
        ends = [start, *(start + e for e in self.sentences(text[start:end])), end]
        borders = sorted(set(ends))
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
        words = _WORD.findall(text.lower())
        about = self.codebook[code]
        known = {
            word[:6]
            for part in (about.label, *about.keywords, *(e.text for e in about.examples))
            for word in _WORD.findall(part.lower())
            if len(word) > 4
        }
        touches = sum(1 for word in set(words) if word[:6] in known)
        score = min(touches, 4) * 0.6 - abs(len(words) - 22) / 22
        if words and words[0] in _POINTS_BACK:
            score -= 0.8
        if "[" in text:
            score -= 0.5
        if text[-1:] not in ".!?…":
            score -= 0.4
        return score


def speech_spans(segment: Segment) -> list[tuple[int, int]]:
    """Where in a segment somebody is speaking literally: all of a turn, or what is quoted."""
    if segment.speaker:
        return [(0, len(segment.text))]
    return [match.span(1) for match in _QUOTED.finditer(segment.text)]


def attribution(respondent: RespondentId, names: Names) -> str:
    """`Professional, OZA 3`, or `Ouder`: children and parents are never tied to an OZA (study,
    section 2.4, and DESIGN rule 4)."""
    actor = names[respondent.actor]
    return f"{actor.attribution}, OZA {respondent.oza}" if actor.names_oza else actor.attribution

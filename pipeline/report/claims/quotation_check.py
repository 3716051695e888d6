"""Quotations against their source, and whether they are given to the right speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.config.study import Study
from pipeline.domain.ids import RespondentId
from pipeline.domain.quotable import MarkedSegment
from pipeline.report.claims.comments import (
    named_oza_comment,
    nearly_comment,
    never_comment,
    not_counting_comment,
    oza_comment,
    speaker_comment,
    unknown_quotation,
)
from pipeline.report.claims.finding import Cause, Spot
from pipeline.report.claims.phrases import Phrases
from pipeline.report.claims.quoting import Attribution, Quoted
from pipeline.report.claims.sources import Found, Sources, normal
from pipeline.report.evidence import Evidence

_SHORT = 9
"""Words between single marks, fewer than this and given to nobody, may be a saying."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What comes of one quotation; `known` is False when there was nothing to look up."""

    spots: tuple[Spot, ...]
    known: bool = True


class QuotationCheck:
    def __init__(self, study: Study, evidence: Evidence, phrases: Phrases) -> None:
        self.study, self.evidence, self.phrases = study, evidence, phrases
        self.names = study.settings.actors
        self.sources = Sources(evidence.segments)
        self._names = frozenset(_bare(name) for name in _own_names(study))

    def is_name(self, text: str) -> bool:
        """Whether words between marks are a label or a heading, which nobody said."""
        return _bare(text) in self._names

    def check(self, quoted: Quoted) -> Looked:
        exact = self.sources.exact(quoted.text)
        if exact:
            comment = self._attributed(quoted.attribution, exact)
            cause = Cause.ATTRIBUTION
        else:
            found = self.sources.nearest(quoted.text, self.phrases.most_difference)
            saying = quoted.single and quoted.words < _SHORT and not quoted.attribution.said
            if found is None and saying:
                return Looked((), known=False)
            comment = nearly_comment(found) if found else unknown_quotation()
            cause = Cause.QUOTATION
            wrong = self._attributed(quoted.attribution, [found] if found else [])
            comment += f" {wrong}" if wrong else ""
        if not comment:
            return Looked(())
        return Looked((Spot(quoted.start, quoted.end, cause, comment),))

    def _attributed(self, said: Attribution, places: Sequence[Found]) -> str:
        """What is wrong with who is said to speak, or with the source; '' when some place where
        the words stand fits all of it. Without a place only what is never allowed."""
        named = self._named(said)
        if named or not places:
            return named
        fitting = [p for p in places if RespondentId.parse(p.respondent).actor is said.actor]
        problems = [self._problem(said, place) for place in fitting or places]
        return "" if not all(problems) else problems[0] or ""

    def _named(self, said: Attribution) -> str:
        """An OZA's number, or a respondent's, with an actor whose OZA is never named."""
        actor = RespondentId.parse(said.respondent).actor if said.respondent else said.actor
        if actor is None or self.names[actor].names_oza or not (said.oza or said.respondent):
            return ""
        return named_oza_comment(actor, self.names)

    def _problem(self, said: Attribution, place: Found) -> str:
        speaker = RespondentId.parse(place.respondent)
        if said.respondent and said.respondent != place.respondent:
            return speaker_comment(
                RespondentId.parse(said.respondent).actor, [speaker.actor], self.names
            )
        if said.actor is not None and said.actor is not speaker.actor:
            return speaker_comment(said.actor, [speaker.actor], self.names)
        if said.oza and not self.names[speaker.actor].names_oza:
            return named_oza_comment(speaker.actor, self.names)
        if said.oza and said.oza != speaker.oza:
            return oza_comment(said.oza, speaker, self.names)
        segments = [self.evidence.segments[id_] for id_ in place.segments]
        if any(isinstance(segment, MarkedSegment) and segment.never for segment in segments):
            return never_comment()
        return "" if place.respondent in self.evidence.counting else not_counting_comment()


def _own_names(study: Study) -> Iterator[str]:
    yield from (study.settings.title, study.settings.question, study.settings.caveat)
    yield from (code.label for code in study.codebook)
    yield from (keyword for code in study.codebook for keyword in code.keywords)
    yield from (section.heading for section in study.chapters.sections)
    for conclusion in study.chapters.conclusions:
        yield from (conclusion.label, conclusion.group)


def _bare(text: str) -> str:
    return normal(text).lower().strip(" .,;:!?'")

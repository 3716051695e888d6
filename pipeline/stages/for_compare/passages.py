"""What was said about one theme, named as the study's rules allow."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.config.study import Study
from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Stance
from pipeline.domain.quotable import MarkedSegment
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.errors import StoreError
from pipeline.report.quotations import attribution
from pipeline.report.words import naming_unit
from pipeline.stages.shared.gathering import evidence_of, marked_segments
from pipeline.store.layout import Layout


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment with a code; `source` is how its speaker may be called."""

    source: str
    label: str
    stance: Stance
    text: str


def passages_of(layout: Layout, study: Study, code: str) -> list[Passage]:
    """What carries a code or one below it, of respondents who count.

    In an order that says nothing of OZA's: by label, actor, and then by a digest of the words.
    What somebody marked as never to be quoted is not among them, nor what names an OZA by number
    where the speaker may not be tied to one.

    Raises:
        StoreError: for a code that the codebook does not have.
        LedgerError: when nothing of the wave is validated.
    """
    if code not in study.codebook:
        raise StoreError(
            f"er is geen code '{code}'", remedy="kies een code uit codes.yaml, zoals 'sociaal'"
        )
    evidence = evidence_of(layout, study, marked_segments(layout).segments)
    below = study.codebook.with_descendants(code)
    found = [
        (below.index(coding.code), RespondentId.parse(coding.respondent), coding)
        for coding in evidence.codings
        if coding.code in below
    ]
    made = [
        (place, who.actor.rank, Passage(
            attribution(who, study.settings.actors),
            study.codebook[coding.code].label,
            coding.stance,
            evidence.segments[coding.segment].text,
        ))
        for place, who, coding in found
        if _may_be_shown(evidence.segments[coding.segment], who, study)
    ]  # fmt: skip
    made.sort(key=lambda one: (one[0], one[1], text_digest(one[2].text)))
    return [passage for _, _, passage in made]


def _may_be_shown(segment: Segment, who: RespondentId, study: Study) -> bool:
    if isinstance(segment, MarkedSegment) and segment.never:
        return False
    names = study.settings.actors
    return names[who.actor].names_oza or not naming_unit(names).search(segment.text)

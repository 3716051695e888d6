"""Codings → passages that bear on placements, each with its perspectives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.domain.evidence_map import EvidenceMap
from pipeline.domain.judgement import Coding, Stance
from pipeline.domain.placement_evidence import Direction, Passage, Reading
from pipeline.domain.segment import Segment

DIRECTIONS = {
    Stance.POSITIVE: Direction.FOR,
    Stance.CONCERN: Direction.AGAINST,
    Stance.NEUTRAL: Direction.NEUTRAL,
}
"""What a stance says of the option. A code without one says nothing of it: it may only have been
forgotten, and as 'neither' it would support every place in the middle."""


def passages_of(
    codings: Iterable[Coding],
    segments: Mapping[str, Sequence[Segment]],
    mapping: EvidenceMap,
    persons: Mapping[tuple[str, str], str],
) -> tuple[Passage, ...]:
    """The passages in the order of waves and reports, and of codes within a segment.

    A code that was accepted unread is no evidence. Neither is one on text that no report has any
    more: nobody could look it up; nor one without a stance (`reading_of` counts both).

    Args:
        codings: those that count.
        segments: wave → its segments, oldest wave first.
        persons: (wave, respondent) → the person over waves; who is not in it is the respondent.

    Raises:
        ValueError: for a respondent whose actor has no perspective.
    """
    on: dict[tuple[str, str], list[Coding]] = {}
    for coding in codings:
        if not coding.bulk:
            on.setdefault((coding.wave, coding.segment), []).append(coding)
    return tuple(
        passage
        for wave, own in segments.items()
        for segment in own
        for passage in _on_segment(wave, segment, on.get((wave, segment.id), ()), mapping, persons)
    )


def reading_of(
    codings: Iterable[Coding],
    owner: Mapping[tuple[str, str], str],
    segments: Mapping[str, Sequence[Segment]],
    mapping: EvidenceMap,
) -> Reading:
    """How much of the reports was read, and how many codings lost their text or have no stance.

    Args:
        owner: (wave, segment) → whose word counts, for what was read.
    """
    there = {(wave, segment.id) for wave, own in segments.items() for segment in own}
    bearing = [c for c in codings if c.code in mapping.codes and not c.bulk]
    kept = [c for c in bearing if (c.wave, c.segment) in there]
    undirected = sum(c.stance not in DIRECTIONS for c in kept)
    lost = len(bearing) - len(kept)
    return Reading(tuple(segments), len(there & set(owner)), len(there), lost, undirected)


def _on_segment(
    wave: str,
    segment: Segment,
    codings: Sequence[Coding],
    mapping: EvidenceMap,
    persons: Mapping[tuple[str, str], str],
) -> Iterable[Passage]:
    if not any(coding.code in mapping.codes for coding in codings):
        return
    codes = [coding.code for coding in codings]
    views = mapping.views_of(segment.respondent, segment.speaker, codes)
    spoken_from = mapping.spoken_from(segment.respondent, segment.speaker)
    person = persons.get((wave, segment.respondent), segment.respondent)
    for coding in sorted(codings, key=lambda c: c.code):
        if coding.code in mapping.codes and coding.stance in DIRECTIONS:
            option, criterion = mapping.codes[coding.code]
            yield Passage(
                option,
                criterion,
                DIRECTIONS[coding.stance],
                wave,
                segment.id,
                segment.respondent,
                person,
                views,
                coding.code,
                coding.coder,
                coding.decision,
                mapping.weighs(criterion, views),
                spoken_from,
            )

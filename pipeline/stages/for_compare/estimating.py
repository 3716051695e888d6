"""What reading the rest would bring: shares of segments, estimated where not all of them were read.

Suggestions are corrected with segments that were drawn to be coded without them
(`stats.comparing.corrected_shares`). Which reports were read whole is no draw, so shares of
respondents are not estimated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.domain.codebook import Codebook
from pipeline.domain.compared import Estimated, EstimatesOf
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Coding, Suggestion
from pipeline.domain.queue import Turn
from pipeline.domain.segment import Segment
from pipeline.stages.shared.measuring import measured
from pipeline.stages.shared.readings import Read
from pipeline.stats.arrays import Floats
from pipeline.stats.comparing import corrected_shares
from pipeline.stats.resampling import Estimate

LEAST_BLIND = 25
"""Blind segments of an actor, with fewer of which nothing is estimated (as for stopping)."""
LEAST_RESPONDENTS = 3
"""From how many respondents these have to be for an interval to exist."""


@dataclass(frozen=True)
class Reading:
    """What is known of the segments of a wave.

    `read` are ids of segments that count as read; `codings` what stands on them; `blind` has, for
    segments that were coded without suggestions, what was given.
    """

    segments: Sequence[Segment]
    read: frozenset[str]
    codings: Sequence[Coding]
    blind: Mapping[str, Read]
    turns: Sequence[Turn]
    suggestions: Iterable[Suggestion]


def estimates_of(reading: Reading, book: Codebook) -> tuple[EstimatesOf, ...]:
    """For every actor of whom something is unread; nothing for a wave that was read whole."""
    suggested: dict[str, set[str]] = {}
    for one in reading.suggestions:
        suggested.setdefault(one.segment, set()).add(one.code)
    found = []
    for actor in Actor:
        own = [s for s in reading.segments if RespondentId.parse(s.respondent).actor is actor]
        if any(segment.id not in reading.read for segment in own):
            found.append(_of_actor(actor, own, reading, suggested, book))
    return tuple(found)


def _of_actor(
    actor: Actor,
    own: Sequence[Segment],
    reading: Reading,
    suggested: Mapping[str, set[str]],
    book: Codebook,
) -> EstimatesOf:
    ids = {segment.id for segment in own}
    sample = [s for s in own if s.id in reading.blind and reading.blind[s.id].share]
    drawn = {turn.segment for turn in reading.turns if turn.blind and turn.segment in ids}
    drawn |= {segment.id for segment in sample}
    respondents = len({segment.respondent for segment in sample})
    of = EstimatesOf(
        actor=actor,
        segments=len(own),
        read=len(ids & reading.read),
        blind=len(sample),
        drawn=len(drawn),
        respondents=respondents,
    )
    if len(sample) < LEAST_BLIND or respondents < LEAST_RESPONDENTS:
        return of
    codes = [code for code in book if actor in code.actors]
    names = [code.id for code in codes]
    inside = {segment.id for segment in sample}
    # Of what was drawn a part was read so far: by chance, as far as the codes are concerned.
    inclusion = np.array([reading.blind[s.id].share for s in sample], dtype=np.float64)
    shares = corrected_shares(
        _given([reading.blind[s.id].codes for s in sample], names),
        _given([suggested.get(s.id, set()) for s in sample], names),
        _given([suggested.get(s.id, set()) for s in own if s.id not in inside], names),
        inclusion * len(sample) / len(drawn),
        [segment.respondent for segment in sample],
    )
    counted = {
        name: len({c.segment for c in reading.codings if c.code == name and c.segment in ids})
        for name in names
    }
    made = [
        Estimated(
            code.id,
            code.label,
            counted[code.id],
            measured(_possible(one.share, counted[code.id], of)),
            measured(_possible(one.sampled, counted[code.id], of)),
            round(one.naive, 4),
        )
        for code, one in zip(codes, shares, strict=True)
        if counted[code.id] or one.naive or one.sampled.value
    ]
    return replace(of, codes=tuple(made))


def _possible(share: Estimate, counted: int, of: EstimatesOf) -> Estimate:
    """Never less than what was counted already, never more than if all that is unread had it."""
    least, most = counted / of.segments, (counted + of.segments - of.read) / of.segments
    return Estimate(*(min(max(end, least), most) for end in (share.value, share.low, share.high)))


def _given(per_segment: Sequence[Iterable[str]], names: Sequence[str]) -> Floats:
    """(segments, codes) of 0 and 1: is the code there."""
    rows = [[name in set(codes) for name in names] for codes in per_segment]
    return np.array(rows, dtype=np.float64).reshape(len(per_segment), len(names))

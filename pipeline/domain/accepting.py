"""Accepting suggestions in one go and taking that back, as decisions that are still to be written.

The command (`stages.bulk`) and the review page (`web.bulk`) both decide by these, so that they
accept the same and draw the same to be checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.bulk import Earlier, Subject, acceptable, taken_back_unseen
from pipeline.domain.codebook import Codebook
from pipeline.domain.drawing import CHECKED_SHARE, drawn_to_check
from pipeline.domain.judgement import Decision, Suggestion, Verdict, reviewed_segments
from pipeline.domain.queue import Turn
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment


@dataclass(frozen=True, slots=True)
class Batch:
    """What a coder asks to accept in one go.

    `above` is the lowest probability, in 0..1. `codes` are the only ones, or every code when empty.
    `share` of what is accepted is drawn to be checked, in 0..1, with the study's `seed`.
    `codebook` is the version of the codebook.
    """

    wave: str
    coder: str
    codebook: str
    above: float
    seed: int
    codes: tuple[str, ...] = ()
    share: float = CHECKED_SHARE

    def __post_init__(self) -> None:
        if not (0.0 <= self.above <= 1.0 and 0.0 <= self.share <= 1.0):
            raise ValueError("een kans en een deel liggen tussen 0 en 1")


@dataclass(frozen=True, slots=True)
class Bulk:
    """What is or would be accepted: how many for each code (in the order of the codebook), on how
    many segments, how many of them are drawn; and what people decided earlier on suggestions of
    these codes that were as probable."""

    codes: Mapping[str, int]
    segments: int
    drawn: int
    earlier: Mapping[str, Earlier]

    @property
    def count(self) -> int:
        return sum(self.codes.values())


def accepted_unread(
    batch: Batch,
    suggestions: Iterable[Suggestion],
    segments: Mapping[str, Segment],
    turns: Mapping[str, Turn],
    stands: Mapping[Subject, Decision],
    at: str,
) -> list[Decision]:
    """One decision for each suggestion that may be accepted, some of them drawn to be checked.

    What the queue does not know yet stays out, for nobody can tell whether it is blind.

    Args:
        segments: id → segment, of the wave.
        turns: id → its place in the queue.
        stands: this coder's last decision on each subject.
        at: the moment, UTC.
    """
    blind = {id_ for id_, turn in turns.items() if turn.blind}
    known = [s for s in suggestions if s.segment in turns and s.segment in segments]
    found = acceptable(known, batch.wave, stands, blind, batch.above, batch.codes)
    names = [f"{batch.wave}/{s.segment}/{s.code}" for s in found]
    drawn, chance = drawn_to_check(names, batch.share, batch.seed)
    return [
        Decision(
            wave=batch.wave,
            segment=s.segment,
            digest=segments[s.segment].digest,
            code=s.code,
            verdict=Verdict.ACCEPT,
            coder=batch.coder,
            codebook=batch.codebook,
            seen=s.probability,
            model=s.model,
            start=segments[s.segment].start,
            end=segments[s.segment].end,
            at=at,
            share=float(turns[s.segment].share),
            bulk=True,
            check=chance,
            drawn=name in drawn,
        )
        for s, name in zip(found, names, strict=True)
    ]


def taken_back(
    stands: Mapping[Subject, Decision], wave: str, at: str, codebook: str
) -> list[Decision]:
    """Takes back all that a coder accepted in one go and that still stands unread.

    What waits for its check on a segment that was read since wants an answer of its own and stays:
    otherwise a code that she left out on purpose would drop out of the check unnoticed.

    What was accepted under an older codebook, or on text that moved, is taken back where it stands
    now: what was carried there is no line of the ledger itself.

    Args:
        stands: this coder's last decision on each subject.
        at: the moment, UTC.
        codebook: the version of now.
    """
    read = reviewed_segments(stands.values())
    return [
        replace(
            d,
            verdict=Verdict.RETRACT,
            codebook=codebook,
            bulk=False,
            check=None,
            drawn=False,
            seen=None,
            at=at,
            line="",
        )
        for d in stands.values()
        if d.bulk and d.wave == wave and (d.wave, d.segment) not in read
    ]


def bulk_of(made: Sequence[Decision], codebook: Codebook, earlier: Mapping[str, Earlier]) -> Bulk:
    """Counts what is or would be accepted; of `earlier` only what is about those codes."""
    counts = Counter(d.code for d in made)
    codes = {code.id: counts[code.id] for code in codebook if code.id in counts}
    return Bulk(
        codes,
        len({d.segment for d in made}),
        sum(d.drawn for d in made),
        {code: earlier[code] for code in codes if code in earlier},
    )


def list_digest(made: Iterable[Decision]) -> str:
    """Sixteen hexadecimal digits over which codes on which segments, in whatever order."""
    return text_digest("\n".join(sorted(f"{d.segment} {d.code}" for d in made)))


def last_accepted(history: Iterable[Decision], wave: str) -> list[Decision]:
    """What a coder accepted in one go the last time; empty when she never did.

    Args:
        history: her decisions in the order in which they were made.
    """
    return _of_the_last_moment([d for d in history if d.bulk and d.wave == wave])


def last_taken_back(history: Iterable[Decision], wave: str) -> list[Decision]:
    """What a coder took back in one go the last time; empty when she never did."""
    return _of_the_last_moment([d for d in history if taken_back_unseen(d) and d.wave == wave])


def _of_the_last_moment(decisions: Sequence[Decision]) -> list[Decision]:
    return [d for d in decisions if d.at == decisions[-1].at]

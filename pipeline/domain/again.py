"""What one coder is to look at again, and why: because the codebook changed, or the text did.

The same for the review page, the workbook and the status of a wave.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.carrying import Again, Carried
from pipeline.domain.judgement import Decision, Verdict, standing
from pipeline.domain.segment import Segment


@dataclass(frozen=True, slots=True)
class TextChanged:
    """Text on which this coder had decided now reads otherwise, or was cut otherwise.

    `former` is the segment as it was; `decisions` are hers that stand on it, the whole segment
    included. They count nowhere until she decides on the new text.
    """

    former: str
    decisions: tuple[Decision, ...]


Reason = Again | TextChanged
"""Why a segment comes up again: the codebook (`carrying.Again`) or the text."""


@dataclass(frozen=True, slots=True)
class LookAgain:
    """A segment to look at again, with at least one reason; changed text first."""

    segment: Segment
    reasons: tuple[Reason, ...]

    @property
    def text_changed(self) -> bool:
        return any(isinstance(reason, TextChanged) for reason in self.reasons)


def to_look_at_again(
    carried: Carried,
    formers: Mapping[str, Sequence[str]],
    segments: Iterable[Segment],
    wave: str,
) -> list[LookAgain]:
    """The segments of a wave that one coder is to look at again: changed text first, then what the
    codebook's versions ask for, each in reading order.

    Changed text waits until she decides anything on the new segment after her last decision on the
    former one: a code, a refusal, or that it was read. What the codebook asks for is settled by the
    rules of `carrying.carry`. Both are about her own ledger alone, so one coder never learns of
    another's work here.

    Args:
        carried: her decisions as they stand under the codebook of now.
        formers: segment → those whose text it took over: `anchor.formers_of_anchors`. Not the
            formers of segments that were split or joined by hand: those are nothing to look at
            again.
        segments: of the wave, in reading order.
    """
    reasons = reasons_to_look(carried, formers, wave)
    found = [LookAgain(s, reasons[s.id]) for s in segments if s.id in reasons]
    return sorted(found, key=lambda one: not one.text_changed)


def reasons_to_look(
    carried: Carried, formers: Mapping[str, Sequence[str]], wave: str
) -> dict[str, tuple[Reason, ...]]:
    """Segment → why one coder is to look at it again, for who needs only names and numbers. It may
    hold segments that are not in the wave any more.

    Args: as of `to_look_at_again`.
    """
    last: dict[str, int] = {}
    own: dict[str, list[Decision]] = {}
    for at, decision in enumerate(carried.decisions):
        if decision.wave == wave:
            last[decision.segment] = at
            own.setdefault(decision.segment, []).append(decision)
    found: dict[str, list[Reason]] = {}
    for segment, olds in formers.items():
        for former in olds:
            stands = _standing(own.get(former, ()))
            if stands and last[former] > last.get(segment, -1):
                found.setdefault(segment, []).append(TextChanged(former, stands))
    for again in carried.again:
        if again.decision.wave == wave:
            found.setdefault(again.decision.segment, []).append(again)
    return {segment: tuple(reasons) for segment, reasons in found.items()}


def _standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """What she said and did not take back. What was accepted unread was no look, so there is none
    to take again."""
    silent = (Verdict.RETRACT, Verdict.AGAIN)
    stands = standing(decisions).values()
    return tuple(d for d in stands if d.verdict not in silent and not d.bulk)

"""What a coder may see of a segment before deciding: the same on the page and in the workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pipeline.domain.judgement import Decision, Suggestion
from pipeline.domain.queue import Turn


@dataclass(frozen=True, slots=True)
class Sight:
    """The suggestions of a segment, or none where it is coded blind.

    `share` is the probability in 0..1 with which it was drawn, or None where nothing was drawn.
    """

    blind: bool
    share: float | None
    suggestions: tuple[Suggestion, ...]

    def of(self, code: str) -> Suggestion | None:
        return next((s for s in self.suggestions if s.code == code), None)


def is_blind(turn: Turn | None, sighted: Collection[str]) -> bool:
    """Whether a segment is coded without suggestions.

    Who decided on a segment with its suggestions in sight cannot decide on it blind any more, also
    when it is drawn to be blind since.

    Args:
        sighted: ids of the segments that this coder decided on without being blind.
    """
    return turn is not None and turn.blind and turn.segment not in sighted


def with_unread(suggested: Iterable[Suggestion], own: Iterable[Decision]) -> tuple[Suggestion, ...]:
    """The suggestions of a segment, and what was accepted unread on it and is suggested no longer:
    that asks for an answer all the same.

    Args:
        own: what stands of this coder on the segment.
    """
    shown = {s.code: s for s in suggested}
    for d in own:
        if d.bulk and d.code not in shown:
            shown[d.code] = Suggestion(d.segment, d.code, d.seen or 0.0, (), d.model, d.codebook)
    return tuple(shown.values())

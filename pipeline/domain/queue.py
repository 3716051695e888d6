"""In which order segments come up for review, and which of them without suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Order(StrEnum):
    """What the next segment is chosen for: the report's own order, what a decision teaches the
    model, how many codings it is expected to bring, or what the report has little evidence for."""

    READING = "leesvolgorde"
    INSTRUCTIVE = "leerzaam"
    YIELD = "opbrengst"
    THIN = "dun"


@dataclass(frozen=True, slots=True)
class Turn:
    """A segment's place in each order, from 1.

    `blind` segments are shown without suggestions. `share` is the probability in 0..1 with which
    a segment of this kind was drawn to be blind; it belongs to what was decided on it.
    """

    segment: str
    blind: bool
    share: float
    reading: int
    instructive: int
    yields: int
    thin: int

    def place(self, order: Order) -> int:
        return {
            Order.READING: self.reading,
            Order.INSTRUCTIVE: self.instructive,
            Order.YIELD: self.yields,
            Order.THIN: self.thin,
        }[order]

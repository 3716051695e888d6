"""Arrows between two rows: down, across on a track of its own, and down again.

Between two rows stands nothing but arrows, so none of them meets a box there. Which track lies
above which follows from the crossings that this costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

TRACK = 0.42
"""Centimetres between two tracks."""
_ASIDE = 0.3
"""Upright lines nearer to each other than this, in centimetres, would read as one."""
_CONFUSED = 100
_STRAIGHT = 0.01


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of an arrow between two rows: it comes down at `above` and goes on at `below`."""

    above: float
    below: float

    @property
    def straight(self) -> bool:
        return abs(self.above - self.below) < _STRAIGHT

    @property
    def low(self) -> float:
        return min(self.above, self.below)

    @property
    def high(self) -> float:
        return max(self.above, self.below)


def tracks_of(pieces: Sequence[Piece]) -> tuple[int, ...]:
    """Of every piece its track, 0 the highest; 0 for one that is straight. Pieces that overlap
    never share one."""
    tracks = [0] * len(pieces)
    done: list[int] = []
    for at in _ordered(pieces):
        over = [tracks[other] + 1 for other in done if _overlap(pieces[other], pieces[at])]
        tracks[at] = max(over, default=0)
        done.append(at)
    return tuple(tracks)


def _ordered(pieces: Sequence[Piece]) -> tuple[int, ...]:
    """Pieces that are not straight, from the highest track to the lowest: one after the other is
    moved to where it costs least, until nothing gains by it."""
    order = tuple(at for at, piece in enumerate(pieces) if not piece.straight)
    costs = {(a, b): _cost(pieces[a], pieces[b]) for a, b in permutations(order, 2)}

    def cost(tried: tuple[int, ...]) -> int:
        return sum(costs[pair] for pair in combinations(tried, 2))

    while True:
        moved = [order, *(_moved(order, *places) for places in permutations(range(len(order)), 2))]
        best = min(moved, key=cost)
        if cost(best) == cost(order):
            return order
        order = best


def _moved(order: tuple[int, ...], start: int, to: int) -> tuple[int, ...]:
    rest = [*order[:start], *order[start + 1 :]]
    rest.insert(to, order[start])
    return tuple(rest)


def _overlap(one: Piece, other: Piece) -> bool:
    return one.low < other.high + _ASIDE and other.low < one.high + _ASIDE


def _cost(upper: Piece, lower: Piece) -> int:
    """Crossings when one lies above the other, and whether upright lines would fall together."""
    crossings = (lower.low < upper.below < lower.high) + (upper.low < lower.above < upper.high)
    return crossings + _CONFUSED * (abs(upper.below - lower.above) < _ASIDE)

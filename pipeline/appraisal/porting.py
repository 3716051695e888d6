"""Where arrows leave a box below, and come to one above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import sqrt

from pipeline.appraisal.chart import Arrow, Box, Chart
from pipeline.appraisal.layering import Layered
from pipeline.appraisal.lettering import width_of

_ENTRY = 0.9
"""Centimetres between two arrows that come to one box."""
_ALONE = 1.0
"""How far from the middle of its box the only arrow to it may come, when that saves a bend."""
_LEAST = 0.35
"""Of the room of the longest answer, what a short one gets at least."""


@dataclass(frozen=True)
class Ports:
    """Box → its arrows from left to right: those that leave with the share of its lower side that
    each of them has, and those that come."""

    leaving: Mapping[str, Mapping[Arrow, float]]
    entering: Mapping[str, tuple[Arrow, ...]]

    def exit(self, arrow: Arrow, width: float) -> float:
        """How far right of the middle of its box, of so many centimetres, an arrow leaves it."""
        shares = self.leaving[arrow.start]
        before = sum(list(shares.values())[: list(shares).index(arrow)])
        return width * (before + shares[arrow] / 2 - 0.5)

    def entry(self, arrow: Arrow, width: float) -> float:
        """How far right of the middle of its box an arrow comes to it."""
        own = self.entering[arrow.to]
        step = min(_ENTRY, width / (len(own) + 1))
        return step * (own.index(arrow) - (len(own) - 1) / 2)

    def slack(self, arrow: Arrow) -> float:
        """How far aside an arrow may come to its box when that saves a bend."""
        return _ALONE if len(self.entering[arrow.to]) == 1 else _ENTRY / 3


def ports_of(chart: Chart, rows: Layered) -> Ports:
    """Arrows leave in the order of where they go, and come in the order of where they are from."""
    place = {id_: at for row in rows.rows for at, id_ in enumerate(row)}
    leaving, entering = {}, {}
    for box in chart.boxes:
        out = sorted(chart.leaving(box.id), key=lambda arrow: place[rows.ways[arrow][1]])
        leaving[box.id] = _shares(box, tuple(out))
        come = sorted(chart.entering(box.id), key=lambda arrow: place[rows.ways[arrow][-2]])
        entering[box.id] = tuple(come)
    return Ports(leaving, entering)


def facing(box: Box, ports: Ports) -> Box:
    """The box with each of its sides above the arrow that it speaks for."""
    order = [choice for arrow in ports.leaving[box.id] for choice in arrow.choices]
    if not order:
        return box
    sides = sorted(box.sides, key=lambda side: order.index(side.choices[0]))
    return replace(box, sides=tuple(sides))


def _shares(box: Box, arrows: tuple[Arrow, ...]) -> dict[Arrow, float]:
    """More for a longer answer, within bounds; below columns they are equal."""
    needed = [sqrt(width_of(arrow.label)) for arrow in arrows]
    least = 1.0 if box.sides else _LEAST
    weights = [max(need, least * max(needed), 0.1) for need in needed]
    return {arrow: weight / sum(weights) for arrow, weight in zip(arrows, weights, strict=True)}

"""A chart as it stands on a page. All measures are in centimetres from the left and the top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.appraisal.chart import Arrow, Box
from pipeline.appraisal.typesetting import Block

A3 = (29.7, 42.0)
"""Upright."""
TOP, SIDE, BOTTOM = 4.1, 1.0, 1.0
"""Margins; the title and the legend stand in the upper one."""
GAP = 0.9
"""Between two boxes of a row."""
PASSAGE = 0.2
"""The width of the place where an arrow passes a row."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A box and what is set in it, with the place of its upper left corner."""

    box: Box
    block: Block
    x: float
    y: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.block.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Label:
    block: Block
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Route:
    """The corners of an arrow, from where it leaves one box to where it comes to another."""

    arrow: Arrow
    corners: tuple[tuple[float, float], ...]
    label: Label | None = None


@dataclass(frozen=True)
class Page:
    """`size` of the letters is in points, `full` the share of the height that is needed."""

    width: float
    height: float
    size: float
    full: float
    placed: Mapping[str, Placed]
    routes: tuple[Route, ...]

"""What stands on a drawn page, measured by matplotlib's renderer and not by the layout: centimetres
from the left and the top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import matplotlib
import numpy as np

from pipeline.appraisal.chart import Chart
from pipeline.appraisal.drawing import STYLE
from pipeline.appraisal.inking import figure_of
from pipeline.appraisal.page import Page

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: Area, slack: float = 0.0) -> bool:
        return (
            self.left >= other.left - slack
            and self.right <= other.right + slack
            and self.top >= other.top - slack
            and self.bottom <= other.bottom + slack
        )

    def overlaps(self, other: Area, slack: float = 0.0) -> bool:
        """By more than `slack`."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack

    def met_by(self, start: Point, end: Point) -> bool:
        """Whether a line runs through the inside, tried at every tenth of a millimetre."""
        count = max(2, int(np.hypot(end[0] - start[0], end[1] - start[1]) / 0.01))
        x, y = np.linspace(start, end, count).T
        inside = 0.02
        return bool(
            np.any(
                (x > self.left + inside)
                & (x < self.right - inside)
                & (y > self.top + inside)
                & (y < self.bottom - inside)
            )
        )


@dataclass(frozen=True, slots=True)
class Letters:
    text: str
    area: Area
    points: float
    colour: str


@dataclass
class Inked:
    """By name: a box has the number of its place in the chart, an arrow and its label those of both
    boxes."""

    page: Area
    boxes: dict[str, Area] = field(default_factory=dict)
    labels: dict[str, Area] = field(default_factory=dict)
    arrows: dict[str, list[Point]] = field(default_factory=dict)
    texts: dict[str, list[Letters]] = field(default_factory=dict)

    def segments(self, name: str) -> Iterator[tuple[Point, Point]]:
        yield from pairwise(self.arrows[name])


def inked(chart: Chart, page: Page) -> Inked:
    with matplotlib.rc_context(STYLE):
        figure = figure_of(chart, page)
        figure.canvas.draw()
        axes = figure.axes[0]
        renderer = figure.canvas.get_renderer()
        found = Inked(Area(0, 0, page.width, page.height))
        for patch in axes.patches:
            kind, _, name = str(patch.get_gid()).partition("-")
            if kind == "box":
                found.boxes[name] = _area(patch.get_path().get_extents())
            elif kind == "label":
                path = patch.get_path().transformed(patch.get_patch_transform())
                found.labels[name] = _area(path.get_extents())
            elif kind == "arrow":
                (line,) = patch.get_path().to_polygons(closed_only=False)
                found.arrows[name] = [(float(x), float(y)) for x, y in line]
        back = axes.transData.inverted()
        for text in axes.texts:
            extent = text.get_window_extent(renderer).transformed(back)
            letters = Letters(
                text.get_text(), _area(extent), text.get_fontsize(), str(text.get_color())
            )
            found.texts.setdefault(str(text.get_gid()), []).append(letters)
    return found


def _area(extent: Any) -> Area:
    return Area(
        float(min(extent.x0, extent.x1)),
        float(min(extent.y0, extent.y1)),
        float(max(extent.x0, extent.x1)),
        float(max(extent.y0, extent.y1)),
    )

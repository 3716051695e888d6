"""A page in ink: boxes, arrows and letters by matplotlib.

Kinds of boxes differ in fill, edge, corners and dashes, so that they are told apart in grey print
and by colour-blind readers (tones of Okabe & Ito 2008, *Color universal design*).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.appraisal.chart import Chart, Kind
from pipeline.appraisal.lettering import CM_PER_POINT, width_of
from pipeline.appraisal.page import SIDE, Page, Placed, Route
from pipeline.appraisal.typesetting import Text, shown
from pipeline.domain.flow import Sign

_INK, _GREY, _WIRE = "#1A1A1A", "#595959", "#404040"
_TURN = 0.28
"""The radius of a corner of an arrow, in centimetres."""
_TIP, _TIP_WIDE = 0.36, 0.15


@dataclass(frozen=True, slots=True)
class _Look:
    """Fill, edge, width of the edge in points, its dashes, and whether corners are round: told
    apart without colour too."""

    fill: str
    edge: str
    line: float
    dashes: Any = "-"
    round: bool = False


LOOKS = {
    Kind.TOPICS: _Look("#FFFFFF", "#737373", 1.0),
    Kind.QUESTION: _Look("#FFFFFF", "#1A1A1A", 1.3, round=True),
    Kind.CHECKS: _Look("#EFEFEF", "#1A1A1A", 1.3, round=True),
    Kind.ADVICE: _Look("#D5E8F5", "#0072B2", 2.6),
    Kind.FLOW: _Look("#FDF1E3", "#B35900", 2.0, (0, (4, 1.5))),
    Kind.NOTE: _Look("#FFFFFF", "#737373", 0.9, ":"),
}
_KINDS = {
    Kind.TOPICS: "om te bespreken",
    Kind.QUESTION: "vraag",
    Kind.CHECKS: "✓ alles is nodig",
    Kind.ADVICE: "uitkomst",
    Kind.FLOW: "verder op een andere praatplaat",
    Kind.NOTE: "toelichting bij een stap",
}
_SIGNS = {Sign.SUITS: "past goed", Sign.MAY: "kan ook", Sign.NOT: "valt af"}


def figure_of(chart: Chart, page: Page) -> Any:
    """A matplotlib figure of the size of the page, in which a unit is a centimetre and y runs down.

    Every box, arrow, label and text carries as `gid` what it is: `box-…`, `arrow-…`, `label-…`.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(page.width / 2.54, page.height / 2.54))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, page.width)
    axes.set_ylim(page.height, 0)
    axes.axis("off")
    _title(axes, chart, page)
    names = {box.id: str(at) for at, box in enumerate(chart.boxes, 1)}
    for route in page.routes:
        _arrow(axes, route, f"{names[route.arrow.start]}-{names[route.arrow.to]}")
    for id_, placed in page.placed.items():
        _box(axes, placed, names[id_])
    return figure


def _title(axes: Any, chart: Chart, page: Page) -> None:
    flow = chart.flow
    _text(axes, Text(flow.title, 0, 0, 26, bold=True), SIDE, 1.9, "title")
    about = f"Over {flow.subject}. " if flow.subject else ""
    section = f"Bron: paragraaf {flow.section} van de studie."
    _text(axes, Text(about + section, 0, 0, 12, grey=True), SIDE, 2.75, "title")
    _legend(axes, chart, SIDE, 3.55)


def _legend(axes: Any, chart: Chart, x: float, y: float) -> None:
    """What stands on this page, and what it means."""
    kinds = {box.kind for box in chart.boxes}
    size = 10.0
    em = size * CM_PER_POINT
    for kind in (kind for kind in Kind if kind in kinds):
        _frame(axes, LOOKS[kind], (x, y - 0.34, 0.8, 0.46), "legend")
        _text(axes, Text(_KINDS[kind], 0, 0, size), x + 1.0, y, "legend")
        x += 1.0 + width_of(_KINDS[kind]) * em + 0.7
    signs = {sign for box in chart.boxes for _, sign in box.weighed}
    for sign in (sign for sign in Sign if sign in signs):
        grey = sign is Sign.NOT
        _text(axes, Text(shown(sign), 0, 0, size, bold=True, grey=grey), x, y, "legend")
        x += width_of(shown(sign), bold=True) * em + 0.2
        _text(axes, Text(_SIGNS[sign], 0, 0, size, grey=grey), x, y, "legend")
        x += width_of(_SIGNS[sign]) * em + 0.7


def _box(axes: Any, placed: Placed, name: str) -> None:
    place = (placed.x, placed.y, placed.block.width, placed.height)
    _frame(axes, LOOKS[placed.box.kind], place, f"box-{name}")
    for x, top, bottom in placed.block.rules:
        across, down = [placed.x + x] * 2, [placed.y + top, placed.y + bottom]
        axes.plot(across, down, color="#A6A6A6", linewidth=0.8, zorder=4, gid=f"rule-{name}")
    for text in placed.block.texts:
        _text(axes, text, placed.x, placed.y, f"text-{name}")


def _frame(axes: Any, look: _Look, place: tuple[float, float, float, float], name: str) -> None:
    from matplotlib.patches import FancyBboxPatch

    x, y, width, height = place
    axes.add_patch(
        FancyBboxPatch(
            (x, y),
            width,
            height,
            boxstyle=f"round,pad=0,rounding_size={min(0.25, height / 4)}"
            if look.round
            else "square,pad=0",
            facecolor=look.fill,
            edgecolor=look.edge,
            linewidth=look.line,
            linestyle=look.dashes,
            zorder=3,
            gid=name,
        )
    )


def _text(axes: Any, text: Text, x: float, y: float, name: str) -> None:
    axes.text(
        x + text.x,
        y + text.y,
        text.text,
        fontsize=text.size,
        fontweight="bold" if text.bold else "normal",
        color=_GREY if text.grey else _INK,
        va="baseline",
        zorder=6,
        gid=name,
    )


def _arrow(axes: Any, route: Route, name: str) -> None:
    from matplotlib.patches import PathPatch, Polygon, Rectangle

    (bx, by), (x, y) = route.corners[-2:]
    long = max(abs(x - bx), abs(y - by))
    ux, uy = (x - bx) / long, (y - by) / long
    foot = (x - ux * _TIP, y - uy * _TIP)
    line = _rounded((*route.corners[:-1], foot))
    axes.add_patch(
        PathPatch(line, fill=False, edgecolor=_WIRE, linewidth=1.5, zorder=1, gid=f"arrow-{name}")
    )
    wings = [(foot[0] + side * uy * _TIP_WIDE, foot[1] + side * ux * _TIP_WIDE) for side in (1, -1)]
    axes.add_patch(
        Polygon([(x, y), *wings], facecolor=_WIRE, edgecolor="none", zorder=2, gid=f"tip-{name}")
    )
    if route.label is None:
        return
    label = route.label
    corner = (label.x, label.y)
    size = (label.block.width, label.block.height)
    axes.add_patch(Rectangle(corner, *size, facecolor="white", zorder=5, gid=f"label-{name}"))
    for text in label.block.texts:
        _text(axes, text, label.x, label.y, f"answer-{name}")


def _rounded(corners: tuple[tuple[float, float], ...]) -> Any:
    """A path along corners, each of them rounded as far as there is room."""
    from matplotlib.path import Path as Line

    points, codes = [corners[0]], [Line.MOVETO]
    for before, at, after in zip(corners, corners[1:], corners[2:], strict=False):
        points += [*_near(at, before, after)]
        codes += [Line.LINETO, Line.CURVE3, Line.CURVE3]
    points.append(corners[-1])
    codes.append(Line.LINETO)
    return Line(points, codes)


def _near(
    at: tuple[float, float], before: tuple[float, float], after: tuple[float, float]
) -> Iterator[tuple[float, float]]:
    """Where the turn at a corner begins, the corner, and where the turn ends."""
    lengths = [abs(at[0] - end[0]) + abs(at[1] - end[1]) for end in (before, after)]
    turn = min(_TURN, min(lengths) / 2)
    ends = [
        (at[0] + (end[0] - at[0]) * turn / long, at[1] + (end[1] - at[1]) * turn / long)
        for end, long in zip((before, after), lengths, strict=True)
    ]
    yield ends[0]
    yield at
    yield ends[1]

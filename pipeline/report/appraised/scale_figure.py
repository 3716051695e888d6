"""The options on the scales of a criterion: a line from left to right, with each in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.domain.appraisal import Aspect, Criterion, Frame
from pipeline.domain.revision import POSITIONS
from pipeline.report.appraised.criteria import READ_BACKWARDS
from pipeline.report.appraised.ink import BLUE, INK, QUIET, SMALL, TEXT, bare, drawn, wrapped
from pipeline.report.appraised.wording import lower, of_study
from pipeline.report.blocks import Picture
from pipeline.report.words import listed

_NAME = 0.27
"""Inches that a name below the line takes, and what a scale takes besides its names."""
_BESIDES = 1.15
_LEFT, _RIGHT = POSITIONS[0] - 0.5, POSITIONS[-1] + 0.5


def scale_figure(folder: Path, criterion: Criterion, frame: Frame) -> Picture:
    """Draws every scale of a criterion below each other; writes `weging-schaal-<id>`."""
    name = f"weging-schaal-{criterion.id}"
    heights = [_BESIDES + _NAME * max(map(len, _columns(a))) for a in criterion.aspects]
    grid = {"nrows": len(heights), "squeeze": False, "height_ratios": heights}
    with drawn(folder, name, sum(heights), **grid) as (_, axes):
        for row, aspect in zip(axes, criterion.aspects, strict=True):
            _draw(row[0], aspect, frame, titled=len(heights) > 1)
    return Picture(
        name,
        f"{criterion.label}: waar elke financieringswijze staat{of_study(criterion.section)}",
        " ".join(_told(aspect, frame) for aspect in criterion.aspects),
    )


def _columns(aspect: Aspect) -> list[list[str]]:
    """The options at each place, from left to right, in the order of the study."""
    return [
        [placement.option for placement in aspect.placements if placement.position == position]
        for position in POSITIONS
    ]


def _draw(axes: Any, aspect: Aspect, frame: Frame, *, titled: bool) -> None:
    columns = _columns(aspect)
    bottom = -0.35 - max(map(len, columns))
    bare(axes)
    axes.set(xlim=(_LEFT, _RIGHT), ylim=(bottom, 2.1), xticks=[], yticks=[])
    if titled:
        axes.set_title(aspect.label, loc="left", fontsize=TEXT, fontweight="bold", color=INK)
    axes.annotate(
        "",
        xy=(_LEFT if aspect.reversed else _RIGHT, 0),
        xytext=(_RIGHT if aspect.reversed else _LEFT, 0),
        arrowprops={"arrowstyle": "-|>", "color": INK, "lw": 1.6, "shrinkA": 0, "shrinkB": 0},
    )
    for x, end, side in ((_LEFT, aspect.left, "left"), (_RIGHT, aspect.right, "right")):
        axes.text(x, 0.5, wrapped(end, 26), ha=side, va="bottom", fontsize=TEXT, color=INK)
    back = f" ({READ_BACKWARDS})" if aspect.reversed else ""
    axes.text(
        sum(POSITIONS) / len(POSITIONS),
        0.5,
        wrapped(f"de pijl wijst naar gunstig{back}", 34),
        ha="center",
        va="bottom",
        fontsize=SMALL,
        color=QUIET,
    )
    names = {option.id: option.label for option in frame.options}
    for position, here in zip(POSITIONS, columns, strict=True):
        axes.plot(position, 0, "o", markersize=8, color=BLUE if here else "white", mec=BLUE)
        for at, option in enumerate(here):
            axes.text(position, -0.75 - at, names[option], ha="center", va="center", color=INK)


def _told(aspect: Aspect, frame: Frame) -> str:
    """A scale in a sentence, for who cannot see it."""
    places = []
    for where, here in zip(("links", "in het midden", "rechts"), _columns(aspect), strict=True):
        names = listed([lower(frame.option(option).label) for option in here]) or "niets"
        places.append(f"{where} {names}")
    back = f" De schaal wordt {READ_BACKWARDS}." if aspect.reversed else ""
    return (
        f"Schaal ‘{aspect.label}’ van ‘{aspect.left}’ naar ‘{aspect.right}’: "
        f"{'; '.join(places)}.{back}"
    )

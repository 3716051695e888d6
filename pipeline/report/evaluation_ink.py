"""What the figures of an evaluation have in common: tones, axes in percents, dots with bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.domain.evaluation import Measured

STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "svg.hashsalt": "oza",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#8C8C8C",
    "xtick.color": "#404040",
    "ytick.color": "#404040",
}
WIDTH = 7.4
"""Inches, of every figure: as wide as the text of a page."""
OWN, OTHER = "#0072B2", "#B35900"
"""Okabe & Ito 2008. Their lightness is about the same: shape, fill and line must differ too."""
BOUND, FAINT, INK = "#767676", "#DADADA", "#262626"


def new(height: float) -> Any:
    """A figure that no global state knows of."""
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH, height), layout="constrained")


def percents(axis: Any, ends: tuple[float, float] = (0.0, 1.0), step: float = 0.2) -> None:
    """Ticks `0%`, `20%`, … on one axis, from and up to the given shares."""
    count = round((ends[1] - ends[0]) / step)
    ticks = [ends[0] + step * at for at in range(count + 1)]
    axis.set_ticks(ticks, [f"{tick:.0%}" for tick in ticks])


def dot(
    axes: Any, found: Measured, y: float, *, colour: str, filled: bool = True, marker: str = "o"
) -> None:
    """An estimate on a row, with a bar for its interval; nothing where it is not defined."""
    if found.value is None:
        return
    if found.low is not None and found.high is not None:
        axes.hlines(y, found.low, found.high, color=colour, linewidth=1.5, zorder=2)
        # Feet, so that an interval shows that is hardly wider than its dot.
        axes.vlines((found.low, found.high), y - 0.13, y + 0.13, color=colour, linewidth=1.2)
    face = colour if filled else "white"
    axes.plot(
        found.value,
        y,
        marker=marker,
        markersize=4.5,
        color=colour,
        markerfacecolor=face,
        markeredgewidth=1.2,
        zorder=3,
    )


def rows(axes: Any, count: int, head: float = 0.6) -> None:
    """The first row on top, with a faint line under each dot and no axis at the left."""
    axes.hlines(range(count), *axes.get_xlim(), color=FAINT, linewidth=0.6, zorder=0)
    axes.set_ylim(count - 0.4, -head)
    axes.tick_params(left=False)
    axes.spines["left"].set_visible(False)


def apart(wanted: Sequence[float], least: float) -> list[float]:
    """Places for labels near the wanted ones, at least so far from each other.

    Args:
        wanted: (labels,) places, in any order.

    Returns:
        (labels,) in the order given.
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    placed = [wanted[at] for at in order]
    for _ in range(len(placed)):
        for below, above in zip(range(len(placed)), range(1, len(placed)), strict=False):
            short = least - (placed[above] - placed[below])
            if short > 1e-9:
                placed[below] -= short / 2
                placed[above] += short / 2
    result = [0.0] * len(wanted)
    for at, place in zip(order, placed, strict=True):
        result[at] = place
    return result

"""The reliability plot: how often a chance of 30% was right, and on how many pairs that rests."""

from __future__ import annotations

from typing import Any

from pipeline.domain.evaluation import Evaluation
from pipeline.report.evaluation_ink import BOUND, FAINT, INK, OWN, new, percents
from pipeline.report.evaluation_words import of_hundred, percentage
from pipeline.report.words import grouped

_ROW, _LEAST_HEIGHT = 0.2, 3.9
_CORNERS = (
    (0.04, 0.86, "left", "boven de lijn:\nte voorzichtig"),
    (0.97, 0.12, "right", "onder de lijn:\nte zeker van zichzelf"),
)
_COLUMNS = ((0.02, "kans", "left"), (0.62, "% goed", "right"), (1.0, "paren", "right"))


def reliability_figure(evaluation: Evaluation) -> Any:
    """Left the plot, right the numbers of every bin, in the same order from low to high.

    Nearly all pairs of a segment and a code have a chance near 0, so that numbers beside the dots
    would lie on top of each other.
    """
    bins = sorted(evaluation.reliability, key=lambda found: found.mean)
    figure = new(max(_LEAST_HEIGHT, 1.2 + _ROW * len(bins)))
    plot, table = figure.subplots(1, 2, width_ratios=(1.45, 1.0))
    plot.plot([0, 1], [0, 1], color=BOUND, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    for x, y, side, text in _CORNERS:
        plot.text(x, y, text, ha=side, va="center", color=INK, fontsize=8)
    for found in bins:
        right = found.right
        if right.value is None:
            continue
        if right.low is not None and right.high is not None:
            plot.vlines(found.mean, right.low, right.high, color=OWN, linewidth=1.5, zorder=2)
        plot.plot(found.mean, right.value, marker="o", markersize=5, color=OWN, zorder=3)
    plot.set_xlim(-0.02, 1.02)
    plot.set_ylim(-0.02, 1.02)
    plot.set_aspect("equal", anchor="N")
    percents(plot.xaxis)
    percents(plot.yaxis)
    plot.grid(color=FAINT, linewidth=0.6)
    plot.set_axisbelow(True)
    plot.set_xlabel("kans volgens het programma", loc="left")
    plot.set_title("deel dat een codeur ook zo codeerde", loc="left", fontsize=8.5)
    _numbers(table, evaluation)
    return figure


def _numbers(table: Any, evaluation: Evaluation) -> None:
    bins = sorted(evaluation.reliability, key=lambda found: -found.mean)
    table.set_axis_off()
    table.set_xlim(0, 1)
    table.set_ylim(len(bins) - 0.3, -0.9)
    for x, text, side in _COLUMNS:
        table.text(x, -0.45, text, ha=side, va="bottom", fontsize=8, fontweight="bold")
    table.axhline(-0.4, color=BOUND, linewidth=0.8)
    for row, found in enumerate(bins):
        texts = (percentage(found.mean), of_hundred(found.right), grouped(found.pairs))
        for (x, _, side), text in zip(_COLUMNS, texts, strict=True):
            table.text(x, row, text, ha=side, va="center", fontsize=7.5, color=INK)

"""Figures of lines: what more decisions bring, and what an order of reading brings."""

from __future__ import annotations

from math import ceil
from typing import Any

from pipeline.domain.evaluation import Evaluation, LearningPoint, Measured, ReadingCurve
from pipeline.report.evaluation_ink import BOUND, FAINT, OTHER, OWN, apart, new, percents
from pipeline.report.evaluation_words import (
    PERFECT,
    READING,
    curve_named,
    decimal,
    own_curves,
    percentage,
)
from pipeline.report.words import grouped


def learning_figure(evaluation: Evaluation) -> Any:
    """Both measures after so many decisions, with their intervals as bands."""
    points = sorted(evaluation.learning, key=lambda point: point.decisions)
    figure = new(3.4)
    axes = figure.subplots()
    last = points[-1].decisions
    ends: list[tuple[float, str, str]] = []
    for of, name, colour, line, marker in (
        (_within_three, "goede code bij\nde eerste drie", OWN, "-", "o"),
        (_macro_ap, "AP, gemiddeld\nover codes", OTHER, (0, (5, 2)), "s"),
    ):
        known = [(p.decisions, of(p)) for p in points if of(p).value is not None]
        if not known:
            continue
        x, y = [n for n, _ in known], [found.value or 0.0 for _, found in known]
        axes.plot(x, y, color=colour, linestyle=line, marker=marker, markersize=4.5)
        sure = [(n, f.low, f.high) for n, f in known if f.low is not None and f.high is not None]
        if sure:
            axes.fill_between(*zip(*sure, strict=True), color=colour, alpha=0.15, linewidth=0)
        ends.append((y[-1], f"{name}: {decimal(y[-1])}", colour))
    for place, (_, text, colour) in zip(apart([y for y, _, _ in ends], 0.14), ends, strict=True):
        axes.text(last * 1.03, place, text, color=colour, va="center", fontsize=8)
    axes.set_ylim(0, 1)
    axes.set_xlim(-last * 0.02, last * 1.28)
    axes.spines["bottom"].set_bounds(0, last)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "0,25", "0,5", "0,75", "1"])
    ticks = [tick for tick in axes.get_xticks() if 0 <= tick <= last]
    axes.set_xticks(ticks, [grouped(int(tick)) for tick in ticks])
    axes.hlines([0.25, 0.5, 0.75, 1], 0, last, color=FAINT, linewidth=0.6, zorder=0)
    axes.set_xlabel("aantal segmenten waarover een codeur heeft beslist", loc="left")
    return figure


def _within_three(point: LearningPoint) -> Measured:
    return point.right_within_three


def _macro_ap(point: LearningPoint) -> Measured:
    return point.macro_ap


def reading_figure(evaluation: Evaluation) -> Any:
    """A panel an order: between chance (the straight line) and the best there can be."""
    orders = [c for c in own_curves(evaluation) if c.order != READING]
    reading = curve_named(evaluation, READING)
    shown = orders or ([reading] if reading else list(evaluation.curves))
    columns = min(2, len(shown))
    lines = ceil(len(shown) / columns)
    figure = new(3.75 * lines if columns > 1 else 4.6)
    grid = figure.subplots(lines, columns, squeeze=False, sharex=True, sharey=True)
    panels = [axes for line in grid for axes in line]
    for axes, curve in zip(panels, shown, strict=False):
        _panel(axes, evaluation, curve, reading if orders else None)
    for axes in panels[len(shown) :]:
        axes.set_visible(False)
    figure.supxlabel("deel van de segmenten dat is gelezen", fontsize=8.5)
    figure.supylabel("deel van de codes dat is gevonden", fontsize=8.5)
    return figure


def _panel(
    axes: Any, evaluation: Evaluation, curve: ReadingCurve, other: ReadingCurve | None
) -> None:
    best = curve_named(evaluation, PERFECT)
    if best is not None:
        axes.plot(best.read, best.found, color=BOUND, linewidth=1)
        axes.text(*_at(best, 0.3), "volmaakt  ", color=BOUND, ha="right", va="bottom", fontsize=8)
    elif evaluation.oracle:
        axes.plot(evaluation.oracle, evaluation.recalls, "D", color=BOUND, markersize=4)
        axes.text(evaluation.oracle[0] - 0.03, evaluation.recalls[0], "volmaakt", color=BOUND,
                  ha="right", va="center", fontsize=8)  # fmt: skip
    axes.plot([0, 1], [0, 1], color=BOUND, linewidth=1, linestyle=(0, (1, 2)))
    axes.plot(curve.read, curve.found, color=OWN, linewidth=2.2)
    axes.set_title(curve.label, loc="left", fontsize=9, fontweight="bold", color=OWN)
    _lead(axes, "willekeurig", (0.42, 0.42), (0.98, 0.3), BOUND)
    if other is not None:
        axes.plot(other.read, other.found, color=OTHER, linewidth=1.2, linestyle=(0, (5, 2)))
        _lead(axes, other.label, _at(other, 0.22), (0.98, 0.14), OTHER)
    if curve.needed and curve.needed[-1] is not None:
        x, y = curve.needed[-1], evaluation.recalls[-1]
        axes.plot(x, y, "o", color=OWN, markersize=5)
        _lead(axes, f"{percentage(y)} na {percentage(x)} lezen", (x, y), (0.98, 0.55), OWN)
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    axes.set_aspect("equal")
    axes.tick_params(labelbottom=True)  # also where the panel below is missing
    percents(axes.xaxis)
    percents(axes.yaxis)
    axes.grid(color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)


def _lead(
    axes: Any, text: str, at: tuple[float, float], place: tuple[float, float], colour: str
) -> None:
    """A name beside the lines with a thin line to what it names: the lines lie too close for it."""
    line = {"arrowstyle": "-", "color": colour, "linewidth": 0.7, "shrinkA": 1, "shrinkB": 1}
    axes.annotate(
        text, at, place, ha="right", va="center", fontsize=8, color=colour, arrowprops=line
    )


def _at(curve: ReadingCurve, read: float) -> tuple[float, float]:
    """The point of the curve near where so much has been read."""
    at = min(range(len(curve.read)), key=lambda step: abs(curve.read[step] - read))
    return curve.read[at], curve.found[at]

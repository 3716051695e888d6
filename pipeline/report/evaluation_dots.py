"""Figures of dots with their intervals: methods and codes under each other."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Any

from pipeline.domain.evaluation import CodeScores, Evaluation, Measured
from pipeline.report.evaluation_ink import INK, OTHER, OWN, dot, new, percents, rows
from pipeline.report.evaluation_words import decimal, of_hundred, scored

_PER_FIGURE = 36
"""So many codes fit on a printed page with type that can be read."""
_GREY = "#595959"


def first_suggestions_figure(evaluation: Evaluation) -> Any:
    """A panel a depth, a row a method; the program's own dot is filled, the others are hollow."""
    methods, depths = evaluation.methods, evaluation.depths
    figure = new(0.75 + 0.42 * len(methods))
    panels = figure.subplots(1, len(depths), sharey=True, squeeze=False)[0]
    for at, (axes, depth) in enumerate(zip(panels, depths, strict=True)):
        axes.set_xlim(0, 1)
        rows(axes, len(methods))
        percents(axes.xaxis, step=0.25)
        axes.set_title("het eerste voorstel" if depth == 1 else f"de eerste {depth}", fontsize=8.5)
        for row, method in enumerate(methods):
            found = method.right_within[at]
            own = row == 0
            dot(axes, found, row, colour=OWN if own else _GREY, filled=own)
            if found.value is not None:
                axes.text(
                    min(max(found.value, 0.13), 0.87), row - 0.2, of_hundred(found),
                    ha="center", va="bottom", fontsize=7, color=INK,
                )  # fmt: skip
    labels = panels[0].set_yticks(range(len(methods)), [_wrapped(m.label, 24) for m in methods])
    for tick in labels[:1]:
        tick.label1.set_fontweight("bold")
    return figure


def code_figures(evaluation: Evaluation) -> Iterator[Any]:
    """Figures of codes with enough cases, most cases first, as many on each."""
    codes = scored(evaluation.codes)
    parts = ceil(len(codes) / _PER_FIGURE)
    for part in range(parts):
        size = ceil(len(codes) / parts)
        yield _codes(codes[part * size : (part + 1) * size])


def _codes(codes: list[CodeScores]) -> Any:
    figure = new(0.9 + 0.235 * len(codes))
    left, right = figure.subplots(1, 2, sharey=True)
    for axes, title, marker, colour in (
        (left, "F1: kloppen de voorstellen?", "o", OWN),
        (right, "AP: staan de goede bovenaan?", "s", OTHER),
    ):
        axes.set_xlim(0, 1)
        rows(axes, len(codes))
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "0,25", "0,5", "0,75", "1"])
        axes.tick_params(top=True, labeltop=True, length=2)
        axes.set_title(title, loc="left", fontsize=8.5, fontweight="bold", color=colour)
        for row, code in enumerate(codes):
            found = code.f1 if axes is left else code.average_precision
            dot(axes, found, row, colour=colour, marker=marker, filled=axes is left)
            _beside(axes, found, row)
    names = [f"{_wrapped(code.label, 46)}  ({code.cases})" for code in codes]
    left.set_yticks(range(len(codes)), names, fontsize=7)
    return figure


def _beside(axes: Any, found: Measured, row: int) -> None:
    """The number, in a column of its own at the right."""
    axes.text(1.03, row, decimal(found.value), va="center", fontsize=7, color=INK)


def _wrapped(text: str, width: int) -> str:
    """On two lines at most; a long label loses its end."""
    import textwrap

    return "\n".join(textwrap.wrap(text, width, max_lines=2, placeholder=" …"))

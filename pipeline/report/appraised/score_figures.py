"""Scores as figures: all of them in one square, per option, and per criterion."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

from pipeline.domain.appraisal import Frame
from pipeline.domain.revision import POSITIONS
from pipeline.domain.scored import Scores
from pipeline.report.appraised.ink import (
    BLUE,
    FAINT,
    INK,
    QUIET,
    SMALL,
    TEXT,
    bare,
    drawn,
)
from pipeline.report.appraised.wording import lower, number, of_study, short_labels
from pipeline.report.blocks import Picture
from pipeline.report.words import listed

_SHADES = ("#F3F6FB", "#0B3C6F")
"""From the lowest score to the highest: a line of lightness that grey keeps."""
_DARK = 0.55
"""From this share of the way on, a number on it is white."""
_LOWEST, _HIGHEST = POSITIONS[0], POSITIONS[-1]
Bars = Sequence[tuple[str, Fraction]]


def score_figure(folder: Path, frame: Frame, scores: Scores) -> Picture:
    """A square for every option on every criterion, darker as it scores higher, with its number."""
    name = "weging-scores"
    rows, columns = frame.options, frame.criteria
    with drawn(folder, name, 1.5 + 0.48 * len(rows)) as (_, axes):
        from matplotlib import pyplot
        from matplotlib.colors import LinearSegmentedColormap

        shades = LinearSegmentedColormap.from_list("scores", _SHADES)
        values = [[scores[o.id, c.id].value for c in columns] for o in rows]
        axes.imshow(
            [[float(v) for v in row] for row in values],
            cmap=shades,
            vmin=_LOWEST,
            vmax=_HIGHEST,
            aspect="auto",
        )
        for down, row in enumerate(values):
            for across, value in enumerate(row):
                dark = _share(value) >= _DARK
                ink = "white" if dark else INK
                axes.text(across, down, number(value), ha="center", va="center", color=ink)
        axes.set_xticks(range(len(columns)), [c.label for c in columns])
        axes.set_yticks(range(len(rows)), [o.label for o in rows])
        axes.set_xticks([at - 0.5 for at in range(1, len(columns))], minor=True)
        axes.set_yticks([at - 0.5 for at in range(1, len(rows))], minor=True)
        axes.grid(which="minor", color="white", linewidth=2.5)
        axes.tick_params(which="minor", length=0)
        bare(axes)
        axes.xaxis.tick_top()
        axes.tick_params(top=False)
        pyplot.setp(axes.get_xticklabels(), rotation=32, ha="left", rotation_mode="anchor")
    sections = of_study(*(criterion.section for criterion in columns))
    told = [
        f"{option.label}: " + ", ".join(f"{lower(c.label)} {number(v)}" for c, v in pairs)
        for option, pairs in zip(
            rows, [list(zip(columns, row, strict=True)) for row in values], strict=True
        )
    ]
    return Picture(
        name,
        f"Scores van 1 (licht) tot 3 (donker); 3 is steeds de gunstige kant{sections}",
        f"Vlakken met een getal. {'; '.join(told)}.",
    )


def option_figure(folder: Path, frame: Frame, scores: Scores) -> Picture:
    """A panel an option: what it scores on each criterion."""
    panels = [
        (o.label, [(c.label, scores[o.id, c.id].value) for c in frame.criteria])
        for o in frame.options
    ]
    return _panels(folder, "weging-per-wijze", "Scores per financieringswijze", panels, frame, 2)


def criterion_figure(folder: Path, frame: Frame, scores: Scores) -> Picture:
    """A panel a criterion: how the options score on it."""
    heads = short_labels(frame)
    panels = [
        (c.label, [(heads[o], scores[o, c.id].value) for o in frame.option_ids])
        for c in frame.criteria
    ]
    return _panels(folder, "weging-per-criterium", "Scores per criterium", panels, frame, 2)


def _panels(
    folder: Path,
    name: str,
    caption: str,
    panels: Sequence[tuple[str, Bars]],
    frame: Frame,
    columns: int,
) -> Picture:
    rows = ceil(len(panels) / columns)
    most = max(len(bars) for _, bars in panels)
    grid = {"nrows": rows, "ncols": columns, "sharey": True, "squeeze": False}
    with drawn(folder, name, rows * (0.55 + 0.235 * most) + 0.3, **grid) as (_, axes):
        every = [one for row in axes for one in row]
        for at, (own, (title, bars)) in enumerate(zip(every, panels, strict=False)):
            _panel(own, title, bars, last=at + columns >= len(panels))
        for own in every[len(panels) :]:
            own.set_visible(False)
    sections = of_study(*(criterion.section for criterion in frame.criteria))
    told = [
        f"{title}: " + listed([f"{label.removesuffix('-')} {number(v)}" for label, v in bars])
        for title, bars in panels
    ]
    return Picture(name, f"{caption}, van 1 tot 3{sections}", f"Staven. {'; '.join(told)}.")


def _panel(axes: Any, title: str, bars: Bars, *, last: bool) -> None:
    """Lines from the lowest score with a dot at the end, and the number beside it."""
    bare(axes, "bottom") if last else bare(axes)
    axes.set_title(title, loc="left", fontsize=TEXT, fontweight="bold", color=INK)
    for at, (_, value) in enumerate(bars):
        axes.hlines(at, _LOWEST, _HIGHEST, color=FAINT, linewidth=0.8, zorder=0)
        axes.hlines(at, _LOWEST, float(value), color=BLUE, linewidth=3)
        axes.plot(float(value), at, "o", color=BLUE, markersize=6)
        axes.text(_HIGHEST + 0.14, at, number(value), va="center", fontsize=SMALL, color=INK)
    axes.set_yticks(range(len(bars)), [label for label, _ in bars], fontsize=SMALL)
    axes.set(xlim=(_LOWEST - 0.08, _HIGHEST + 0.5), ylim=(len(bars) - 0.4, -0.6))
    ticks = list(POSITIONS) if last else []
    axes.set_xticks(ticks, [str(tick) for tick in ticks], fontsize=SMALL, color=QUIET)
    axes.spines["bottom"].set_bounds(_LOWEST, _HIGHEST)


def _share(value: Fraction) -> float:
    return float((value - _LOWEST) / (_HIGHEST - _LOWEST))

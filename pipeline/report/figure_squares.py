"""Respondents per subject and actor as squares: darker where a larger share raised it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.domain.ids import Actor
from pipeline.report.themes import Count, SectionThemes, Standing
from pipeline.report.words import Names

_LIGHT, _DARK, _INK = "#F3F6FB", "#0B3C6F", "#1b1b1b"
"""The ends of a line of lightness, which grey keeps, and what is written on its lighter half."""
_WHITE_FROM = 0.55
"""From this share on a number is white on its square."""
_ROW, _HEAD = 0.34, 1.35
"""Inches: a row, and the headings with the line below the figure."""
_UNKNOWN = {Standing.NOT_ASKED: "–", Standing.NOT_VALIDATED: "?"}


def draw_squares(
    folder: Path, name: str, rows: Sequence[SectionThemes], actors: Sequence[Actor], names: Names
) -> None:
    """Writes `<name>.png` and `<name>.svg`: a row a section, a column an actor, in each square how
    many of how many."""
    import matplotlib

    matplotlib.use("Agg")
    style: Any = {"font.family": "DejaVu Sans", "font.size": 8.5, "svg.hashsalt": "oza"}
    from matplotlib import pyplot
    from matplotlib.colors import LinearSegmentedColormap

    with matplotlib.rc_context(style):
        figure, axes = pyplot.subplots(
            figsize=(7.4, _HEAD + len(rows) * _ROW), layout="constrained"
        )
        counts = [[_of(section, actor) for actor in actors] for section in rows]
        shares = [[_share(count) for count in row] for row in counts]
        shades = LinearSegmentedColormap.from_list("share", (_LIGHT, _DARK))
        axes.imshow(shares, cmap=shades, vmin=0, vmax=1, aspect="auto")
        for down, row in enumerate(counts):
            for across, count in enumerate(row):
                ink = "white" if shares[down][across] >= _WHITE_FROM else _INK
                axes.text(across, down, _text(count), ha="center", va="center", color=ink)
        labels = ["\n".join(textwrap.wrap(s.section.heading, 40)[:2]) for s in rows]
        axes.set_yticks(range(len(rows)), labels)
        heads = [names[actor].plural.capitalize() for actor in actors]
        axes.set_xticks(range(len(actors)), heads, rotation=30, ha="left", rotation_mode="anchor")
        axes.xaxis.tick_top()
        axes.set_xticks([at - 0.5 for at in range(1, len(actors))], minor=True)
        axes.set_yticks([at - 0.5 for at in range(1, len(rows))], minor=True)
        axes.grid(which="minor", color="white", linewidth=2)
        axes.tick_params(which="both", length=0)
        axes.set_xlabel(
            "aantal respondenten dat het onderwerp inbracht, van wie meetelt; – = niet gevraagd",
            fontsize=8,
        )
        for spine in axes.spines.values():
            spine.set_visible(False)
        figure.savefig(folder / f"{name}.png", dpi=200, metadata={"Software": None})
        figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": "oza"})
        pyplot.close(figure)


def _of(section: SectionThemes, actor: Actor) -> Count | None:
    return next((count for count in section.whole if count.actor is actor), None)


def _share(count: Count | None) -> float:
    """In 0..1; nothing where there is no number."""
    if count is None or count.standing in _UNKNOWN or not count.total:
        return 0.0
    return count.count / count.total


def _text(count: Count | None) -> str:
    if count is None:
        return _UNKNOWN[Standing.NOT_ASKED]
    return _UNKNOWN.get(count.standing, f"{count.count} van {count.total}")

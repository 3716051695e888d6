"""Figures that read in grey: dots told apart by shape and fill, every dot with its number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.domain.ids import Actor
from pipeline.report.blocks import Picture
from pipeline.report.figure_squares import draw_squares
from pipeline.report.themes import Count, SectionThemes, Standing
from pipeline.report.words import Names, listed, of_how_many

# Marks that differ in shape, fill and lightness (Okabe & Ito 2008 for the tones), so that print
# in grey and colour-blind readers can tell them apart; the square is larger and hollow, so that a
# dot in the same place shows within it.
_MARKS = (
    {"marker": "o", "markersize": 5, "color": "#0072B2", "markerfacecolor": "#0072B2"},
    {"marker": "s", "markersize": 9, "color": "#B35900", "markerfacecolor": "none"},
)
_ROW = 0.36
_TEXT_AT, _TEXT_WIDTH = 1.14, 0.58
"""Where the columns of numbers stand, as shares of the longest axis."""


def group_figure(
    folder: Path, name: str, label: str, sections: Sequence[SectionThemes], names: Names
) -> Picture | None:
    """How many respondents of each actor of a group raised each section's subject: as dots, or as
    squares where there are more actors than marks that can be told apart.

    Writes `<name>.png` and `<name>.svg` into `folder`. None when there is nothing to show.
    """
    rows = [s for s in sections if any(c.standing is Standing.RAISED for c in s.whole)]
    if not rows:
        return None
    actors = list(dict.fromkeys(c.actor for s in rows for c in s.whole if c.total))
    if len(actors) <= len(_MARKS):
        kind = "Puntendiagram"
        _draw(folder, name, rows, actors, names)
    else:
        kind = "Vlakken met een getal"
        draw_squares(folder, name, rows, actors, names)
    who = listed([names[actor].plural for actor in actors])
    told = [
        f"{s.section.heading}: "
        + ", ".join(f"{of_how_many(c)} {names[c.actor].plural}" for c in s.whole if c.total)
        for s in rows
    ]
    return Picture(
        name,
        f"Aantal {who} dat elk onderwerp inbracht",
        f"{kind} ({label}). {'; '.join(told)}.",
    )


def _draw(
    folder: Path, name: str, rows: Sequence[SectionThemes], actors: Sequence[Actor], names: Names
) -> None:
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams.update(
        {"font.family": "DejaVu Sans", "font.size": 8.5, "svg.hashsalt": "oza"}
    )
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7.4, 0.8 + len(rows) * _ROW), layout="constrained")
    most = max(count.total for section in rows for count in section.whole)
    for place, section in enumerate(rows):
        axes.hlines(place, 0, most, color="#D9D9D9", linewidth=0.7, zorder=0)
        for at, actor in enumerate(actors):
            own = next((count for count in section.whole if count.actor is actor), None)
            _row(axes, place, at, own, most)
    for at, actor in enumerate(actors):
        left = _text_place(at, most)
        _mark(axes, left - most * 0.05, -1, at)
        who = names[actor].plural.replace("groepen ", "")
        axes.text(left, -1, _head(who), va="center", fontsize=8, fontweight="bold")
    axes.set_yticks(range(len(rows)), [_wrapped(s.section.heading) for s in rows])
    grouped = any("groep" in names[actor].plural for actor in actors)
    unit = "aantal groepsgesprekken" if grouped else "aantal respondenten"
    _plain(axes, most, len(rows), len(actors), unit)
    figure.savefig(folder / f"{name}.png", dpi=200, metadata={"Software": None})
    figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": "oza"})
    pyplot.close(figure)


def _row(axes: Any, place: int, at: int, count: Count | None, most: int) -> None:
    """A mark where there is a number, and beside it the number or why there is none."""
    known = (Standing.RAISED, Standing.NOT_RAISED)
    if count is None:
        text = Standing.NOT_ASKED.value
    elif count.standing in known:
        _mark(axes, count.count, place, at)
        text = f"{count.count} van de {count.total}"
    else:
        text = count.standing.value
    axes.text(_text_place(at, most), place, text, va="center", fontsize=8)


def _mark(axes: Any, x: float, y: float, at: int) -> None:
    style = _MARKS[at % len(_MARKS)]
    axes.plot(x, y, linestyle="", markeredgewidth=1.4, zorder=2 + at, **style)


def _text_place(at: int, most: int) -> float:
    return most * (_TEXT_AT + _TEXT_WIDTH * at)


def _plain(axes: Any, most: int, rows: int, actors: int, unit: str) -> None:
    axes.set_xlim(-most * 0.04, most * (_TEXT_AT + _TEXT_WIDTH * actors))
    axes.set_ylim(rows - 0.4, -1.7)
    ticks = range(0, most + 1, 1 if most <= 10 else 5)
    axes.set_xticks(list(ticks), [str(tick) for tick in ticks])
    axes.set_xlabel(unit, loc="left", fontsize=8)
    axes.tick_params(left=False)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_bounds(0, most)


def _wrapped(text: str, width: int = 44) -> str:
    """On two lines at most."""
    import textwrap

    return "\n".join(textwrap.wrap(text, width, max_lines=2, placeholder=" …"))


def _head(text: str) -> str:
    return text.replace("samenwerkingspartners", "samenwerkings-\npartners")

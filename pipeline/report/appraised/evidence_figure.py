"""How many respondents speak for and against an option on a criterion, to both sides of a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any

from pipeline.domain.appraisal import Criterion, Frame
from pipeline.domain.placement_evidence import Direction, Evidence, Tally
from pipeline.report.appraised.ink import (
    BLUE,
    INK,
    ORANGE,
    QUIET,
    SMALL,
    TEXT,
    bare,
    drawn,
    wrapped,
)
from pipeline.report.appraised.wording import capital, lower, of_study, short_labels
from pipeline.report.blocks import Picture
from pipeline.report.breaking import SOFT_HYPHEN, breaking

Panel = tuple[str, Mapping[str, Tally]]
"""A title, and option → how many say what."""
_COLUMNS = 4
_TITLE = 17
"""Letters of a title that fit above a panel."""
_LOOKS: Mapping[Direction, Mapping[str, Any]] = {
    Direction.AGAINST: {"facecolor": "white", "edgecolor": ORANGE, "hatch": "////"},
    Direction.FOR: {"facecolor": BLUE, "edgecolor": BLUE},
}
"""Hatched and filled, so that they differ without colour."""


def evidence_figure(folder: Path, frame: Frame, evidence: Evidence) -> Picture | None:
    """A panel a criterion: the respondents for and against each option, of all perspectives
    together. None where nothing was said."""
    panels: list[Panel] = [
        (c.label, {o: evidence.cell(o, c.id).total for o in frame.option_ids})
        for c in frame.criteria
    ]
    return _draw(
        folder,
        "weging-bewijs",
        "Respondenten voor en tegen, per criterium en financieringswijze",
        panels,
        frame,
    )


def views_figure(
    folder: Path, criterion: Criterion, frame: Frame, evidence: Evidence
) -> Picture | None:
    """A panel a perspective, for one criterion. None where nothing was said."""
    tallies = {option: evidence.cell(option, criterion.id).tallies for option in frame.option_ids}
    panels: list[Panel] = [
        (capital(view.label), {o: own.get(view.id, Tally()) for o, own in tallies.items()})
        for view in evidence.views
        if any(view.id in own for own in tallies.values())
    ]
    return _draw(
        folder,
        f"weging-bewijs-{criterion.id}",
        f"{criterion.label}: respondenten voor en tegen, per perspectief"
        f"{of_study(criterion.section)}",
        panels,
        frame,
    )


def _draw(
    folder: Path, name: str, caption: str, panels: Sequence[Panel], frame: Frame
) -> Picture | None:
    most = max((_respondents(t, d) for _, own in panels for t in own.values() for d in _LOOKS),
               default=0)  # fmt: skip
    if not most:
        return None
    columns = min(_COLUMNS, len(panels))
    rows = ceil(len(panels) / columns)
    heads = short_labels(frame)
    grid = {"nrows": rows, "ncols": columns, "sharey": True, "squeeze": False}
    with drawn(folder, name, rows * (0.62 + 0.26 * len(heads)) + 0.45, **grid) as (figure, axes):
        every = [one for row in axes for one in row]
        for own, (title, tallies) in zip(every, panels, strict=False):
            _panel(own, title, tallies, heads, most)
        for own in every[len(panels) :]:
            own.set_visible(False)
        _legend(figure)
    return Picture(name, caption, f"Staven naar links en rechts. {_told(panels, frame)}")


def _panel(
    axes: Any, title: str, tallies: Mapping[str, Tally], heads: Mapping[str, str], most: int
) -> None:
    bare(axes)
    whole = title if len(title) <= _TITLE else breaking(title).replace(SOFT_HYPHEN, "- ")
    axes.set_title(wrapped(whole, _TITLE), fontsize=TEXT, fontweight="bold", color=INK)
    axes.axvline(0, color=INK, linewidth=1)
    for at, option in enumerate(heads):
        for direction, way in ((Direction.AGAINST, -1), (Direction.FOR, 1)):
            if count := _respondents(tallies[option], direction):
                axes.barh(at, way * count, height=0.62, linewidth=1, **_LOOKS[direction])
                side = "right" if way < 0 else "left"
                x = way * (count + 0.06 * most)
                axes.text(x, at, str(count), va="center", ha=side, fontsize=SMALL, color=INK)
    axes.set_yticks(range(len(heads)), list(heads.values()), fontsize=SMALL)
    axes.set(xlim=(-1.35 * most, 1.35 * most), ylim=(len(heads) - 0.4, -0.6), xticks=[])


def _legend(figure: Any) -> None:
    from matplotlib.patches import Patch

    figure.legend(
        handles=[Patch(label=direction.value, **look) for direction, look in _LOOKS.items()],
        loc="outside lower center",
        ncols=len(_LOOKS),
        frameon=False,
        fontsize=SMALL,
        labelcolor=QUIET,
    )


def _respondents(tally: Tally, direction: Direction) -> int:
    return tally.of(direction).respondents


def _told(panels: Sequence[Panel], frame: Frame) -> str:
    """The numbers that are not nought, in sentences."""
    told = []
    for title, tallies in panels:
        parts = [
            f"{lower(frame.option(option).label)} {_respondents(tally, Direction.FOR)} voor en"
            f" {_respondents(tally, Direction.AGAINST)} tegen"
            for option, tally in tallies.items()
            if any(_respondents(tally, direction) for direction in _LOOKS)
        ]
        told.append(f"{title}: {', '.join(parts) or 'niets'}.")
    return " ".join(told)

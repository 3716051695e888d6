"""The figures of comparing: how codes were found, and which themes go together.

Every line and every mark says itself what it is, and all of it reads in grey.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pipeline.domain.compared import Compared, Filling, Together
from pipeline.report.compare_words import HIDDEN_SIGN, Plural, who
from pipeline.report.evaluation_ink import FAINT, INK, STYLE, new

_BAND, _MEAN, _DARK = "#D4DEEA", "#5B6B7F", "#1F3864"


def compare_figures(found: Compared, plural: Plural) -> dict[str, bytes]:
    """`<name>.png` and `<name>.svg` of every figure there is something to draw for.

    Names: `verzadiging`; and of each group, by number, `samen-1-netwerk` and `samen-1-matrix`. The
    same numbers give the same bytes.
    """
    import matplotlib

    with matplotlib.rc_context(STYLE):
        return {
            f"{name}.{kind}": _saved(figure, kind)
            for name, figure in _drawn(found, plural)
            for kind in ("png", "svg")
        }


def _drawn(found: Compared, plural: Plural) -> Iterator[tuple[str, Any]]:
    if found.filling:
        yield "verzadiging", filling_figure(found.filling, plural)
    for number, one in enumerate(found.together, start=1):
        if one.links:
            yield f"samen-{number}-netwerk", network_figure(one)
        yield f"samen-{number}-matrix", matrix_figure(one)


def filling_figure(groups: tuple[Filling, ...], plural: Plural) -> Any:
    """A panel a group, with one scale for codes."""
    figure = new(3.3)
    widths = [max(one.reports, 15) for one in groups]
    panels = figure.subplots(1, len(groups), sharey=True, squeeze=False, width_ratios=widths)[0]
    top = max(one.codes for one in groups)
    for at, (axes, one) in enumerate(zip(panels, groups, strict=True)):
        _curve(axes, one)
        title = who(one.actors, plural).replace("groepen ", "")
        axes.set_title(title, loc="left", fontsize=8.5, fontweight="bold")
        axes.set_ylim(0, top * 1.04)
        if at == 0:
            axes.set_ylabel("codes gevonden")
    return figure


def _curve(axes: Any, one: Filling) -> None:
    steps = range(one.reports + 1)
    axes.fill_between(steps, one.low, one.high, color=_BAND, linewidth=0)
    axes.plot(steps, one.mean, color=_MEAN, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.plot(steps, one.in_order, color=_DARK, linewidth=1.6, drawstyle="steps-post")
    axes.axhline(one.codes, color=FAINT, linewidth=0.8)
    axes.text(one.reports, one.codes, f"alle {one.codes}", ha="right", va="bottom", fontsize=7)
    end = one.in_order[-1]
    axes.text(one.reports, end - 1.2, str(end), ha="right", va="top", fontsize=8, color=_DARK)
    if one.reached is not None:
        axes.axvline(one.reached, color=INK, linewidth=0.9, linestyle=":")
        axes.text(
            one.reached, one.codes * 0.02, f" {one.reached}+{one.run}", va="bottom", fontsize=7.5
        )
    axes.set_xlim(0, one.reports)
    step = 5 if one.reports > 10 else 2 if one.reports > 4 else 1
    axes.set_xticks(range(0, one.reports + 1, step))
    axes.set_xlabel("verslagen gelezen", loc="left", fontsize=8)


def matrix_figure(one: Together) -> Any:
    """Half a matrix, a number in every cell; darker is more."""
    size = len(one.themes)
    figure = new(1.5 + 0.265 * size)
    axes = figure.subplots()
    for row in range(size):
        for column in range(row + 1):
            _tile(axes, one, row, column)
    axes.set_xlim(-0.5, size - 0.5)
    axes.set_ylim(size - 0.5, -0.5)
    axes.set_aspect("equal")
    axes.set_yticks(range(size), [_short(theme.label, 42) for theme in one.themes], fontsize=7.5)
    for at, theme in enumerate(one.themes):
        # Along the slanting line, so that no label has to be followed down.
        axes.text(
            at - 0.3, at - 0.65, _short(theme.label, 30), rotation=40, fontsize=7, va="bottom"
        )
    axes.set_xticks([])
    axes.tick_params(left=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure


def _tile(axes: Any, one: Together, row: int, column: int) -> None:
    from matplotlib.patches import Rectangle

    number = one.count[row][column]
    shade = 0.0 if number is None else number / max(one.respondents, 1)
    tone = (1 - 0.82 * shade, 1 - 0.72 * shade, 1 - 0.52 * shade)
    own = row == column
    face = "white" if own else tone
    edge = INK if own else "white"
    axes.add_patch(
        Rectangle((column - 0.47, row - 0.47), 0.94, 0.94, facecolor=face, edgecolor=edge, lw=0.8)
    )
    text = HIDDEN_SIGN if number is None else str(number)
    dark = shade > 0.55 and not own
    axes.text(
        column,
        row,
        text,
        ha="center",
        va="center",
        fontsize=7,
        color="white" if dark else INK,
        fontweight="bold" if own else "normal",
    )


def network_figure(one: Together) -> Any:
    """Codes on a circle in the order of the codebook; a line is as wide as its number."""
    figure = new(4.3)
    axes = figure.subplots()
    most = one.links[0][2]
    for a, b, number in reversed(one.links):
        (x1, y1), (x2, y2) = one.places[a], one.places[b]
        axes.plot(
            (x1, x2), (y1, y2), color=_MEAN, linewidth=0.8 + 4.2 * number / most, zorder=1,
            solid_capstyle="round",
        )  # fmt: skip
        # Off the middle, where many lines cross.
        x, y = x1 + 0.38 * (x2 - x1), y1 + 0.38 * (y2 - y1)
        axes.text(
            x, y, str(number), ha="center", va="center", fontsize=7.5, color=INK, zorder=3,
            bbox={"boxstyle": "circle,pad=0.15", "facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip
    for (x, y), theme in zip(one.places, one.codes, strict=True):
        axes.plot(x, y, "o", markersize=7, color=_DARK, zorder=2)
        side = "center" if abs(x) < 0.2 else "left" if x > 0 else "right"
        up = "bottom" if y > 0.9 else "top" if y < -0.9 else "center"
        label = textwrap.fill(theme.label, 30)
        axes.text(1.08 * x, 1.08 * y, label, ha=side, va=up, fontsize=8, color=INK)
    axes.set_xlim(-2.3, 2.3)
    axes.set_ylim(-1.28, 1.28)
    axes.set_aspect("equal")
    axes.set_axis_off()
    return figure


def _short(label: str, width: int) -> str:
    return textwrap.shorten(label, width, placeholder=" …")


def _saved(figure: Any, kind: str) -> bytes:
    stream = BytesIO()
    if kind == "png":
        figure.savefig(stream, format="png", dpi=200, metadata={"Software": None})
    else:
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": "oza"})
    return stream.getvalue()

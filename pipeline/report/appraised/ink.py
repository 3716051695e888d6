"""How the figures of an appraisal look, and how they are kept as files.

They have to read in grey and to colour-blind eyes: what differs, differs in lightness, shape or
hatching, and every number stands beside its mark.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

INK, QUIET, FAINT = "#1b1b1b", "#595959", "#D9D9D9"
BLUE, ORANGE = "#0072B2", "#B35900"
"""Of Okabe & Ito (2008), the second one darker, so that both stand out on white."""
WIDTH = 7.4
"""Inches: as wide as the page of the report."""
SMALL, TEXT = 8.5, 9.5
"""Points, at the width above: the report shows figures at three quarters of it."""
_STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": TEXT,
    "svg.hashsalt": "oza",
    "text.parse_math": False,
    "hatch.linewidth": 0.7,
}


@contextmanager
def drawn(folder: Path, name: str, height: float, **grid: Any) -> Iterator[tuple[Any, Any]]:
    """A figure of the usual width with its axes, saved as `<name>.png` and `<name>.svg` when done.

    Args:
        height: in inches.
        grid: rows, columns and what they share, as `matplotlib.pyplot.subplots` takes them.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    with matplotlib.rc_context(_STYLE):
        figure, axes = pyplot.subplots(figsize=(WIDTH, height), layout="constrained", **grid)
        try:
            yield figure, axes
            figure.savefig(folder / f"{name}.png", dpi=200, metadata={"Software": None})
            # Everything has its place now; working it out again takes as long as drawing.
            figure.set_layout_engine("none")
            figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": "oza"})
        finally:
            pyplot.close(figure)


def bare(axes: Any, *kept: str) -> None:
    """Takes away the lines around the axes and the ticks, but for the named sides."""
    for side, spine in axes.spines.items():
        spine.set_visible(side in kept)
    axes.tick_params(left=False, bottom="bottom" in kept)


def wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width))

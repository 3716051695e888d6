"""The figure of agreement: alpha per code with its interval, highest first, named in place."""

from __future__ import annotations

import textwrap
from io import BytesIO
from math import ceil
from typing import Any

from pipeline.domain.agreement import AgreementFound, AgreementRow, Level
from pipeline.report.agreement_words import BANDS, differs, groups, number, whole
from pipeline.report.evaluation_ink import BOUND, INK, OWN, STYLE, dot, new, rows
from pipeline.report.evaluation_words import decimal

_PER_FIGURE = 36
"""So many codes fit on a printed page with type that can be read."""
_ROW, _HEAD = 0.235, 0.95


def agreement_figures(found: AgreementFound) -> dict[str, bytes]:
    """`alfa-1.png`, `alfa-1.svg`, and so on, as many codes on each; nothing without codes.

    Of all coders together where there are more than two, and only codes on which they parted: a
    row of dots at 1 tells nothing. The same numbers give the same bytes.
    """
    import matplotlib

    codes = _codes(found)
    parts = ceil(len(codes) / _PER_FIGURE)
    size = ceil(len(codes) / parts) if parts else 0
    left = min([0.0, *(row.alpha.low or row.alpha.value or 0.0 for row in codes)])
    bounds = next((s.bands for s in found.scales if s.key == "krippendorff"), ())
    made = {}
    with matplotlib.rc_context(STYLE):
        for part in range(parts):
            figure = _figure(codes[part * size : (part + 1) * size], left, bounds)
            for kind in ("png", "svg"):
                made[f"alfa-{part + 1}.{kind}"] = _saved(figure, kind)
    return made


def _codes(found: AgreementFound) -> list[AgreementRow]:
    if not found.between.rows:
        return []
    own = whole(found.between.rows, groups(found.between)[0])
    known = [
        row
        for row in own
        if row.level is Level.CODE and row.alpha.value is not None and differs(row)
    ]
    # Of equal alphas the code that was given most says most.
    return sorted(known, key=lambda row: (-(row.alpha.value or 0.0), -sum(row.coded), row.label))


def _figure(codes: list[AgreementRow], left: float, bounds: tuple[tuple[float, str], ...]) -> Any:
    figure = new(_HEAD + _ROW * len(codes))
    axes = figure.subplots()
    axes.set_xlim(left - 0.02, 1.02)
    rows(axes, len(codes))
    for low, _ in bounds[:-1]:
        axes.axvline(low, color=BOUND, linewidth=0.9, linestyle=(0, (4, 3)), zorder=1)
    ends = [1.02, *(max(low, left) for low, _ in bounds)]
    for (_, key), right, low in zip(bounds, ends, ends[1:], strict=False):
        axes.text(
            (low + right) / 2, 1.0, BANDS[key], transform=axes.get_xaxis_transform(),
            ha="center", va="bottom", fontsize=8, color=INK,
        )  # fmt: skip
    ticks = sorted({0.0, 0.2, 0.4, 1.0, *(low for low, _ in bounds[:-1])})
    axes.set_xticks(ticks, [decimal(tick, 3).rstrip("0").rstrip(",") for tick in ticks])
    axes.set_xlabel("Krippendorffs alfa", loc="left")
    for at, row in enumerate(codes):
        dot(axes, row.alpha, at, colour=OWN, filled=row.alpha.low is not None)
        axes.text(1.04, at, number(row.alpha.value), va="center", fontsize=7, color=INK)
    axes.set_yticks(range(len(codes)), [_named(row) for row in codes], fontsize=7)
    return figure


def _named(row: AgreementRow) -> str:
    """The code, and how often each coder gave it."""
    short = textwrap.shorten(row.label, 52, placeholder=" …")
    return f"{short}  ({' · '.join(str(count) for count in row.coded)})"


def _saved(figure: Any, kind: str) -> bytes:
    stream = BytesIO()
    if kind == "png":
        figure.savefig(stream, format="png", dpi=200, metadata={"Software": None})
    else:
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": "oza"})
    return stream.getvalue()

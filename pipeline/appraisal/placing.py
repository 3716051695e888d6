"""A chart on a page: upright or landscape, with letters as large as the page allows."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.appraisal.chart import Chart, Kind
from pipeline.appraisal.layering import Layered, layered
from pipeline.appraisal.lettering import CM_PER_POINT, TooNarrow, Words, words_of
from pipeline.appraisal.page import A3, GAP, PASSAGE, SIDE, Page
from pipeline.appraisal.setting import set_in
from pipeline.appraisal.typesetting import SMALLEST, words_in
from pipeline.errors import AppraisalError

_SIZES = tuple(SMALLEST + 0.5 * step for step in range(8, -1, -1))
_WIDEST = (32.0, 27.0, 22.0)
"""Ems: wider than about sixty letters is hard to follow, narrower leaves room beside."""


def page_of(chart: Chart, texts: Words = frozenset()) -> Page:
    """Places a chart on A3, with the largest letters that fit; of upright and landscape the one
    that is used best.

    Args:
        texts: words at which a compound may be broken, beside those of the chart.

    Raises:
        AppraisalError: when it does not fit with the smallest letters that can be read.
    """
    rows = layered(chart)
    words = texts | words_of(words_in(chart))
    for size in _SIZES:
        if pages := list(_pages(chart, rows, words, size)):
            return max(pages, key=lambda page: page.full)
    raise AppraisalError(
        f"de praatplaat van '{chart.flow.id}' past niet op A3",
        remedy="deel de vragen over twee afwegingen of maak de teksten korter",
    )


def _pages(chart: Chart, rows: Layered, words: Words, size: float) -> Iterator[Page]:
    """What fits, of both ways up and boxes of several widths."""
    for width, height in (A3, A3[::-1]):
        for widest in _WIDEST:
            widths = _widths(chart, rows, width, widest * size * CM_PER_POINT)
            try:
                page = set_in(chart, rows, words, size, widths, (width, height))
            except TooNarrow:
                break
            if page.full <= 1:
                yield page


def _widths(chart: Chart, rows: Layered, width: float, widest: float) -> dict[str, float]:
    """Box → its width: alike in a row, as wide as the page allows but no wider than that, a column
    of a box counting as a box. What is to be talked about fills its row."""
    boxes = {box.id: box for box in chart.boxes}
    found: dict[str, float] = {}
    for row in rows.rows:
        here = [boxes[id_] for id_ in row if id_ in boxes]
        columns = sum(max(1, len(box.sides)) for box in here)
        passed = len(row) - len(here)
        room = width - 2 * SIDE - passed * (PASSAGE + GAP) - (columns - 1) * GAP
        for box in here:
            wide = room / columns
            wide = wide if box.kind is Kind.TOPICS else min(wide, widest)
            own = max(1, len(box.sides))
            found[box.id] = own * wide + (own - 1) * GAP
    return found

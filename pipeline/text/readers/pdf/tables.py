"""Tables on a PDF page, by the lines drawn around their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline.text.readers.pdf.chars import Fragment, pdfium_raw

MAX_RULES = 1_500  # a page with more drawing than this is a picture, not a table
_THIN = 3.0  # points
_NEAR = 3.0  # points between lines that meet
Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class Row:
    """A table row as one text, at the baseline of its first line."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


def page_rules(page: Any) -> list[Box]:
    """Thin horizontal and vertical lines, and the edges of drawn boxes."""
    raw = pdfium_raw()
    rules: list[Box] = []
    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)
    for item in islice(paths, 10 * MAX_RULES):
        left, bottom, right, top = item.get_bounds()
        wide, high = right - left, top - bottom
        if min(wide, high) <= _THIN and max(wide, high) > 2 * _THIN:
            rules.append((left, bottom, right, top))
        elif min(wide, high) > 2 * _THIN:
            rules += [(left, top, right, top), (left, bottom, right, bottom)]
            rules += [(left, bottom, left, top), (right, bottom, right, top)]
        if len(rules) > MAX_RULES:
            return []
    return rules


def take_tables(
    found: Sequence[Fragment], rules: Sequence[Box]
) -> tuple[list[Fragment], list[Row]]:
    """Fragments outside tables, and the rows of the tables."""
    left_over = list(found)
    rows: list[Row] = []
    for table in _connected(rules):
        xs = _edges([x for b in table if b[2] - b[0] <= _THIN for x in (b[0],)])
        ys = _edges([y for b in table if b[3] - b[1] <= _THIN for y in (b[1],)])
        if len(xs) < 3 or len(ys) < 3:
            continue
        inside = [
            f for f in left_over
            if xs[0] - _NEAR < (f.x0 + f.x1) / 2 < xs[-1] + _NEAR
            and ys[0] - _NEAR < f.y + f.size / 3 < ys[-1] + _NEAR
        ]  # fmt: skip
        taken = {id(f) for f in inside}
        left_over = [f for f in left_over if id(f) not in taken]
        rows += _rows(inside, xs, ys)
    return left_over, rows


def _rows(inside: Sequence[Fragment], xs: list[float], ys: list[float]) -> list[Row]:
    cells: dict[int, dict[int, list[Fragment]]] = {}
    for f in inside:
        row = sum(y > f.y + f.size / 3 for y in ys)  # counted from the top
        column = sum(x < (f.x0 + f.x1) / 2 for x in xs)
        cells.setdefault(row, {}).setdefault(column, []).append(f)
    rows = []
    for row in sorted(cells):
        texts = []
        for column in sorted(cells[row]):
            ordered = sorted(cells[row][column], key=lambda f: (-round(f.y), f.x0))
            texts.append(" ".join(f.text for f in ordered))
        members = [f for cell in cells[row].values() for f in cell]
        first = max(members, key=lambda f: f.y)
        rows.append(Row(" | ".join(texts), xs[0], xs[-1], first.y, first.size))
    return rows


def _edges(values: list[float]) -> list[float]:
    """Sorted, with values that nearly coincide as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _connected(rules: Sequence[Box]) -> list[list[Box]]:
    """Lines that touch each other, directly or through others."""
    groups: list[tuple[Box, list[Box]]] = []
    for rule in sorted(rules, key=lambda b: (-b[3], b[0])):
        members, hull = [rule], rule
        apart = []
        for box, group in groups:
            if _touch(box, hull):
                members += group
                hull = _hull(box, hull)
            else:
                apart.append((box, group))
        groups = [*apart, (hull, members)]
    return [group for _, group in groups]


def _touch(a: Box, b: Box) -> bool:
    across = a[0] - _NEAR <= b[2] and b[0] - _NEAR <= a[2]
    return across and a[1] - _NEAR <= b[3] and b[1] - _NEAR <= a[3]


def _hull(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])

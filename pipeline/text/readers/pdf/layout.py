"""Reading order on a PDF page: columns one after the other, tables row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from pipeline.text.readers.pdf.chars import Fragment
from pipeline.text.readers.pdf.tables import Row
from pipeline.text.speakers import is_known

MIN_LINES = 4  # a column of fewer lines is not one
MAX_CROSSING = 0.25  # of the fragments may run across the white between columns
STEP = 1.5  # points between the places where white is looked for, on a page of usual size
MAX_STEPS = 500
PROSE = 20  # characters in the middle line of a column; a cell of a table is shorter
FILLED = 0.6  # of the column's width is the middle line of prose
SAME_LINE = 0.45  # em between two baselines of one line
NEAR = 3.0  # points between the left edges of cells under each other
WIDE = 1.0  # em: a tab or more


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line in reading order. `region` counts the columns of the whole document; `row` is
    whether it is a table row, already put together."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    page: int = 0
    region: int = 0
    row: bool = False


def page_lines(found: Sequence[Fragment], rows: Sequence[Row]) -> list[list[PdfLine]]:
    """The lines of a page by region, in reading order."""
    tabled = [Fragment(row.text, row.x0, row.x1, row.y, row.size, False, -1) for row in rows]
    rowed = {id(fragment) for fragment in tabled}
    regions = _arrange([*found, *tabled], rowed)
    return [_with_rows([*baselines(region)], rowed) for region in regions]


def baselines(found: Sequence[Fragment]) -> list[list[Fragment]]:
    """Fragments by line, from top to bottom, each from left to right."""
    lines: list[list[Fragment]] = []
    for fragment in sorted(found, key=lambda f: (-f.y, f.x0)):
        last = lines[-1] if lines else []
        if last and last[0].y - fragment.y < SAME_LINE * max(last[0].size, fragment.size):
            last.append(fragment)
        else:
            lines.append([fragment])
    return [sorted(line, key=lambda f: f.x0) for line in lines]


def line_text(group: Sequence[Fragment]) -> str:
    """Fragments of one line as text; a wide gap is two spaces, as between a label and a time."""
    text = group[0].text
    if len(group) > 1 and is_known(text) and _gap(group[0], group[1]) > WIDE:
        text += ":"  # a column of speakers
    for before, after in pairwise(group):
        text += ("  " if _gap(before, after) > WIDE else " ") + after.text
    return text


def _gap(before: Fragment, after: Fragment) -> float:
    """The white between two fragments, in em."""
    return (after.x0 - before.x1) / max(before.size, after.size)


def _with_rows(groups: list[list[Fragment]], rowed: set[int]) -> list[PdfLine]:
    """Lines, of which those that stand in cells under each other are table rows."""
    lines = [_line(group, rowed) for group in groups]
    for index, (above, below) in enumerate(pairwise(groups)):
        if _are_cells(above, below):
            for place, group in ((index, above), (index + 1, below)):
                text = " | ".join(cell.text for cell in group)
                lines[place] = replace(lines[place], text=text, row=True)
    return lines


def _are_cells(above: list[Fragment], below: list[Fragment]) -> bool:
    """Two lines in the same cells, not turns with a label and a tab, or marks of a list."""
    if len(above) < 2 or len(above) != len(below):
        return False
    if not all(any(c.isalpha() for c in cell.text) for cell in (*above, *below)):
        return False
    apart = all(_gap(a, b) > WIDE for line in (above, below) for a, b in pairwise(line))
    first = (above[0].text, below[0].text)
    said = any(text.endswith(":") or len(text) < 2 or is_known(text) for text in first)
    return (
        apart
        and not said
        and all(abs(a.x0 - b.x0) < NEAR for a, b in zip(above, below, strict=True))
    )


def _line(group: list[Fragment], rowed: set[int]) -> PdfLine:
    longest = max(group, key=lambda f: len(f.text))
    return PdfLine(
        line_text(group),
        min(f.x0 for f in group),
        max(f.x1 for f in group),
        longest.y,
        longest.size,
        all(f.bold for f in group if any(c.isalnum() for c in f.text)),
        row=any(id(f) in rowed for f in group),
    )


def _arrange(found: list[Fragment], rowed: set[int]) -> list[list[Fragment]]:
    """Regions in reading order: what runs across the columns, then each column, and so on down."""
    white = _white(found)
    if white is None:
        return [found] if found else []
    across = {id(f) for f in found if f.x0 < white < f.x1 or id(f) in rowed}
    regions: list[list[Fragment]] = []
    band: list[Fragment] = []
    open_across: list[Fragment] = []
    for group in baselines(found):
        if any(id(f) in across for f in group):
            regions += _columns(band, white, rowed)
            band = []
            open_across += group
        else:
            regions += [open_across] if open_across else []
            open_across = []
            band += group
    regions += [open_across] if open_across else []
    return regions + _columns(band, white, rowed)


def _columns(band: list[Fragment], white: float, rowed: set[int]) -> list[list[Fragment]]:
    left = [f for f in band if f.x1 <= white]
    right = [f for f in band if f.x1 > white]
    return _arrange(left, rowed) + _arrange(right, rowed)


def _white(found: list[Fragment]) -> float | None:
    """The middle of the strip of white that parts two columns, if there is one: the one that the
    fewest lines run across, and of those the widest."""
    if len(found) < 2 * MIN_LINES:
        return None
    left, right = min(f.x0 for f in found), max(f.x1 for f in found)
    size = median(f.size for f in found)
    margin = 0.15 * (right - left)
    room = right - left - 2 * margin
    step = max(STEP, room / MAX_STEPS)
    steps = [left + margin + step * n for n in range(int(room / step))]
    crossings = [sum(f.x0 < x < f.x1 for f in found) for x in steps]
    best: tuple[int, float, float] | None = None
    for crossing, run in groupby(zip(crossings, steps, strict=True), key=lambda pair: pair[0]):
        xs = [x for _, x in run]
        wide = xs[-1] - xs[0]
        if crossing <= MAX_CROSSING * len(found) and wide >= 0.5 * size:
            best = max(best or (-len(found), 0.0, 0.0), (-crossing, wide, (xs[0] + xs[-1]) / 2))
    return best[2] if best and _parts_columns(found, best[2]) else None


def _parts_columns(found: list[Fragment], white: float) -> bool:
    """Whether what stands left and right of the white is two columns, and not cells in rows."""
    left = [f for f in found if f.x1 <= white]
    right = [f for f in found if f.x0 >= white]
    if min(len(left), len(right)) < MIN_LINES:
        return False
    top = min(max(f.y for f in left), max(f.y for f in right))
    bottom = max(min(f.y for f in left), min(f.y for f in right))
    beside = [sum(bottom <= f.y <= top for f in side) for side in (left, right)]
    if min(beside) < MIN_LINES:
        return False
    sides = [f.x0 >= white for f in sorted([*left, *right], key=lambda f: f.order)]
    turns = sum(a != b for a, b in pairwise(sides))
    across = len(found) - len(left) - len(right)
    return turns <= 1 + 2 * across or all(_is_prose(side) for side in (left, right))


def _is_prose(side: list[Fragment]) -> bool:
    widths = [f.x1 - f.x0 for f in side]
    long_enough = median(len(f.text) for f in side) >= PROSE
    return long_enough and median(widths) >= FILLED * max(widths)

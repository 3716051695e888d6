"""The rows of a chart, and the order in each, so that few arrows cross.

Rows follow the longest way to a box. An arrow that passes a row gets a place in it of its own, so
that it never runs through a box; rows are ordered by the mean place of what they are connected to,
down and up in turn, and then by swapping neighbours (Sugiyama, Tagawa & Toda 1981, *Methods for
visual understanding of hierarchical system structures*; Gansner, Koutsofios, North & Vo 1993, *A
technique for drawing directed graphs*).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.appraisal.chart import Arrow, Box, Chart, Kind

_ROUNDS = 12
Rows = tuple[tuple[str, ...], ...]
Link = tuple[str, str]


@dataclass(frozen=True)
class Layered:
    """`rows` hold the ids of boxes and of places where an arrow passes, from left to right;
    `ways` say of every arrow along which of these it goes, one in each row."""

    rows: Rows
    ways: Mapping[Arrow, tuple[str, ...]]

    @property
    def links(self) -> tuple[Link, ...]:
        """All steps of the ways, from the first row down, each to the row below it."""
        order = {id_: at for at, row in enumerate(self.rows) for id_ in row}
        steps = (link for way in self.ways.values() for link in pairwise(way))
        return tuple(sorted(steps, key=lambda link: order[link[0]]))

    def crossings(self) -> int:
        return _crossings(self.rows, self.links)


def layered(chart: Chart) -> Layered:
    """Rows with few crossings, in which answers stand as they are given as far as they can."""
    row_of = rows_of(chart)
    rows: list[list[str]] = [[] for _ in range(max(row_of.values()) + 1)]
    ways: dict[Arrow, tuple[str, ...]] = {}
    for box, arrow in _walked(chart):
        if arrow is not None:
            passed = range(row_of[arrow.start] + 1, row_of[arrow.to])
            places = {at: f"{arrow.start} → {arrow.to} ({at})" for at in passed}
            for at, place in places.items():
                rows[at].append(place)
            ways[arrow] = (arrow.start, *places.values(), arrow.to)
        if box is not None:
            rows[row_of[box.id]].append(box.id)
    notes = {box.id for box in chart.boxes if box.kind is Kind.NOTE}
    start = Layered(tuple(tuple(row) for row in rows), ways)
    return Layered(_ordered(start, notes), ways)


def _walked(chart: Chart) -> Iterator[tuple[Box | None, Arrow | None]]:
    """Every arrow, and every box where it is first met: each answer with all that comes after it
    before the next answer."""
    met: set[str] = set()

    def walk(box: Box) -> Iterator[tuple[Box | None, Arrow | None]]:
        met.add(box.id)
        for arrow in chart.leaving(box.id):
            new = arrow.to not in met
            yield (chart.box(arrow.to) if new else None), arrow
            if new:
                yield from walk(chart.box(arrow.to))

    for box in chart.boxes:
        if box.id not in met:
            yield box, None
            yield from walk(box)


def rows_of(chart: Chart) -> dict[str, int]:
    """Box → how many arrows the longest way to it has."""
    found = {box.id: 0 for box in chart.boxes}
    for _ in chart.boxes:
        for arrow in chart.arrows:
            found[arrow.to] = max(found[arrow.to], found[arrow.start] + 1)
    return found


def _ordered(start: Layered, last: set[str]) -> Rows:
    """The best rows that were met; what is in `last` ends its row."""
    links = start.links
    best = rows = start.rows
    for turn in range(_ROUNDS):
        rows = _swept(rows, links, last, down=turn % 2 == 0)
        rows = _swapped(rows, links, last)
        if _badness(rows, links) < _badness(best, links):
            best = rows
    return best


def _badness(rows: Rows, links: Sequence[Link]) -> tuple[int, int]:
    """Crossings, and how many pairs of answers stand the other way round than they are given."""
    place = {id_: at for row in rows for at, id_ in enumerate(row)}
    turned = sum(
        a == c and place[b] > place[d] for i, (a, b) in enumerate(links) for c, d in links[i + 1 :]
    )
    return _crossings(rows, links), turned


def _swept(rows: Rows, links: Sequence[Link], last: set[str], *, down: bool) -> Rows:
    place = {id_: at / max(1, len(row) - 1) for row in rows for at, id_ in enumerate(row)}
    found: dict[int, tuple[str, ...]] = {}
    order = range(len(rows)) if down else range(len(rows) - 1, -1, -1)
    for at in order:
        near: dict[str, list[float]] = {id_: [] for id_ in rows[at]}
        for above, below in links:
            own, other = (below, above) if down else (above, below)
            if own in near:
                near[own].append(place[other])
        mean = {id_: sum(them) / len(them) if them else place[id_] for id_, them in near.items()}
        found[at] = tuple(sorted(rows[at], key=lambda id_: (id_ in last, mean[id_])))
        place |= {id_: i / max(1, len(found[at]) - 1) for i, id_ in enumerate(found[at])}
    return tuple(found[at] for at in range(len(rows)))


def _swapped(rows: Rows, links: Sequence[Link], last: set[str]) -> Rows:
    """Neighbours change places as long as that leaves fewer crossings."""
    fewest = _crossings(rows, links)
    better = True
    while better:
        better = False
        for at, row in enumerate(rows):
            for i in range(len(row) - 1):
                if {row[i], row[i + 1]} & last:
                    continue
                changed = (*row[:i], row[i + 1], row[i], *row[i + 2 :])
                tried = (*rows[:at], changed, *rows[at + 1 :])
                if (crossings := _crossings(tried, links)) < fewest:
                    rows, row, fewest, better = tried, changed, crossings, True
    return rows


def _crossings(rows: Rows, links: Sequence[Link]) -> int:
    row_of = {id_: at for at, row in enumerate(rows) for id_ in row}
    place = {id_: at for row in rows for at, id_ in enumerate(row)}
    count = 0
    for i, (a, b) in enumerate(links):
        for c, d in links[i + 1 :]:
            if row_of[a] == row_of[c]:
                count += (place[a] - place[c]) * (place[b] - place[d]) < 0
    return count

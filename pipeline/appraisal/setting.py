"""A chart set in letters of one size and boxes of given widths: what comes where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.appraisal.aligning import Places, aligned
from pipeline.appraisal.chart import Arrow, Box, Chart, Kind
from pipeline.appraisal.layering import Layered
from pipeline.appraisal.lettering import Words
from pipeline.appraisal.page import BOTTOM, GAP, PASSAGE, SIDE, TOP, Label, Page, Placed, Route
from pipeline.appraisal.porting import Ports, facing, ports_of
from pipeline.appraisal.routing import TRACK, Piece, tracks_of
from pipeline.appraisal.typesetting import Block, block_of, label_of

_LABEL_APART = 0.3
_STEM, _HEAD = 0.22, 0.72
"""How far an arrow runs before its label, and at least after its last turn."""
_MOST_AIR = 1.6
"""What is left over goes between the rows, this much at most."""

Step = tuple[Arrow, int]
"""An arrow and which step of its way from row to row, from 0."""


@dataclass(frozen=True)
class _Set:
    """All that has been measured: the boxes, their heights and the answers below them."""

    rows: Layered
    ports: Ports
    boxes: Mapping[str, Box]
    blocks: Mapping[str, Block]
    heights: Mapping[str, float]
    labels: Mapping[Arrow, Block]

    def depth(self, id_: str) -> float:
        """How far a place in a row comes down, with the answers below it."""
        answers = [
            self.labels[a].height for a in self.ports.leaving.get(id_, ()) if a in self.labels
        ]
        return self.heights.get(id_, 0.0) + (max(answers) + _STEM if answers else 0.0)

    def shift(self, step: Step, *, end: bool) -> float:
        """How far right of the middle of a place a step begins, or ends."""
        arrow, at = step
        if not end and at == 0:
            return self.ports.exit(arrow, self.blocks[arrow.start].width)
        if end and at == len(self.rows.ways[arrow]) - 2:
            return self.ports.entry(arrow, self.blocks[arrow.to].width)
        return 0.0

    def play(self, arrow: Arrow) -> float:
        """How far aside an arrow may leave its box with its answer still below its own share."""
        share = self.ports.leaving[arrow.start][arrow]
        room = share * self.blocks[arrow.start].width - _LABEL_APART / 2
        label = self.labels.get(arrow)
        return max(0.0, (room - (label.width if label else 0.0)) / 2)


def set_in(
    chart: Chart,
    rows: Layered,
    words: Words,
    size: float,
    widths: Mapping[str, float],
    page: tuple[float, float],
) -> Page:
    """Sets a chart.

    Args:
        words: at which a compound may be broken.
        size: of the letters, in points.
        widths: of every box, so that each row fits between the margins.
        page: width and height.

    Returns:
        A page, of which `full` is more than 1 when it does not fit in height.

    Raises:
        TooNarrow: when a word does not fit.
    """
    width, height = page
    all_set = _measured(chart, rows, words, size, widths)
    middle = aligned(_places(all_set), SIDE, width - SIDE)
    pieces = _pieces(all_set, middle)
    tracks = [dict(zip(own, tracks_of(list(own.values())), strict=True)) for own in pieces]
    deep = [max(all_set.depth(id_) for id_ in row) for row in rows.rows]
    between = [max(own.values(), default=0) * TRACK + _STEM + _HEAD for own in tracks]
    room = height - TOP - BOTTOM
    needed = sum(deep) + sum(between)
    air = max(0.0, min(_MOST_AIR, (room - needed) / max(1, len(between))))
    tops = [TOP]
    for row, channel in zip(deep, between, strict=False):
        tops.append(tops[-1] + row + channel + air)
    placed = {
        id_: Placed(
            all_set.boxes[id_], block, middle[id_] - block.width / 2, top, all_set.heights[id_]
        )
        for row, top in zip(rows.rows, tops, strict=True)
        for id_ in row
        if (block := all_set.blocks.get(id_))
    }
    across = {
        step: tops[at] + deep[at] + _STEM + air / 2 + track * TRACK
        for at, own in enumerate(tracks)
        for step, track in own.items()
    }
    along = {step: piece for own in pieces for step, piece in own.items()}
    routes = (*_routes(all_set, placed, along, across), *_beside(chart, placed))
    return Page(width, height, size, needed / room, placed, routes)


def _measured(
    chart: Chart, rows: Layered, words: Words, size: float, widths: Mapping[str, float]
) -> _Set:
    ports = ports_of(chart, rows)
    boxes = {box.id: facing(box, ports) for box in chart.boxes}
    blocks = {id_: block_of(box, widths[id_], size, words) for id_, box in boxes.items()}
    labels = {
        arrow: label_of(arrow.label, widths[id_] * share - _LABEL_APART, size, words)
        for id_, shares in ports.leaving.items()
        for arrow, share in shares.items()
        if arrow.label
    }
    topics = [blocks[id_].height for id_, box in boxes.items() if box.kind is Kind.TOPICS]
    heights = {
        id_: max(topics) if boxes[id_].kind is Kind.TOPICS else block.height
        for id_, block in blocks.items()
    }
    return _Set(rows, ports, boxes, blocks, heights, labels)


def _places(all_set: _Set) -> Places:
    rows, ways = all_set.rows.rows, all_set.rows.ways
    widths = {id_: PASSAGE for row in rows for id_ in row}
    widths |= {id_: block.width for id_, block in all_set.blocks.items()}
    ports = [
        (one, all_set.shift((arrow, at), end=False), next_, all_set.shift((arrow, at), end=True))
        for arrow, way in ways.items()
        for at, (one, next_) in enumerate(pairwise(way))
    ]
    families = {
        id_: [ways[arrow][1] for arrow in own]
        for id_, own in all_set.ports.leaving.items()
        if len(own) > 1
    }
    return Places(rows, widths, GAP, ports, frozenset(widths) - frozenset(all_set.blocks), families)


def _pieces(all_set: _Set, middle: Mapping[str, float]) -> Sequence[dict[Step, Piece]]:
    """Between every two rows, what each arrow does there; small bends are taken out."""
    row_of = {id_: at for at, row in enumerate(all_set.rows.rows) for id_ in row}
    found: list[dict[Step, Piece]] = [{} for _ in all_set.rows.rows[1:]]
    for arrow, way in all_set.rows.ways.items():
        for at, (one, next_) in enumerate(pairwise(way)):
            above = middle[one] + all_set.shift((arrow, at), end=False)
            below = middle[next_] + all_set.shift((arrow, at), end=True)
            if next_ == arrow.to and abs(above - below) < all_set.ports.slack(arrow):
                below = above
            elif at == 0 and abs(above - below) < all_set.play(arrow):
                above = below
            found[row_of[one]][arrow, at] = Piece(above, below)
    return found


def _routes(
    all_set: _Set,
    placed: Mapping[str, Placed],
    along: Mapping[Step, Piece],
    across: Mapping[Step, float],
) -> Iterator[Route]:
    for arrow, way in all_set.rows.ways.items():
        steps = [(arrow, at) for at in range(len(way) - 1)]
        start, bottom = along[steps[0]].above, placed[arrow.start].bottom
        corners = [(start, bottom)]
        for step in steps:
            piece = along[step]
            if not piece.straight:
                corners += [(piece.above, across[step]), (piece.below, across[step])]
        corners.append((along[steps[-1]].below, placed[arrow.to].y))
        block = all_set.labels.get(arrow)
        label = Label(block, start - block.width / 2, bottom + _STEM) if block else None
        yield Route(arrow, tuple(corners), label)


def _beside(chart: Chart, placed: Mapping[str, Placed]) -> Iterator[Route]:
    """Arrows within a row."""
    for start, to in chart.beside:
        y = placed[start].y + min(placed[start].height, placed[to].height) / 2
        yield Route(Arrow(start, to), ((placed[start].right, y), (placed[to].x, y)))

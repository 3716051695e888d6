"""Interviews that were written down as a table: a row a question with its answer, or a row a turn.

Left as rows, the interviewer's words would stand in one piece with the participant's and be coded
with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.domain.report import BlockKind
from pipeline.text.document import Piece
from pipeline.text.speakers import find_cue

_BETWEEN = " | "
_ASKING = frozenset({"vraag", "vragen", "onderwerp", "thema", "topic"})
_ANSWERING = frozenset({"antwoord", "antwoorden", "reactie", "verslag"})
_FEWEST_TURNS = 3


def unrolled(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with the rows of such tables as questions, answers and turns."""
    result: list[Piece] = []
    for rows in _tables(pieces):
        cells = [row.text.split(_BETWEEN) for row in rows]
        if rows[0].kind is not BlockKind.ROW:
            result += rows
        elif _is_head(cells[0]):
            result.append(replace(rows[0], kind=BlockKind.QUESTION))
            result += _questions(rows[1:], cells[1:])
        elif _is_transcript(cells):
            result += [
                replace(row, kind=BlockKind.PARAGRAPH, text=f"{label.strip()}: {said}")
                for row, (label, said) in zip(rows, cells, strict=True)
            ]
        else:
            result += rows
    return result


def _tables(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Runs of rows, and every other piece alone."""
    run: list[Piece] = []
    for piece in pieces:
        if piece.kind is not BlockKind.ROW:
            if run:
                yield run
            run = []
            yield [piece]
        else:
            run.append(piece)
    if run:
        yield run


def _is_head(cells: Sequence[str]) -> bool:
    if len(cells) != 2:
        return False
    asking, answering = (cell.strip().casefold() for cell in cells)
    return asking in _ASKING and answering in _ANSWERING


def _is_transcript(cells: Sequence[Sequence[str]]) -> bool:
    if len(cells) < _FEWEST_TURNS or any(len(row) != 2 for row in cells):
        return False
    return all(find_cue(f"{row[0].strip()}: {row[1]}", frozenset()) for row in cells)


def _questions(rows: Sequence[Piece], cells: Sequence[Sequence[str]]) -> Iterator[Piece]:
    for row, own in zip(rows, cells, strict=True):
        if len(own) < 2:
            yield replace(row, kind=BlockKind.PARAGRAPH)
            continue
        yield replace(row, kind=BlockKind.QUESTION, text=own[0])
        yield replace(row, kind=BlockKind.PARAGRAPH, text=_BETWEEN.join(own[1:]))

"""Applies what people decided about the borders of segments."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.recut import Piece, Recut, RecutKind
from pipeline.domain.report import text_digest
from pipeline.domain.segment import segment_ids

Steps = list[tuple[tuple[str, ...], tuple[str, ...]]]
"""For each recut in turn the ids that went and the ids that came."""


def recut(
    pieces: Sequence[Piece], text: str, respondent: str, recuts: Sequence[Recut]
) -> tuple[list[Piece], Steps]:
    """The pieces of one report after every recut that still fits, in the order given.

    A recut fits when a piece with its text is there, the place of a split leaves words on
    both sides, and what is joined still follows in the same turn. One that does not fit is left
    out: the report was changed since, or somebody else was first.

    Args:
        text: the report as ingested; pieces and offsets are spans of it.
    """
    now, steps = list(pieces), Steps()
    for one in recuts:
        if one.respondent != respondent:
            continue
        names = _names(now, text, respondent)
        at = _place(one, now, names, text)
        if at is None:
            continue
        piece = now[at]
        if one.kind is RecutKind.SPLIT:
            gone, parts = 1, _split(piece, text, one.offset)
        else:
            follows = names[at + 1 : at + 2] == [one.other] and piece.goes_on_in(now[at + 1])
            gone, parts = 2, [_joined(piece, now[at + 1])] if follows else []
        if not parts:
            continue
        now[at : at + gone] = parts
        come = _names(now, text, respondent)[at : at + len(parts)]
        steps.append((tuple(names[at : at + gone]), tuple(come)))
    return now, steps


def _place(one: Recut, pieces: Sequence[Piece], names: Sequence[str], text: str) -> int | None:
    """Where the piece stands that a recut is about: under its name, or else where its text stands,
    if that is in one place. (Text that occurs more often gets another name when what stands before
    it is corrected.)"""
    same = [
        at
        for at, piece in enumerate(pieces)
        if text_digest(text[piece.start : piece.end]) == one.digest
    ]
    named = [at for at in same if names[at] == one.segment]
    return (named or same)[0] if named or len(same) == 1 else None


def _names(pieces: Sequence[Piece], text: str, respondent: str) -> list[str]:
    return segment_ids(respondent, [text[piece.start : piece.end] for piece in pieces])


def _split(piece: Piece, text: str, offset: int) -> list[Piece]:
    """Two pieces without white space around them, or none when one would be empty."""
    first, second = text[piece.start : piece.start + offset], text[piece.start + offset : piece.end]
    if offset >= piece.end - piece.start or not first.strip() or not second.strip():
        return []
    begin = piece.end - len(second.lstrip())
    return [
        _span(piece, piece.start, piece.start + len(first.rstrip())),
        _span(piece, begin, piece.end),
    ]


def _joined(piece: Piece, following: Piece) -> Piece:
    return _span(piece, piece.start, following.end)


def _span(piece: Piece, start: int, end: int) -> Piece:
    return Piece(start, end, piece.heading, piece.question, piece.speaker)

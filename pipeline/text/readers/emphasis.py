"""Headings and questions that an author made with bold letters instead of with a style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain.report import BlockKind
from pipeline.text.document import Piece
from pipeline.text.speakers import looks_like_turn

MAX_HEADING_WORDS = 10
MAX_QUESTION_WORDS = 60
MOSTLY = 0.5  # where most of a document is bold, bold says nothing


def by_emphasis(pieces: Sequence[Piece], in_bold: Sequence[Piece]) -> list[Piece]:
    """Paragraphs that are in bold throughout become headings or questions.

    `in_bold` holds the very objects, not their likes: the same words may also stand in plain.

    Short and without final punctuation is a heading, ending in a question mark is a question
    (or a heading, where a labelled turn comes next);
    any other bold paragraph may be a participant's most important sentence and stays text.
    """
    bold = {id(piece) for piece in in_bold}
    # List items count too: in a report of bullets under bold headings the headings may be the only
    # paragraphs.
    body = [piece for piece in pieces if piece.kind is not BlockKind.HEADING]
    if sum(id(piece) in bold for piece in body) > MOSTLY * len(body):
        return list(pieces)
    deepest = max((p.level for p in pieces if p.kind is BlockKind.HEADING), default=0)
    following = [*pieces, None][1:]
    return [
        _settle(piece, after, min(deepest + 1, 9))
        if piece.kind is BlockKind.PARAGRAPH and id(piece) in bold
        else piece
        for piece, after in zip(pieces, following, strict=True)
    ]


def _settle(piece: Piece, after: Piece | None, level: int) -> Piece:
    text, words = piece.text.strip(), len(piece.text.split())
    if "\n" in text or looks_like_turn(text):
        return piece
    # 'Wie helpt jou?' above a labelled turn is a topic of the guide, not what was asked.
    topic = after is not None and looks_like_turn(after.text)
    if text.endswith("?") and words <= MAX_QUESTION_WORDS and not topic:
        return replace(piece, kind=BlockKind.QUESTION)
    if (text[-1:].isalnum() or topic) and words <= MAX_HEADING_WORDS:
        return replace(piece, kind=BlockKind.HEADING, level=level)
    return piece

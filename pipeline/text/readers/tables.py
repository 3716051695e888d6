"""How a table becomes text: one row, one piece."""

from __future__ import annotations

from pipeline.domain.report import BlockKind
from pipeline.text.document import Piece


def row_pieces(cells: list[list[Piece]], framed: bool) -> list[Piece]:
    """A table row as one piece, with its notes after it.

    A cell that itself holds a table is layout: the row then comes out as its pieces in order.
    """
    flat = [piece for cell in cells for piece in cell]
    if framed or any(piece.kind is BlockKind.ROW for piece in flat):
        return flat
    texts = (
        " ".join(piece.text for piece in cell if piece.kind is not BlockKind.NOTE) for cell in cells
    )
    row = " | ".join(" ".join(text.split()) for text in texts if text.strip())
    notes = [piece for piece in flat if piece.kind is BlockKind.NOTE]
    return ([Piece(BlockKind.ROW, row)] if row else []) + notes

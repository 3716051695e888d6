"""Paragraphs, rows and notes of an RTF text, as they build up while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.domain.report import BlockKind
from pipeline.text.document import Piece
from pipeline.text.readers.tables import row_pieces


@dataclass(frozen=True, slots=True)
class State:
    """What a group inherits from the one around it.

    `skip` is how many characters stand in for a `\\u`; `gone` is deleted or hidden text; `item`
    is the level in a list, -1 for none.
    """

    font: int | None = None
    skip: int = 1
    bold: bool = False
    gone: bool = False
    style: int = 0
    outline: int = 9
    item: int = -1
    depth: int = 0  # in a table; 2 and more in a table within a cell


@dataclass
class Flow:
    """The body, or one note, box, comment or header within it. `headings` is level by style."""

    headings: dict[int, int]
    bold: list[Piece] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)  # notes and boxes of the open paragraph
    listed: bool = False  # a list mark was seen in the open paragraph
    _text: list[str] = field(default_factory=list)
    _gone: list[str] = field(default_factory=list)
    _plain: bool = False
    _pieces: list[Piece] = field(default_factory=list)
    _cells: dict[int, list[Piece]] = field(default_factory=dict)  # the open cell by depth
    _rows: dict[int, list[list[Piece]]] = field(default_factory=dict)  # the closed ones
    _last: State = field(default_factory=State)

    def say(self, text: str, state: State) -> None:
        if not text:
            return
        self._last = state
        if state.gone:
            self._gone.append(text)
        else:
            self._text.append(text)
            self._plain |= bool(text.strip()) and not state.bold

    def end(self, word: str, state: State) -> None:
        """A paragraph, a cell or a row is over."""
        depth = max(state.depth, 2) if word.startswith("nest") else 1
        if word in ("cell", "nestcell"):
            self._paragraph(replace(state, depth=depth))
            self._close_cell(depth)
        elif word in ("row", "nestrow"):
            self._close_row(depth)
        else:
            self._paragraph(state)

    def finish(self) -> list[Piece]:
        """All pieces, in reading order; the flow is used up."""
        self._paragraph(self._last)
        for depth in sorted({*self._cells, *self._rows}, reverse=True):
            self._close_cell(depth)
            self._close_row(depth)
        return [piece for piece in self._pieces if piece.text.strip()]

    def _paragraph(self, state: State) -> None:
        # \uN gives UTF-16, so what lies beyond the first plane comes in halves
        halves = "".join(self._text).encode("utf-16", "surrogatepass")
        text = halves.decode("utf-16", "replace").strip()
        into = self._cells.setdefault(state.depth, []) if state.depth else self._pieces
        level = self.headings.get(state.style, 0) or (state.outline + 1) % 10
        if text:
            if level:
                piece = Piece(BlockKind.HEADING, text, level)
            elif state.item >= 0 or self.listed:
                piece = Piece(BlockKind.ITEM, text, max(state.item, 0))
            else:
                piece = Piece(BlockKind.PARAGRAPH, text)
            into.append(piece)
            if not self._plain:
                self.bold.append(piece)
        into += self.after
        self.deleted.append("".join(self._gone))
        self._text, self._gone, self._plain, self.listed, self.after = [], [], False, False, []

    def _close_cell(self, depth: int) -> None:
        self._rows.setdefault(depth, []).append(self._cells.pop(depth, []))

    def _close_row(self, depth: int) -> None:
        """A row goes to the text, or to the cell around its table."""
        row = self._rows.pop(depth, [])
        into = self._pieces if depth <= 1 else self._cells.setdefault(depth - 1, [])
        into += row_pieces(row, framed=len(row) == 1)

"""OpenDocument texts, by walking their XML: odfpy gives no reading order of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.domain.report import BlockKind
from pipeline.text.document import Document, Limits, Piece, hidden_items
from pipeline.text.readers.emphasis import by_emphasis
from pipeline.text.readers.odt.hidden import Found, annotation, header_lines, properties, tracked
from pipeline.text.readers.odt.styles import Styles, read_styles
from pipeline.text.readers.package import all_text, attribute, child, local, open_package
from pipeline.text.readers.refusal import Refusal, refuse
from pipeline.text.readers.tables import row_pieces
from pipeline.text.words import word_set

_SKIPPED = word_set(
    "tracked-changes annotation annotation-end note-citation ruby-text sequence-decls "
    "variable-decls user-field-decls table-of-content forms scripts desc title object-ole "
    "alphabetical-index bibliography"
)
_CONTAINERS = word_set("section list-header table-header-rows table-rows index-body text-box g")
MAX_SPACES = 100  # text:s may ask for any number of spaces


def read_odt(path: Path, limits: Limits) -> Document:
    """Pieces in reading order, with notes after the paragraph that refers to them.

    Raises:
        ReportSetAside: damaged, encrypted or a zip bomb.
    """
    with open_package(path, limits) as package:
        if b"encryption-data" in package.data("META-INF/manifest.xml"):
            raise refuse(path, Refusal.ENCRYPTED)
        root, styling = package.xml("content.xml"), package.xml("styles.xml")
        text = child(child(root, "body"), "text")
        if root is None or text is None:
            raise refuse(path, Refusal.DAMAGED)
        walk = _Walk(read_styles(root, styling))
        pieces = walk.blocks(text)
        found = walk.found + tracked(text) + header_lines(styling)
        found += properties(package.xml("meta.xml"))
    return Document(tuple(by_emphasis(pieces, walk.bold)), hidden_items(found))


@dataclass
class _Line:
    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    plain: bool = False


@dataclass
class _Walk:
    styles: Styles
    found: Found = field(default_factory=list)
    bold: list[Piece] = field(default_factory=list)

    def blocks(self, parent: Element, depth: int = -1) -> list[Piece]:
        """The pieces under a node; `depth` is that of the list it stands in, -1 for none."""
        pieces: list[Piece] = []
        first = True  # the first paragraph of a list item carries the mark
        for node in parent:
            name = local(node)
            if name in ("p", "h"):
                pieces += self._paragraph(node, depth if first else -1)
                first = False
            elif name == "list":
                for item in node:
                    pieces += self.blocks(item, depth + 1)
            elif name == "table":
                pieces += self._table(node)
            elif name == "frame" or name.startswith("custom-shape"):
                pieces += self._frame(node)
            elif name == "annotation":
                self.found += annotation(node)
            elif name in _CONTAINERS or (name not in _SKIPPED and len(node)):
                pieces += self.blocks(node, depth)
        return pieces

    def _frame(self, node: Element) -> list[Piece]:
        for name in ("title", "desc"):
            described = child(node, name)
            if described is not None:
                self.found.append(("eigenschap", described.text or ""))
        return self.blocks(node)

    def _paragraph(self, node: Element, depth: int) -> list[Piece]:
        line = _Line()
        look = self.styles.look(attribute(node, "style-name"))
        self._inline(node, line, look.bold or False)
        text = "".join(line.text).strip()
        pieces: list[Piece] = []
        if text:
            outline = attribute(node, "outline-level")
            heading = int(outline) if outline.isdecimal() else look.heading
            if heading or local(node) == "h":
                pieces.append(Piece(BlockKind.HEADING, text, heading or 1))
            elif depth >= 0:
                pieces.append(Piece(BlockKind.ITEM, text, depth))
            else:
                pieces.append(Piece(BlockKind.PARAGRAPH, text))
            if not line.plain:
                self.bold.append(pieces[0])
        for note in line.notes:
            body = child(note, "note-body")
            if body is not None:
                words = " ".join(piece.text for piece in self.blocks(body))
                pieces.append(Piece(BlockKind.NOTE, words))
        for box in line.boxes:
            pieces += self._frame(box)
        return [piece for piece in pieces if piece.text]

    def _inline(self, parent: Element, line: _Line, bold: bool) -> None:
        self._say(parent.text, line, bold)
        for node in parent:
            name = local(node)
            if name == "s":
                count = attribute(node, "c")
                line.text.append(" " * min(int(count or 1), MAX_SPACES))
            elif name in ("tab", "line-break"):
                line.text.append("\t" if name == "tab" else "\n")
            elif name == "note":
                line.notes.append(node)
            elif name in ("frame", "custom-shape", "rect", "g"):
                line.boxes.append(node)
            elif name == "annotation":
                self.found += annotation(node)
            elif name not in _SKIPPED:
                own = self.styles.look(attribute(node, "style-name"))
                if own.gone:
                    self.found.append(("verwijderd", all_text(node)))
                else:
                    self._inline(node, line, bold if own.bold is None else own.bold)
            self._say(node.tail, line, bold)

    def _say(self, text: str | None, line: _Line, bold: bool) -> None:
        # white space in OpenDocument is one space, whatever it is; the rest is text:s
        words = text or ""
        edges = (words[:1].isspace(), words[-1:].isspace())
        said = " ".join(words.split())
        line.text.append(" " * edges[0] + said + " " * (edges[1] and bool(said)))
        line.plain |= bool(said) and not bold

    def _table(self, node: Element) -> list[Piece]:
        rows = [row for row in node.iter() if local(row) == "table-row"]
        inner = {id(row) for row in self._inner_rows(node)}
        cells = [
            [self.blocks(cell) for cell in row if local(cell) == "table-cell"]
            for row in rows
            if id(row) not in inner
        ]
        framed = all(len(row) == 1 for row in cells)
        return [piece for row in cells for piece in row_pieces(row, framed)]

    def _inner_rows(self, node: Element) -> list[Element]:
        """The rows of tables within this table: those come with their cell."""
        tables = [table for table in node.iter() if local(table) == "table" and table is not node]
        return [row for table in tables for row in table.iter() if local(row) == "table-row"]

"""Word documents, by walking their XML.

python-docx skips text boxes, content controls and insertions; docx2python flattens what it finds
and does not tell a deletion from text. Order and completeness count here, so the walk is ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.domain.report import BlockKind
from pipeline.text.document import Document, Limits, Piece, hidden_items
from pipeline.text.readers.docx.hidden import Found, Parts, hidden_of, parts_by_type
from pipeline.text.readers.docx.styles import Styles, is_on, paragraph_look, read_styles
from pipeline.text.readers.emphasis import by_emphasis
from pipeline.text.readers.package import Package, attribute, child, local, open_package
from pipeline.text.readers.refusal import Refusal, refuse
from pipeline.text.readers.tables import row_pieces
from pipeline.text.words import word_set

_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SKIPPED = word_set(
    "pPr rPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr sectPr instrText delInstrText rt "
    "proofErr fldData"
)
_DELETED = frozenset({"del", "moveFrom"})
_NOTES = frozenset({"footnote", "endnote"})


def read_docx(path: Path, limits: Limits) -> Document:
    """Pieces in reading order: notes after the paragraph that refers to them, text boxes after
    the paragraph they hang on.

    Raises:
        ReportSetAside: damaged, locked, a zip bomb, or with text that cannot be reached.
    """
    with open_package(path, limits) as package:
        parts = parts_by_type(package)
        styles = read_styles(_first(package, parts, "styles"))
        root = _first(package, parts, "main")
        body = child(root, "body")
        if root is None or body is None:
            raise refuse(path, Refusal.DAMAGED)
        walk = _Walk(path, styles, _notes(package, parts))
        pieces = walk.blocks(body)
        for note in walk.notes.values():  # what nothing refers to any more is out of sight
            walk.found += [("verwijderd", text) for text in walk.lines(note)]
        walk.found += [("auteur", attribute(node, "author")) for node in root.iter()]

        aside = _Walk(path, styles, {})
        found = walk.found + hidden_of(package, parts, aside.lines) + aside.found
    return Document(tuple(by_emphasis(pieces, walk.bold)), hidden_items(found))


def _first(package: Package, parts: Parts, kind: str) -> Element | None:
    names = parts.get(kind, [])
    return package.xml(names[0]) if names else None


def _notes(package: Package, parts: Parts) -> dict[str, Element]:
    """Footnotes and endnotes by kind and id, without the separator lines."""
    notes = {}
    for kind in ("footnotes", "endnotes"):
        for node in _first(package, parts, kind) or ():
            if local(node) in _NOTES and attribute(node, "type") in ("", "normal"):
                notes[local(node) + attribute(node, "id")] = node
    return notes


@dataclass
class _Line:
    """What a paragraph holds while it is read."""

    text: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    plain: bool = False  # some of its text is not bold


@dataclass
class _Walk:
    """One walk through a part of the document, gathering what is hidden on its way."""

    path: Path
    styles: Styles
    notes: dict[str, Element]
    found: Found = field(default_factory=list)
    bold: list[Piece] = field(default_factory=list)  # pieces that are bold throughout
    _carry: _Line | None = None  # a paragraph of which the mark was deleted: it runs on

    def lines(self, node: Element) -> list[str]:
        """The texts of a header, a comment or a note."""
        return [piece.text for piece in self.blocks(node)]

    def blocks(self, parent: Element) -> list[Piece]:
        pieces: list[Piece] = []
        for node in parent:
            name = local(node)
            if name == "p":
                pieces += self._paragraph(node)
            elif name == "tbl":
                pieces += self._table(node)
            elif name == "altChunk":
                raise refuse(self.path, Refusal.CHUNK)
            elif name in _DELETED:
                self.found.append(("verwijderd", self._plain(node)))
            elif name == "AlternateContent":
                pieces += self.blocks(self._alternative(node))
            elif name not in _SKIPPED and len(node):
                pieces += self.blocks(node)
        return pieces

    def _paragraph(self, node: Element) -> list[Piece]:
        properties = child(node, "pPr")
        look = paragraph_look(properties, self.styles)
        line = self._carry or _Line()
        self._carry = None
        self._inline(node, line, look.bold or False, gone=False)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._carry = line
            return []
        text = "".join(line.text).strip()
        self.found.append(("verwijderd", "".join(line.gone)))
        if look.contents:
            text = ""  # a table of contents repeats the headings
        pieces = []
        if text:
            kind, level = BlockKind.PARAGRAPH, 0
            if look.heading:
                kind, level = BlockKind.HEADING, look.heading
            elif look.item is not None and look.item >= 0:
                kind, level = BlockKind.ITEM, look.item
            pieces.append(Piece(kind, text, level))
            if not line.plain:
                self.bold.append(pieces[0])
        for key in line.notes:
            if key in self.notes:
                note = " ".join(self.lines(self.notes.pop(key)))
                pieces.append(Piece(BlockKind.NOTE, note))
        for box in line.boxes:
            pieces += self.blocks(box)
        return [piece for piece in pieces if piece.text]

    def _inline(self, parent: Element, line: _Line, bold: bool, gone: bool) -> None:
        for node in parent:
            name = local(node)
            into = line.gone if gone else line.text
            if name in ("t", "delText"):
                self._text(node, line, bold, gone or name == "delText")
            elif name in _BREAKS:
                page = attribute(node, "type") in ("page", "column")
                into.append(" " if page else _BREAKS[name])
            elif name == "sym":
                code = attribute(node, "char")
                into.append(chr(int(code, 16)) if code else "")
            elif name == "r":
                properties = child(node, "rPr")
                style = child(properties, "rStyle")
                look = self.styles.get("" if style is None else attribute(style, "val"))
                own = is_on(properties, "b")
                own = own if own is not None else look.bold if look is not None else None
                vanished = bool(is_on(properties, "vanish"))
                self._inline(node, line, bold if own is None else own, gone or vanished)
            elif name in ("footnoteReference", "endnoteReference"):
                if not gone:
                    line.notes.append(name.removesuffix("Reference") + attribute(node, "id"))
            elif name == "txbxContent":
                if gone:
                    line.gone.append(self._plain(node))
                else:
                    line.boxes.append(node)
            elif name == "AlternateContent":
                self._inline(self._alternative(node), line, bold, gone)
            elif name == "docPr":
                self.found += [("eigenschap", attribute(node, at)) for at in ("title", "descr")]
            elif name not in _SKIPPED:
                self._inline(node, line, bold, gone or name in _DELETED)

    def _text(self, node: Element, line: _Line, bold: bool, gone: bool) -> None:
        text = (node.text or "").replace("\n", " ")
        if attribute(node, "space") != "preserve":
            text = text.strip()
        (line.gone if gone else line.text).append(text)
        if text.strip() and not gone and not bold:
            line.plain = True

    def _alternative(self, node: Element) -> Element:
        """The choice for newer Word, unless only the fallback holds text."""
        options = [option for option in node if local(option) in ("Choice", "Fallback")]
        with_text = (option for option in options if self._plain(option))
        return next(with_text, options[0] if options else Element("empty"))

    def _plain(self, node: Element) -> str:
        return "".join(n.text or "" for n in node.iter() if local(n) in ("t", "delText"))

    def _table(self, node: Element) -> list[Piece]:
        rows = [list(_within(row, "tc")) for row in _within(node, "tr") if self._stays(row)]
        cells = [[self.blocks(cell) for cell in row] for row in rows]
        framed = all(len(row) == 1 for row in rows)  # a frame around text is not a table
        return [piece for row in cells for piece in row_pieces(row, framed)]

    def _stays(self, row: Element) -> bool:
        deleted = child(child(row, "trPr"), "del") is not None
        if deleted:
            self.found.append(("verwijderd", self._plain(row)))
        return not deleted


def _within(node: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also inside content controls and insertions."""
    for found in node:
        if local(found) == name:
            yield found
        elif local(found) not in ("tbl", "tr", "tc", "p") and local(found) not in _DELETED:
            yield from _within(found, name)

"""A Word document → its passages, each with the runs that its letters stand in.

What stands in text boxes, headers and footers is not read: no claim is made there.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document as open_document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from pipeline.errors import CorpusError, Place
from pipeline.report.claims.headings import Headings
from pipeline.report.claims.passage import Kind, Passage

MOST_BYTES = 300_000_000
"""Unpacked; a larger document is refused."""
_UNREAD = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:pict"), qn("w:drawing")}
_LETTERS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": ""}
_SIGNS = {qn(name): letter for name, letter in _LETTERS.items()}
_PARAGRAPH, _RUN, _TEXT, _TABLE = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:tbl")
_CAPTIONS = frozenset(("caption", "bijschrift"))


@dataclass(frozen=True, slots=True)
class RunSpan:
    """The letters `[start, end)` of a passage that stand in one run."""

    run: Any
    start: int
    end: int


@dataclass(frozen=True)
class Manuscript:
    """An opened document. `runs[n]` are those of passage n; of a note those that refer to it."""

    document: Any
    passages: tuple[Passage, ...]
    runs: tuple[tuple[RunSpan, ...], ...]


def read_manuscript(content: bytes, path: Path) -> Manuscript:
    """Reads the content of a Word document; `path` is for messages only.

    Raises:
        CorpusError: when it is no Word document that can be read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MOST_BYTES:
                raise _unreadable(path, "het document is te groot")
        document = open_document(io.BytesIO(content))
        return _Reader(document).read()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError):
        raise _unreadable(path, "dit is geen leesbaar Word-document") from None


def _unreadable(path: Path, what: str) -> CorpusError:
    return CorpusError(what, place=Place.of(path), remedy="bewaar het in Word opnieuw als .docx")


class _Reader:
    """Collects passages in the order of the text."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.headings = Headings(document)
        self.notes = dict(_notes(document))
        self.passages: list[Passage] = []
        self.runs: list[tuple[RunSpan, ...]] = []
        self._caption_of_program = False

    def read(self) -> Manuscript:
        self._walk(self.document.element.body, Kind.TEXT, checked=True)
        return Manuscript(self.document, tuple(self.passages), tuple(self.runs))

    def _walk(self, parent: Any, kind: Kind, *, checked: bool) -> None:
        for child in parent:
            if child.tag == _PARAGRAPH:
                self._paragraph(child, kind, checked=checked)
            elif child.tag == _TABLE:
                made = self._caption_of_program
                self._caption_of_program = False
                for cell in child.iter(qn("w:tc")):
                    if next(cell.iterancestors(_TABLE)) is child:
                        self._walk(cell, Kind.TABLE, checked=checked and not made)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
                self._walk(child, kind, checked=checked)

    def _paragraph(self, element: Any, kind: Kind, *, checked: bool) -> None:
        text, runs, bookmarks, notes = _content(element)
        style = self.headings.style_of(element)
        caption = style.lower() in _CAPTIONS
        if text.strip():
            own = any(name.startswith(("oza_tabel_", "oza_figuur_")) for _, _, name in bookmarks)
            self._caption_of_program = caption and own
            heading = self.headings.heading(element, text) if kind is Kind.TEXT else ""
            if heading:
                self._add(Passage(len(self.passages), heading, Kind.HEADING, style), runs)
            else:
                number = len(self.passages)
                ok = checked and not caption
                self._add(Passage(number, text, kind, style, tuple(bookmarks), ok), runs)
        for run, note in notes:
            said = self.notes.get(note, "")
            if said.strip():
                at = (RunSpan(run, 0, len(said)),)
                self._add(Passage(len(self.passages), said, Kind.NOTE, style, (), checked), at)

    def _add(self, passage: Passage, runs: tuple[RunSpan, ...]) -> None:
        self.passages.append(passage)
        self.runs.append(runs)


def _content(
    paragraph: Any,
) -> tuple[str, tuple[RunSpan, ...], list[tuple[int, int, str]], list[tuple[Any, tuple[str, str]]]]:
    """The text of a paragraph, its runs, its bookmarks, and the notes it refers to."""
    letters: list[str] = []
    runs: list[RunSpan] = []
    opened: dict[str, tuple[int, str]] = {}
    bookmarks: list[tuple[int, int, str]] = []
    notes: list[tuple[Any, tuple[str, str]]] = []
    length = 0
    for element in _visible(paragraph):
        if element.tag == _RUN:
            said = _said(element)
            if said:
                runs.append(RunSpan(element, length, length + len(said)))
                letters.append(said)
                length += len(said)
            for name in ("footnote", "endnote"):
                notes += [
                    (element, (name, str(found.get(qn("w:id")))))
                    for found in element.findall(qn(f"w:{name}Reference"))
                ]
        elif element.tag == qn("w:bookmarkStart"):
            opened[element.get(qn("w:id"))] = (length, str(element.get(qn("w:name"))))
        elif element.tag == qn("w:bookmarkEnd") and element.get(qn("w:id")) in opened:
            start, name = opened.pop(element.get(qn("w:id")))
            bookmarks.append((start, length, name))
    bookmarks += [(start, length, name) for start, name in opened.values()]
    return "".join(letters), tuple(runs), sorted(bookmarks), notes


def _visible(parent: Any) -> Iterator[Any]:
    """What stands in a paragraph, in order, without what was deleted and without text boxes."""
    for child in parent:
        if child.tag in _UNREAD:
            continue
        yield child
        if child.tag != _RUN:
            yield from _visible(child)


def _said(run: Any) -> str:
    properties = run.find(qn("w:rPr"))
    if properties is not None and properties.find(qn("w:vanish")) is not None:
        return ""
    return "".join(
        (child.text or "") if child.tag == _TEXT else _SIGNS.get(child.tag, "") for child in run
    )


def _notes(document: Any) -> Iterator[tuple[tuple[str, str], str]]:
    """((kind, id), text) of every footnote and endnote."""
    for name in ("footnote", "endnote"):
        for relation in document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(f"/{name}s"):
                continue
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            for note in root.iter(qn(f"w:{name}")):
                texts = [_content(p)[0] for p in note.iter(_PARAGRAPH)]
                yield (name, str(note.get(qn("w:id")))), "\n".join(texts).strip()

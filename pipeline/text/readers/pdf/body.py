"""PDF documents, with PDFium: characters with their places, put back into reading order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.text.document import Document, Limits, hidden_items
from pipeline.text.readers.emphasis import by_emphasis
from pipeline.text.readers.hyphens import Spelling
from pipeline.text.readers.pdf.chars import (
    fragments,
    in_sight,
    page_frame,
    page_glyphs,
    pdfium_raw,
    upright,
)
from pipeline.text.readers.pdf.flow import Flow, body_size
from pipeline.text.readers.pdf.furniture import PdfPage, without_furniture
from pipeline.text.readers.pdf.hidden import comments, information
from pipeline.text.readers.pdf.layout import PdfLine, page_lines
from pipeline.text.readers.pdf.notes import Notes, part_notes
from pipeline.text.readers.pdf.tables import Box, page_rules, take_tables
from pipeline.text.readers.refusal import Refusal, refuse

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_END_WITHIN = 2_048  # bytes before the end in which %%EOF stands
MAX_PAGES = 2_000
PICTURE = 0.5  # of a page covered by a picture, without any text: a scan
UNREADABLE = 0.2  # of the characters without a meaning: the fonts do not say what they show


def read_pdf(path: Path, limits: Limits) -> Document:
    """Pieces in reading order, column by column, without running headers and page numbers.

    Raises:
        ReportSetAside: locked, damaged, cut off, scanned without text, or too long.
    """
    if b"%%EOF" not in path.read_bytes()[-_END_WITHIN:]:
        raise refuse(path, Refusal.DAMAGED)
    sheets = _Sheets(path, limits)
    with _opened(path) as pdf:
        found = information(pdf)
        for page in pdf:
            found += sheets.add(page)
    sheets.check()
    texts, furniture = without_furniture(sheets.pages)
    notes = Notes()
    tables = [take_tables(*page) for page in zip(texts, sheets.rules, strict=True)]
    lines = _lines(tables, notes)
    flow = Flow(lines, notes, Spelling(line.text for line in lines), body_size(lines))
    pieces = flow.run()
    return Document(tuple(by_emphasis(pieces, flow.bold)), hidden_items(found + furniture))


@dataclass
class _Sheets:
    """The pages as they are taken in, and what tells whether they can be read at all."""

    path: Path
    limits: Limits
    pages: list[PdfPage] = field(default_factory=list)
    rules: list[list[Box]] = field(default_factory=list)
    _count: int = 0
    _scans: int = 0
    _drawn: bool = False

    def add(self, page: Any) -> list[tuple[str, str]]:
        """Take in one page; what is out of sight on it comes back."""
        textpage = page.get_textpage()
        self._count += max(textpage.count_chars(), 0)
        if self._count > 2 * self.limits.max_chars or len(self.pages) > MAX_PAGES:
            raise refuse(self.path, Refusal.TOO_LONG, limit=self.limits.max_chars)
        glyphs, slanted = upright(list(page_glyphs(textpage)))
        turn = glyphs[0].turn if glyphs else 0
        frame = page_frame(page, turn)
        glyphs, beside = in_sight(glyphs, frame)
        strange = sum(g.code == 0xFFFD or (g.code < 0x20 and g.code != 2) for g in glyphs)
        if glyphs and strange > UNREADABLE * len(glyphs):
            raise refuse(self.path, Refusal.UNMAPPED)
        self.pages.append(PdfPage(fragments(glyphs), frame[1], frame[3]))
        self.rules.append(page_rules(page) if turn == 0 else [])
        if not self.pages[-1].fragments:
            self._scans += _is_picture(page)
            self._drawn |= any(True for _ in page.get_objects())
        return [("koptekst", slanted), ("verwijderd", beside), *comments(page)]

    def check(self) -> None:
        """Refuse a scan: no text at all, or pages without text that are not just a cover."""
        total, empty = len(self.pages), sum(not page.fragments for page in self.pages)
        scanned = self._scans > 1 or (self._scans == 1 and total <= 2)
        if scanned or (empty == total and self._drawn):
            raise refuse(self.path, Refusal.SCANNED, pages=self._scans or empty, total=total)


def _lines(pages: list[Any], notes: Notes) -> list[PdfLine]:
    """All lines in reading order, numbered by page and region, the notes taken apart."""
    laid = [page_lines(*page) for page in pages]
    body = body_size([line for page in laid for region in page for line in region])
    spelling = Spelling(line.text for page in laid for region in page for line in region)
    lines: list[PdfLine] = []
    number = 0
    for index, page in enumerate(laid):
        for region in part_notes(page, body, index, notes, spelling):
            lines += [replace(line, page=index, region=number) for line in region]
            number += 1
    return lines


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    pdfium: Any = import_module("pypdfium2")
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = error.err_code == _PASSWORD
        raise refuse(path, Refusal.ENCRYPTED if locked else Refusal.DAMAGED) from error
    try:
        if len(pdf) == 0:
            raise refuse(path, Refusal.DAMAGED)
        yield pdf
    finally:
        pdf.close()


def _is_picture(page: Any) -> bool:
    left, bottom, right, top = page.get_bbox()
    area = abs((right - left) * (top - bottom)) or 1.0
    covered = 0.0
    for image in page.get_objects(filter=[pdfium_raw().FPDF_PAGEOBJ_IMAGE], max_depth=4):
        x0, y0, x1, y1 = image.get_bounds()
        covered += abs((x1 - x0) * (y1 - y0))
    return covered > PICTURE * area

"""A printed codebook → codeboek.docx: to hang beside the screen, or to keep with a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.report import codebook_sentences as say
from pipeline.report.codebook_card import write_card
from pipeline.report.codebook_entries import Printed, by_number
from pipeline.report.codebook_word_parts import cm, columns, grey, line, link, pt
from pipeline.report.word_parts import keep_with_next
from pipeline.report.word_styles import new_document
from pipeline.report.words import Names


def write_codebook(path: Path, book: Printed, names: Names, running: str) -> None:
    """Writes the codebook as a Word document; `running` heads every page."""
    document = new_document(say.heading(book), running)
    document.add_paragraph(say.heading(book), style="Title")
    document.add_paragraph(say.version_line(book), style="Noot")
    for text in say.warnings(book):
        document.add_paragraph(text, style="Voorbehoud")
    document.add_heading("Zo leest u dit codeboek", level=1)
    for text in say.reading(book, names):
        document.add_paragraph(text)
    _contents(document, book)
    document.add_heading("De codes", level=1)
    for number, entry in enumerate(book.entries, start=1):
        write_card(document, entry, names, number)
    _index(document, book)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def _contents(document: Any, book: Printed) -> None:
    """The tree, in two columns; every code leads to its place."""
    document.add_heading("Inhoud", level=1)
    columns(document, 2)
    for entry in book.entries:
        paragraph = line(document, 9.5 if entry.depth else 10)
        paragraph.paragraph_format.left_indent = cm(0.5 * entry.depth + 0.7)
        paragraph.paragraph_format.first_line_indent = cm(-0.7)
        if not entry.depth:
            paragraph.paragraph_format.space_before = pt(4)
            if entry.branch:
                keep_with_next(paragraph)
        text = f"{entry.number}\u00a0 {entry.code.label}"
        link(paragraph, entry.code.id, text, bold=not entry.depth)
    columns(document, 1)


def _index(document: Any, book: Printed) -> None:
    """All names by the alphabet, for who knows what a code is called and not where it stands."""
    document.add_heading("Op alfabet", level=1)
    columns(document, 2)
    for label, number in by_number(book.entries):
        paragraph = line(document, 9.5)
        paragraph.paragraph_format.left_indent = cm(0.4)
        paragraph.paragraph_format.first_line_indent = cm(-0.4)
        paragraph.add_run(f"{label}\u2002").font.size = pt(9.5)
        run = paragraph.add_run(number)
        run.font.size, run.font.color.rgb = pt(9.5), grey()

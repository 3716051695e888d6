"""Praatplaten → praatplaten.docx: each figure on a page of A3, the words that go with it on A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.report.blocks import Block
from pipeline.report.word_blocks import BlockWriter
from pipeline.report.word_fields import number_fields
from pipeline.report.word_styles import new_document
from pipeline.stages.for_weighing.labelled import Labelled, Told, write_labelled

_A3 = (29.7, 42.0)
_EDGE = 0.6
"""Around a figure, in centimetres: what a printer leaves white anyway."""
_LINE = 0.8
"""The height of the heading above a figure, in centimetres, with what is around it."""


@dataclass(frozen=True)
class Plate:
    """A figure, as a PNG file of the shape of A3, with its text for who cannot see it, and the
    same in words."""

    title: str
    picture: Path
    alternative: str
    words: tuple[Told, ...]


def write_plates(
    path: Path, title: str, opening: Iterable[Block], plates: Sequence[Plate], running: str
) -> None:
    """Writes the document; `running` heads every page of A4."""
    document = new_document(title, running)
    writer = BlockWriter(document, path.parent)
    document.add_paragraph(title, style="Title")
    writer.write(tuple(opening))
    for plate in plates:
        _figure(document, plate)
        _paper(document)
        for told in plate.words:
            if isinstance(told, Labelled):
                write_labelled(document, told)
            else:
                writer.write((told,))
    number_fields([document.element.body])
    document.save(str(path))


def _figure(document: Any, plate: Plate) -> None:
    """A page of A3 in the direction of the figure, with a small heading that leads to it."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.image.image import Image
    from docx.shared import Cm, Pt

    image = Image.from_file(str(plate.picture))
    upright = image.px_height >= image.px_width
    width, height = _A3 if upright else _A3[::-1]
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(_EDGE)
    section.top_margin = section.bottom_margin = Cm(_EDGE)
    section.header_distance = section.footer_distance = Cm(0)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    heading = document.add_heading(f"Praatplaat: {plate.title}", level=1)
    heading.runs[0].font.size = Pt(9)
    _close(heading)
    paragraph = document.add_paragraph()
    _close(paragraph)
    share = min((width - 2 * _EDGE) / width, (height - 2 * _EDGE - _LINE) / height)
    shape = paragraph.add_run().add_picture(str(plate.picture), width=Cm(width * share))
    shape._inline.docPr.set("descr", plate.alternative)
    shape._inline.docPr.set("title", plate.title)


def _close(paragraph: Any) -> None:
    """No white around a paragraph, which stands in the middle."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.0
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _paper(document: Any) -> None:
    """Back to A4, with the head, foot and margins of the first page."""
    from docx.enum.section import WD_SECTION
    from docx.oxml.ns import qn

    first, section = document.sections[0], document.add_section(WD_SECTION.NEW_PAGE)
    for name in (
        *("orientation", "page_width", "page_height", "left_margin", "right_margin"),
        *("top_margin", "bottom_margin", "header_distance", "footer_distance"),
    ):
        setattr(section, name, getattr(first, name))
    # A section that has no head or foot takes that of the one before, which is empty here.
    kept = (qn("w:headerReference"), qn("w:footerReference"))
    for reference in [child for child in first._sectPr if child.tag in kept][::-1]:
        section._sectPr.insert(0, deepcopy(reference))

"""What the Word document of a codebook is made of: lines, links to codes, columns of a page."""

from __future__ import annotations

from typing import Any

from pipeline.report.word_fields import bookmark_name

GREY = "595959"


def line(document: Any, size: float) -> Any:
    """An empty paragraph of one size, close to the next."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = pt(1)
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.paragraph_format.keep_together = True
    _mark_size(paragraph, size)
    return paragraph


def _mark_size(paragraph: Any, size: float) -> None:
    """The size of the paragraph's own mark, which decides how high an empty line is."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark, height = OxmlElement("w:rPr"), OxmlElement("w:sz")
    height.set(qn("w:val"), str(int(size * 2)))
    mark.append(height)
    paragraph._p.get_or_add_pPr().append(mark)


def link(paragraph: Any, code: str, text: str, *, bold: bool = False) -> None:
    """Adds words that lead to a code."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(text)
    run.bold, run.font.size = bold or None, pt(9.5)
    leading = OxmlElement("w:hyperlink")
    leading.set(qn("w:anchor"), bookmark_name("code", code))
    leading.append(run._r)
    paragraph._p.append(leading)


def columns(document: Any, number: int) -> None:
    """What follows stands in so many columns; what came before keeps its own."""
    from docx.enum.section import WD_SECTION
    from docx.oxml.ns import qn

    properties = document.add_section(WD_SECTION.CONTINUOUS)._sectPr
    found = properties.find(qn("w:cols"))
    found.set(qn("w:num"), str(number))
    found.set(qn("w:space"), "425")


def cm(width: float) -> Any:
    from docx.shared import Cm

    return Cm(width)


def pt(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def grey() -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(GREY)

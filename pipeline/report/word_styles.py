"""The look of the report in Word: a document of our own, or what an author's is missing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pipeline.report.word_parts import field, side_line

OWN = ("Concepttekst", "Voorbehoud", "Noot", "Citaat")
"""Paragraph styles that Word does not have by itself."""
_HEADINGS = tuple(f"Heading {level}" for level in range(1, 5))
_HEAD = "1F3864"


def new_document(title: str, running: str) -> Any:
    """An empty document with the styles of the report; `running` heads every page."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt, RGBColor

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.1
    for level, size in ((1, 18), (2, 14), (3, 12), (4, 11)):
        heading = styles[f"Heading {level}"]
        heading.font.name, heading.font.size = "Calibri", Pt(size)
        heading.font.color.rgb, heading.font.italic = RGBColor.from_string(_HEAD), False
        heading.paragraph_format.space_before = Pt(16 if level < 3 else 12)
        heading.paragraph_format.space_after = Pt(5)
    styles["Title"].font.name, styles["Title"].font.size = "Calibri", Pt(24)
    styles["Title"].font.color.rgb = RGBColor.from_string(_HEAD)
    _dress(styles["Caption"])
    for name in OWN:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _dress(style)
    header = section.header.paragraphs[0]
    header.text, header.alignment = running, WD_ALIGN_PARAGRAPH.RIGHT
    header.runs[0].font.size = Pt(8)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field(footer, "PAGE", "1")
    core = document.core_properties
    core.title, core.author, core.comments = title, "oza", ""
    core.language = "nl-NL"
    # One fixed moment: the same inputs give the same bytes.
    core.created = core.modified = datetime(2025, 1, 1)
    _dutch(styles)
    return document


def add_missing_styles(document: Any) -> None:
    """Gives an author's document the styles that blocks are written in, where it has none of that
    name: the author's own look goes before ours."""
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    known = {style.name for style in styles}
    for name in ("Caption", *_HEADINGS, *OWN):
        if name not in known:
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name not in OWN)
            style.base_style = styles["Normal"] if "Normal" in known else None
            _dress(style)
    if "Table Grid" not in known:
        _lines(styles.add_style("Table Grid", WD_STYLE_TYPE.TABLE, builtin=True))


def _dress(style: Any) -> None:
    from docx.shared import Cm, Pt, RGBColor

    if style.name in _HEADINGS:
        style.font.bold, style.font.color.rgb = True, RGBColor.from_string(_HEAD)
        style.paragraph_format.keep_with_next = True
    elif style.name == "Caption":
        style.font.size, style.font.color.rgb = Pt(9.5), RGBColor.from_string(_HEAD)
        style.paragraph_format.space_before = Pt(8)
        style.paragraph_format.space_after = Pt(3)
    elif style.name == "Noot":
        style.font.size = Pt(9)
    elif style.name == "Citaat":
        style.font.italic = True
        style.paragraph_format.keep_together = True
        style.paragraph_format.left_indent = Cm(1)
        style.paragraph_format.right_indent = Cm(1)
    else:
        side_line(style, "9DB2D6" if style.name == "Concepttekst" else "C55A11")


def _lines(style: Any) -> None:
    """A thin line around every cell of a table."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties, borders = OxmlElement("w:tblPr"), OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    style.element.append(properties)


def _dutch(styles: Any) -> None:
    """Tells Word that the text is Dutch, so that it checks spelling as Dutch."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    properties.append(language)

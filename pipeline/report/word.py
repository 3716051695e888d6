"""Blocks → rapport.docx."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.report.blocks import Block, Cell, Heading, Paragraph, Picture, Quote, Table
from pipeline.report.word_parts import (
    field,
    keep_whole,
    keep_with_next,
    repeat_as_header,
    shade,
    side_line,
)

_STYLES = {"tekst": "Normal", "concept": "Concepttekst", "voorbehoud": "Voorbehoud", "noot": "Noot"}
_GREY = "595959"
_KEPT_TOGETHER = 9
"""Tables of so many rows, their header included, are not parted over two pages."""


def write_word(
    path: Path, title: str, blocks: Sequence[Block], figures: Path, running: str
) -> None:
    """Writes the report as a Word document.

    Args:
        figures: the folder that holds `<name>.png` of every Picture.
        running: the line at the head of every page.
    """
    import docx

    document = docx.Document()
    _set_up(document, title, running)
    document.add_paragraph(title, style="Title")
    counters = {"Tabel": 0, "Figuur": 0}
    for block in blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, level=min(block.level, 4))
        elif isinstance(block, Paragraph):
            document.add_paragraph(block.text, style=_STYLES[block.style])
        elif isinstance(block, Quote):
            _quote(document, block)
        elif isinstance(block, Table):
            _table(document, block, counters)
        elif isinstance(block, Picture):
            _picture(document, block, figures, counters)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def _set_up(document: Any, title: str, running: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt, RGBColor

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
        heading.font.color.rgb, heading.font.italic = RGBColor.from_string("1F3864"), False
        heading.paragraph_format.space_before = Pt(16 if level < 3 else 12)
        heading.paragraph_format.space_after = Pt(5)
    styles["Title"].font.name, styles["Title"].font.size = "Calibri", Pt(24)
    styles["Title"].font.color.rgb = RGBColor.from_string("1F3864")
    caption = styles["Caption"]
    caption.font.size, caption.font.color.rgb = Pt(9.5), RGBColor.from_string("1F3864")
    caption.paragraph_format.space_before = Pt(8)
    caption.paragraph_format.space_after = Pt(3)
    for name, base in (
        ("Concepttekst", "Normal"),
        ("Voorbehoud", "Normal"),
        ("Noot", "Normal"),
        ("Citaat", "Normal"),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
    side_line(styles["Concepttekst"], "9DB2D6")
    side_line(styles["Voorbehoud"], "C55A11")
    styles["Noot"].font.size = Pt(9)
    styles["Citaat"].font.italic = True
    styles["Citaat"].paragraph_format.keep_together = True
    styles["Citaat"].paragraph_format.left_indent = Cm(1)
    styles["Citaat"].paragraph_format.right_indent = Cm(1)
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


def _dutch(styles: Any) -> None:
    """Tells Word that the text is Dutch, so that it checks spelling as Dutch."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    properties.append(language)


def _quote(document: Any, block: Quote) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph(style="Citaat")
    paragraph.add_run(f"“{block.text.replace(chr(34), '’')}”")
    who = paragraph.add_run(f"\u00a0— {block.attribution.replace(' ', chr(160))}")
    who.italic, who.font.size = False, Pt(9.5)


def _caption(document: Any, label: str, text: str, counters: dict[str, int]) -> Any:
    counters[label] += 1
    paragraph = document.add_paragraph(style="Caption")
    paragraph.add_run(f"{label} ")
    field(paragraph, f"SEQ {label} \\* ARABIC", str(counters[label]))
    paragraph.add_run(f". {text}")
    return paragraph


def _table(document: Any, block: Table, counters: dict[str, int]) -> None:
    from docx.shared import Cm

    keep_with_next(_caption(document, "Tabel", block.caption, counters))
    headed = any(block.header)
    table = document.add_table(rows=int(headed), cols=len(block.header))
    table.style = "Table Grid"
    table.autofit = False
    if headed:
        for cell, text in zip(table.rows[0].cells, block.header, strict=True):
            _write(cell, Cell(text, strong=True))
            shade(cell, "DCE4F2")
        repeat_as_header(table.rows[0])
    for row in block.rows:
        for cell, content in zip(table.add_row().cells, row, strict=True):
            _write(cell, content)
    together = len(table.rows) <= _KEPT_TOGETHER
    for row in table.rows:
        keep_whole(row)
        if together and row is not table.rows[-1]:
            for cell in row.cells:
                keep_with_next(cell.paragraphs[0])
    for column, width in zip(table.columns, _widths(len(block.header)), strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    document.add_paragraph(block.note, style="Noot")


def _write(cell: Any, content: Cell) -> None:
    from docx.shared import Cm, Pt, RGBColor

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.line_spacing = 1.0
    if content.indent:
        paragraph.paragraph_format.left_indent = Cm(0.4 * content.indent)
    # A soft hyphen where the longest word of the study may break in a narrow column.
    text = content.text.replace("samenwerkingspartners", "samenwerkings\u00adpartners")
    run = paragraph.add_run(text)
    run.bold, run.font.size = content.strong, Pt(8.5 if content.strong else 9)
    if content.muted:
        run.italic, run.font.color.rgb = True, RGBColor.from_string(_GREY)
    if content.quiet:
        run.font.color.rgb = RGBColor.from_string(_GREY)
    for line in content.detail.splitlines():
        run.add_break()
        run = paragraph.add_run(line)
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(_GREY)


def _widths(count: int, page: float = 16.4) -> list[float]:
    """Centimetres a column: the first holds words, the others share the rest."""
    first = {2: 6.4, 3: 6.4}.get(count, 4.0)
    return [first, *([(page - first) / (count - 1)] * (count - 1))]


def _picture(document: Any, block: Picture, figures: Path, counters: dict[str, int]) -> None:
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    keep_with_next(paragraph)
    shape = paragraph.add_run().add_picture(str(figures / f"{block.name}.png"), width=Cm(14.5))
    properties = shape._inline.docPr
    properties.set("descr", block.alternative)
    _caption(document, "Figuur", block.caption, counters)

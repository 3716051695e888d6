"""Blocks as paragraphs and tables of a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.report.blocks import Block, Cell, Heading, Paragraph, Picture, Quote, Table
from pipeline.report.breaking import breaking
from pipeline.report.word_fields import bookmark_name, bookmarked, next_bookmark
from pipeline.report.word_parts import (
    field_element,
    keep_whole,
    keep_with_next,
    repeat_as_header,
    shade,
)

_STYLES = {"tekst": "Normal", "concept": "Concepttekst", "voorbehoud": "Voorbehoud", "noot": "Noot"}
_GREY = "595959"
_PAGE, _PAGE_HEIGHT = 16.4, 23.0
"""Centimetres between the margins, and above a caption of a few lines."""
_KEPT_TOGETHER = 9
"""Tables of so many rows, their header included, are not parted over two pages."""
_MANY, _LESS = 5, 1.0
"""In a table of more columns letters are so much smaller, in points."""


class BlockWriter:
    """Writes blocks at the end of a document that has the styles of `word_styles`."""

    def __init__(self, document: Any, figures: Path) -> None:
        """`figures` is the folder that holds `<name>.png` of every Picture."""
        self.document, self.figures = document, figures
        self._bookmark = next_bookmark([document.element.body])

    def write(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, Heading):
                self.document.add_heading(block.text, level=min(block.level, 4))
            elif isinstance(block, Paragraph):
                _paragraph(self.document, block)
            elif isinstance(block, Quote):
                _quote(self.document, block)
            elif isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Picture):
                self._picture(block)

    def _caption(self, label: str, key: str, text: str) -> Any:
        """`Tabel 3. …`, numbered by Word and with a bookmark that a reference can follow."""
        paragraph = self.document.add_paragraph(style="Caption")
        run = paragraph.add_run(f"{label} ")._r
        number = field_element(f"SEQ {label} \\* ARABIC", "0")
        name = bookmark_name(label.lower(), key)
        for element in bookmarked(name, self._bookmark, [run, number]):
            paragraph._p.append(element)
        self._bookmark += 1
        paragraph.add_run(f". {text}")
        return paragraph

    def _table(self, block: Table) -> None:
        from docx.shared import Cm

        keep_with_next(self._caption("Tabel", block.key, block.caption))
        headed = any(block.header)
        less = _LESS if len(block.header) > _MANY else 0.0
        table = self.document.add_table(rows=int(headed), cols=len(block.header))
        table.style = "Table Grid"
        table.autofit = False
        if headed:
            for cell, text in zip(table.rows[0].cells, block.header, strict=True):
                _write(cell, Cell(breaking(text), strong=True), less)
                shade(cell, "DCE4F2")
            repeat_as_header(table.rows[0])
        for row in block.rows:
            for at, (cell, content) in enumerate(zip(table.add_row().cells, row, strict=True)):
                _write(cell, content, less, narrow=bool(less and at))
        together = len(table.rows) <= _KEPT_TOGETHER
        for row in table.rows:
            keep_whole(row)
            if together and row is not table.rows[-1]:
                for cell in row.cells:
                    keep_with_next(cell.paragraphs[0])
        widths = _widths(len(block.header), block.widths)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)
        self.document.add_paragraph(block.note, style="Noot")

    def _picture(self, block: Picture) -> None:
        from docx.shared import Cm

        paragraph = self.document.add_paragraph()
        keep_with_next(paragraph)
        path = self.figures / f"{block.name}.png"
        width = _whole_page(path) if block.whole else 14.5
        shape = paragraph.add_run().add_picture(str(path), width=Cm(width))
        properties = shape._inline.docPr
        properties.set("descr", block.alternative)
        self._caption("Figuur", block.name, block.caption)


def _paragraph(document: Any, block: Paragraph) -> None:
    paragraph = document.add_paragraph(style=_STYLES[block.style])
    if block.lead:
        paragraph.add_run(f"{block.lead} ").bold = True
        _as_point(paragraph) if block.text else keep_with_next(paragraph)
    if block.text:
        paragraph.add_run(block.text)


def _as_point(paragraph: Any) -> None:
    """A little inward and close to the next, so that such lines read as a list."""
    from docx.shared import Cm, Pt

    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Cm(1.0), Cm(-0.5)
    form.space_after, form.keep_together = Pt(3), True


def _whole_page(picture: Path) -> float:
    """The width, in centimetres, at which a figure just fits on a page with its caption."""
    from docx.image.image import Image

    image = Image.from_file(str(picture))
    return float(min(_PAGE, _PAGE_HEIGHT * image.px_width / image.px_height))


def _quote(document: Any, block: Quote) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph(style="Citaat")
    paragraph.add_run(f"“{block.text.replace(chr(34), '’')}”")
    who = paragraph.add_run(f"\u00a0— {block.attribution.replace(' ', chr(160))}")
    who.italic, who.font.size = False, Pt(9.5)


def _write(cell: Any, content: Cell, less: float = 0.0, *, narrow: bool = False) -> None:
    """`less` is how many points smaller letters are than usual; in a narrow cell long words may
    break."""
    from docx.shared import Cm, Pt, RGBColor

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.line_spacing = 1.0
    if content.indent:
        paragraph.paragraph_format.left_indent = Cm(0.4 * content.indent)
    # The longest name of a party may break in a narrow column; in one of many, any long word.
    text = content.text.replace("samenwerkingspartners", breaking("samenwerkingspartners"))
    run = paragraph.add_run(breaking(content.text) if narrow else text)
    run.bold, run.font.size = content.strong, Pt((8.5 if content.strong else 9) - less)
    if content.muted:
        run.italic, run.font.color.rgb = True, RGBColor.from_string(_GREY)
    if content.quiet:
        run.font.color.rgb = RGBColor.from_string(_GREY)
    for line in content.detail.splitlines():
        run.add_break()
        run = paragraph.add_run(breaking(line) if narrow else line)
        run.font.size, run.font.color.rgb = Pt(8.5 - less), RGBColor.from_string(_GREY)


def _widths(count: int, shares: Sequence[float] = (), page: float = _PAGE) -> list[float]:
    """Centimetres a column: as asked, or the first for words and the others share the rest."""
    if shares:
        return [page * share / sum(shares) for share in shares]
    first = {2: 6.4, 3: 6.4}.get(count, 4.0 if count <= _MANY + 1 else 3.4)
    return [first, *([(page - first) / (count - 1)] * (count - 1))]

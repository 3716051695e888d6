"""Comparisons → vergelijking.xlsx: one long sheet of numbers, and a sheet a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

from pipeline.domain.compared import Category, Number, Stand, Tabulation, Theme
from pipeline.domain.unit import Unit
from pipeline.report.compare_csv import HEADER, tidy
from pipeline.report.compare_tables import notes, single_voices
from pipeline.report.compare_words import Plural, caption, part_asked, share, size

_WIDTHS = (26, 18, 12, 26, 20, 24, 40, 18, 11, 12, 11, 10, 8, 9, 8, 8, 44)


def write_workbook(
    path: Path, title: str, told: Sequence[str], tables: Sequence[Tabulation], plural: Plural
) -> None:
    """Writes the workbook.

    The sheet 'Getallen' has a line a number. Counts are whole numbers; where there is none the cell
    is empty and the column 'stand' says why.

    Args:
        told: what a reader has to know first, a sentence each.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    book = Workbook()
    front: Any = book.active
    front.title = "Lees mij"
    listed = [f"Tabel {number}: {caption(table, plural)}" for number, table in enumerate(tables, 1)]
    for text in (title, *told, *listed):
        front.append([text])
        front.cell(front.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        # LibreOffice does not make a row higher by itself.
        front.row_dimensions[front.max_row].height = 15 * ceil(len(text) / 100)
    front.column_dimensions["A"].width = 110
    numbers = book.create_sheet("Getallen")
    _header(numbers, HEADER)
    for line in tidy(tables):
        numbers.append(list(line))
    for row in numbers.iter_rows(min_row=2, min_col=14, max_col=16):
        for cell in row:
            cell.number_format = "0%"
    numbers.freeze_panes = "A2"
    numbers.auto_filter.ref = numbers.dimensions
    _widths(numbers, _WIDTHS)
    for number, table in enumerate(tables, start=1):
        _sheet(book.create_sheet(f"Tabel {number}"), number, table, plural)
    # One fixed moment: the same inputs give the same bytes.
    book.properties.creator = "oza"
    book.properties.created = book.properties.modified = datetime(2025, 1, 1)
    book.save(path)


def _sheet(sheet: Any, number: int, table: Tabulation, plural: Plural) -> None:
    """Two columns a category: the count as a number, and beside it share or reason. One column
    where every category is one conversation."""
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.append([f"Tabel {number}. {caption(table, plural)}"])
    sheet["A1"].font = _font(bold=True)
    single = single_voices(table)
    kept = [at for at, one in enumerate(table.categories) if not one.left_out]
    spans = [1 if single and not table.categories[at].whole else 2 for at in kept]
    heads = [
        _head(table.categories[at], span, table.unit) for at, span in zip(kept, spans, strict=True)
    ]
    _header(sheet, ("Thema", *(cell for head in heads for cell in head)))
    sheet.row_dimensions[2].height = 15 if single else 32
    column = 2
    for span in spans:
        if span == 2:
            sheet.merge_cells(start_row=2, end_row=2, start_column=column, end_column=column + 1)
        sheet.cell(2, column).alignment = Alignment(wrap_text=True, vertical="top")
        column += span
    for theme, row in zip(table.themes, table.numbers, strict=True):
        values = [
            _pair(row[at], table.categories[at])[:span]
            for at, span in zip(kept, spans, strict=True)
        ]
        sheet.append([theme.label, *(value for pair in values for value in pair)])
        _dressed(sheet, theme)
    for note in _notes(table):
        sheet.append([note])
    sheet.freeze_panes = "B3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:2"
    _widths(sheet, (60, *(width for span in spans for width in ((8,) if span == 1 else (16, 22)))))


def _dressed(sheet: Any, theme: Theme) -> None:
    """The last row: main codes bold, what is no number in grey."""
    from openpyxl.styles import Alignment

    first, *others = sheet[sheet.max_row]
    first.alignment = Alignment(indent=theme.depth)
    first.font = _font(bold=theme.main == theme.code)
    for cell in others:
        cell.font = _font() if isinstance(cell.value, int) else _font(color="FF666666")
        if cell.value in tuple(Stand):
            cell.alignment = Alignment(horizontal="right")


def _notes(table: Tabulation) -> list[str]:
    """What is not in the table; signs of the page do not occur here."""
    return [note for note in notes(table) if note.startswith("Niet getoond")]


def _head(category: Category, columns: int, unit: Unit) -> tuple[str, ...]:
    if columns == 1:
        return (category.label,)
    return (f"{category.label}: {size(category, unit)}", "")


def _pair(number: Number, category: Category) -> tuple[int | str | None, str | None]:
    if number.raised is None:
        return number.stand.value, None
    total = f"van de {category.counting}"
    more = share(number.share) or part_asked(number, category)
    return number.raised, f"{total}; {more}" if more else total


def _header(sheet: Any, names: Sequence[str]) -> None:
    from openpyxl.styles import PatternFill

    sheet.append(list(names))
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = _font(bold=True), PatternFill("solid", fgColor="DCE4F2")


def _font(*, bold: bool = False, color: str | None = None) -> Any:
    """In the workbook's own face: a font without a name is a serif in LibreOffice."""
    from openpyxl.styles import Font

    return Font(name="Calibri", size=11, bold=bold, color=color)


def _widths(sheet: Any, widths: Sequence[float]) -> None:
    from openpyxl.utils import get_column_letter

    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width

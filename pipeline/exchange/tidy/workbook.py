"""Tables as one Excel workbook: 'Uitleg' first, then a sheet for each table that is not too long.

A cell takes about ten microseconds to write: the sheets of a hundred thousand segments would take a
quarter of an hour, and Excel hardly opens them. Such tables have their CSV and Parquet only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.exchange.tidy.csv_text import starts_a_formula
from pipeline.exchange.tidy.dictionary import COLUMN_HEADER, SENSITIVE, column_lines
from pipeline.exchange.tidy.table import DataTable, Value

GUIDE = "Uitleg"
_MOST_CHARS = 32_767
"""Of a cell; Excel calls a file with more in one damaged."""
_CUT = " […]"
MOST_ROWS = 20_000
"""Of a sheet, below its header. Excel itself holds 1,048,575."""
_NO_SHEET = "Te lang voor een blad; staat alleen in {0}.csv en {0}.parquet."
_COLOURS = {"private": "C00000", "internal": "ED7D31", "publishable": "70AD47"}


def write_workbook(
    path: Path, title: str, notes: Sequence[str], tables: Sequence[DataTable]
) -> None:
    """Writes the workbook; text that a spreadsheet would calculate stands there as text.

    A table that does not fit (`fits`) has no sheet; 'Uitleg' explains it all the same, and says so.
    How sensitive a sheet is, stands in 'Uitleg', in the colour of its tab, and at the foot of every
    page that is printed of it.

    Args:
        notes: what a reader has to know first, a sentence each.
    """
    from openpyxl import Workbook

    # A hundred thousand rows fit in memory only when they are written as they come.
    book = Workbook(write_only=True)
    _guide(book.create_sheet(GUIDE), title, notes, tables)
    for table in filter(fits, tables):
        _sheet(book.create_sheet(table.name), table)
    # One fixed moment: the same inputs give the same bytes.
    book.properties.creator = "oza"
    book.properties.keywords = ", ".join(sorted({table.sensitivity for table in tables}))
    book.properties.created = book.properties.modified = datetime(2025, 1, 1)
    book.save(path)


def fits(table: DataTable) -> bool:
    """Whether a table is a sheet of the workbook; a longer one has only its files."""
    return len(table.rows) <= MOST_ROWS


def _guide(sheet: Any, title: str, notes: Sequence[str], tables: Sequence[DataTable]) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    for letter, width in zip("ABCDEFGH", (22, 38, 10, 60, 60, 24, 40, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    # On paper all columns stand beside each other.
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.append([_bold(sheet, title)])
    for note in notes:
        sheet.append([_text(sheet, note)])
    sheet.append([])
    sheet.append([_bold(sheet, name) for name in ("tabel", "gevoeligheid", "rijen", "wat het is")])
    for table in tables:
        told = table.nl if fits(table) else f"{table.nl} {_NO_SHEET.format(table.name)}"
        sheet.append([table.name, SENSITIVE[table.sensitivity], len(table.rows), told])
    sheet.append([])
    sheet.append([_bold(sheet, name) for name in COLUMN_HEADER])
    for line in column_lines(tables):
        sheet.append([_text(sheet, cell) for cell in line])


def _sheet(sheet: Any, table: DataTable) -> None:
    from openpyxl.utils import get_column_letter

    sheet.sheet_properties.tabColor = _COLOURS[table.sensitivity]
    sheet.oddFooter.left.text = f"{table.name}: {SENSITIVE[table.sensitivity]}"
    sheet.freeze_panes = "A2"
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    for at, column in enumerate(table.columns, start=1):
        wide = 60 if column.name in ("text", "memo", "path") else max(11, len(column.name) + 2)
        sheet.column_dimensions[get_column_letter(at)].width = wide
    sheet.append([_bold(sheet, column.name) for column in table.columns])
    for row in table.rows:
        sheet.append([_value(sheet, value) for value in row])


def _value(sheet: Any, value: Value) -> Any:
    """No cell at all where there is no text: most memos are empty."""
    return (_text(sheet, value) if value else None) if isinstance(value, str) else value


def _text(sheet: Any, text: str) -> Any:
    """As it is, without signs that no workbook may hold."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if len(text) > _MOST_CHARS:
        text = text[: _MOST_CHARS - len(_CUT)] + _CUT
    if not starts_a_formula(text):
        return text
    cell: Any = WriteOnlyCell(sheet, text)
    # Also when somebody opens the cell and presses Enter.
    cell.data_type, cell.quotePrefix = "s", True
    return cell


def _bold(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    made = _text(sheet, text)
    cell = WriteOnlyCell(sheet, made) if isinstance(made, str) else made
    cell.font = Font(bold=True)
    return cell

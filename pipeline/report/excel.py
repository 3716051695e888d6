"""Numbers and tables → tabellen.xlsx: one long sheet of numbers, one sheet a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.domain.judgement import Stance
from pipeline.report.blocks import Cell, Table
from pipeline.report.breaking import SOFT_HYPHEN
from pipeline.report.compose import Composition
from pipeline.report.themes import Count, Standing

_NUMBERS = (
    "paragraaf",
    "kop",
    "thema",
    "actor",
    "stand",
    "aantal",
    "van de",
    "aantal OZA's",
    "positief",
    "aandachtspunt",
    "neutraal",
    "herkomst",
)

_COLUMNS = (
    "Blad 'Getallen', kolom 'stand': ingebracht, niet ingebracht, niet gevraagd of nog niet"
    " gevalideerd. Alleen bij de eerste twee staat er een aantal.",
    "Blad 'Getallen', kolom 'herkomst': de sleutel waarmee intern/herkomst.jsonl het getal opent,"
    " tot op segmenten en beslissingen.",
)


Row = tuple[str | int | float | None, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of facts. `widths` are those of the columns, in letters."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]


def write_excel(
    path: Path,
    title: str,
    notes: Sequence[str],
    composition: Composition,
    tables: Sequence[Table],
    sheets: Iterable[Sheet] = (),
) -> None:
    """Writes the workbook.

    The sheet 'Getallen' has a row a number (section, theme, actor), for who wants to calculate;
    'herkomst' is the key under which the provenance opens it. Numbers are integers; gaps are
    empty and explained in the column 'stand'.
    """
    from openpyxl import Workbook

    book = Workbook()
    front: Any = book.active
    front.title = "Lees mij"
    for text in (title, *notes, *_COLUMNS):
        front.append([text])
    front.column_dimensions["A"].width = 110
    numbers = book.create_sheet("Getallen")
    _header(numbers, _NUMBERS)
    for themes in composition.sections:
        for theme in themes.themes:
            for count in theme.counts:
                numbers.append(
                    [themes.section.number, themes.section.heading, theme.label, *_row(count)]
                )
        for count in themes.whole:
            numbers.append(
                [themes.section.number, themes.section.heading, "(geheel)", *_row(count)]
            )
    for conclusion in composition.conclusions:
        for count in conclusion.counts:
            item = conclusion.conclusion
            numbers.append(["conclusie", item.group, item.label, *_row(count)])
    numbers.freeze_panes = "D2"
    numbers.auto_filter.ref = numbers.dimensions
    for letter, width in zip(
        "ABCDEFGHIJKL", (11, 40, 44, 14, 20, 9, 9, 13, 9, 15, 10, 60), strict=True
    ):
        numbers.column_dimensions[letter].width = width
    for sheet in sheets:
        _facts_sheet(book.create_sheet(sheet.name), sheet)
    for number, table in enumerate(tables, start=1):
        _table_sheet(book.create_sheet(f"Tabel {number}"), number, table)
    # One fixed moment: the same inputs give the same bytes.
    book.properties.creator = "oza"
    book.properties.created = book.properties.modified = datetime(2025, 1, 1)
    book.save(path)


def _row(count: Count) -> list[Any]:
    known = count.standing in (Standing.RAISED, Standing.NOT_RAISED)
    stances = count.stances
    return [
        str(count.actor),
        count.standing.value,
        count.count if known else None,
        count.total if known else None,
        len(count.ozas) if known else None,
        *(
            stances.get(s, 0) if known else None
            for s in (Stance.POSITIVE, Stance.CONCERN, Stance.NEUTRAL)
        ),
        count.key if known else None,
    ]


def _facts_sheet(written: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    _header(written, sheet.header)
    for row in sheet.rows:
        written.append(list(row))
        for cell in written[written.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
            elif isinstance(cell.value, float):
                cell.number_format = "0.00"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    written.freeze_panes = "A2"
    written.auto_filter.ref = written.dimensions
    for at, width in enumerate(sheet.widths, start=1):
        written.column_dimensions[get_column_letter(at)].width = width


def _table_sheet(sheet: Any, number: int, table: Table) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.append([f"Tabel {number}. {table.caption}"])
    sheet["A1"].font = Font(bold=True)
    if any(table.header):
        _header(sheet, table.header)
    for row in table.rows:
        sheet.append([_value(cell) for cell in row])
        for at, cell in enumerate(row):
            written = sheet.cell(sheet.max_row, at + 1)
            if isinstance(written.value, str):
                written.data_type = "s"
            written.font = Font(bold=cell.strong, italic=cell.muted)
            written.alignment = Alignment(wrap_text=True, vertical="top", indent=cell.indent)
    if table.note:
        sheet.append([table.note])
    sheet.column_dimensions["A"].width = 48
    for at in range(1, len(table.header)):
        sheet.column_dimensions[chr(ord("A") + at)].width = 26


def _value(cell: Cell) -> str | int | None:
    if cell.number and cell.text.isdigit():
        return int(cell.text)
    text = f"{cell.text}\n{cell.detail}" if cell.detail else cell.text
    return text.replace(SOFT_HYPHEN, "") or None


def _header(sheet: Any, names: Sequence[str]) -> None:
    from openpyxl.styles import Font, PatternFill

    sheet.append([name.replace(SOFT_HYPHEN, "") for name in names])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE4F2")

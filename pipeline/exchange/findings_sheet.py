"""The sheet in which a person decides about findings of identifiers. It is private."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import Place, WorkbookError

SHEET = "Bevindingen"
COLUMNS = (
    "id",
    "verslag",
    "plek",
    "soort",
    "zekerheid",
    "gevonden",
    "context",
    "besluit",
    "rol of soort",
)
_WIDTHS = (15, 9, 12, 16, 14, 26, 90, 14, 16, 26)
_EXPLANATION = (
    "Dit blad bevat wat mogelijk een persoon aanwijst. Bewaar het niet buiten deze computer.",
    "vervangen: het is een naam of ander gegeven van iemand; er komt een label voor in de"
    " plaats. Een naam van een persoon, school of instelling wordt daarna overal gezocht. Kies"
    " bij namen een rol of soort.",
    "toegestaan: dit woord wijst niemand aan, hier niet en elders niet.",
    "hier niet: op deze plek wijst het niemand aan, maar elders misschien wel.",
    "hele tekst: staat er meer bij dan is gevonden ('Velde' van 'Van der Velde'), schrijf dan hier"
    " wat er in zijn geheel moet worden vervangen, letter voor letter zoals het er staat.",
    "Laat leeg waarover je nog niet hebt beslist.",
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A row on which a person decided. `text` is what was found, `whole` what should have been
    (empty where it was right), `row` its number in the sheet."""

    finding: str
    choice: str
    role: str
    text: str
    whole: str
    row: int


def write_findings_sheet(
    path: Path, rows: Sequence[Mapping[str, str]], choices: Sequence[str], roles: Sequence[str]
) -> None:
    """Writes a row a finding, the most certain first within a report."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    sheet.append(COLUMNS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        names = ("id", "respondent", "where", "kind", "certainty", "text")
        around = " ".join(f"{row['before']}⟦{row['text']}⟧{row['after']}".split())
        for at, value in enumerate((*(row[name] for name in names), around), start=1):
            cell = sheet.cell(number, at, value)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, wide in zip("ABCDEFGHIJ", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = wide
    last = max(len(rows) + 1, 2)
    for column, options in (("H", choices), ("I", roles)):
        rule = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True)
        sheet.add_data_validation(rule)
        rule.add(f"{column}2:{column}{last}")
    sheet.freeze_panes, sheet.auto_filter.ref = "H2", f"A1:J{last}"
    guide = book.create_sheet("Uitleg")
    guide.column_dimensions["A"].width = 110
    for line in _EXPLANATION:
        guide.append([line])
    book.save(path)


def read_findings_sheet(path: Path, choices: Sequence[str], roles: Sequence[str]) -> list[Decided]:
    """The rows that were decided on.

    Raises:
        WorkbookError: with row and column, for a choice or role that does not exist, or when the
            file is not this sheet.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True)
        rows = list(book[SHEET].iter_rows(values_only=True))
    except FileNotFoundError:
        raise WorkbookError("het blad bestaat niet", place=Place.of(path)) from None
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError):
        raise WorkbookError("dit is geen blad met bevindingen", place=Place.of(path)) from None
    if not rows or tuple(str(cell or "") for cell in rows[0][: len(COLUMNS)]) != COLUMNS:
        raise WorkbookError(
            "de kolommen zijn gewijzigd", place=Place(path.name, sheet=SHEET, row=1)
        )
    decided = []
    for number, row in enumerate(rows[1:], start=2):
        row = (*row, *[None] * len(COLUMNS))
        cells = [str(cell or "").strip() for cell in row]
        id_, text, choice, role = cells[0], str(row[5] or ""), cells[7].casefold(), cells[8]
        place = Place(path.name, sheet=SHEET, row=number)
        if not choice:
            continue
        if choice not in choices:
            raise WorkbookError(
                "dit besluit bestaat niet", place=place, remedy=f"kies {', '.join(choices)}"
            )
        if role and role not in roles:
            raise WorkbookError("deze rol bestaat niet", place=place, remedy=", ".join(roles))
        decided.append(Decided(id_, choice, role, text, str(row[9] or "").strip(), number))
    return decided

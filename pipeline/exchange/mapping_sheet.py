"""The sheet in which a person says what becomes of a project of another program. It is private:
texts there may be called after people."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import Place, WorkbookError
from pipeline.exchange.mapping import OUT, CodeRow, ProjectMap, SourceRow, UserRow

SOURCES, USERS, CODES, LEFT = "Teksten", "Codeurs", "Codes", "Blijft weg"
_YES = "ja"
_SOURCE_COLUMNS = (
    "tekst", "tekens", "coderingen", "casus", "golf", "respondent", "helemaal gelezen", "leeftijd",
    "geslacht", "deelnemers", "datum", "eerder", "opmerking",
)  # fmt: skip
_USER_COLUMNS = ("gebruiker", "coderingen", "codeur", "opmerking")
_CODE_COLUMNS = ("code", "coderingen", "wordt", "opmerking")
_NAMELESS = "(zonder gebruiker)"
_EXPLANATION = (
    "Dit blad koppelt een project uit een ander programma aan de studie. Het staat in private/:"
    " teksten kunnen er heten naar mensen.",
    "Verander wat niet klopt, bewaar het blad, en draai hetzelfde commando met --yes. Wat u"
    " invult wordt onthouden voor een volgende keer dat dit project binnenkomt.",
    f"Teksten: 'respondent' is een id zoals 9K2 (nummer, letter van wie er spreekt, volgnummer)."
    f" Met {OUT} blijft een tekst weg. 'helemaal gelezen': vul {_YES} in als wie erin codeerde haar"
    " uit had; alleen dan zegt een passage zonder code ook iets.",
    f"Codeurs: 'codeur' is de naam van een logboek. Met {OUT} blijven die coderingen weg.",
    f"Codes: 'wordt' is de id van een code van de studie. Met {OUT} blijven die coderingen weg;"
    " twee codes met dezelfde id worden een code.",
)


def write_mapping_sheet(path: Path, found: ProjectMap) -> None:
    """Writes a row for each text, person and code."""
    from openpyxl import Workbook

    book: Any = Workbook()
    book.remove(book.active)
    _add(book, SOURCES, _SOURCE_COLUMNS, (_source_cells(row) for row in found.sources), "EFGHIJKL")
    users = ((u.key or _NAMELESS, u.codings, u.coder, u.remark) for u in found.users)
    _add(book, USERS, _USER_COLUMNS, users, "C")
    _add(
        book, CODES, _CODE_COLUMNS, ((c.key, c.codings, c.code, c.remark) for c in found.codes), "C"
    )
    _add(
        book,
        LEFT,
        ("wat er in het project zit en hier geen plaats heeft",),
        ((x,) for x in found.left),
        "",
    )
    guide = book.create_sheet("Uitleg")
    guide.column_dimensions["A"].width = 110
    for line in _EXPLANATION:
        guide.append([line])
    book.save(path)


def read_mapping_sheet(path: Path) -> ProjectMap:
    """What somebody filled in.

    Raises:
        WorkbookError: when the file is not this sheet, or says 'helemaal gelezen' otherwise than
            with 'ja'.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True)
        sources = _rows(book, path, SOURCES, _SOURCE_COLUMNS)
        users = _rows(book, path, USERS, _USER_COLUMNS)
        codes = _rows(book, path, CODES, _CODE_COLUMNS)
    except FileNotFoundError:
        raise WorkbookError("het blad bestaat niet", place=Place.of(path)) from None
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError):
        raise WorkbookError("dit is geen blad met een koppeling", place=Place.of(path)) from None
    return ProjectMap(
        tuple(_source(path, number, cells) for number, cells in sources),
        tuple(
            UserRow("" if key == _NAMELESS else key, 0, coder) for _, (key, _, coder, _) in users
        ),
        tuple(CodeRow(key, 0, code) for _, (key, _, code, _) in codes),
    )


def drop_sources(path: Path, places: Collection[tuple[str, str]], *, write: bool) -> int:
    """Takes the rows of these (wave, respondent) out of the sheet; returns how many.

    Raises:
        WorkbookError: when the file is not this sheet.
    """
    from openpyxl import load_workbook

    found = read_mapping_sheet(path)
    number = sum((row.wave, row.respondent) in places for row in found.sources)
    if number and write:
        book: Any = load_workbook(path)
        sheet = book[SOURCES]
        wave, name = (_SOURCE_COLUMNS.index(column) for column in ("golf", "respondent"))
        rows = [(r[0].row, (_text(r[wave].value), _text(r[name].value))) for r in sheet.iter_rows()]
        for row in [row for row, place in reversed(rows) if place in places]:
            sheet.delete_rows(row)
        part = path.with_name(f".{path.stem}.part.xlsx")
        part.touch(mode=0o600)
        book.save(part)
        part.replace(path)
    return number


def _add(
    book: Any, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]], own: str
) -> None:
    """A sheet with its rows; `own` are the letters of the columns that a person fills in."""
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.append(columns)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        if cell.column_letter in own:
            cell.fill = PatternFill("solid", fgColor="FFF2CC")
    for number, row in enumerate(rows, start=2):
        for at, value in enumerate(row, start=1):
            cell = sheet.cell(number, at, value)
            if isinstance(value, str):
                cell.data_type = "s"  # a name may begin with '='
    for at in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = 45 if at in (1, len(columns)) else 16
    sheet.freeze_panes = "B2"


def _source_cells(row: SourceRow) -> tuple[object, ...]:
    whole = _YES if row.whole else ""
    about = (row.age, row.gender, row.participants, row.date, row.formerly)
    place = (row.case, row.wave, row.respondent, whole)
    return (row.key, row.chars, row.codings, *place, *about, row.remark)


def _source(path: Path, number: int, cells: list[str]) -> SourceRow:
    key, _, _, case, wave, respondent, whole, *about, _ = cells
    if whole.casefold() not in ("", _YES):
        place = Place(path.name, sheet=SOURCES, row=number, column="G")
        raise WorkbookError(f"kies '{_YES}' of laat leeg", place=place)
    age, gender, participants, date, formerly = about
    return SourceRow(
        key, 0, 0, case, wave, respondent, bool(whole), age, gender, participants, date, formerly
    )


def _rows(book: Any, path: Path, name: str, columns: Sequence[str]) -> list[tuple[int, list[str]]]:
    rows = list(book[name].iter_rows(values_only=True, max_col=len(columns)))
    if not rows or [str(cell or "") for cell in rows[0]] != list(columns):
        raise WorkbookError(
            "de kolommen zijn gewijzigd",
            place=Place(path.name, sheet=name, row=1),
            remedy="verwijder het blad en draai opnieuw zonder --yes",
        )
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = [_text(cell) for cell in (*row, *[None] * (len(columns) - len(row)))]
        if any(cells):
            found.append((number, cells))
    return found


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

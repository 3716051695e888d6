"""Taking rows out of a register, and leaving every other row as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.domain.ids import RespondentId
from pipeline.errors import CorpusError, Place
from pipeline.store.files import without_clock, write_bytes
from pipeline.store.register import HEADERS


@dataclass(frozen=True, slots=True)
class Registered:
    """A row of a register, usable or not: whose it is, the file it names, and the id in an earlier
    wave where that was another one. `[first, last)` are lines of a CSV file, or the row of a sheet
    and the one after it, from 0."""

    respondent: str
    file: str
    first: int
    last: int
    formerly: str = ""


def register_of(wave_folder: Path) -> Path | None:
    """The register of a wave, or None where there is none."""
    for name in ("register.csv", "register.xlsx"):
        if (wave_folder / name).is_file():
            return wave_folder / name
    return None


def registered(wave_folder: Path) -> list[Registered]:
    """The rows of a register that name a respondent, in order; none without a register.

    Raises:
        CorpusError: when the register cannot be read.
    """
    path = register_of(wave_folder)
    if path is None:
        return []
    rows = _sheet_rows(path) if path.suffix == ".xlsx" else _csv_rows(_lines(path), path)
    return list(_named(rows))


def drop_rows(wave_folder: Path, respondents: Collection[str]) -> int:
    """Takes the rows of these respondents out of the register of a wave; returns how many.

    Other rows of a CSV file keep their bytes. Those of a sheet keep their values and looks; the
    file as a whole is written anew, because what stood in a sheet also stands in its list of texts.
    """
    gone = [row for row in registered(wave_folder) if row.respondent in respondents]
    path = register_of(wave_folder)
    if path is None or not gone:
        return 0
    if path.suffix == ".xlsx":
        _drop_sheet_rows(path, gone)
        return len(gone)
    lines = _lines(path)
    numbers = {number for row in gone for number in range(row.first, row.last)}
    kept = (line for number, line in enumerate(lines) if number not in numbers)
    write_bytes(path, "".join(kept).encode("latin-1"))
    return len(gone)


def _lines(path: Path) -> list[str]:
    """The lines with their ends. Latin-1 gives every byte a character and gives it back: ids and
    separators are the same in every encoding in which a register is kept."""
    return list(io.StringIO(path.read_bytes().decode("latin-1"), newline=""))


def _csv_rows(lines: list[str], path: Path) -> Iterator[tuple[int, int, list[str]]]:
    first = lines[0] if lines else ""
    reader = csv.reader(lines, delimiter=max(";,\t", key=first.count))
    start = 0
    try:
        for cells in reader:
            yield start, reader.line_num, cells
            start = reader.line_num
    except csv.Error:
        raise CorpusError("geen geldige CSV", place=Place.of(path, reader.line_num)) from None


def _sheet_rows(path: Path) -> Iterator[tuple[int, int, list[str]]]:
    sheet: Any = _book(path).worksheets[0]
    for number, cells in enumerate(sheet.iter_rows(values_only=True)):
        yield number, number + 1, ["" if cell is None else str(cell) for cell in cells]


def _drop_sheet_rows(path: Path, gone: list[Registered]) -> None:
    book = _book(path)
    for row in sorted(gone, key=lambda one: -one.first):
        book.worksheets[0].delete_rows(row.first + 1)
    part = path.with_name(f".{path.stem}.part.xlsx")
    book.save(part)
    without_clock(part)
    part.replace(path)


def _book(path: Path) -> Any:
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(path)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError):
        raise CorpusError("geen leesbaar Excel-bestand", place=Place.of(path)) from None


def _named(rows: Iterator[tuple[int, int, list[str]]]) -> Iterator[Registered]:
    header: list[str] = []
    for first, last, cells in rows:
        cells = [cell.strip() for cell in cells]
        if not any(cells):
            continue
        if not header:
            # A byte order mark, read as Latin-1.
            header = [cell.removeprefix("ï»¿").strip('"').casefold() for cell in cells]
            continue
        row = dict(zip(header, cells, strict=False))
        respondent, formerly = _id(_cell(row, "id")), _id(_cell(row, "formerly"))
        if respondent:
            yield Registered(respondent, _decoded(_cell(row, "file")), first, last, formerly)


def _cell(row: Mapping[str, str], column: str) -> str:
    return next((row[name] for name in HEADERS[column] if name in row), "")


def _id(cell: str) -> str:
    try:
        return str(RespondentId.parse(cell))
    except ValueError:
        return ""


def _decoded(cell: str) -> str:
    """A name of a file as it is on disk, from a cell that was read as Latin-1."""
    try:
        raw = cell.encode("latin-1")
    except UnicodeEncodeError:
        return cell  # from a sheet
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")

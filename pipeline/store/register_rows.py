"""Rows added to a register as people keep it, or a register of its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.domain.respondent import Respondent
from pipeline.errors import CorpusError, Place
from pipeline.store.files import without_clock
from pipeline.store.forgetting.rows import register_of
from pipeline.store.register import HEADERS

_COLUMNS = ("id", "file", "actor", "oza", "age", "gender", "participants", "date", "formerly")
_CODE_PAGE = "cp1252"


def with_rows(wave_folder: Path, people: Sequence[Respondent]) -> tuple[Path, bytes]:
    """The register of a wave with these people at its end, and where it stands; a new one where
    there is none. What is there keeps its bytes (of a sheet: its values).

    Raises:
        CorpusError: when the register there cannot be read.
    """
    path = register_of(wave_folder)
    if path is None:
        header = [HEADERS[name][0] for name in _COLUMNS]
        rows = [header, *(_cells(one, header) for one in people)]
        return wave_folder / "register.csv", _csv(rows, ";", "\n").encode("utf-8")
    if path.suffix == ".xlsx":
        return path, _with_sheet_rows(path, people)
    raw = path.read_bytes()
    try:
        text, encoding = raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = raw.decode(_CODE_PAGE, errors="replace"), _CODE_PAGE
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    header = next(csv.reader([first], delimiter=separator))
    end = "\r\n" if "\r\n" in text else "\n"
    added = _csv([_cells(one, header) for one in people], separator, end)
    between = b"" if raw.endswith(b"\n") else end.encode()
    return path, raw + between + added.encode(encoding, errors="replace")


def _cells(one: Respondent, header: Sequence[str]) -> list[str]:
    values = {
        "id": str(one.id),
        "file": one.file,
        "actor": one.actor.value,
        "oza": str(one.id.oza),
        "age": "" if one.age is None else str(one.age),
        "gender": one.gender,
        "participants": str(one.participants),
        "date": one.date,
        "formerly": str(one.formerly or ""),
    }
    names = {alias: name for name, aliases in HEADERS.items() for alias in aliases}
    return [values.get(names.get(cell.strip().casefold(), ""), "") for cell in header]


def _csv(rows: Sequence[Sequence[str]], separator: str, end: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return text.getvalue()


def _with_sheet_rows(path: Path, people: Sequence[Respondent]) -> bytes:
    import tempfile
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book: Any = load_workbook(path)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError):
        raise CorpusError("geen leesbaar Excel-bestand", place=Place.of(path)) from None
    sheet = book.worksheets[0]
    header = [str(cell.value or "") for cell in sheet[1]]
    for one in people:
        sheet.append(_cells(one, header))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / path.name
        book.save(made)
        without_clock(made)
        return made.read_bytes()

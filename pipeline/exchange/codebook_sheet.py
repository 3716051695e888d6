"""Excel, CSV and Word tables → rows of text, whatever they mean."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from pipeline.exchange.codebook_refusal import MOST_CODES, check_archive, checked_bytes, refuse

_DELIMITERS = ";,\t"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ParseError, NotImplementedError)
"""What a damaged archive or the XML in it makes its readers raise."""
_ROOM = 100
"""Rows for what may stand above and below the codes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of text by their number in the file, from 1; empty rows are left out. `name` is that of
    the sheet, '' where there are none."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet or table of a file, in its order.

    Raises:
        CodebookError: for a file that is missing, damaged, too large, or of another kind.
    """
    kind = path.suffix.casefold()
    if kind in (".csv", ".tsv"):
        return [_csv(path)]
    return _excel(path) if kind == ".xlsx" else _word(path)


def _excel(path: Path) -> list[Sheet]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    check_archive(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        return [
            _sheet(path, sheet.title, (_texts(row) for row in sheet.iter_rows(values_only=True)))
            for sheet in book.worksheets
        ]
    except (InvalidFileException, *DAMAGED, KeyError, ValueError, TypeError, OSError):
        raise refuse(path, "dit is geen Excel-bestand dat te lezen is") from None


def _csv(path: Path) -> Sheet:
    text = _decoded(checked_bytes(path))
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, tuple[str, ...]]] = []
    while True:
        # A text between quotation marks may run over lines: a row is told by where it begins.
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return Sheet("", tuple(rows))
        except csv.Error:
            raise refuse(path, "deze regel is geen CSV", number) from None
        _add(path, rows, number, _texts(row))


def _decoded(raw: bytes) -> str:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        # What Excel in Dutch Windows writes.
        return raw.decode("cp1252", errors="replace")


def _word(path: Path) -> list[Sheet]:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    check_archive(path)
    try:
        tables = docx.Document(str(path)).tables
    except (PackageNotFoundError, *DAMAGED, KeyError, ValueError, AttributeError, LxmlError):
        raise refuse(path, "dit is geen Word-bestand dat te lezen is") from None
    return [
        _sheet(path, f"tabel {number}", (_cells(row) for row in table._tbl.tr_lst))
        for number, table in enumerate(tables, start=1)
    ]


def _cells(row: Any) -> tuple[str, ...]:
    """Not `table.rows[n].cells`: that walks through the whole table for every row."""
    from docx.oxml.ns import qn

    found = []
    for cell in row.tc_lst:
        lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p")))
        found.append(cleaned("\n".join(lines)))
    return tuple(found)


def _sheet(path: Path, name: str, rows: Iterator[tuple[str, ...]]) -> Sheet:
    found: list[tuple[int, tuple[str, ...]]] = []
    for number, row in enumerate(islice(rows, 1_000_000), start=1):
        _add(path, found, number, row)
    return Sheet(name, tuple(found))


def _add(
    path: Path, rows: list[tuple[int, tuple[str, ...]]], number: int, row: tuple[str, ...]
) -> None:
    if any(row):
        rows.append((number, row))
    if len(rows) > MOST_CODES + _ROOM:
        raise refuse(path, f"een lijst heeft hoogstens {MOST_CODES} codes", number)


def _texts(row: Any) -> tuple[str, ...]:
    return tuple(cleaned("" if cell is None else str(cell)) for cell in row)


def cleaned(text: str) -> str:
    """Without signs that no YAML file may hold, and without white space around it."""
    kept = (sign for sign in text if sign.isprintable() or sign.isspace())
    return "".join("\n" if sign in "\r\x0b\x0c\u2028\u2029\x85" else sign for sign in kept).strip()

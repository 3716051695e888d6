"""A file with codes, of whatever program → a list of codes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.domain.code_list import CodeList
from pipeline.domain.ids import Actor
from pipeline.exchange.codebook_headings import headed_codes
from pipeline.exchange.codebook_qdc import read_qdc
from pipeline.exchange.codebook_refusal import refuse
from pipeline.exchange.codebook_rows import described, list_of
from pipeline.exchange.codebook_sheet import read_sheets

_TABLES = (".xlsx", ".csv", ".tsv", ".docx")


def read_code_list(path: Path, actors: Sequence[Actor] = tuple(Actor)) -> CodeList:
    """Reads .qdc (REFI-QDA), .xlsx, .csv, and a table or the headings of a codebook in .docx.

    Args:
        actors: those of the study; a table that names another one is refused.

    Raises:
        CodebookError: with file and row, for a file that cannot be read or codes that cannot stand
            in one tree.
    """
    kind = path.suffix.casefold()
    if kind == ".qdc":
        return read_qdc(path)
    if kind in _TABLES:
        sheets = read_sheets(path)
        headed = headed_codes(path) if kind == ".docx" and not described(sheets) else None
        return list_of(path, [headed] if headed else sheets, actors)
    raise refuse(
        path,
        "dit soort bestand wordt niet als lijst van codes gelezen",
        remedy="geef .qdc, .xlsx, .csv of .docx; een .xls of .mx22 bewaart u eerst als .xlsx",
    )

"""The data dictionary: what every table and column is, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.exchange.tidy.table import Column, DataTable

SENSITIVE = {
    "private": "privé: verlaat deze computer niet",
    "internal": "intern: alleen voor het onderzoeksteam",
    "publishable": "publiceerbaar",
}
COLUMN_HEADER = (
    "tabel", "kolom", "type", "betekenis", "meaning", "eenheid", "waarden", "gevoeligheid",
)  # fmt: skip


def column_lines(tables: Sequence[DataTable]) -> Iterator[tuple[str, ...]]:
    """A line a column, under `COLUMN_HEADER`."""
    for table in tables:
        for column in _told_apart(table):
            allowed = "; ".join(value or "(leeg)" for value in column.allowed)
            named = (table.name, column.name, column.kind.value, column.nl, column.en)
            yield (*named, column.unit, allowed, table.sensitivity)


def as_values(
    title: str,
    notes: Sequence[str],
    tables: Sequence[DataTable],
    files: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """The dictionary for a program.

    Args:
        files: name of a table → the files that hold it, from the folder of the dictionary.
    """
    return {
        "title": title,
        "notes": list(notes),
        "csv": {"encoding": "utf-8-sig", "delimiter": ";", "decimal": ",", "missing": ""},
        "tables": [
            {
                "name": table.name,
                "nl": table.nl,
                "en": table.en,
                "sensitivity": table.sensitivity,
                "rows": len(table.rows),
                "files": list(files.get(table.name, ())),
                "columns": [
                    {
                        "name": column.name,
                        "type": column.kind.value,
                        "unit": column.unit,
                        "allowed": list(column.allowed),
                        "nl": column.nl,
                        "en": column.en,
                        "sensitivity": table.sensitivity,
                    }
                    for column in table.columns
                ],
            }
            for table in tables
        ],
    }


def as_markdown(
    title: str,
    notes: Sequence[str],
    tables: Sequence[DataTable],
    files: Mapping[str, Sequence[str]],
) -> str:
    """The dictionary to read, in Dutch and English."""
    lines = [f"# {title}", "", *(f"- {note}" for note in notes)]
    for table in tables:
        lines += ["", f"## {table.name}", "", f"{table.nl} *{table.en}*", ""]
        where = ", ".join(f"`{name}`" for name in files.get(table.name, ()))
        lines += [f"{len(table.rows)} rijen; {SENSITIVE[table.sensitivity]}; {where}", ""]
        lines += ["| kolom | type | betekenis | meaning | eenheid | waarden |", f"|{' --- |' * 6}"]
        for column in _told_apart(table):
            allowed = ", ".join(f"`{value}`" if value else "leeg" for value in column.allowed)
            cells = (f"`{column.name}`", column.kind.value, column.nl, column.en, column.unit)
            lines.append(f"| {' | '.join(_in_a_row(cell) for cell in (*cells, allowed))} |")
    return "\n".join(lines) + "\n"


def _told_apart(table: DataTable) -> Iterator[Column]:
    """The columns, without a line for each of hundreds that mean the same."""
    told: set[tuple[str, str]] = set()
    for column in table.columns:
        if (column.nl, column.en) not in told:
            told.add((column.nl, column.en))
            yield column


def _in_a_row(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())

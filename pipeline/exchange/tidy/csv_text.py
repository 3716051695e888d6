"""A table as CSV that R, pandas and a Dutch Excel all read the same.

Semicolons and decimal commas, because a Dutch Excel that opens a file by a double click takes the
comma for a decimal sign and turns `1.5` into a date; `read.csv2` of R expects exactly this, and
pandas reads it with `sep=";", decimal=","`. A byte order mark, without which Excel takes UTF-8 for
Windows-1252: R (4.2) and pandas skip it, and a program that does not reads `utf-8-sig`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pipeline.exchange.tidy.table import Column, DataTable, Kind, Value

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a cell for something to calculate (OWASP, *CSV injection*)."""
_HARMLESS = "'"
_QUOTE = '"'
_SPECIAL = re.compile(r'[;"\r\n]')
"""What a cell is quoted for (RFC 4180)."""
_AT_A_TIME = 5_000
_MOST_KNOWN = 5_000
"""Values of a column to remember; one with more hardly repeats them."""


def csv_text(table: DataTable) -> str:
    """The table as text; empty where there is no value, `TRUE` and `FALSE` for yes and no."""
    return "".join(csv_pieces(table))


def csv_pieces(table: DataTable) -> Iterator[str]:
    """The same, some thousands of rows at a time."""
    columns = [_written(one, table.column(at)) for at, one in enumerate(table.columns)]
    rows = zip(*columns, strict=True)
    yield "\ufeff" + _lines([[_cell(column.name) for column in table.columns]])
    while piece := _lines(islice(rows, _AT_A_TIME)):
        yield piece


def _lines(rows: Iterable[Sequence[str]]) -> str:
    """Cells are quoted already, each value once: faster than what writes CSV row by row."""
    return "".join(f"{';'.join(row)}\n" for row in rows)


def starts_a_formula(text: str) -> bool:
    """Whether a spreadsheet would calculate it. What a participant said may begin with a dash."""
    return text.lstrip(" \n\ufeff").startswith(_STARTS_A_FORMULA)


def _written(column: Column, values: Iterable[Value]) -> Iterator[str]:
    """A column as text; what stands there more than once is looked at once."""
    if column.kind is Kind.NUMBER:  # 1 and 1.0 are the same to a dictionary
        return map(_cell, values)
    return map(_Cells().__getitem__, values)


class _Cells(dict[Value, str]):
    """Value → its cell, of the first so many values of a column."""

    def __missing__(self, value: Value) -> str:
        cell = _cell(value)
        if len(self) < _MOST_KNOWN:
            self[value] = cell
        return cell


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    text = str(value)
    if isinstance(value, str) and starts_a_formula(value):
        text = _HARMLESS + text
    return f'"{text.replace(_QUOTE, _QUOTE * 2)}"' if _SPECIAL.search(text) else text

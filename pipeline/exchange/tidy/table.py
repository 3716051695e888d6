"""A table with what every column means, before it is a file of any kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from types import NoneType

Value = str | int | float | bool | None


class Kind(StrEnum):
    """What the values of a column are. A moment is UTC, to seconds; a date is ISO 8601."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    YES_NO = "boolean"
    DATE = "date"
    MOMENT = "datetime"

    @property
    def types(self) -> tuple[type, ...]:
        return _TYPES.get(self, (str,))


_TYPES: dict[Kind, tuple[type, ...]] = {
    Kind.INTEGER: (int,),
    Kind.NUMBER: (int, float),
    Kind.YES_NO: (bool,),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its meaning; `allowed` are the values it may have, where these are few. `unit`
    is what is counted, or the range of a number."""

    name: str
    kind: Kind
    nl: str
    en: str
    unit: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class DataTable:
    """Rows in a fixed order; a value is None where nothing is known or nothing applies.

    `sensitivity` is that of the whole: `private`, `internal` or `publishable`.

    Raises:
        ValueError: for a row that does not fit its columns. It never repeats what the row says.
    """

    name: str
    nl: str
    en: str
    sensitivity: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Value, ...]]

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"tabel {self.name} heeft twee kolommen met dezelfde naam")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(names):
                raise ValueError(f"rij {number} van {self.name} heeft {len(row)} waarden")
        # By the types in a column, which are few: there may be millions of values.
        for at, column in enumerate(self.columns):
            wrong = {t for t in set(map(type, self.column(at))) if not _fits(t, column.kind)}
            if wrong:
                found = (n for n, value in enumerate(self.column(at), 1) if type(value) in wrong)
                raise ValueError(f"rij {next(found)} van {self.name}: {column.name} klopt niet")

    def column(self, at: int) -> Iterator[Value]:
        """The values of the column at a place, from 0, row by row."""
        return map(itemgetter(at), self.rows)

    def values(self, name: str) -> list[Value]:
        """One column. Raises ValueError where there is none of that name."""
        return list(self.column([column.name for column in self.columns].index(name)))


def _fits(given: type, kind: Kind) -> bool:
    if given is NoneType:
        return True
    if given is bool:  # no number, although Python counts with it
        return kind is Kind.YES_NO
    return issubclass(given, kind.types)

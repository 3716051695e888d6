"""Kinds of arrangements told apart: a full typology of rows and columns, and a simplified one.

The study of financing has 4 × 8 = 32 forms (section 3.1.1) and draws them together into settings
for the weighing itself (3.1.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Row:
    """The support from care. `frameworks` are the laws that can pay for it."""

    id: str
    label: str
    frameworks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What is given where, with the support from education. `short` tells it apart within its
    setting."""

    id: str
    label: str
    short: str
    setting: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What the study adds to the forms of these rows and columns, under a mark such as '*'."""

    id: str
    mark: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    text: str
    section: str
    note: str = ""

    def about(self, row: str, column: str) -> bool:
        return row in self.rows and column in self.columns


@dataclass(frozen=True, slots=True)
class Form:
    """One cell of the full typology."""

    row: Row
    column: Column
    remarks: tuple[Remark, ...]

    @property
    def marks(self) -> str:
        return "".join(remark.mark for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class Beyond:
    """What falls outside the forms, and the setting that it resembles most."""

    id: str
    label: str
    text: str
    setting: str
    section: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A part of a setting in the simplified typology."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A column of the simplified typology; `section` is where the study weighs in it. One without
    `kinds` is not parted."""

    id: str
    label: str
    section: str
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """What the rows or the columns stand for, and how the study was read there."""

    label: str
    section: str
    note: str = ""


@dataclass(frozen=True)
class Typology:
    """The full typology and the simplified one. Order is that of the file and of every output.

    The label of `apart` is what the study says is something else than this.

    Raises:
        ValueError: when an id or mark occurs twice, a reference leads nowhere, or a setting of the
            simplified typology has no column in the full one.
    """

    down: Edge
    across: Edge
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    remarks: tuple[Remark, ...]
    beyond: tuple[Beyond, ...]
    simplified: Edge
    settings: tuple[Setting, ...]
    apart: Edge

    def __post_init__(self) -> None:
        for problem in self._problems():
            raise ValueError(problem)

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Every form, row by row."""
        return tuple(
            Form(row, column, tuple(r for r in self.remarks if r.about(row.id, column.id)))
            for row in self.rows
            for column in self.columns
        )

    @cached_property
    def frameworks(self) -> tuple[str, ...]:
        """The laws that the rows name, each once."""
        return tuple(dict.fromkeys(law for row in self.rows for law in row.frameworks))

    def of_setting(self, setting: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.setting == setting)

    def _problems(self) -> Iterator[str]:
        kinds = {
            "rij": [row.id for row in self.rows],
            "kolom": [column.id for column in self.columns],
            "opmerking": [remark.id for remark in self.remarks],
            "teken": [remark.mark for remark in self.remarks],
            "setting": [setting.id for setting in self.settings],
        }
        for kind, ids in kinds.items():
            if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
                yield f"{kind} '{twice[0]}' komt twee keer voor"
        for remark in self.remarks:
            yield from _unknown("rij", kinds["rij"], remark.rows, remark.id)
            yield from _unknown("kolom", kinds["kolom"], remark.columns, remark.id)
        for column in self.columns:
            yield from _unknown("setting", kinds["setting"], [column.setting], column.id)
        for one in self.beyond:
            yield from _unknown("setting", kinds["setting"], [one.setting], one.id)
        for setting in self.settings:
            if not self.of_setting(setting.id):
                yield f"setting '{setting.id}' heeft geen kolom in de volledige typologie"


def _unknown(kind: str, known: Iterable[str], named: Iterable[str], where: str) -> Iterator[str]:
    there = frozenset(known)
    for id_ in named:
        if id_ not in there:
            yield f"'{where}' noemt een onbekende {kind} '{id_}'"

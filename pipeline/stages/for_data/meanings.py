"""The meaning of tables and columns, from `dictionary.toml` beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from pipeline.config.study import Study
from pipeline.domain.judgement import Stance, Verdict
from pipeline.exchange.tidy.table import Column, DataTable, Kind, Value
from pipeline.report.themes import Standing
from pipeline.stages.for_data.kinds import Passage
from pipeline.store.layout import Sensitivity

_FILE = Path(__file__).with_name("dictionary.toml")
A_CODE, TRAIT = "a_code", "trait"
"""Columns whose names are those of codes, and of what is known of OZA's."""


@cache
def _dictionary() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Meanings:
    """Makes tables out of rows, each column with its meaning and the values it may have."""

    study: Study
    _lists: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lists = {
            "actors": tuple(actor.value for actor in self.study.settings.actors),
            "stances": tuple(stance.value for stance in Stance),
            "verdicts": tuple(v.value for v in Verdict if v is not Verdict.AGAIN),
            "standings": tuple(one.value for one in Standing),
            "kinds": tuple(kind.value for kind in Passage),
        }
        object.__setattr__(self, "_lists", lists)

    def table(
        self,
        name: str,
        columns: Sequence[str],
        rows: Iterable[Mapping[str, Value]],
        sensitivity: Sensitivity = Sensitivity.INTERNAL,
        named: Mapping[str, str] | None = None,
    ) -> DataTable:
        """A table of rows that may hold more than its columns.

        Args:
            named: column → `A_CODE` or `TRAIT`, for columns whose names are the study's own.
        """
        made = tuple(self._columns(name, columns, named or {}))
        values = list(_values(made, rows))
        about = _dictionary()["tables"][name]
        return DataTable(name, about["nl"], about["en"], sensitivity.value, made, values)

    def _columns(
        self, table: str, columns: Sequence[str], named: Mapping[str, str]
    ) -> Iterator[Column]:
        known = _dictionary()["columns"]
        for name in columns:
            key = named.get(name, name)
            about = known.get(f"{table}.{key}") or known[key]
            column = Column(
                name,
                Kind(about.get("kind", Kind.TEXT)),
                about["nl"],
                about["en"],
                about.get("unit", ""),
                self._lists[about["allowed"]] if "allowed" in about else (),
            )
            yield replace(column, nl=_begun(column.nl), en=_begun(column.en))


def _values(
    columns: Sequence[Column], rows: Iterable[Mapping[str, Value]]
) -> Iterator[tuple[Value, ...]]:
    """Rows as tuples. Where there is no date, nothing is known; no text is a text of its own."""
    unknown = dict.fromkeys(column.name for column in columns)
    take = itemgetter(*unknown)  # all of a row at once: there may be millions of values
    known = [column.name for column in columns if column.kind is not Kind.TEXT]
    for row in rows:
        whole = {**unknown, **row}
        if "" in tuple(map(whole.__getitem__, known)):
            whole |= {name: None for name in known if whole[name] == ""}
        yield take(whole)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]

"""codebook/<study>/appraisal/typology.yaml → Typology: the forms that a study tells apart."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.config.appraisal import each
from pipeline.config.fields import Fields
from pipeline.config.yaml_file import read_yaml
from pipeline.domain.appraisal import Framework
from pipeline.domain.typology import (
    Beyond,
    Column,
    Edge,
    Kind,
    Remark,
    Row,
    Setting,
    Typology,
)
from pipeline.errors import AppraisalError, Place

FILE = "typology.yaml"
EVERY = "all"
"""Instead of a list of rows or columns: all of them."""


def read_typology(folder: Path, frameworks: Iterable[Framework]) -> Typology | None:
    """Reads `typology.yaml` of a study's `appraisal/`; None for a study that has none.

    Args:
        frameworks: the laws of the study's frame, which the rows refer to.

    Raises:
        AppraisalError: with file and line, for what is missing or unknown.
    """
    path = folder / FILE
    if not path.exists():
        return None
    fields = read_yaml(path, AppraisalError)
    down, across, simplified = (fields.table(key) for key in ("rows", "columns", "simplified"))
    laws = frozenset(law.id for law in frameworks)
    rows = each(down, "values", lambda entry: _row(entry, laws))
    columns = each(across, "values", _column)
    own = ([row.id for row in rows], [column.id for column in columns])
    try:
        typology = Typology(
            down=_edge(down),
            across=_edge(across),
            rows=rows,
            columns=columns,
            remarks=each(fields, "exceptions", lambda entry: _remark(entry, *own)),
            beyond=each(fields, "beyond", _beyond),
            simplified=_edge(simplified),
            settings=each(simplified, "settings", _setting),
            apart=_apart(fields.table("apart")),
        )
    except ValueError as problem:
        raise AppraisalError(str(problem), place=Place.of(path)) from None
    for entry in (down, across, simplified, fields):
        entry.done()
    return typology


def _edge(entry: Fields) -> Edge:
    return Edge(entry.filled("label"), entry.filled("section"), entry.text("note", ""))


def _apart(entry: Fields) -> Edge:
    edge = Edge(entry.filled("text"), entry.filled("section"))
    entry.done()
    return edge


def _row(entry: Fields, laws: frozenset[str]) -> Row:
    row = Row(entry.filled("id"), entry.filled("label"), entry.texts("frameworks"))
    for at, law in enumerate(row.frameworks):
        if law not in laws:
            raise entry.refuse(
                f"onbekend wettelijk kader '{law}'", "frameworks", at, remedy="zie frameworks.yaml"
            )
    return row


def _column(entry: Fields) -> Column:
    return Column(*(entry.filled(key) for key in ("id", "label", "short", "setting")))


def _remark(entry: Fields, rows: list[str], columns: list[str]) -> Remark:
    return Remark(
        entry.filled("id"),
        entry.filled("mark"),
        _which(entry, "rows", rows),
        _which(entry, "columns", columns),
        entry.filled("text"),
        entry.filled("section"),
        entry.text("note", ""),
    )


def _which(entry: Fields, key: str, every: list[str]) -> tuple[str, ...]:
    return tuple(every) if entry.data.get(key) == EVERY and entry.text(key) else entry.texts(key)


def _beyond(entry: Fields) -> Beyond:
    return Beyond(*(entry.filled(key) for key in ("id", "label", "text", "setting", "section")))


def _setting(entry: Fields) -> Setting:
    return Setting(
        entry.filled("id"),
        entry.filled("label"),
        entry.filled("section"),
        each(entry, "kinds", lambda one: Kind(one.filled("id"), one.filled("label"))),
    )

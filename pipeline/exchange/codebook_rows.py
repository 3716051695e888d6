"""Rows of a table → a list of codes, with the tree that its columns or its names tell of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.domain.code_list import CodeList, CodeSet, ForeignCode
from pipeline.domain.ids import Actor
from pipeline.exchange.codebook_columns import Columns, Field, columns_of
from pipeline.exchange.codebook_refusal import MOST_CHARS, MOST_DEEP, refuse
from pipeline.exchange.codebook_sheet import Sheet
from pipeline.exchange.codebook_tree import Levels, Row, Tree

_LEVEL = re.compile(r"\s*(?:\\+|::|\s>\s)\s*")
"""Between the levels of a path: `A > B`, and `A\\B` and `A::B` as MAXQDA and ATLAS.ti have it."""
_IN_A_CELL = re.compile(r"[\n;|]")
_HEADER_WITHIN = 10
"""Rows above the codes in which their columns are looked for."""


def list_of(path: Path, sheets: Sequence[Sheet], actors: Sequence[Actor]) -> CodeList:
    """The codes of the first sheet that has them.

    Raises:
        CodebookError: with file and row, when no sheet has a column of codes, or a row has no name,
            repeats a code, or hangs below itself.
    """
    for sheet in sheets:
        for at, (_, row) in enumerate(sheet.rows[:_HEADER_WITHIN]):
            columns = columns_of(row)
            if columns is not None and len(sheet.rows) > at + 1:
                return _codes(path, columns, sheet.rows[at + 1 :], actors)
    raise refuse(
        path,
        "er is geen kolom met codes",
        remedy="noem de kolommen bijvoorbeeld: code, bovenliggende code, definitie, gebruik",
    )


def _codes(
    path: Path,
    columns: Columns,
    cells: Iterable[tuple[int, Sequence[str]]],
    actors: Sequence[Actor],
) -> CodeList:
    rows: list[Row] = []
    sets: dict[str, list[str]] = {}
    for number, row in cells:
        rows.append(_row(path, columns, number, row, actors))
        for name in (n for cell in columns.texts(row, Field.SET) for n in _split(cell)):
            sets.setdefault(name, []).append(rows[-1].code.key)
    codes, made = Tree(path, rows).codes()
    return CodeList(
        codes=tuple(codes),
        sets=tuple(CodeSet(name, tuple(members)) for name, members in sets.items()),
        implied=made,
        ignored=columns.ignored,
    )


def _row(
    path: Path, columns: Columns, number: int, cells: Sequence[str], actors: Sequence[Actor]
) -> Row:
    name, parent = columns.text(cells, Field.NAME), columns.text(cells, Field.PARENT)
    if not name and Field.ID not in columns.places:
        # 'hoofdcode' and 'subcode' side by side: a row with the first only is about that.
        name, parent = parent, ""
    if not name:
        raise refuse(path, "deze code heeft geen naam", number)
    if max(map(len, cells)) > MOST_CHARS:
        raise refuse(path, f"een cel heeft meer dan {MOST_CHARS} tekens", number)
    above, whole = (_levels(parent) if parent else ()), False
    if Field.PARENT not in columns.places:
        *above_, name = _levels(name)
        above, whole = tuple(above_), True
    if len(above) > MOST_DEEP:
        raise refuse(path, f"er zijn meer dan {MOST_DEEP} niveaus", number)
    code = ForeignCode(
        key=f"rij {number}",
        name=" ".join(name.split()),
        memo=columns.text(cells, Field.DEFINITION),
        use=columns.text(cells, Field.USE),
        avoid=columns.text(cells, Field.AVOID),
        examples=tuple(
            " ".join(line.split())
            for cell in columns.texts(cells, Field.EXAMPLES)
            for line in cell.splitlines()
            if line.strip()
        ),
        keywords=_split(columns.text(cells, Field.KEYWORDS).replace(",", ";")),
        actors=_actors(path, columns.text(cells, Field.ACTORS), number, actors),
        guid=columns.text(cells, Field.GUID),
        colour=columns.text(cells, Field.COLOUR),
    )
    return Row(number, columns.text(cells, Field.ID), above, whole, code)


def _actors(path: Path, typed: str, number: int, known: Sequence[Actor]) -> tuple[Actor, ...]:
    names = [name.casefold() for name in _split(typed.replace(",", ";").replace("/", ";"))]
    if any(name not in known for name in names):
        raise refuse(
            path,
            "deze rij noemt een onbekende actor",
            number,
            remedy=f"kies uit {', '.join(known)}",
        )
    return tuple(Actor(name) for name in names)


def _levels(name: str) -> Levels:
    """The names in a path; a name that is no path is the only one."""
    levels = tuple(" ".join(level.split()) for level in _LEVEL.split(name))
    return tuple(level for level in levels if level) or (" ".join(name.split()),)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in _IN_A_CELL.split(cell) if part.strip())

"""Rows of a table → a list of codes, with the tree that its columns or its names tell of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.domain.code_list import CodeList, CodeSet, ForeignCode
from pipeline.domain.ids import Actor
from pipeline.exchange.codebook_columns import Columns, Field, columns_of
from pipeline.exchange.codebook_refusal import MOST_CHARS, MOST_DEEP, refuse
from pipeline.exchange.codebook_sheet import Sheet
from pipeline.exchange.codebook_tree import Row, Tree, levels_of

_IN_A_CELL = re.compile(r"[\n;|]")
_MARK = re.compile(r"[●○•◦■□▪◆◇]\s*")
"""In front of the name of a code, in the colour that it has there."""
_PREFIX = re.compile(r"(.+?):\s+(.+)")
"""`Contact: appen`, below a code `Contact`: so who works in ATLAS.ti writes a tree."""
_TOLD = {Field.PARENT, Field.DEFINITION, Field.USE}
_HEADER_WITHIN = 10
"""Rows above the codes in which their columns are looked for."""


def described(sheets: Sequence[Sheet]) -> bool:
    """Whether any sheet says more of codes than what they are called."""
    told = (columns_of(row) for sheet in sheets for _, row in sheet.rows[:_HEADER_WITHIN])
    return any(one is not None and _TOLD & one.places.keys() for one in told)


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
    if Field.PARENT not in columns.places:
        rows = _prefixed(rows)
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
    name, parent = (
        _MARK.sub("", columns.text(cells, field), count=1) for field in (Field.NAME, Field.PARENT)
    )
    if not name and Field.ID not in columns.places:
        # 'hoofdcode' and 'subcode' side by side: a row with the first only is about that.
        name, parent = parent, ""
    if not name:
        raise refuse(path, "deze code heeft geen naam", number)
    if max(map(len, cells)) > MOST_CHARS:
        raise refuse(path, f"een cel heeft meer dan {MOST_CHARS} tekens", number)
    above, whole = (levels_of(parent) if parent else ()), False
    if Field.PARENT not in columns.places:
        *above_, name = levels_of(name)
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


def _prefixed(rows: Sequence[Row]) -> list[Row]:
    """Puts `Contact: appen` below `Contact`, where that is a code of its own. Any other colon is
    part of a name."""
    tops = {row.code.name.casefold() for row in rows if not row.above}
    found = []
    for row in rows:
        parts = _PREFIX.fullmatch(row.code.name)
        if parts and not row.above and not row.id and parts[1].casefold() in tops:
            row = replace(row, above=(parts[1],), code=replace(row.code, name=parts[2]))
        found.append(row)
    return found


def _split(cell: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in _IN_A_CELL.split(cell) if part.strip())

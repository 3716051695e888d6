"""Rows that each name the code above them → one tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.domain.code_list import ForeignCode, in_a_circle
from pipeline.exchange.codebook_refusal import MOST_DEEP, refuse

Levels = tuple[str, ...]
"""Names from the top of the tree down."""
_LEVEL = re.compile(r"\s*(?:\\+|::|\s>\s)\s*")
"""Between the levels of a path: `A > B`, and `A\\B` and `A::B` as MAXQDA and ATLAS.ti have it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A code with what its row says of the code above it: a path, a name or an id, or nothing.

    `whole` says that `above` is the path from the top, and no name that may stand anywhere.
    """

    number: int
    id: str
    above: Levels
    whole: bool
    code: ForeignCode

    @property
    def path(self) -> Levels:
        """As far as the row tells it."""
        return _folded((*self.above, self.code.name))


class Tree:
    """Finds each row's parent; one that has no row of its own is made."""

    def __init__(self, path: Path, rows: Sequence[Row]) -> None:
        """Raises CodebookError for an id or a code that stands there twice."""
        self._path, self._rows = path, rows
        self._by_id: dict[str, Row] = {}
        self._by_path: dict[Levels, Row] = {}
        self._by_name: dict[str, list[Row]] = {}
        self._made: dict[Levels, ForeignCode] = {}
        for row in rows:
            self._add(row)

    def codes(self) -> tuple[list[ForeignCode], frozenset[str]]:
        """All codes, each that was made just above the first one below it; and the keys of those.

        Raises:
            CodebookError: with its row, when a parent can be more than one code, or a code is its
                own ancestor or stands too deep.
        """
        placed = [replace(row.code, parent=self._parent(row)) for row in self._rows]
        waiting = {code.key: code for code in self._made.values()}
        made = frozenset(waiting)
        found: list[ForeignCode] = []
        for code in placed:
            above: list[ForeignCode] = []
            parent = code.parent
            while parent in waiting:
                above.append(waiting.pop(parent))
                parent = above[-1].parent
            found += [*reversed(above), code]
        self._check(found)
        return found, made

    def _add(self, row: Row) -> None:
        if row.id in self._by_id:
            raise refuse(self._path, "dit id staat al bij een andere code", row.number)
        before = self._by_path.setdefault(row.path, row)
        if before is not row and not row.id:
            raise refuse(
                self._path,
                f"deze code staat al op rij {before.number}",
                row.number,
                remedy="voeg de rijen samen, of geef elk een eigen naam",
            )
        if row.id:
            self._by_id[row.id] = row
        self._by_name.setdefault(row.code.name.casefold(), []).append(row)

    def _parent(self, row: Row) -> str:
        """The key of the code above a row, '' at the top."""
        if not row.above:
            return ""
        if len(row.above) == 1 and not row.whole:
            meant = self._by_id.get(row.above[0]) or self._named(row)
            if meant is not None:
                return meant.code.key
        return self._at(row.above)

    def _named(self, row: Row) -> Row | None:
        """The row with the name that another gives its parent; of several the one at the top."""
        named = self._by_name.get(row.above[0].casefold(), [])
        if len(named) > 1:
            named = [other for other in named if not other.above]
            if len(named) != 1:
                raise refuse(
                    self._path,
                    "meer dan één code heeft de naam van deze bovenliggende code",
                    row.number,
                    remedy="schrijf het hele pad: A > B",
                )
        return named[0] if named else None

    def _at(self, levels: Levels) -> str:
        """The key of the code at the end of a path."""
        folded = _folded(levels)
        if folded in self._by_path:
            return self._by_path[folded].code.key
        if folded not in self._made:
            parent = self._at(levels[:-1]) if levels[1:] else ""
            key = f"boven {len(self._made) + 1}"
            self._made[folded] = ForeignCode(key, levels[-1], parent)
        return self._made[folded].key

    def _check(self, codes: Sequence[ForeignCode]) -> None:
        parents = {code.key: code.parent for code in codes}
        numbers = {row.code.key: row.number for row in self._rows}
        if circle := in_a_circle(parents):
            what = "deze code is een voorouder van zichzelf"
            raise refuse(self._path, what, numbers.get(circle))
        depths = {"": 0}
        for code in codes:
            chain, key = [], code.key
            while key not in depths:
                chain.append(key)
                key = parents[key]
            for at, below in enumerate(reversed(chain), start=1):
                depths[below] = depths[key] + at
            if depths[code.key] > MOST_DEEP:
                what = f"er zijn meer dan {MOST_DEEP} niveaus"
                raise refuse(self._path, what, numbers.get(code.key))


def levels_of(name: str) -> Levels:
    """The names in a path; a name that is no path is the only one."""
    levels = tuple(" ".join(level.split()) for level in _LEVEL.split(name))
    return tuple(level for level in levels if level) or (" ".join(name.split()),)


def _folded(levels: Levels) -> Levels:
    return tuple(level.casefold() for level in levels)

"""Reading values out of TOML and YAML with file and line in every refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import Place, StudyError

Route = tuple[str | int, ...]
"""Where a value stands in a file: ('codes', 3, 'avoid', 0, 'code')."""


@dataclass
class Fields:
    """A table of a settings file that knows where it stands and what was asked of it.

    Each reading method raises `error` (a kind of StudyError) when the value is missing or of
    another type; `done` refuses the keys that nobody asked for, so that a typing error in an
    optional key is never silently ignored.
    """

    path: Path
    data: Mapping[str, Any]
    lines: Mapping[Route, int]
    error: type[StudyError] = StudyError
    route: Route = ()
    _asked: set[str] = field(default_factory=set)

    def line(self, *key: str | int) -> int | None:
        """The line of a key of this table, or of the nearest thing around it."""
        route = (*self.route, *key)
        while route and route not in self.lines:
            route = route[:-1]
        return self.lines.get(route)

    def refuse(self, what: str, *key: str | int, remedy: str = "") -> StudyError:
        return self.error(what, place=Place.of(self.path, self.line(*key)), remedy=remedy)

    def _get(self, key: str, kind: type | tuple[type, ...], name: str, default: Any) -> Any:
        self._asked.add(key)
        if key not in self.data:
            if default is None:
                raise self.refuse(f"'{key}' ontbreekt", remedy=f"voeg '{key}' toe ({name})")
            return default
        value = self.data[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.refuse(f"'{key}' hoort {name} te zijn", key)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value = self._get(key, str, "tekst", default)
        return " ".join(value.split())

    def filled(self, key: str) -> str:
        value = self.text(key)
        if not value:
            raise self.refuse(f"'{key}' is leeg", key, remedy="vul het in")
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        return int(self._get(key, int, "een geheel getal", default))

    def decimal(self, key: str, default: float | None = None) -> float:
        return float(self._get(key, (int, float), "een getal", default))

    def flag(self, key: str, default: bool | None = None) -> bool:
        return bool(self._get(key, bool, "true of false", default))

    def texts(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        values = self._get(key, (list, tuple), "een lijst", default)
        for at, value in enumerate(values):
            if not isinstance(value, str):
                raise self.refuse(f"'{key}' hoort een lijst van teksten te zijn", key, at)
        return tuple(" ".join(value.split()) for value in values)

    def table(self, key: str, optional: bool = False) -> Fields:
        value = self._get(key, Mapping, "een tabel", {} if optional else None)
        return Fields(self.path, value, self.lines, self.error, (*self.route, key))

    def tables(self, key: str, optional: bool = False) -> Iterator[Fields]:
        values = self._get(key, list, "een lijst van tabellen", [] if optional else None)
        for at, value in enumerate(values):
            if not isinstance(value, Mapping):
                raise self.refuse(f"'{key}' hoort een lijst van tabellen te zijn", key, at)
            yield Fields(self.path, value, self.lines, self.error, (*self.route, key, at))

    def done(self) -> None:
        unknown = sorted(set(self.data) - self._asked)
        if unknown:
            raise self.refuse(
                f"onbekende sleutel '{unknown[0]}'",
                unknown[0],
                remedy=f"bekend zijn: {', '.join(sorted(self._asked))}",
            )

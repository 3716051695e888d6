"""A TOML file as Fields. tomllib keeps no line numbers, so a light scan finds those of keys."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pipeline.config.fields import Fields, Route
from pipeline.errors import Place, StudyError

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]")
_KEY = re.compile(r"\s*([\w\-]+|\"[^\"]+\")\s*=")


def read_toml(path: Path, error: type[StudyError]) -> Fields:
    """Raises `error` when the file is missing, not UTF-8, or not TOML."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise error("het bestand ontbreekt", place=Place.of(path)) from None
    except UnicodeDecodeError:
        raise error("het bestand is geen UTF-8", place=Place.of(path)) from None
    except tomllib.TOMLDecodeError as problem:
        found = re.search(r"line (\d+)", str(problem))
        line = int(found[1]) if found else None
        raise error(f"geen geldige TOML: {problem}", place=Place.of(path, line)) from None
    return Fields(path, data, toml_lines(text), error)


def toml_lines(text: str) -> dict[Route, int]:
    """Line numbers, from 1, of the table headers and keys of a TOML text."""
    lines: dict[Route, int] = {}
    table: Route = ()
    counts: dict[Route, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = ()
            names = [name.strip().strip('"') for name in header[2].split(".")]
            for depth, name in enumerate(names):
                table = (*table, name)
                last = depth == len(names) - 1
                if last and header[1] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                if table in counts:
                    table = (*table, counts[table])
            lines[table] = number
        elif key := _KEY.match(line):
            lines.setdefault((*table, key[1].strip('"')), number)
    return lines

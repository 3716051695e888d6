"""A YAML file as Fields, with the line of every value, and duplicate keys refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from pipeline.config.fields import Fields, Route
from pipeline.errors import Place, StudyError

# libyaml reads the same ten times as fast, where the machine has it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCALARS = {"tag:yaml.org,2002:int": int, "tag:yaml.org,2002:float": float}


def read_yaml(path: Path, error: type[StudyError]) -> Fields:
    """Raises `error` when the file is missing, not UTF-8, not YAML, or repeats a key.

    Values are read as plain text, numbers and lists; anchors may be used, tags may not.
    """
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_LOADER)
    except FileNotFoundError:
        raise error("het bestand ontbreekt", place=Place.of(path)) from None
    except UnicodeDecodeError:
        raise error("het bestand is geen UTF-8", place=Place.of(path)) from None
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        line = mark.line + 1 if mark else None
        raise error(f"geen geldige YAML: {problem.problem}", place=Place.of(path, line)) from None
    lines: dict[Route, int] = {}
    if not isinstance(node, yaml.MappingNode):
        raise error("het bestand hoort uit sleutels met waarden te bestaan", place=Place.of(path))
    return Fields(path, _plain(node, (), lines, path, error), lines, error)


def _plain(
    node: Any, route: Route, lines: dict[Route, int], path: Path, error: type[StudyError]
) -> Any:
    lines.setdefault(route, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        table: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in table:
                raise error(f"de sleutel '{key}' staat er twee keer", place=Place.of(path, line))
            lines[(*route, key)] = line
            table[key] = _plain(value_node, (*route, key), lines, path, error)
        return table
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(item, (*route, at), lines, path, error) for at, item in enumerate(node.value)
        ]
    if node.tag == "tag:yaml.org,2002:null":
        return ""
    kind = _SCALARS.get(node.tag)
    try:
        return kind(node.value) if kind else node.value
    except ValueError:
        return node.value

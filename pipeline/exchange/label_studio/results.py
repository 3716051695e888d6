"""The results of one annotation, in the shapes of JSON and of JSON-MIN. Nothing is trusted."""

from __future__ import annotations

from typing import Any
from unicodedata import category

from pipeline.exchange.label_studio.naming import CONTROLS


class Misshapen(ValueError):
    """Not as Label Studio writes it."""


def results_of(one: dict[str, Any]) -> dict[str, list[Any]]:
    """Control → the values of its results.

    Raises:
        Misshapen: for a result that is none.
        KeyError: for a control that the configuration does not have.
    """
    found: dict[str, list[Any]] = {name: [] for name in CONTROLS}
    if "result" not in one:
        for name in CONTROLS:
            if name in one:
                found[name] = list_of(one[name]) if isinstance(one[name], list) else [one[name]]
        return found
    for result in list_of(one["result"]):
        if not isinstance(result, dict):
            raise Misshapen
        if result.get("type") == "relation":
            continue
        control = result.get("from_name")
        if not isinstance(control, str):
            raise Misshapen
        found[control].append(result.get("value"))
    return found


def items(values: list[Any], key: str) -> list[Any]:
    """What stands in the values of a control: plain text, or a dictionary with a list."""
    found: list[Any] = []
    for value in values:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            inner = value.get(key)
            found += [inner] if isinstance(inner, str) else list_of(inner)
        else:
            raise Misshapen
    return found


def list_of(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Misshapen
    return value


def text_of(value: Any) -> str:
    if not isinstance(value, str):
        raise Misshapen
    return value


def cleaned(text: str) -> str:
    """Without control characters and half characters, which no ledger can hold. What joins the
    parts of an emoji is neither."""
    return "".join(s for s in text if s in "\n\t" or category(s) not in ("Cc", "Cs"))


def user_of(value: Any) -> str:
    """An e-mail address where there is one, or else a number; '' where the file does not say.
    JSON-MIN writes a missing one as the word None."""
    if isinstance(value, dict):
        value = value.get("email") or value.get("id")
    if isinstance(value, bool) or not isinstance(value, (str, int)) or value == "None":
        return ""
    return str(value).strip().casefold()

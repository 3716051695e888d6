"""The small forms in which projects travel: names, colours, moments and values.

Each function takes what a program wrote and gives it as we keep it; what cannot be read is ''
(or None), never an error, so that who reads can count it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from enum import StrEnum

_COLOUR = re.compile(r"#(?:[0-9A-F]{2})?([0-9A-F]{6})")
_SHORT_COLOUR = re.compile(r"#([0-9A-F])([0-9A-F])([0-9A-F])")
_FINER = re.compile(r"(\.\d{6})\d+")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)\Z")
_TRUTH = {"true": "true", "1": "true", "false": "false", "0": "false"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_UTF8 = re.compile("[\ud800-\udfff]")
_UNKNOWN = "\ufffd"


class VariableType(StrEnum):
    """How the values of a variable are written (XML Schema's own forms)."""

    TEXT = "Text"
    BOOLEAN = "Boolean"
    INTEGER = "Integer"
    FLOAT = "Float"
    DATE = "Date"
    DATETIME = "DateTime"


def name_of(text: str) -> str:
    """A name on one line, without blanks around it."""
    return " ".join(text.split())


def colour_of(text: str) -> str:
    """`#f80` and `#ff8800` → `#FF8800`; of eight digits the last six; '' for anything else."""
    plain = text.strip().upper()
    if short := _SHORT_COLOUR.fullmatch(plain):
        return "#" + "".join(digit * 2 for digit in short.groups())
    full = _COLOUR.fullmatch(plain)
    return f"#{full[1]}" if full else ""


def moment_of(text: str) -> str:
    """An XML Schema dateTime, in UTC where it has a zone; '' for what is no moment."""
    try:
        # Some programs write seven digits of a second, which Python does not read.
        found = datetime.fromisoformat(_FINER.sub(r"\1", text.strip()))
        if found.tzinfo is None:
            return found.isoformat()
        return f"{found.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"
    except (ValueError, OverflowError):
        return ""


def is_moment(text: str) -> bool:
    """Whether it is a moment as `moment_of` gives it."""
    return bool(text) and moment_of(text) == text


def value_of(kind: VariableType, text: str) -> str | None:
    """A value in the form of its type; None where it is not of that type."""
    plain = text.strip()
    if kind is VariableType.TEXT:
        return text
    if kind is VariableType.BOOLEAN:
        return _TRUTH.get(plain.lower())
    if kind is VariableType.INTEGER:
        return plain if _INTEGER.fullmatch(plain) else None
    if kind is VariableType.FLOAT:
        return plain if _DECIMAL.fullmatch(plain) else None
    if kind is VariableType.DATETIME:
        return moment_of(plain) or None if "T" in plain else None
    try:
        date.fromisoformat(_ZONE.sub("", plain))
    except ValueError:
        return None
    return plain if plain[4:5] == "-" else None


def xml_text(text: str) -> str:
    """A text for XML 1.0: what XML cannot hold (control characters) becomes U+FFFD, one for one."""
    return _NOT_XML.sub(_UNKNOWN, text)


def utf8_text(text: str) -> str:
    """A text for a file: half surrogates become U+FFFD, one for one, so that places stay."""
    return _NOT_UTF8.sub(_UNKNOWN, text)

"""XML as text: attributes and elements, escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.domain.project_values import xml_text

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

_SPECIAL = re.compile('[&<>"\t\n\r]|[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    # A reader makes blanks of these in an attribute, unless they are written as numbers.
    | {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def attributes(**values: str) -> str:
    """` name="value"` for each that is not empty, in the order given."""
    return "".join(f' {name}="{_attribute(value)}"' for name, value in values.items() if value)


def element(name: str, text: str) -> str:
    """An element that holds text, nothing where there is none."""
    return f"<{name}>{_text(text)}</{name}>" if text else ""


def refs(name: str, guids: Iterable[str]) -> str:
    """Elements that refer to things."""
    return "".join(f'<{name} targetGUID="{guid}"/>' for guid in guids)


def _attribute(text: str) -> str:
    return xml_text(text).translate(_IN_ATTRIBUTE) if _SPECIAL.search(text) else text


def _text(text: str) -> str:
    return xml_text(text).translate(_IN_TEXT) if _SPECIAL.search(text) else text

"""Which paragraphs are headings: by their style, or typed with a number."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

_STYLE = re.compile(r"(?:heading|kop|titel|title)\s*(\d)?", re.IGNORECASE)
_TYPED = re.compile(r"\d+(?:\.\d+)+\.?\s+\S")
_LONGEST = 160
_LEVELS = 9


class Headings:
    """Knows the styles of a document, and counts the headings that Word numbers."""

    def __init__(self, document: Any) -> None:
        self._styles = {
            s.get(qn("w:styleId")): s for s in document.styles.element.iter(qn("w:style"))
        }
        default = [
            s for s in self._styles.values()
            if s.get(qn("w:type")) == "paragraph" and s.get(qn("w:default")) in ("1", "true")
        ]  # fmt: skip
        self._default = _name(default[0]) if default else ""
        self._counters = [0] * _LEVELS

    def style_of(self, paragraph: Any) -> str:
        """The name of a paragraph's style."""
        style = self._styles.get(_style_id(paragraph))
        return _name(style) if style is not None else self._default

    def heading(self, paragraph: Any, text: str) -> str:
        """The text of a heading, with the number that Word puts before it; '' for other text."""
        words = " ".join(text.split())
        level = self._level(paragraph)
        if level is None:
            typed = _TYPED.match(words) and len(words) < _LONGEST and words[-1] not in ".:;?!"
            return words if typed else ""
        if self._numbered(paragraph) and not _TYPED.match(words):
            self._counters[level] += 1
            self._counters[level + 1 :] = [0] * (_LEVELS - level - 1)
            return f"{'.'.join(map(str, self._counters[: level + 1]))} {words}"
        return words

    def _level(self, paragraph: Any) -> int | None:
        """The depth of a heading, from 0; None for other text."""
        for properties in self._properties(paragraph):
            outline = properties.find(qn("w:outlineLvl"))
            if outline is not None:
                level = int(outline.get(qn("w:val"), "9"))
                return level if level < _LEVELS else None
        found = _STYLE.fullmatch(self.style_of(paragraph))
        return int(found[1] or 1) - 1 if found else None

    def _numbered(self, paragraph: Any) -> bool:
        for properties in self._properties(paragraph):
            numbering = properties.find(qn("w:numPr"))
            if numbering is not None:
                own = numbering.find(qn("w:numId"))
                return own is None or own.get(qn("w:val")) != "0"
        return False

    def _properties(self, paragraph: Any) -> list[Any]:
        """The properties of a paragraph, of its style, and of the styles that one is based on."""
        found = [paragraph.find(qn("w:pPr"))]
        name, seen = _style_id(paragraph), set[str]()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            found.append(style.find(qn("w:pPr")))
            based = style.find(qn("w:basedOn"))
            name = based.get(qn("w:val"), "") if based is not None else ""
        return [properties for properties in found if properties is not None]


def _style_id(paragraph: Any) -> str:
    properties = paragraph.find(qn("w:pPr"))
    style = properties.find(qn("w:pStyle")) if properties is not None else None
    return str(style.get(qn("w:val"))) if style is not None else ""


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return str(name.get(qn("w:val"))) if name is not None else ""

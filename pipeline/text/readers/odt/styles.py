"""What the styles of an .odt say: which paragraphs are headings and which text is bold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.text.readers.package import attribute, child, local

_HEADING = re.compile(r"(?:heading|kop)(?:_20_|\s)?(\d)?", re.IGNORECASE)
_TITLES = {"title": 1, "titel": 1, "subtitle": 2, "ondertitel": 2}
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Look:
    heading: int | None = None
    bold: bool | None = None
    gone: bool = False  # hidden text


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by name; looking one up follows what it is based on."""

    nodes: dict[str, Element]

    def look(self, name: str) -> Look:
        heading: int | None = None
        bold: bool | None = None
        gone = False
        for _ in range(_DEPTH):
            node = self.nodes.get(name)
            if heading is None:
                heading = _heading(name, node)
            if node is None:  # a writer may name a style and leave it to the reader
                break
            weight = attribute(_properties(node), "font-weight")
            if bold is None and weight:
                bold = weight == "bold" or (weight.isdecimal() and int(weight) >= 600)
            gone |= attribute(_properties(node), "display") == "none"
            name = attribute(node, "parent-style-name")
        return Look(heading, bold, gone)


def read_styles(*roots: Element | None) -> Styles:
    """All styles of the given parts; the first part that has a name wins."""
    nodes: dict[str, Element] = {}
    for root in roots:
        for node in root.iter() if root is not None else ():
            if local(node) == "style":
                nodes.setdefault(attribute(node, "name"), node)
    return Styles(nodes)


def _heading(name: str, node: Element | None) -> int | None:
    if node is not None and attribute(node, "family") != "paragraph":
        return None
    outline = "" if node is None else attribute(node, "default-outline-level")
    if outline.isdecimal() and int(outline):
        return int(outline)
    found = _HEADING.fullmatch(name)
    if found:
        return int(found.group(1) or 1)
    return _TITLES.get(name.lower())


def _properties(node: Element) -> Element:
    found = child(node, "text-properties")
    return Element("none") if found is None else found

"""What the styles of a .docx say about a paragraph: heading, list, contents, bold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.text.readers.package import attribute, child, local

_HEADING = re.compile(r"(?:heading|kop|überschrift|titre)\s*(\d)", re.IGNORECASE)
_TITLES = {"title": 1, "titel": 1, "subtitle": 2, "ondertitel": 2}
_CONTENTS = re.compile(r"(?:toc|inhopg)\s*(?:\d|heading)", re.IGNORECASE)
_DEPTH = 12  # styles are based on each other; a circle must end somewhere


@dataclass(frozen=True, slots=True)
class Look:
    """What a style, or a paragraph's own properties, settle; None is for 'says nothing'."""

    heading: int | None = None
    item: int | None = None
    bold: bool | None = None
    contents: bool = False

    def over(self, base: Look) -> Look:
        """This look where it says something, the base where it does not."""
        return Look(
            base.heading if self.heading is None else self.heading,
            base.item if self.item is None else self.item,
            base.bold if self.bold is None else self.bold,
            self.contents or base.contents,
        )


PLAIN = Look()
Styles = dict[str, Look]


def read_styles(root: Element | None) -> Styles:
    """Every paragraph and character style by its id, with what it is based on worked in."""
    nodes = {attribute(n, "styleId"): n for n in root or () if local(n) == "style"}

    def look(style: str, depth: int) -> Look:
        node = nodes.get(style)
        if node is None or depth == 0:
            return PLAIN
        based = child(node, "basedOn")
        base = PLAIN if based is None else look(attribute(based, "val"), depth - 1)
        return _own(node).over(base)

    return {style: look(style, _DEPTH) for style in nodes}


def paragraph_look(properties: Element | None, styles: Styles) -> Look:
    """What a paragraph's `pPr` says, on top of its style."""
    style = child(properties, "pStyle")
    base = PLAIN if style is None else styles.get(attribute(style, "val"), PLAIN)
    return _paragraph(properties).over(base)


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a switch such as `w:b` is on, off, or not there."""
    switch = child(properties, name)
    if switch is None:
        return None
    return attribute(switch, "val") not in ("0", "false", "off", "none")


def _own(node: Element) -> Look:
    named = child(node, "name")
    name = "" if named is None else attribute(named, "val")
    found = _HEADING.match(name)
    heading = int(found.group(1)) if found else _TITLES.get(name.lower())
    bold = is_on(child(node, "rPr"), "b")
    given = Look(heading=heading, bold=bold, contents=bool(_CONTENTS.match(name)))
    return given.over(_paragraph(child(node, "pPr")))


def _paragraph(properties: Element | None) -> Look:
    outline = child(properties, "outlineLvl")
    level = _number(outline) if outline is not None else None
    numbering = child(properties, "numPr")
    item: int | None = None
    if numbering is not None:
        listed, depth = child(numbering, "numId"), child(numbering, "ilvl")
        # numId 0 takes a paragraph out of the list that its style put it in
        item = -1 if listed is not None and _number(listed) == 0 else _number(depth)
    heading = None if level is None or level > 8 else level + 1
    return Look(heading=heading, item=item)


def _number(node: Element | None) -> int:
    value = "" if node is None else attribute(node, "val")
    return int(value) if value.isdecimal() else 0

"""A codebook in Word whose codes are headings with their definitions below, as MAXQDA writes it.

`Reports > Codebook` gives a cover with the title, a table of the code system (names, and on request
how often each occurs), and then each code as a heading with its memo; on request with a number, or
with the codes above it in the heading (maxqda.com/help/report-and-export, "Creating a codebook with
category definitions"). The table alone would lose tree and memos.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.exchange.codebook_refusal import check_archive, refuse
from pipeline.exchange.codebook_sheet import DAMAGED, Sheet, cleaned
from pipeline.exchange.codebook_tree import levels_of

_COVER = re.compile(r"\W*(codebuch|codebook|codeboek|codesystem|code system|codesysteem)\b", re.I)
_NO_CODE = frozenset(
    "codebuch codebook codeboek codesystem codesysteem codes inhaltsverzeichnis inhoud contents"
    " inhoudsopgave".split()
) | {"code system", "table of contents"}
"""Headings above codes, and not one themselves."""
_COVER_WITHIN = 20
"""Paragraphs in which a codebook says that it is one."""
_STYLE = re.compile(r"(?:heading|überschrift|berschrift|kop)\s*(\d)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)*\.?\s+")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
"""Levels of an outline; a tenth is Word's way of saying that it is text."""
Heading = tuple[int, int, str, list[str]]
"""Its paragraph from 1, its level from 1, its text, and the paragraphs below it."""


def headed_codes(path: Path) -> Sheet | None:
    """The codes of a document of headings, as rows of a path and a memo; None for a document that
    does not say it is a codebook, or has no headings.

    Raises:
        CodebookError: when the file is missing, damaged or too large.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    check_archive(path)
    try:
        document = docx.Document(str(path))
        paragraphs = [(_level(one), cleaned(one.text)) for one in document.paragraphs]
    except (PackageNotFoundError, *DAMAGED, KeyError, ValueError, AttributeError, LxmlError):
        raise refuse(path, "dit is geen Word-bestand dat te lezen is") from None
    # Any report has headings: its text is no list of definitions.
    if not any(_COVER.match(text) for _, text in paragraphs[:_COVER_WITHIN]):
        return None
    headings = [one for one in _headings(paragraphs) if one[2].casefold() not in _NO_CODE]
    if not headings:
        return None
    rows = ((number, (where, memo)) for number, where, memo in _paths(headings))
    return Sheet("koppen", ((0, ("code", "memo")), *rows))


def _headings(paragraphs: Sequence[tuple[int, str]]) -> list[Heading]:
    found: list[Heading] = []
    for number, (level, text) in enumerate(paragraphs, start=1):
        if level and text:
            found.append((number, level, " ".join(text.split()), []))
        elif text and found:
            found[-1][3].append(text)
    return found


def _paths(headings: Sequence[Heading]) -> Iterator[tuple[int, str, str]]:
    """Paragraph, path and memo of each code."""
    numbered = all(_NUMBER.match(text) for _, _, text, _ in headings)
    above: list[tuple[int, str]] = []
    for number, level, text, below in headings:
        name = _NUMBER.sub("", text, count=1) if numbered else text
        above = [(depth, own) for depth, own in above if depth < level]
        # With the codes above it in the heading, that is the whole path already.
        whole = levels_of(name)
        path = whole if len(whole) > 1 else (*(own for _, own in above), name)
        above.append((level, path[-1]))
        yield number, " > ".join(path), "\n".join(below)


def _level(paragraph: Any) -> int:
    """The level of a heading, from 1, in whatever language Word was, or by its level in the outline
    where the style has a name of its own; 0 for other text."""
    style = paragraph.style
    named = _STYLE.fullmatch(str(style.name or "")) if style is not None else None
    if named:
        return int(named[1])
    holders = [paragraph._p, *([style.element] if style is not None else [])]
    found = (holder.find(f"{_W}pPr/{_W}outlineLvl") for holder in holders)
    values = (outline.get(f"{_W}val", "9") for outline in found if outline is not None)
    level = next((int(value) + 1 for value in values if value.isdecimal()), 0)
    return level if level <= _DEEPEST else 0

"""Running headers, footers, page numbers and line numbers of PDF pages: found and taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.text.readers.pdf.chars import Fragment
from pipeline.text.readers.pdf.layout import baselines, line_text

ZONE = 0.14  # of the height of the page, at the top and at the bottom
ROWS = 3  # lines at either end that may be furniture
SHARE = 0.4  # of the pages must carry a line: left and right pages may differ
MANY = 4  # pages from which a repeated line needs no white beside it
GAP = 1.7  # em of white between furniture and text
_NUMBER = re.compile(
    r"[\s\-–—|/.]*(?:pagina|page|blz\.?|p\.)?[\s\-–—|]*\d{1,4}(?:\s*(?:van|of|/|-)\s*\d{1,4})?[\s\-–—|/.]*",
    re.IGNORECASE,
)
_LINE_NUMBER = re.compile(r"(\d{1,4})(?:\s+|$)")
_LINE_NUMBERS = 5  # numbers in the margin of one page, from which they are line numbers
_NEARLY_ALL = 0.9  # of the lines


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The fragments of a page and its lower and upper edge."""

    fragments: list[Fragment]
    bottom: float
    top: float


def without_furniture(
    pages: Sequence[PdfPage],
) -> tuple[list[list[Fragment]], list[tuple[str, str]]]:
    """The fragments of every page that are text, and the headers and footers as hidden text."""
    edges = [_edge_rows(page) for page in pages]
    seen = Counter(key for rows in edges for key in {row.key for row in rows})
    needed = max(2, SHARE * len(pages))
    places = {(row.kind, row.key[2]) for rows in edges for row in rows if seen[row.key] >= needed}
    kept: list[list[Fragment]] = []
    hidden: list[tuple[str, str]] = []
    for page, rows in zip(pages, edges, strict=True):
        gone: set[int] = set()
        closed: set[str] = set()  # sides of which the furniture is over
        for row in rows:
            number = len(row.text) < 40 and _NUMBER.fullmatch(row.text) is not None
            apart = row.gap > GAP or len(pages) >= MANY or any(c.isdigit() for c in row.text)
            repeated = seen[row.key] >= needed and apart
            # where other pages carry their header, set apart from the text: the header of a
            # left page or of a chapter
            beside = row.outer and row.gap > GAP and (row.kind, row.key[2]) in places
            if row.kind not in closed and ((number and row.outer) or repeated or beside):
                gone |= {id(f) for f in row.fragments}
                hidden += [] if number else [(row.kind, row.text)]
                closed |= {row.kind} if row.gap > GAP and not number else set()
            else:
                closed.add(row.kind)
        left = [f for f in page.fragments if id(f) not in gone]
        kept.append(_without_line_numbers(left))
    return kept, hidden


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    text: str
    key: tuple[str, str, int]
    fragments: list[Fragment]
    gap: float
    outer: bool  # nothing but furniture stands between it and the edge


def _edge_rows(page: PdfPage) -> list[_Row]:
    lines = baselines(page.fragments)
    rows: list[_Row] = []
    zone = ZONE * (page.top - page.bottom)
    for kind, ordered in (("koptekst", lines), ("voettekst", lines[::-1])):
        for place, line in enumerate(ordered[:ROWS]):
            distance = page.top - line[0].y if kind == "koptekst" else line[0].y - page.bottom
            if distance > zone or len(lines) < 2:
                break
            inner = ordered[place + 1] if place + 1 < len(ordered) else line
            gap = abs(line[0].y - inner[0].y) / line[0].size
            text = " ".join(line_text(line).split())
            key = (kind, re.sub(r"\d+", "#", text), round(line[0].y / 6))
            rows.append(_Row(kind, text, key, line, gap, place == 0))
    return rows


def _without_line_numbers(found: list[Fragment]) -> list[Fragment]:
    """Transcripts may number their lines in the margin, every one or every fifth."""
    lines = baselines(found)
    starts = [_LINE_NUMBER.match(line[0].text) for line in lines]
    numbers = [int(start.group(1)) for start in starts if start]
    steps = [b - a for a, b in pairwise(numbers)]
    if len(numbers) < _LINE_NUMBERS or len(set(steps)) != 1 or steps[0] not in (1, 5, 10):
        return found
    if steps[0] == 1 and len(numbers) < _NEARLY_ALL * len(lines):
        return found  # a numbered list
    kept: list[Fragment] = []
    for line, start in zip(lines, starts, strict=True):
        if start is None:
            kept += line
            continue
        rest = line[0].text[start.end() :]
        kept += [replace(line[0], text=rest)] if rest else []
        kept += line[1:]
    return sorted(kept, key=lambda f: f.order)

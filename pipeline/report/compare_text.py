"""One comparison as lines for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from pipeline.domain.compared import Category, Number, Stand, Tabulation
from pipeline.report.compare_tables import notes
from pipeline.report.compare_words import Plural, caption, part_asked, share, size, standing

_LABEL, _COLUMN = 46, 24


def as_text(table: Tabulation, plural: Plural, caveat: str) -> list[str]:
    """Caption, heads, a row a theme, and what the signs mean. Columns that are left out as a whole
    are only named; `verborgen` stands in full."""
    kept = [at for at, one in enumerate(table.categories) if not one.left_out]
    heads = [table.categories[at] for at in kept]
    lines = [caption(table, plural)]
    lines += _wrapped("", [one.label for one in heads])
    lines += _wrapped("", [f"({size(one, table.unit)})" for one in heads])
    for theme, numbers in zip(table.themes, table.numbers, strict=True):
        cells = [_cell(numbers[at], table.categories[at]) for at in kept]
        lines += _wrapped("  " * theme.depth + theme.label, cells)
    return [*lines, *(note for note in notes(table) if "‹" not in note and "●" not in note), caveat]


def _cell(number: Number, category: Category) -> str:
    if number.stand is Stand.HIDDEN:
        return Stand.HIDDEN.value
    if number.stand is Stand.NOT_RAISED:
        return f"niet ingebracht (van {category.counting})"
    more = share(number.share) or part_asked(number, category)
    return " · ".join(text for text in (standing(number, category), more) if text)


def _wrapped(label: str, cells: Sequence[str]) -> Iterator[str]:
    """A row; what is too long for its column goes on on the next line."""
    indent = " " * (len(label) - len(label.lstrip()))
    first = textwrap.wrap(label, _LABEL - 2, subsequent_indent=f"{indent}  ") or [""]
    columns = [first, *(textwrap.wrap(cell, _COLUMN - 2) or [""] for cell in cells)]
    for at in range(max(len(column) for column in columns)):
        parts = [column[at] if at < len(column) else "" for column in columns]
        widths = [_LABEL, *([_COLUMN] * len(cells))]
        line = "".join(part.ljust(width) for part, width in zip(parts, widths, strict=True))
        yield line.rstrip()

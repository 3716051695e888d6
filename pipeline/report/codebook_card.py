"""One code as it stands in the Word document of a codebook: a heading, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.report import codebook_sentences as say
from pipeline.report.codebook_entries import Entry
from pipeline.report.codebook_word_parts import cm, grey, line, link, pt
from pipeline.report.word_fields import bookmark_name, bookmarked
from pipeline.report.word_parts import keep_whole, keep_with_next, line_above
from pipeline.report.words import Names

_LABEL, _TEXT = 3.0, 13.4
"""Centimetres: the names of the parts stand left, what they say right."""
_ARROW = "→\u00a0"
Part = tuple[tuple[str, str], ...]
"""Pieces of a paragraph: text, and how it looks: '', 'grijs', 'citaat', or '#' and the id of the
code it leads to."""


def write_card(document: Any, entry: Entry, names: Names, number: int) -> None:
    """Adds a code at the end of the document; `number` is that of its bookmark."""
    heading = document.add_heading(level=min(entry.depth + 2, 4))
    run = heading.add_run(f"{entry.number}\u2002{entry.code.label}")._r
    for element in bookmarked(bookmark_name("code", entry.code.id), number, [run]):
        heading._p.append(element)
    if not entry.depth:
        line_above(heading, "1F3864")
    below = document.add_paragraph(style="Noot")
    below.add_run(say.about(entry, names)).font.color.rgb = grey()
    keep_with_next(below)
    rows = list(_rows(entry, names))
    table = document.add_table(rows=len(rows), cols=2)
    table.autofit = False
    cells = table._cells
    for at, (label, parts) in enumerate(rows):
        left, right = cells[2 * at], cells[2 * at + 1]
        left.width, right.width = cm(_LABEL), cm(_TEXT)
        _label(left.paragraphs[0], label)
        for place, part in enumerate(parts):
            paragraph = right.paragraphs[0] if place == 0 else right.add_paragraph()
            _dense(paragraph)
            _write(paragraph, part)
        keep_whole(table.rows[at])
        if at == 0:
            keep_with_next(left.paragraphs[0])
    for column, width in zip(table.columns, (_LABEL, _TEXT), strict=True):
        column.width = cm(width)
    line(document, 4)


def _rows(entry: Entry, names: Names) -> Iterator[tuple[str, Sequence[Part]]]:
    """What stands left, and the paragraphs beside it; nothing is said of what there is not."""
    code = entry.code
    yield "Definitie", [((code.definition, ""),)]
    yield "Wanneer wel", [((code.use, ""),)]
    if entry.instead:
        yield (
            "Wanneer niet",
            [
                (
                    (f"Als {one.when} ", ""),
                    (_ARROW, "grijs"),
                    (f"{one.number} {one.label}", f"#{one.code}"),
                )
                for one in entry.instead
            ],
        )
    if code.examples:
        yield (
            say.INVENTED,
            [
                ((f"{names[e.actor].attribution}: ", "grijs"), (e.text, ""))
                for e in code.examples
                if e.actor in names
            ],
        )
    if code.keywords:
        yield "Trefwoorden", [((", ".join(code.keywords), "grijs"),)]
    if entry.counts:
        counts = "; ".join(say.counted(count, names) for count in entry.counts)
        yield "Respondenten", [((f"{counts}. ", ""), (say.codings(entry), "grijs"))]
    if entry.passages:
        yield (
            say.PASSAGES,
            [
                (
                    (f"“{passage.text.replace(chr(34), '’')}”", "citaat"),
                    (f"\u00a0— {passage.attribution.replace(' ', chr(160))}", "grijs"),
                )
                for passage in entry.passages
            ],
        )


def _write(paragraph: Any, part: Part) -> None:
    for text, look in part:
        if look.startswith("#"):
            link(paragraph, look[1:], text)
            continue
        run = paragraph.add_run(text)
        run.font.size, run.italic = pt(9.5), look == "citaat"
        if look == "grijs":
            run.font.color.rgb = grey()


def _label(paragraph: Any, text: str) -> None:
    _dense(paragraph)
    run = paragraph.add_run(text)
    run.bold, run.font.size, run.font.color.rgb = True, pt(8.5), grey()


def _dense(paragraph: Any) -> None:
    paragraph.paragraph_format.space_after = pt(2.5)
    paragraph.paragraph_format.line_spacing = 1.05

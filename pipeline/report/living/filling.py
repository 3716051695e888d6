"""An author's document → the report: every tag filled in, every other word left as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.report.living.tags import Misfit, set_misfits_apart
from pipeline.report.living.texts import (
    keep_notes,
    notes_of,
    paragraphs,
    parts_with_text,
    replace_with,
    show_again,
    text_of,
)
from pipeline.report.living.vocabulary import CLOSE, OPEN, Line, Placed, Vocabulary
from pipeline.report.word_blocks import BlockWriter
from pipeline.report.word_fields import bookmarked, next_bookmark, number_fields
from pipeline.report.word_parts import field_element
from pipeline.report.word_styles import add_missing_styles

_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of a template: how many tags were filled in, and which could not be."""

    tags: int
    misfits: tuple[Misfit, ...]


def fill(template: Path, target: Path, vocabulary: Vocabulary, figures: Path) -> Filled:
    """Fills in a template.

    Words, styles, comments, notes and pictures of the author stay; a tag that cannot be filled in
    stays too, as it was written and marked.

    Args:
        figures: the folder that holds `<name>.png` of every Picture.

    Raises:
        OSError, ValueError, KeyError, zipfile.BadZipFile: when it is no Word document.
    """
    from docx.opc.exceptions import OpcError
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

    class Template(DocxTemplate):  # type: ignore[misc]
        """Title and other properties are the author's: they are no template."""

        def render_properties(self, *_: Any, **__: Any) -> None: ...

    engine = SandboxedEnvironment(autoescape=True)
    source = Template(str(template))
    try:
        source.init_docx()
    except OpcError:
        raise ValueError("geen Word-document") from None
    document = source.docx
    notes = notes_of(document)
    roots = [*parts_with_text(document), *notes.values()]
    misfits = set_misfits_apart(roots, vocabulary, engine)
    keep_notes(notes)
    vocabulary.values.clear()
    if any("{{" in text_of(p) or "{%" in text_of(p) for root in roots for p in paragraphs(root)):
        source.render(vocabulary.context(), engine)
    notes = notes_of(document)
    roots = [*parts_with_text(document), *notes.values()]
    add_missing_styles(document)
    for root in roots:
        _place(document, root, vocabulary.values, figures)
        show_again(root)
    _point_out(document, misfits)
    number_fields(roots)
    keep_notes(notes)
    target.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(target))
    return Filled(len(vocabulary.values), tuple(misfits))


def _place(document: Any, root: Any, values: Sequence[Line | Placed], figures: Path) -> None:
    """Puts what each mark means in its place."""
    number = next_bookmark([document.element.body, root])
    for paragraph in list(paragraphs(root)):
        while match := _MARK.search(text_of(paragraph)):
            value = values[int(match[1])]
            if isinstance(value, Placed):
                number = _blocks(document, paragraph, value, figures, number)
                break
            runs = _words(value)
            if value.bookmark:
                runs, number = bookmarked(value.bookmark, number, runs), number + 1
            replace_with(paragraph, *match.span(), runs)


def _words(line: Line) -> list[Any]:
    if line.refers:
        return [field_element(f"REF {line.refers} \\h", line.text)]
    return [_run(line.text)]


def _run(text: str) -> Any:
    from docx.oxml import OxmlElement

    run, piece = OxmlElement("w:r"), OxmlElement("w:t")
    piece.text = text
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(piece)
    return run


def _blocks(document: Any, paragraph: Any, placed: Placed, figures: Path, number: int) -> int:
    """Writes blocks where a paragraph stood; returns the next number for a bookmark.

    What holds on to the paragraph (the start of a comment, a bookmark of the author) moves to the
    first of the blocks.
    """
    from docx.oxml.ns import qn

    body = document.element.body
    before = list(body)
    BlockWriter(document, figures).write(placed.blocks)
    made = [element for element in body if element not in before]
    if not any(element.tag == qn("w:p") for element in made):
        # A cell, and a document, end with a paragraph.
        document.add_paragraph()
        made = [element for element in body if element not in before]
    for element in made:
        paragraph.addprevious(element)
    kept = [child for child in paragraph if child.tag not in (qn("w:r"), qn("w:pPr"))]
    first = next(element for element in made if element.tag == qn("w:p"))
    at = 1 if first.find(qn("w:pPr")) is not None else 0
    number = next_bookmark([body])
    marks = bookmarked(placed.bookmark, number, []) if placed.bookmark else []
    for child in reversed([*kept, *marks]):
        first.insert(at, child)
    properties = paragraph.find(qn("w:pPr"))
    if properties is not None and properties.find(qn("w:sectPr")) is not None:
        # The last paragraph of a section carries the section's page set-up: keep it, empty.
        for child in list(paragraph):
            if child is not properties:
                paragraph.remove(child)
    else:
        paragraph.getparent().remove(paragraph)
    return next_bookmark([body])


def _point_out(document: Any, misfits: Sequence[Misfit]) -> None:
    """A comment of the program on each tag that could not be filled in."""
    from docx.text.paragraph import Paragraph

    if not misfits:
        return
    waiting = list(misfits)
    for element in paragraphs(document.element.body):
        own = [m for m in waiting if m.tag in text_of(element)]
        if not own:
            continue
        paragraph = Paragraph(element, document)
        if paragraph.runs:
            for misfit in own:
                said = f"Niet ingevuld: {misfit.why}{'' if misfit.why.endswith('?') else '.'}"
                comment = document.add_comment(paragraph.runs, said, author="oza", initials="oza")
                comment._comment_elm.set(_DATE, _MOMENT)
                waiting.remove(misfit)


_DATE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"
_MOMENT = f"{datetime(2025, 1, 1):%Y-%m-%dT%H:%M:%SZ}"
"""One fixed moment: the same inputs give the same bytes."""

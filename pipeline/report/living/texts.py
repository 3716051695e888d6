"""Paragraphs of a Word document as text, and changing a piece of one without touching the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

_EDGES = ("/header", "/footer")
_HIDDEN_BRACES = str.maketrans({"{": "\ue0f0", "}": "\ue0f1"})
_BRACES = str.maketrans({"\ue0f0": "{", "\ue0f1": "}"})


def parts_with_text(document: Any) -> list[Any]:
    """The XML roots of all that an author writes in but notes: body, headers, footers."""
    relations = document.part.rels.values()
    found = {r.target_part.partname: r.target_part for r in relations if r.reltype.endswith(_EDGES)}
    return [document.element.body, *(found[name].element for name in sorted(found))]


def notes_of(document: Any) -> dict[Any, Any]:
    """Part → XML root of the footnotes and endnotes. python-docx keeps these as bytes: `keep_notes`
    writes back what was changed."""
    from docx.oxml import parse_xml

    return {
        part: parse_xml(part.blob)
        for part in document.part.package.iter_parts()
        if part.content_type.endswith(("footnotes+xml", "endnotes+xml"))
    }


def keep_notes(notes: dict[Any, Any]) -> None:
    from lxml import etree

    for part, root in notes.items():
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def paragraphs(root: Any) -> Iterator[Any]:
    """Every paragraph element, also in tables and text boxes, in the order of the document."""
    from docx.oxml.ns import qn

    yield from root.iter(qn("w:p"))


def pieces(paragraph: Any) -> list[Any]:
    """The elements that hold the text of a paragraph; those of a text box in it are not its own."""
    from docx.oxml.ns import qn

    found = paragraph.iter(qn("w:t"))
    return [t for t in found if next(t.iterancestors(qn("w:p"))) is paragraph]


def text_of(paragraph: Any) -> str:
    return "".join(piece.text or "" for piece in pieces(paragraph))


def hide(paragraph: Any, start: int, end: int) -> None:
    """Makes braces in `[start, end)` something that no template reads; `show_again` undoes it."""
    rewrite(paragraph, start, end, _HIDDEN_BRACES)


def show_again(root: Any) -> None:
    """Gives braces that were hidden their own look again."""
    from docx.oxml.ns import qn

    for piece in root.iter(qn("w:t")):
        if piece.text:
            piece.text = piece.text.translate(_BRACES)


def replace_with(paragraph: Any, start: int, end: int, runs: Sequence[Any]) -> None:
    """Puts elements in the place of the text `[start, end)`; new runs get the look of the first
    run that is replaced, and all other text keeps its run.

    Args:
        runs: elements such as `w:r`, `w:fldSimple` or `w:bookmarkStart`.
    """
    from docx.oxml.ns import qn

    at, anchor = 0, None
    for piece in pieces(paragraph):
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        run = next(piece.iterancestors(qn("w:r")))
        after = deepcopy(run)
        _set(piece, text[:first])
        _drop_after(run, piece)
        _keep_from(after, list(run.iter()).index(piece), text[last:])
        if anchor is None:
            anchor = run
            look = run.find(qn("w:rPr"))
            for element in runs:
                _dress(element, look)
                anchor.addnext(element)
                anchor = element
        if _says_something(after):
            anchor.addnext(after)
            anchor = after
        if not _says_something(run):
            run.getparent().remove(run)


def _says_something(run: Any) -> bool:
    from docx.oxml.ns import qn

    return any(child.tag != qn("w:rPr") and (child.tag != qn("w:t") or child.text) for child in run)


def rewrite(paragraph: Any, start: int, end: int, table: dict[int, str]) -> None:
    """Changes letters within `[start, end)` for others, one for one."""
    at = 0
    for piece in pieces(paragraph):
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            _set(piece, text[:first] + text[first:last].translate(table) + text[last:])


def _set(piece: Any, text: str) -> None:
    piece.text = text
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _drop_after(run: Any, piece: Any) -> None:
    """Takes everything behind a piece out of its run."""
    for sibling in list(piece.itersiblings()):
        run.remove(sibling)


def _keep_from(run: Any, index: int, text: str) -> None:
    """Keeps of a copied run what stood behind a piece, and the end of the piece itself."""
    from docx.oxml.ns import qn

    piece = list(run.iter())[index]
    for sibling in list(piece.itersiblings(preceding=True)):
        if sibling.tag != qn("w:rPr"):
            run.remove(sibling)
    _set(piece, text)


def _dress(element: Any, look: Any) -> None:
    from docx.oxml.ns import qn

    if look is None:
        return
    for run in element.iter(qn("w:r")):
        if run.find(qn("w:rPr")) is None:
            run.insert(0, deepcopy(look))

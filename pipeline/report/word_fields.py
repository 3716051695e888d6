"""Numbers of tables and figures, and references to them, as Word's own fields.

Word numbers captions itself (`SEQ`) and follows references (`REF`) to a bookmark. What such a field
shows until Word updates it is written here, so that a reader of any program sees the right number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.domain.report import text_digest


def bookmark_name(kind: str, key: str) -> str:
    """The name of a bookmark: `oza_tabel_3f9a…`. Word allows forty letters, digits and _.

    Args:
        kind: what it marks, such as 'tabel', 'figuur' or 's' (a section).
    """
    return f"oza_{kind}_{text_digest(key)[:10]}"


def bookmarked(name: str, number: int, children: Iterable[Any]) -> list[Any]:
    """The elements between the start and the end of a bookmark; `number` is its own in the part."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    return [start, *children, end]


def next_bookmark(roots: Iterable[Any]) -> int:
    """A number for a bookmark that none in these parts has."""
    from docx.oxml.ns import qn

    taken = [
        int(found.get(qn("w:id"), "0"))
        for root in roots
        for found in root.iter(qn("w:bookmarkStart"))
        if found.get(qn("w:id"), "0").isdigit()
    ]
    return max(taken, default=0) + 1


def number_fields(roots: Sequence[Any]) -> None:
    """Writes what every `SEQ` and `REF` field shows, in the order of the document.

    Args:
        roots: the elements in which fields are looked for, the body first.
    """
    counts: Counter[str] = Counter()
    for root in roots:
        for instruction, shown in _fields(root):
            words = instruction.split()
            if len(words) > 1 and words[0] == "SEQ":
                reset = next((w[2:] for w in words if w.startswith("\\r")), "")
                counts[words[1]] = int(reset) if reset.isdigit() else counts[words[1]] + 1
                _show(shown, str(counts[words[1]]))
    named = {name: text for root in roots for name, text in _bookmarks(root)}
    for root in roots:
        for instruction, shown in _fields(root):
            words = instruction.split()
            if len(words) > 1 and words[0] == "REF" and words[1] in named:
                _show(shown, named[words[1]])


def _fields(root: Any) -> Iterator[tuple[str, list[Any]]]:
    """(instruction, the text elements that show the result) of every field, simple or complex."""
    from docx.oxml.ns import qn

    open_fields: list[tuple[list[str], list[Any], list[bool]]] = []
    for element in root.iter(qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
        if element.tag == qn("w:fldSimple"):
            yield str(element.get(qn("w:instr"))), list(element.iter(qn("w:t")))
        elif element.tag == qn("w:fldChar"):
            kind = element.get(qn("w:fldCharType"))
            if kind == "begin":
                open_fields.append(([], [], [False]))
            elif kind == "separate" and open_fields:
                open_fields[-1][2][0] = True
            elif kind == "end" and open_fields:
                instruction, shown, _ = open_fields.pop()
                yield "".join(instruction), shown
        elif open_fields:
            instruction, shown, after = open_fields[-1]
            if element.tag == qn("w:instrText"):
                instruction.append(element.text or "")
            elif after[0]:
                shown.append(element)


def _bookmarks(root: Any) -> Iterator[tuple[str, str]]:
    """(name, text) of the bookmarks that begin and end in one paragraph."""
    from docx.oxml.ns import qn

    for start in root.iter(qn("w:bookmarkStart")):
        text: list[str] = []
        number = start.get(qn("w:id"))
        for sibling in start.itersiblings():
            if sibling.tag == qn("w:bookmarkEnd") and sibling.get(qn("w:id")) == number:
                yield str(start.get(qn("w:name"))), "".join(text)
                break
            text += [found.text or "" for found in sibling.iter(qn("w:t"))]


def _show(elements: list[Any], text: str) -> None:
    for at, element in enumerate(elements):
        element.text = text if at == 0 else ""

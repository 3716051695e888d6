"""A REFI-QDA codebook (.qdc) → a list of codes (REFI-QDA Standard 1.5, 2019, `Codebook.xsd`).

ATLAS.ti, MAXQDA, NVivo, Quirkos and others write it. `codes_in` reads the `CodeBook` element, which
stands in a whole project as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from pipeline.domain.code_list import CodeList, CodeSet, ForeignCode
from pipeline.exchange.codebook_refusal import (
    MOST_CHARS,
    MOST_CODES,
    MOST_DEEP,
    checked_bytes,
    refuse,
)
from pipeline.exchange.refi.naming import unmarked

_NAMESPACE = "urn:QDA-XML:"


def read_qdc(path: Path) -> CodeList:
    """Reads a codebook.

    Raises:
        CodebookError: when it is no codebook of this kind, declares a DOCTYPE or entities, is too
            large or too deep, or holds a code without a name or with another's guid.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(checked_bytes(path), forbid_dtd=True)
    except DefusedXmlException:
        raise refuse(path, "het bestand verklaart een DOCTYPE of entiteiten") from None
    except (ParseError, UnicodeError, ValueError, LookupError):
        raise refuse(path, "het bestand is geen geldige XML") from None
    if _local(root) != "CodeBook" or not str(root.tag).startswith(("CodeBook", f"{{{_NAMESPACE}")):
        raise refuse(path, "dit is geen codeboek volgens REFI-QDA")
    return codes_in(root, path)


def codes_in(book: Element, path: Path) -> CodeList:
    """The codes and sets of a `CodeBook` element. Raises CodebookError as `read_qdc` does."""
    codes: list[ForeignCode] = []
    keys: set[str] = set()
    for element, parent, depth in _walk(book):
        number = len(codes) + 1
        name = _clean(element.get("name", ""))
        guid = element.get("guid", "").strip()
        key = guid or f"code {number}"
        if not name:
            raise refuse(path, f"code {number} heeft geen naam")
        if key in keys:
            raise refuse(path, f"code {number} heeft het guid van een andere code")
        if depth > MOST_DEEP or number > MOST_CODES:
            raise refuse(path, f"hoogstens {MOST_CODES} codes en {MOST_DEEP} niveaus")
        name, memo = unmarked(_memo(element), name)
        if len(memo) > MOST_CHARS:
            raise refuse(path, f"de omschrijving van code {number} is te lang")
        keys.add(key)
        # The key of a parent is that of the element, which was read before.
        element.set("oza-key", key)
        codes.append(
            ForeignCode(
                key=key,
                name=name,
                parent=parent.get("oza-key", "") if parent is not None else "",
                memo=memo,
                guid=guid,
                colour=element.get("color", ""),
                codable=element.get("isCodable", "true").strip() in ("true", "1"),
            )
        )
    if not codes:
        raise refuse(path, "er staat geen code in")
    links = any(_local(child) == "NoteRef" for child in book.iter())
    return CodeList(
        tuple(codes), tuple(_sets(book, keys)), ignored=("verwijzingen naar memo’s",) * links
    )


def _walk(book: Element) -> Iterator[tuple[Element, Element | None, int]]:
    """Every code with the one above it and its depth, from 1, in the order of the file."""
    top = [code for codes in book if _local(codes) == "Codes" for code in codes]
    waiting: list[tuple[Element, Element | None, int]] = [
        (code, None, 1) for code in reversed(top) if _local(code) == "Code"
    ]
    while waiting:
        element, parent, depth = waiting.pop()
        yield element, parent, depth
        below = [child for child in element if _local(child) == "Code"]
        waiting += [(child, element, depth + 1) for child in reversed(below)]


def _sets(book: Element, keys: set[str]) -> Iterator[CodeSet]:
    """Sets by the codes in them; members that are no code are left out."""
    for sets in (part for part in book if _local(part) == "Sets"):
        for one in (part for part in sets if _local(part) == "Set"):
            # A codebook says `guid` where a project says `targetGUID`; programs mix the two.
            named = [m for m in one if _local(m) == "MemberCode"]
            members = [m.get("targetGUID", "") or m.get("guid", "") for m in named]
            yield CodeSet(
                _clean(one.get("name", "")) or "zonder naam",
                tuple(member for member in members if member in keys),
                _memo(one),
                one.get("guid", ""),
            )


def _memo(element: Element) -> str:
    texts = ("".join(child.itertext()) for child in element if _local(child) == "Description")
    return _clean("\n".join(texts))


def _clean(text: str) -> str:
    return "".join(s for s in text if s.isprintable() or s.isspace()).strip()


def _local(element: Any) -> str:
    """The name of an element without its namespace; '' for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""

"""What a .docx carries out of sight: comments, headers, properties and names of authors."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from pipeline.text.readers.package import Package, all_text, attribute, local

Found = list[tuple[str, str]]
Parts = dict[str, list[str]]

_AUTHORS = frozenset({"creator", "lastModifiedBy", "Manager"})
_TEXTS = frozenset(
    {"title", "subject", "keywords", "description", "category", "contentStatus", "Company"}
)
_PAGE_NUMBER = re.compile(r"[\W\d]*(?:(?:pagina|page|van|of|blz)[\W\d]*)*", re.IGNORECASE)


def parts_by_type(package: Package) -> Parts:
    """Part names by the last word of their content type: 'main', 'footnotes', 'header', ...

    The document is not always `word/document.xml`, so the table of contents is what counts.
    """
    parts: Parts = {}
    root = package.xml("[Content_Types].xml")
    for node in root if root is not None else ():
        kind = attribute(node, "ContentType").removesuffix("+xml").split(".")[-1]
        name = attribute(node, "PartName").lstrip("/")
        if local(node) == "Override" and name in package.names:
            parts.setdefault(kind, []).append(name)
    return parts


def hidden_of(package: Package, parts: Parts, lines_of: Callable[[Element], list[str]]) -> Found:
    """Hidden texts of everything but the body; `lines_of` gives the paragraphs of a part."""
    found: Found = []
    for kind, name in (("koptekst", "header"), ("voettekst", "footer")):
        for part in parts.get(name, []):
            root = package.xml(part)
            texts = lines_of(root) if root is not None else []
            found += [(kind, text) for text in texts if not _PAGE_NUMBER.fullmatch(text)]
    for part in parts.get("comments", []):
        root = package.xml(part)
        for node in root if root is not None else ():
            found.append(("auteur", attribute(node, "author")))
            found.append(("opmerking", " ".join(lines_of(node))))
    found += _people(package, parts)
    found += _properties(package, parts)
    return found + _links(package)


def _people(package: Package, parts: Parts) -> Found:
    found: Found = []
    for part in parts.get("people", []):
        root = package.xml(part)
        for node in root.iter() if root is not None else ():
            for name in ("author", "userId"):
                found.append(("auteur", attribute(node, name)))
    return found


def _properties(package: Package, parts: Parts) -> Found:
    found: Found = []
    for kind in ("core-properties", "extended-properties"):
        for part in parts.get(kind, []):
            root = package.xml(part)
            for node in root if root is not None else ():
                if local(node) in _AUTHORS:
                    found.append(("auteur", all_text(node)))
                elif local(node) in _TEXTS:
                    found.append(("eigenschap", all_text(node)))
    for part in parts.get("custom-properties", []):
        root = package.xml(part)
        found += [("eigenschap", all_text(node)) for node in (() if root is None else root)]
    return found


def _links(package: Package) -> Found:
    """Where links lead: an e-mail address or a personal page may stand behind a plain word."""
    found: Found = []
    for name in package.names:
        if name.startswith("word/_rels/") and name.endswith(".rels"):
            root = package.xml(name)
            for node in root if root is not None else ():
                outside = attribute(node, "TargetMode") == "External"
                if outside and attribute(node, "Type").endswith("/hyperlink"):
                    found.append(("eigenschap", attribute(node, "Target")))
    return found

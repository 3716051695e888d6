"""What an .odt carries out of sight: annotations, tracked deletions, headers and properties."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pipeline.text.readers.package import all_text, local

Found = list[tuple[str, str]]

_AUTHORS = frozenset({"creator", "initial-creator", "printed-by", "sender-initials"})
_TEXTS = frozenset({"title", "subject", "description", "keyword", "user-defined"})
_RUNNING = {"header": "koptekst", "footer": "voettekst"}


def annotation(node: Element) -> Found:
    """A comment in the margin, with who made it."""
    found: Found = []
    words: list[str] = []
    for part in node:
        if local(part) in _AUTHORS or local(part) == "creator-initials":
            found.append(("auteur", all_text(part)))
        elif local(part) in ("p", "list"):
            words.append(all_text(part))
    return [*found, ("opmerking", " ".join(words))]


def tracked(text: Element) -> Found:
    """Deleted text and the names of those who changed something."""
    found: Found = []
    for changes in (node for node in text.iter() if local(node) == "tracked-changes"):
        for node in changes.iter():
            if local(node) == "creator":
                found.append(("auteur", all_text(node)))
            elif local(node) == "deletion":
                words = (all_text(part) for part in node if local(part) != "change-info")
                found.append(("verwijderd", " ".join(words)))
    return found


def header_lines(styling: Element | None) -> Found:
    """Headers and footers of all page styles, without page numbers."""
    found: Found = []
    for node in styling.iter() if styling is not None else ():
        kind = next((k for name, k in _RUNNING.items() if local(node).startswith(name)), "")
        if kind and local(node) in ("header", "footer", *_VARIANTS):
            lines = (all_text(part) for part in node)
            found += [(kind, line) for line in lines if any(c.isalpha() for c in line)]
    return found


_VARIANTS = tuple(f"{name}-{side}" for name in _RUNNING for side in ("left", "first"))


def properties(meta: Element | None) -> Found:
    """meta.xml: who made, changed and printed it, and what they called it."""
    found: Found = []
    for node in meta.iter() if meta is not None else ():
        if local(node) in _AUTHORS:
            found.append(("auteur", all_text(node)))
        elif local(node) in _TEXTS:
            found.append(("eigenschap", all_text(node)))
    return found

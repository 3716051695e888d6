"""The held-out texts as Word documents, and what a check of them found."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Found:
    """Planted errors that got a comment, those that got none, and comments on anything else."""

    found: frozenset[str]
    missed: frozenset[str]
    false_alarms: tuple[str, ...]


def write_text(name: str, path: Path) -> dict[str, Any]:
    """Writes `<name>.toml` as a document with the study's headings; returns what it holds."""
    import docx

    data = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    document = docx.Document()
    above: tuple[str, str] = ("", "")
    for paragraph in data["paragraphs"]:
        heading = f"{paragraph['number']} {paragraph['heading']}"
        part = paragraph.get("part", "")
        if heading != above[0]:
            document.add_heading(heading, 3)
        if part and (heading, part) != above:
            document.add_heading(part, 4)
        above = (heading, part)
        document.add_paragraph(paragraph["text"])
    document.save(str(path))
    return data


def found_in(path: Path, data: dict[str, Any]) -> Found:
    """Holds the comments of a checked copy against the planted errors."""
    wrong = {claim["id"]: claim["words"] for claim in data["claims"] if not claim["true"]}
    found: set[str] = set()
    false_alarms = []
    for paragraph, span in _commented(path):
        hit = [
            id_
            for id_, words in wrong.items()
            if words in paragraph and (words in span or span in words or words[:25] in span)
        ]
        found.update(hit[:1])
        if not hit:
            false_alarms.append(span)
    return Found(frozenset(found), frozenset(wrong) - found, tuple(false_alarms))


def _commented(path: Path) -> list[tuple[str, str]]:
    """(text of the paragraph, words commented on) for every comment in the body."""
    import docx
    from docx.oxml.ns import qn

    spans = []
    for paragraph in docx.Document(str(path)).paragraphs:
        running: dict[str, str] = {}
        for element in paragraph._p.iter():
            if element.tag == qn("w:commentRangeStart"):
                running[element.get(qn("w:id"))] = ""
            elif element.tag == qn("w:commentRangeEnd"):
                spans.append((paragraph.text, running.pop(element.get(qn("w:id")), "")))
            elif element.tag == qn("w:t"):
                running = {id_: said + (element.text or "") for id_, said in running.items()}
    return spans

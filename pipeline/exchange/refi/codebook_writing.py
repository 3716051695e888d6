"""Codes and their sets → a codebook of its own (.qdc; REFI-QDA 1.0, `Codebook.xsd`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.domain.project import Project
from pipeline.exchange.refi.code_elements import code_elements
from pipeline.exchange.refi.counting import OURS
from pipeline.exchange.refi.elements import DECLARATION, attributes, element
from pipeline.exchange.refi.written_names import names_of_codes

NAMESPACE = "urn:QDA-XML:codebook:1.0"


def write_codebook(project: Project, path: Path) -> None:
    """Writes the codes of a project, whole or not at all; its memos, sources and people stay home.

    Raises:
        ValueError: for a project without codes, which the standard does not know as a codebook.
        OSError: when the file cannot be written; what stood there still stands.
    """
    if not project.codes:
        raise ValueError("een codeboek heeft codes")
    part = path.with_name(f".{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with part.open("wb") as file:
            file.writelines(piece.encode("utf-8") for piece in _pieces(project))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _pieces(project: Project) -> Iterator[str]:
    yield f"{DECLARATION}<CodeBook{attributes(xmlns=NAMESPACE, origin=OURS)}>\n<Codes>\n"
    yield from code_elements(project.codes, names_of_codes(project.codes), with_notes=False)
    yield "</Codes>\n"
    groups = [group for group in project.sets if group.codes]
    if groups:
        yield "<Sets>\n"
    for group in groups:
        # In a codebook members are named by `guid`; in a project by `targetGUID`.
        members = "".join(f"<MemberCode{attributes(guid=code)}/>" for code in group.codes)
        yield f"<Set{attributes(guid=group.guid, name=group.name)}>"
        yield f"{element('Description', group.description)}{members}</Set>\n"
    if groups:
        yield "</Sets>\n"
    yield "</CodeBook>\n"

"""The files of a study that is made for a project of another program: its codes as our codebook,
with settings and wording of a study that is there."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.config.chapters_text import chapters_text
from pipeline.config.codebook_text import codebook_text
from pipeline.config.study import Study, read_settings, read_study
from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.project import Project
from pipeline.domain.project_values import name_of
from pipeline.errors import Place, WorkbookError
from pipeline.exchange.mapping import OUT, ProjectMap, code_keys
from pipeline.exchange.mapping_sheet import CODES
from pipeline.exchange.project_codes import OwnCodes
from pipeline.exchange.project_words import described

_FIRST_VERSION = "0.1.0"
"""Below 1: a list of names is no codebook yet."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEADING = """\
Het codeboek van de studie '{study}', overgenomen uit een project van een ander programma.
Codes met 'draft: true' zijn nog niet af: 'oza codebook check' noemt wat eraan ontbreekt. Haal die
regel weg als een code af is. Voorbeelden zijn verzonnen; citaten van deelnemers horen hier niet."""


def new_book(
    name: str, source: Path, project: Project, own: OwnCodes, said: ProjectMap
) -> tuple[dict[str, bytes], Study]:
    """File name → content below `codebook/<name>/`, and the study as it then reads.

    Args:
        source: folder of the study that settings and wording come from.

    Raises:
        WorkbookError: for ids in the sheet that cannot be those of codes.
        StudyError: when the source, or what is made, does not read.
    """
    question, version, invented = described(project.description)
    version = version or _FIRST_VERSION
    codes = _codes(project, own, said)
    heading = _HEADING.format(study=name)
    files = {
        "study.toml": _settings(source, name, project.name, question, invented=invented),
        "wording.toml": (source / "wording.toml").read_text(encoding="utf-8"),
        "codes.yaml": codebook_text(name, version, codes, heading),
        "chapters.toml": chapters_text(Codebook(name, version, codes)),
    }
    made = {file: text.encode("utf-8") for file, text in files.items()}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / name
        folder.mkdir()
        for file, content in made.items():
            (folder / file).write_bytes(content)
        return made, read_study(folder)


def _codes(project: Project, own: OwnCodes, said: ProjectMap) -> tuple[Code, ...]:
    """The codes under the ids of the sheet; those that are left out hand their place in the tree
    to the code above them, and of two that are made one the first says what it is."""
    keys, rows = code_keys(project), {row.key: row.code for row in said.codes}
    ids = {guid: rows[keys[guid]] for guid in own.codes}
    for id_ in set(ids.values()) - {OUT}:
        if not _SLUG.fullmatch(id_):
            raise _refuse(f"'{id_}' kan geen id van een code zijn", "kleine letters, cijfers en -")
    guids = {code.id: guid for guid, code in own.codes.items()}
    renamed = {code.id: ids[guid] for guid, code in own.codes.items()}
    found: dict[str, Code] = {}
    for guid, code in own.codes.items():
        if ids[guid] == OUT or ids[guid] in found:
            continue
        avoid = tuple(
            replace(one, code=renamed[one.code])
            for one in code.avoid
            if renamed[one.code] not in (OUT, ids[guid])
        )
        above = _above(code, own.codes, guids, ids)
        found[ids[guid]] = replace(code, id=ids[guid], parent=above, avoid=avoid)
    if not found:
        raise _refuse("zo blijft er geen code over", "geef ten minste één code een id")
    try:
        Codebook("", _FIRST_VERSION, tuple(found.values()))
    except ValueError as problem:
        raise _refuse(str(problem), "verander de ids in de kolom 'wordt'") from None
    return tuple(found.values())


def _above(
    code: Code, codes: Mapping[str, Code], guids: Mapping[str, str], ids: Mapping[str, str]
) -> str:
    parent = code.parent
    while parent and ids[guids[parent]] in (OUT, ids[guids[code.id]]):
        parent = codes[guids[parent]].parent
    return ids[guids[parent]] if parent else ""


def _refuse(what: str, remedy: str) -> WorkbookError:
    return WorkbookError(what, place=Place("koppeling", sheet=CODES), remedy=remedy)


def _settings(source: Path, name: str, title: str, question: str, *, invented: bool) -> str:
    """study.toml of another study under a name, title and question of its own."""
    path = source / "study.toml"
    read_settings(path)
    text = path.read_text(encoding="utf-8")
    own: Sequence[tuple[str, str]] = (
        ("name", json.dumps(name)),
        ("title", json.dumps(name_of(title), ensure_ascii=False)),
        ("question", json.dumps(name_of(question), ensure_ascii=False)),
        ("demonstration", "true" if invented else "false"),
    )
    for key, value in own:
        lines = re.split(rf"(?m)^{key} = .*$", text, maxsplit=1)
        text = f"{key} = {value}".join(lines)
    return text

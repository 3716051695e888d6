"""Writing in codes.yaml: nothing of it is lost, and nothing is written that does not read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.config.chapters_text import with_code_in_section
from pipeline.config.codebook_text import with_entry
from pipeline.config.study import Study, read_study
from pipeline.config.version_files import FILE, FROZEN, UTTERANCES, VERSIONS
from pipeline.domain.codebook import Code, Codebook
from pipeline.errors import CodebookError, Place, StudyError
from pipeline.store.files import write_bytes
from pipeline.store.layout import Layout
from pipeline.store.ledger_lines import locked

_FILES = ("study.toml", *FROZEN, UTTERANCES, FILE)
_BY_HAND = "zet de code er zelf in, met een tekstprogramma"


def add_code(layout: Layout, code: Code, section: str = "") -> Study:
    """Puts a code into codes.yaml, after the last code below its parent; returns the study as it
    reads then. The version stays: that is a decision of its own.

    Args:
        section: number or heading of the section that is to present the code, where none does yet
            because of its parent.

    Raises:
        CodebookError: when the id is taken, or the file is laid out so that nothing can be put
            between its lines.
        StudyError: when the study would not read with the code in it; all stays as it was.
    """
    path = layout.study_folder / "codes.yaml"
    with locked(path):
        before = read_study(layout.study_folder).codebook
        _refuse_unfit(layout, before, code)
        changed = {path.name: _inserted(layout, path.name, lambda t: with_entry(t, before, code))}
        if section:
            name = "chapters.toml"
            changed[name] = _inserted(
                layout, name, lambda t: with_code_in_section(t, section, code.id)
            )
        study = _as_it_would_read(layout, changed)
        others = tuple(own for own in study.codebook if own.id != code.id)
        if others != before.codes or study.codebook[code.id] != code:
            raise CodebookError(
                "de code zou anders in het bestand komen dan u haar opgaf",
                place=Place(layout.relative(path)),
                remedy=_BY_HAND,
            )
        for name, content in changed.items():
            write_bytes(layout.study_folder / name, content)
    return study


def _refuse_unfit(layout: Layout, book: Codebook, code: Code) -> None:
    place = Place(layout.relative(layout.study_folder / "codes.yaml"))
    if code.id in book:
        raise CodebookError(
            f"er is al een code '{code.id}'",
            place=place,
            remedy="kies een andere --id, of voeg het voorstel met die code samen",
        )
    if code.parent and code.parent not in book:
        raise CodebookError(f"er is geen code '{code.parent}'", place=place)


def _inserted(layout: Layout, name: str, insert: Callable[[str], str]) -> bytes:
    """The bytes of a file with something put in."""
    path = layout.study_folder / name
    try:
        return insert(path.read_bytes().decode("utf-8")).encode("utf-8")
    except ValueError as problem:
        raise CodebookError(
            str(problem), place=Place(layout.relative(path)), remedy=_BY_HAND
        ) from None


def _as_it_would_read(layout: Layout, changed: Mapping[str, bytes]) -> Study:
    """The study with other files, read from a copy.

    Raises:
        StudyError: at the place where the real file would be wrong.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / layout.study
        folder.mkdir()
        for name in _FILES:
            if (layout.study_folder / name).exists():
                shutil.copyfile(layout.study_folder / name, folder / name)
        if (layout.study_folder / VERSIONS).exists():
            shutil.copytree(layout.study_folder / VERSIONS, folder / VERSIONS)
        for name, content in changed.items():
            (folder / name).write_bytes(content)
        try:
            return read_study(folder)
        except StudyError as problem:
            if problem.place is None:
                raise
            real = layout.relative(layout.study_folder / Path(problem.place.file).name)
            place = replace(problem.place, file=real)
            raise type(problem)(problem.what, place=place, remedy=problem.remedy) from None

"""Freezing a version of the codebook, and changing several of its files together.

A version is made beside its place and renamed into it, so that it is there whole or not at all.
Files that change together are first written beside, all of them, and then take their places; who
is killed in between finds the rest done by `finish`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.config.study import Study, read_study
from pipeline.config.version_files import (
    FILE,
    FROZEN,
    UTTERANCES,
    VERSIONS,
    frozen_versions,
    utterances_of,
)
from pipeline.errors import CodebookError, Place, StudyError
from pipeline.store.files import write_bytes, write_text
from pipeline.store.ledger_lines import locked

CHANGING = ".wijziging"
_ALL = "alles"


def freeze(folder: Path, version: str, migration: str = "") -> Path:
    """Makes `versions/<version>/` of the working files, and removes the draft.

    Args:
        folder: of the study.
        migration: the text of migration.yaml; none for the first version.

    Raises:
        CodebookError: when the version is there already.
    """
    place = folder / VERSIONS / version
    if place.exists():
        raise CodebookError(
            f"versie {version} is al vastgelegd",
            place=Place.of(place),
            remedy="een vastgelegde versie verandert niet: geef de volgende een hoger nummer",
        )
    part = place.with_name(f".{version}.part")
    shutil.rmtree(part, ignore_errors=True)
    for name in FROZEN:
        write_bytes(part / name, (folder / name).read_bytes())
    if migration:
        write_text(part / FILE, migration)
    _freeze_utterances(folder, part)
    part.rename(place)
    _to_disk(place.parent)
    (folder / FILE).unlink(missing_ok=True)
    return place


def changed_since_frozen(folder: Path, version: str) -> list[str]:
    """The names of the working files that are not what they were when this version was frozen.

    What codes may sound like is none of them: it says nothing about what codes mean.
    """
    return [
        name
        for name in FROZEN
        if (folder / name).read_bytes() != (folder / VERSIONS / version / name).read_bytes()
    ]


def as_it_would_read(folder: Path, files: Mapping[str, bytes]) -> Study:
    """The study with other files, read from a copy.

    Raises:
        StudyError: at the place where the real file would be wrong.
    """
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / folder.name
        copy.mkdir()
        for path in (*folder.glob("*.yaml"), *folder.glob("*.toml")):
            shutil.copyfile(path, copy / path.name)
        if (folder / VERSIONS).is_dir():
            shutil.copytree(folder / VERSIONS, copy / VERSIONS)
        for name, content in files.items():
            (copy / name).write_bytes(content)
        try:
            return read_study(copy)
        except StudyError as problem:
            if problem.place is None:
                raise
            inside = Path(problem.place.file).relative_to(copy)
            place = replace(problem.place, file=Place.of(folder / inside).file)
            raise type(problem)(problem.what, place=place, remedy=problem.remedy) from None


def replace_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Puts all files in place, or, killed before they were all written, none of them."""
    waiting = folder / CHANGING
    with locked(folder / "codes.yaml"):
        shutil.rmtree(waiting, ignore_errors=True)
        for name, content in files.items():
            write_bytes(waiting / name, content)
        write_text(waiting / _ALL, "")
        _to_disk(waiting)
        _finish(folder)


def finish(folder: Path) -> None:
    """Does the rest of a change that was killed; what was not written whole is thrown away.

    Raises:
        LedgerError: when another command goes on changing for 30 seconds.
    """
    if (folder / CHANGING).is_dir():
        with locked(folder / "codes.yaml"):
            _finish(folder)


def _finish(folder: Path) -> None:
    waiting = folder / CHANGING
    if not waiting.is_dir():
        return
    if (waiting / _ALL).exists():
        for path in sorted(waiting.iterdir()):
            if path.name != _ALL:
                path.replace(folder / path.name)
        _to_disk(folder)
    shutil.rmtree(waiting)


def _freeze_utterances(folder: Path, part: Path) -> None:
    """Only where they differ from those of the last version: they are long."""
    working = folder / UTTERANCES
    now = working.read_bytes() if working.exists() else b""
    last = frozen_versions(folder)[-1:]
    path = utterances_of(folder, last[0]) if last else None
    before = path.read_bytes() if path is not None and path.exists() else b""
    if now != before:
        write_bytes(part / UTTERANCES, now or b"{}\n")


def _to_disk(folder: Path) -> None:
    """Makes sure that what was renamed in a folder stays so when the power fails."""
    if os.name == "nt":
        return  # a folder cannot be opened there
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

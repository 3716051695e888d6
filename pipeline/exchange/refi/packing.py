"""Writing an archive of which the same content gives the same bytes, whole or not at all."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip knows; the moment of writing is no part of the content."""
_UNIX = 3
_MODE = 0o100644 << 16
_BLOCK = 1 << 20


class Packer:
    """Adds members to an archive, in the order in which they come."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def add(self, name: str, pieces: Iterable[str]) -> None:
        """One member in UTF-8, written as it is made: it never stands in memory as a whole."""
        with self._archive.open(_member(name), "w") as stream:
            waiting: list[str] = []
            size = 0
            for piece in pieces:
                waiting.append(piece)
                size += len(piece)
                if size >= _BLOCK:
                    stream.write("".join(waiting).encode("utf-8"))
                    waiting, size = [], 0
            stream.write("".join(waiting).encode("utf-8"))


@contextmanager
def packing(path: Path) -> Iterator[Packer]:
    """An archive beside `path`, which takes its place when all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            yield Packer(archive)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = _UNIX
    member.external_attr = _MODE
    return member

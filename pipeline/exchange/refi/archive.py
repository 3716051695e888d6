"""The archive that a .qdpx is, read in place: nothing of it is ever unpacked to disk.

Programs call the folder of texts `sources` or `Sources`, put everything one folder deeper, name the
project as they like and use backslashes; all of that is read. What no program writes, a path out of
the archive, a link, a bomb, two files of one name, is refused.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.exchange.refi.refusal import (
    MOST_FILES,
    MOST_RATIO,
    MOST_TEXT,
    MOST_TEXTS,
    MOST_XML,
    RATIO_FROM,
    refuse,
    too_much,
)

_SCHEME = re.compile(r"([a-z]+):(?://)?(.*)", re.IGNORECASE | re.DOTALL)
_DRIVE = re.compile(r"[a-z]:", re.IGNORECASE)
_DAMAGED = (zipfile.BadZipFile, EOFError, NotImplementedError, zlib.error)


class Archive:
    """An open project: its XML, and its texts by the paths that the XML gives them."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self._read = 0
        files = [info for info in archive.infolist() if not info.is_dir()]
        _check(path, files)
        self._project = _only_project(path, files)
        self._named: dict[str, list[zipfile.ZipInfo]] = {}
        for info in files:
            self._named.setdefault(_parts(info.filename)[-1].casefold(), []).append(info)

    @contextmanager
    def project(self) -> Iterator[IO[bytes]]:
        """The XML of the project, as a stream of bytes."""
        _check_size(self.path, self._project, MOST_XML)
        with self._archive.open(self._project) as stream:
            yield stream

    def text(self, reference: str) -> bytes | None:
        """The bytes of a text by its path in the XML, such as `internal://….txt`.

        None for what is not in the archive, lies outside it, or could be one of several files.
        """
        name = _internal(reference)
        found = self._named.get(name.casefold(), []) if name else []
        exact = [info for info in found if _parts(info.filename)[-1] == name]
        chosen = exact if len(exact) == 1 else found
        if len(chosen) != 1:
            return None
        info = chosen[0]
        _check_size(self.path, info, MOST_TEXT)
        self._read += info.file_size
        if self._read > MOST_TEXTS:
            raise too_much(self.path, f"de teksten zijn samen meer dan {MOST_TEXTS} bytes")
        return self._archive.read(info)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Opens a project.

    `zipfile` never reads past the size that the table of contents declares, so an archive that
    lies about its sizes ends in a checksum error, not in memory.

    Raises:
        CorpusError: missing, damaged, encrypted, hostile, or without exactly one `.qde`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield Archive(path, archive)
    except FileNotFoundError:
        raise refuse(path, "het bestand bestaat niet", "controleer de naam en de map") from None
    except _DAMAGED:
        raise refuse(path, "het bestand is beschadigd, of geen REFI-QDA-project") from None


def _check(path: Path, files: list[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & 1 for info in files):
        raise refuse(path, "het bestand is versleuteld", "exporteer het zonder wachtwoord")
    if len(files) > MOST_FILES:
        raise too_much(path, f"er zitten meer dan {MOST_FILES} bestanden in")
    if len({info.filename for info in files}) != len(files):
        raise too_much(path, "er zitten twee bestanden met dezelfde naam in")
    for info in files:
        parts = _parts(info.filename)
        if not parts[0] or _DRIVE.match(parts[0]) or ".." in parts or "\0" in info.filename:
            raise too_much(path, "het bestand wijst naar een map buiten zichzelf")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise too_much(path, "er zit een koppeling naar een ander bestand in")


def _only_project(path: Path, files: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    found = [
        info
        for info in files
        if info.filename.casefold().endswith(".qde")
        # What macOS keeps beside each file has its name as well.
        and not _parts(info.filename)[-1].startswith("._")
    ]
    if len(found) != 1:
        what = "geen" if not found else "meer dan één"
        raise refuse(path, f"er zit {what} project (.qde) in")
    return found[0]


def _check_size(path: Path, info: zipfile.ZipInfo, most: int) -> None:
    if info.file_size > most:
        raise too_much(path, f"een onderdeel is uitgepakt groter dan {most} bytes")
    if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1):
        raise too_much(path, "een onderdeel pakt uit tot meer dan is toegestaan (zipbom?)")


def _internal(reference: str) -> str:
    """The name of a file within the archive; '' for a place outside it."""
    scheme = _SCHEME.fullmatch(reference.strip())
    if scheme and scheme[1].casefold() != "internal":
        return ""
    rest = scheme[2] if scheme else reference.strip()
    parts = _parts(rest.removeprefix("/") if scheme else rest)
    return "" if not all(parts) or ".." in parts else parts[-1]


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")

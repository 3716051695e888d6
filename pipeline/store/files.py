"""Writing so that a killed run leaves nothing half-written: beside, then renamed."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import Place, StoreError

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def write_bytes(path: Path, content: bytes, *, private: bool = False) -> None:
    """Writes a whole file or nothing; `private` makes it readable for its owner only."""
    _write(path, (content,), private)


def write_pieces(path: Path, pieces: Iterable[str], *, private: bool = False) -> None:
    """The same of text that is never whole in memory."""
    _write(path, (piece.encode("utf-8") for piece in pieces), private)


def _write(path: Path, pieces: Iterable[bytes], private: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    mode = 0o600 if private else 0o644
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())
    if private:
        part.chmod(0o600)
    part.replace(path)


def write_text(path: Path, content: str, *, private: bool = False) -> None:
    write_bytes(path, content.encode("utf-8"), private=private)


def write_json(path: Path, content: Any, *, private: bool = False) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    write_text(path, text + "\n", private=private)


def read_json(path: Path) -> Any:
    """Raises StoreError when the file is missing or damaged."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StoreError("het bestand ontbreekt", place=Place.of(path)) from None
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise StoreError(
            "het bestand is beschadigd",
            place=Place.of(path),
            remedy="verwijder het en draai opnieuw",
        ) from None


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """Yields an empty folder beside `folder`, which takes its place when all went well.

    Killed before the end, the old folder stands as it was; killed between the two renames, it is
    missing and the stage runs again. It is never half new.
    """
    part = folder.with_name(f".{folder.name}.part")
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
    except BaseException:
        # Whoever chose the folder does not know of what lies hidden beside it.
        shutil.rmtree(part, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    part.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def without_clock(path: Path) -> None:
    """Rewrites a zip file (docx, xlsx) with one fixed date for its members and its properties.

    The office libraries stamp the moment of writing into the archive; the same inputs have to
    give the same bytes.
    """
    part = path.with_name(f".{path.name}.part")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(part, "w") as target:
        for item in source.infolist():
            clean = zipfile.ZipInfo(item.filename, _EPOCH)
            clean.compress_type = zipfile.ZIP_DEFLATED
            clean.external_attr = 0o644 << 16
            content = source.read(item.filename)
            if item.filename == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>2025-01-01T00:00:00Z\g<2>", content)
            target.writestr(clean, content)
    part.replace(path)

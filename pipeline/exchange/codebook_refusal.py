"""Saying no to a list of codes: one line with file, row and remedy."""

from __future__ import annotations

import zipfile
from pathlib import Path

from pipeline.errors import CodebookError, Place

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_CODES = 20_000
MOST_DEEP = 50
"""Levels. No codebook that people use is near any of these; a hostile file is."""
MOST_CHARS = 20_000
"""Characters of one cell or description."""


def refuse(path: Path, what: str, row: int | None = None, remedy: str = "") -> CodebookError:
    """The error for something in a file of codes; it never repeats what the file says."""
    return CodebookError(what, place=Place(path.name, row=row), remedy=remedy)


def checked_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises CodebookError when it is missing, empty or too large."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise refuse(path, "het bestand bestaat niet") from None
    if not size:
        raise refuse(path, "het bestand is leeg")
    if size > MOST_BYTES:
        raise refuse(path, f"het bestand is groter dan {MOST_BYTES // 1_000_000} MB")
    return path.read_bytes()


def check_archive(path: Path) -> None:
    """Raises CodebookError for a docx or xlsx that is damaged, or unpacks to too much."""
    checked_bytes(path)
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile:
        raise refuse(path, "het bestand is beschadigd of van een andere soort") from None
    if unpacked > MOST_UNPACKED:
        raise refuse(path, "het bestand wordt uitgepakt te groot")

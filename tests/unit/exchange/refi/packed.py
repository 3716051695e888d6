"""Projects as other programs write them, made on the spot."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

NAMESPACE = 'xmlns="urn:QDA-XML:project:1.0"'


def packed(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """An archive with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def project_with(
    path: Path, inside: str, texts: Mapping[str, str | bytes] | None = None, *, origin: str = "x"
) -> Path:
    """A project with this XML in its root, and texts by the names in `sources/`."""
    xml = f'<?xml version="1.0" encoding="utf-8"?><Project {NAMESPACE} name="p" origin="{origin}">'
    files = {f"sources/{name}": text for name, text in (texts or {}).items()}
    return packed(path, {"project.qde": f"{xml}{inside}</Project>"} | files)


def guid(number: int) -> str:
    """A guid that is easy to recognise."""
    return f"{number:08x}-0000-4000-8000-000000000000"


def source(selections: str, number: int = 1, path: str = "internal://a.txt") -> str:
    """One text source."""
    return (
        f'<Sources><TextSource guid="{guid(number)}" name="A" plainTextPath="{path}">{selections}'
        "</TextSource></Sources>"
    )


def selection(start: object, end: object, name: str = "", number: int = 100) -> str:
    """A selection with one coding of code 2 by user 3."""
    return (
        f'<PlainTextSelection guid="{guid(number)}" name="{name}" startPosition="{start}"'
        f' endPosition="{end}" creatingUser="{guid(3)}"><Coding guid="{guid(number + 1)}"'
        f' creatingUser="{guid(3)}"><CodeRef targetGUID="{guid(2)}"/></Coding></PlainTextSelection>'
    )


PEOPLE = f'<Users><User guid="{guid(3)}" name="anna"/></Users>'
BOOK = (
    f'<CodeBook><Codes><Code guid="{guid(2)}" name="Contact" isCodable="true"/></Codes></CodeBook>'
)

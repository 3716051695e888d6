"""What a file really is, by its first bytes and its table of contents."""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from pathlib import Path

from pipeline.text.readers.refusal import Refusal, refuse

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODF = "application/vnd.oasis.opendocument."
_PDF_HEADER_WITHIN = 1024  # the header may follow a little rubbish, as PDF readers allow


class Real(Enum):
    """The types that are told apart; the value is how a user would call them."""

    DOCX = "een Word-document (.docx)"
    ODT = "een OpenDocument-tekst (.odt)"
    PDF = "een PDF"
    RTF = "een RTF-document"
    TEXT = "platte tekst"
    SHEET = "een rekenblad"
    SLIDES = "een presentatie"
    ZIP = "een zipbestand"
    OLE = "een oud Office-bestand"
    WORD97 = "een oud Word-document (.doc)"
    LOCKED = "een versleuteld Office-bestand"
    IMAGE = "een afbeelding"
    HTML = "een webpagina (HTML)"
    XML = "een XML-bestand"


_MAGIC = (
    (b"{\\rtf", Real.RTF),
    (b"\x89PNG", Real.IMAGE),
    (b"\xff\xd8\xff", Real.IMAGE),
    (b"GIF8", Real.IMAGE),
    (b"II*\x00", Real.IMAGE),
    (b"MM\x00*", Real.IMAGE),
    (b"<?xml", Real.XML),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)


def real_type(path: Path, data: bytes) -> Real:
    """The type of `data`, the whole content of `path`.

    Raises:
        ReportSetAside: an archive whose table of contents cannot be read.
    """
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:_PDF_HEADER_WITHIN]
    if data.startswith(_OLE):
        return _ole(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(path)
    for magic, real in _MAGIC:
        if start.startswith(magic):
            return Real.HTML if real is Real.XML and _HTML.search(start) else real
    if _HTML.match(start):
        return Real.HTML
    at = data.find(b"%PDF-", 0, _PDF_HEADER_WITHIN)
    # a text may speak of '%PDF-'; only at the start of a line, with a version, is it a header
    if at == 0 or (at > 0 and data[at - 1 : at] in b"\r\n" and data[at + 5 : at + 6].isdigit()):
        return Real.PDF
    return Real.TEXT


def _ole(data: bytes) -> Real:
    """Names in the directory of a compound file are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Real.LOCKED
    return Real.WORD97 if "WordDocument".encode("utf-16-le") in data else Real.OLE


def _archive(path: Path) -> Real:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {info.filename: info for info in archive.infolist()}
            mime = names.get("mimetype")
            kind = archive.open(mime).read(200).decode("ascii", "replace") if mime else ""
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise refuse(path, Refusal.DAMAGED) from error
    if kind.startswith(_ODF):
        rest = kind.removeprefix(_ODF)
        if rest.startswith("text"):
            return Real.ODT
        return Real.SLIDES if rest.startswith("presentation") else Real.SHEET
    folders = {name.split("/")[0] for name in names if "/" in name}
    for folder, real in (("word", Real.DOCX), ("xl", Real.SHEET), ("ppt", Real.SLIDES)):
        if folder in folders:
            return real
    return Real.DOCX if "[Content_Types].xml" in names else Real.ZIP

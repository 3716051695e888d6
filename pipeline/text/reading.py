"""From a path to a document: the one door to the readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import OzaError
from pipeline.text.document import Document, Limits
from pipeline.text.readers.exact import SUFFIX as EXACT
from pipeline.text.readers.exact import read_exact
from pipeline.text.readers.odt.body import read_odt
from pipeline.text.readers.pdf.body import read_pdf
from pipeline.text.readers.plain import read_plain
from pipeline.text.readers.refusal import Refusal, refuse
from pipeline.text.readers.rtf.body import read_rtf
from pipeline.text.readers.sniff import Real, real_type
from pipeline.text.readers.transcript.documents import read_text, read_word
from pipeline.text.readers.transcript.subtitles import read_srt, read_vtt

Reader = Callable[[Path, Limits], Document]

_READERS: dict[str, tuple[Real, Reader]] = {
    ".docx": (Real.DOCX, read_word),
    ".odt": (Real.ODT, read_odt),
    ".pdf": (Real.PDF, read_pdf),
    ".rtf": (Real.RTF, read_rtf),
    ".txt": (Real.TEXT, read_text),
    ".md": (Real.TEXT, read_plain),
    ".vtt": (Real.TEXT, read_vtt),
    ".srt": (Real.TEXT, read_srt),
    EXACT: (Real.TEXT, read_exact),
}
SUFFIXES: frozenset[str] = frozenset(_READERS)


def read_document(path: Path, limits: Limits) -> Document:
    """Read one report, whatever it is, or say why it is set aside.

    Raises:
        ReportSetAside: for every file that cannot be read in full; the message names the file,
            the reason and the remedy, and never a word of the text.
    """
    try:
        document = _reader_for(path, limits)(path, limits)
    except OzaError:
        raise
    except Exception as error:
        # The edge: a library that trips over a file, in whatever way, must not stop the wave.
        # Its own message may quote the file, so it goes along as a cause and not as words.
        raise refuse(path, Refusal.DAMAGED) from error
    if not any(text.strip() for text in document.texts):
        raise refuse(path, Refusal.BLANK)
    if sum(map(len, document.texts)) > limits.max_chars:
        raise refuse(path, Refusal.TOO_LONG, limit=limits.max_chars)
    return document


def _reader_for(path: Path, limits: Limits) -> Reader:
    """The reader for a file of which suffix, size and real type are in order."""
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise refuse(path, Refusal.SUFFIX, suffixes=", ".join(sorted(SUFFIXES)))
    try:
        size = path.stat().st_size
        if size > limits.max_bytes:
            raise refuse(path, Refusal.TOO_LARGE, size=size, limit=limits.max_bytes)
        data = path.read_bytes()
    except OSError as error:
        raise refuse(path, Refusal.MISSING) from error
    if not data:
        raise refuse(path, Refusal.EMPTY)
    expected, reader = _READERS[suffix]
    real = real_type(path, data)
    if real is expected:
        return reader
    if real is Real.LOCKED:
        raise refuse(path, Refusal.ENCRYPTED)
    if real is Real.WORD97:
        raise refuse(path, Refusal.OLD_WORD, suffix=suffix)
    if not data.strip(b" \t\r\n\x00"):
        raise refuse(path, Refusal.BLANK)
    if real is Real.TEXT and b"\x00" in data:
        raise refuse(path, Refusal.DAMAGED)
    raise refuse(path, Refusal.OTHER_TYPE, suffix=suffix, real=real.value)

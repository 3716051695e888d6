"""Plain text and Markdown: paragraphs out of lines."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.text.document import Document, Limits, hidden_items
from pipeline.text.readers.encoding import decode
from pipeline.text.readers.markdown import markdown_pieces
from pipeline.text.readers.paragraphs import paragraphs
from pipeline.text.readers.refusal import Refusal, refuse

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")  # but for tabs and line ends
_MAX_CONTROLS = 0.02  # of the characters; a text has next to none


def read_plain(path: Path, limits: Limits) -> Document:
    """A .txt or .md file in whatever encoding.

    Raises:
        ReportSetAside: binary data, or more text than the limit.
    """
    text = text_in(path, limits.max_chars)
    if path.suffix.lower() == ".md":
        pieces, found = markdown_pieces(text)
        return Document(tuple(pieces), hidden_items(found))
    return Document(tuple(paragraphs(text.split("\n"))))


def text_in(path: Path, max_chars: int) -> str:
    """All text of a file in whatever encoding, with newlines between its lines.

    Raises:
        ReportSetAside: binary data, or more than `max_chars` characters.
    """
    try:
        text = decode(path.read_bytes())
    except UnicodeError as error:
        raise refuse(path, Refusal.NOT_TEXT) from error
    if "\x00" in text or len(_CONTROL.findall(text)) > _MAX_CONTROLS * len(text):
        raise refuse(path, Refusal.NOT_TEXT)
    if len(text) > max_chars:
        raise refuse(path, Refusal.TOO_LONG, limit=max_chars)
    return re.sub(r"\r\n?|[\x0b\x85\u2028\u2029]", "\n", text).replace("\f", "\n\n")

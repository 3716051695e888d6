"""Plain text and Markdown: paragraphs out of lines."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from pipeline.text.document import Document, Limits, hidden_items
from pipeline.text.readers.encoding import decode
from pipeline.text.readers.markdown import markdown_pieces
from pipeline.text.readers.paragraphs import paragraphs
from pipeline.text.readers.refusal import Refusal, refuse

_MAX_CONTROLS = 0.02  # of the characters; a text has next to none


def read_plain(path: Path, limits: Limits) -> Document:
    """A .txt or .md file in whatever encoding.

    Raises:
        ReportSetAside: binary data, or more text than the limit.
    """
    try:
        text = decode(path.read_bytes())
    except UnicodeError as error:
        raise refuse(path, Refusal.NOT_TEXT) from error
    controls = sum(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\x0b\x85" for c in text)
    if "\x00" in text or controls > _MAX_CONTROLS * len(text):
        raise refuse(path, Refusal.NOT_TEXT)
    if len(text) > limits.max_chars:
        raise refuse(path, Refusal.TOO_LONG, limit=limits.max_chars)
    text = re.sub(r"\r\n?|[\x0b\x85\u2028\u2029]", "\n", text).replace("\f", "\n\n")
    if path.suffix.lower() == ".md":
        pieces, found = markdown_pieces(text)
        return Document(tuple(pieces), hidden_items(found))
    return Document(tuple(paragraphs(text.split("\n"))))

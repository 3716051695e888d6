"""Bytes of a text in a project → characters.

The standard asks for UTF-8; a mark at its start is no part of the text and is not counted by the
programs that write it.
"""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(data: bytes) -> str:
    """The text as the file has it, line ends and all.

    What is no UTF-8 is read as Windows-1252: of one byte a character, so that places stay right.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")

"""Pieces as lines of clean text: soft line breaks settled, plain-text headings recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.report import BlockKind
from pipeline.text.document import Piece
from pipeline.text.marks import clean, collapse, list_mark
from pipeline.text.speakers import is_header, looks_like_turn, without_time

_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_WIDE = re.compile(r"\t[ \t]*|[ \t]{2,}")
_ENDS = ".?!…:;\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes one block, or the label of one."""

    kind: BlockKind
    text: str
    level: int
    speaker: str
    mark: int = 0  # characters in front that are markup and stay outside the block


def lines_of(piece: Piece) -> Iterator[Line]:
    """The lines of one piece, none when it says nothing.

    Within a paragraph a soft line break starts a new line where a turn, a list mark or a new
    sentence starts, and is a space elsewhere. A table row, a heading or a note is one line.
    """
    speaker = collapse(clean(piece.speaker)).replace("\n", " ")
    cleaned = clean(piece.text)
    if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        text = collapse(cleaned).replace("\n", " ")
        if text:
            yield Line(piece.kind, text, piece.level, speaker)
        return
    kind = piece.kind
    for text in _sentences_apart(cleaned):
        hashes = _HASHES.match(text) if kind is BlockKind.PARAGRAPH else None
        if hashes:
            yield Line(BlockKind.HEADING, text, len(hashes.group(1)), "", hashes.end())
        else:
            yield Line(kind, text, piece.level, speaker)
        kind = BlockKind.PARAGRAPH  # what follows the first line of an item is not an item


def _sentences_apart(text: str) -> Iterator[str]:
    current = ""
    for raw in text.split("\n"):
        line = _spaced(raw)
        fresh = not current or current[-1] in _ENDS or _starts(line) or _timed(current)
        if not line or fresh:
            if current:
                yield current
            current = line
        else:
            current += " " + line
    if current:
        yield current


def _starts(line: str) -> bool:
    return bool(list_mark(line)) or looks_like_turn(line) or without_time(line) != line


def _timed(line: str) -> bool:
    """A label with a time on its own line: the utterance after it is a line too."""
    return is_header(line) or not without_time(line)


def _spaced(raw: str) -> str:
    """Collapsed, but with a tab or a wide gap kept as two spaces: it tells a label from its time,
    and a list mark from a word."""
    return _WIDE.sub("  ", raw).strip()

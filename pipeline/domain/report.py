"""The text of one interview and its structure, as spans in a text that never changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pipeline.domain.transcript import Heard


def text_digest(text: str) -> str:
    """First 16 hexadecimal digits of the SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


class BlockKind(StrEnum):
    """What a piece of a report is. Headings and questions are context and never coded."""

    HEADING = "kop"
    PARAGRAPH = "alinea"
    ITEM = "opsomming"
    TURN = "beurt"
    QUESTION = "vraag"
    ROW = "tabelrij"
    NOTE = "voetnoot"

    @property
    def is_context(self) -> bool:
        return self in (BlockKind.HEADING, BlockKind.QUESTION)


@dataclass(frozen=True, slots=True)
class Block:
    """A span `[start, end)` of a report's text, in Unicode code points.

    `level` is the depth of a heading (from 1) or of a list item (from 0). `speaker` is the label
    before a turn ('R', 'Deelnemer 2'); the label itself stands in the text, before `start`, so
    that the privacy stage sees it and the coder does not.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    speaker: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"een blok loopt van begin naar eind, niet {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that a document carries out of sight and that may name people.

    `kind` is one of: opmerking, verwijderd, koptekst, voettekst, auteur, eigenschap.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """The text of one interview: blocks in reading order, joined by newlines, and hidden text.

    `heard` says when what was said, in the order of the text; empty for whatever is no transcript.
    """

    respondent: str
    text: str
    blocks: tuple[Block, ...]
    hidden: tuple[Hidden, ...] = ()
    heard: tuple[Heard, ...] = ()

    def __post_init__(self) -> None:
        position = 0
        for block in self.blocks:
            if block.start < position:
                raise ValueError(f"blokken overlappen bij teken {block.start}")
            position = block.end
        if position > len(self.text):
            raise ValueError(f"een blok eindigt op {position}, de tekst op {len(self.text)}")
        for before, after in pairwise(self.heard):
            if after.start < before.end:
                raise ValueError(f"tijden overlappen bij teken {after.start}")
        if self.heard and self.heard[-1].end > len(self.text):
            raise ValueError("een tijd hoort bij tekst die er niet is")

    def of(self, block: Block) -> str:
        return self.text[block.start : block.end]

    @property
    def digest(self) -> str:
        return text_digest(self.text)

"""What every reader returns, and what a reader may spend on one file."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.report import Block, BlockKind, Hidden
from pipeline.domain.transcript import Caption


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading, list item, table row or note, in reading order.

    `level` is the depth of a heading (from 1) or of a list item (from 0). The text may still
    hold soft line breaks, list marks and speaker labels: `structure.to_report` settles those.
    """

    kind: BlockKind
    text: str
    level: int = 0
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Exact:
    """A text that is kept to the letter with its blocks, because places in it were counted
    elsewhere."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The pieces of one file and the text it carries out of sight.

    A transcript has captions instead of pieces, in the order in which they were said; a text that
    another program coded is exact.
    """

    pieces: tuple[Piece, ...]
    hidden: tuple[Hidden, ...] = ()
    captions: tuple[Caption, ...] = ()
    exact: Exact | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """All that can be read in it."""
        said = (caption.text for caption in self.captions)
        kept = (self.exact.text,) if self.exact else ()
        return (*(piece.text for piece in self.pieces), *said, *kept)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: bytes on disk, characters of text, bytes when unpacked, and how
    many times larger than packed a part of an archive may be."""

    max_bytes: int = 20_000_000
    max_chars: int = 400_000
    max_unpacked: int = 200_000_000
    max_ratio: int = 200


def hidden_items(found: list[tuple[str, str]]) -> tuple[Hidden, ...]:
    """Hidden texts without blanks and repeats, in order of appearance."""
    tidy = ((kind, " ".join(text.split())) for kind, text in found)
    return tuple(Hidden(kind, text) for kind, text in dict.fromkeys(tidy) if text)

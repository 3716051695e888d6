"""A transcript that was found in the words of an ordinary document."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.transcript import Caption
from pipeline.text.document import Document, hidden_items


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said, and what stands above and between it: titles and names."""

    captions: tuple[Caption, ...]
    above: tuple[str, ...]


def as_transcript(document: Document, found: Transcript) -> Document:
    """The document with captions instead of pieces; what it carried out of sight stays."""
    above = hidden_items([("eigenschap", text) for text in found.above])
    hidden = tuple(dict.fromkeys((*document.hidden, *above)))
    return Document((), hidden, found.captions)

"""Word documents and plain texts that are transcripts, if they are; and as they are otherwise."""

from __future__ import annotations

from pathlib import Path

from pipeline.text.document import Document, Limits
from pipeline.text.readers.docx.body import read_docx
from pipeline.text.readers.plain import read_plain, text_in
from pipeline.text.readers.transcript.atrain import atrain_transcript
from pipeline.text.readers.transcript.recognised import as_transcript
from pipeline.text.readers.transcript.teams import teams_transcript


def read_word(path: Path, limits: Limits) -> Document:
    """A .docx: a transcript of Teams or aTrain, or any other document. Raises as `read_docx`."""
    document = read_docx(path, limits)
    lines = [line for piece in document.pieces for line in piece.text.split("\n")]
    found = teams_transcript(document.pieces) or atrain_transcript(lines)
    return as_transcript(document, found) if found else document


def read_text(path: Path, limits: Limits) -> Document:
    """A .txt: a transcript of aTrain, or any other text. Raises as `read_plain` does."""
    found = atrain_transcript(text_in(path, limits.max_chars).split("\n"))
    return as_transcript(Document(()), found) if found else read_plain(path, limits)

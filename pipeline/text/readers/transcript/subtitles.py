"""Subtitles: WebVTT (.vtt) and SubRip (.srt)."""

from __future__ import annotations

from pathlib import Path

from pipeline.domain.transcript import Caption
from pipeline.text.document import Document, Limits, hidden_items
from pipeline.text.marks import clean
from pipeline.text.readers.plain import text_in
from pipeline.text.readers.transcript.cues import Cues, read_cues
from pipeline.text.readers.transcript.markup import spoken
from pipeline.text.readers.transcript.prefixes import with_labels
from pipeline.text.readers.transcript.repeats import Said, in_order, once


def read_vtt(path: Path, limits: Limits) -> Document:
    """WebVTT as Teams, Zoom, YouTube and Whisper write it. Raises as `read_srt` does."""
    return _read(path, limits, free_names=True)


def read_srt(path: Path, limits: Limits) -> Document:
    """SubRip, numbered or not.

    Raises:
        ReportSetAside: no text, no times, a time that cannot be read, or a file that breaks off.
    """
    return _read(path, limits, free_names=False)


def _read(path: Path, limits: Limits, *, free_names: bool) -> Document:
    # The times take more room than the words, so that the limit for words comes afterwards.
    lines = text_in(path, limits.max_bytes).split("\n")
    found = read_cues(path, lines, free_names=free_names)
    captions = [Caption(one.start, one.end, one.label, " ".join(one.lines)) for one in _said(found)]
    out_of_sight = [("opmerking", clean(text)) for text in found.comments]
    out_of_sight += [("eigenschap", clean(text)) for text in found.titles]
    return Document((), hidden_items(out_of_sight), tuple(captions))


def _said(found: Cues) -> list[Said]:
    every = [
        Said(cue.start, cue.end, label, lines)
        for cue in found.cues
        for label, lines in spoken(cue.lines)
    ]
    return in_order(with_labels(once(every)))

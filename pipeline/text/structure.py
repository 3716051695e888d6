"""From pieces to a report: one text that never changes, and blocks as spans in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.domain.report import Block, BlockKind, Report
from pipeline.text.document import Document
from pipeline.text.interview_tables import unrolled
from pipeline.text.marks import list_mark
from pipeline.text.readers.lines import Line, lines_of
from pipeline.text.speakers import Cue, find_cue, repeated_names, without_time
from pipeline.text.turns import transcribed

_SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUESTION, BlockKind.TURN})


def to_report(
    respondent: str, document: Document, roles: Mapping[str, str] | None = None
) -> Report:
    """The pieces as one text, joined by newlines, with a block for each that says something.

    Labels of speakers and marks of lists stay in the text, outside the blocks; times of a
    transcript go. A turn of the interviewer is a question. Text after a label with a time on a
    line of its own belongs to that turn until the next label; text after a bare label, for one
    paragraph. A transcript becomes turns at once, each voice under its role (`turns.transcribed`).

    Args:
        roles: of a transcript, label → role as somebody confirmed it.
    """
    if document.exact:
        return Report(respondent, document.exact.text, document.exact.blocks, document.hidden)
    if document.captions:
        return transcribed(respondent, document, roles or {})
    lines = [line for piece in unrolled(document.pieces) for line in lines_of(piece)]
    names = repeated_names(line.text for line in lines if line.kind in _SPOKEN)
    page = _Page()
    speaker: Cue | None = None  # whose utterance the next line is
    for line in lines:
        mark, cue = "", None
        if line.kind in _SPOKEN and not line.speaker:
            mark, cue = _cue_of(line, names)
            line = line if cue else replace(line, text=without_time(line.text).strip())
        if cue is not None:
            page.label(mark, cue, line.level)
            speaker = cue if cue.sticky or not cue.rest else None
        elif line.kind is BlockKind.PARAGRAPH and speaker is not None:
            page.utter(speaker, line.text)
            speaker = speaker if speaker.sticky else None
        else:
            speaker = None if line.kind is not BlockKind.NOTE else speaker
            page.add(line)
    return Report(respondent, page.text, tuple(page.blocks), document.hidden)


def _cue_of(line: Line, names: frozenset[str]) -> tuple[str, Cue | None]:
    """The label of a line, and the mark before it in a transcript with numbered turns: '12. R:'."""
    cue = find_cue(line.text, names)
    if cue is not None:
        return "", cue
    text = without_time(line.text).strip()
    mark = list_mark(text)
    cue = find_cue(text[mark:], names) if mark else None
    return text[:mark], cue if cue is not None and cue.rest else None


@dataclass
class _Page:
    """The text so far and its blocks."""

    blocks: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _open: bool = False  # the last block is an utterance that may run on

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, line: Line) -> None:
        """A line that is its own block, its mark outside."""
        mark = line.mark
        if line.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            mark = list_mark(line.text)
        kind = BlockKind.ITEM if mark and line.kind is BlockKind.PARAGRAPH else line.kind
        before = line.text[:mark]
        if line.speaker:
            before = f"{line.speaker}: {before}"
        self._append(before, line.text[mark:], kind, line.level, line.speaker)

    def label(self, mark: str, cue: Cue, level: int) -> None:
        """A label, with its utterance when that stands on the same line."""
        kind = BlockKind.QUESTION if cue.asks else BlockKind.TURN
        sign = "" if cue.sticky else ":"
        gap = " " if cue.rest else ""
        self._append(f"{mark}{cue.label}{sign}{gap}", cue.rest, kind, level, cue.label)

    def utter(self, cue: Cue, text: str) -> None:
        """What is said under a label on its own line; what follows it is the same block."""
        kind = BlockKind.QUESTION if cue.asks else BlockKind.TURN
        text = " ".join(text.split())
        if self._open:
            self._write("\n" + text)
            self.blocks[-1] = replace(self.blocks[-1], end=self._length)
        else:
            self._append("", text, kind, 0, cue.label)
            self._open = True

    def _append(self, before: str, text: str, kind: BlockKind, level: int, speaker: str) -> None:
        text = " ".join(text.split())
        before = "".join(f"{word} " for word in before.split())
        if not before and not text:
            return
        before = before if text else before.strip()
        self._write(("\n" if self._length else "") + before)
        start = self._length
        self._write(text)
        self._open = False
        if text:
            self.blocks.append(Block(kind, start, self._length, level, speaker))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

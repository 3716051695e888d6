"""From lines of a PDF to paragraphs, headings, list items and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipeline.domain.report import BlockKind
from pipeline.text.document import Piece
from pipeline.text.marks import list_mark
from pipeline.text.readers.hyphens import Spelling, join
from pipeline.text.readers.pdf.layout import PdfLine
from pipeline.text.readers.pdf.notes import Notes
from pipeline.text.speakers import is_header, looks_like_turn, without_time

LARGER = 1.12  # times the size of the text is a heading
LOOSER = 1.3  # times the usual distance between lines parts paragraphs
INDENT = 0.8  # em that a first line is set in
NEAR = 6.0  # points between the left edges of one column on different pages
_FINAL = ".?!…:;\"'”’»)"


@dataclass
class Flow:
    """What the lines of the whole document say about one of them."""

    lines: list[PdfLine]
    notes: Notes
    spelling: Spelling
    body: float
    pieces: list[Piece] = field(default_factory=list)
    bold: list[Piece] = field(default_factory=list)
    _open: list[PdfLine] = field(default_factory=list)
    _text: str = ""

    def __post_init__(self) -> None:
        sizes = {round(line.size, 1) for line in self.lines if self._is_large(line)}
        self._levels = {size: rank + 1 for rank, size in enumerate(sorted(sizes, reverse=True))}
        self._leading = _leading(self.lines)
        self._right: list[tuple[float, float]] = []
        regions: dict[int, list[PdfLine]] = {}
        for line in self.lines:
            regions.setdefault(line.region, []).append(line)
        for region in regions.values():
            self._right.append((min(p.x0 for p in region), max(p.x1 for p in region)))
        self._left = {number: min(p.x0 for p in region) for number, region in regions.items()}

    def run(self) -> list[Piece]:
        """All lines, in order."""
        for line in self.lines:
            if self._open and self._starts(self._open[-1], line):
                self._close()
                if line.page != self.lines[0].page:
                    self._put_notes(self.notes.before(line.page))
            self._text = join(self._text, line.text, self.spelling) if self._open else line.text
            self._open.append(line)
        self._close()
        self._put_notes(self.notes.before(1 << 30))
        return self.pieces

    def _close(self) -> None:
        if not self._open:
            return
        first = self._open[0]
        text, notes = self.notes.take(self._text)
        if first.row:
            piece = Piece(BlockKind.ROW, text)
        elif self._is_large(first):
            piece = Piece(BlockKind.HEADING, text, min(self._levels[round(first.size, 1)], 9))
        elif list_mark(text):
            piece = Piece(BlockKind.ITEM, text)
        else:
            piece = Piece(BlockKind.PARAGRAPH, text)
        self.pieces.append(piece)
        if all(line.bold for line in self._open):
            self.bold.append(piece)
        self._put_notes(notes)
        self._open, self._text = [], ""

    def _put_notes(self, notes: list[str]) -> None:
        self.pieces += [Piece(BlockKind.NOTE, note) for note in notes]

    def _is_large(self, line: PdfLine) -> bool:
        return line.size > LARGER * self.body and not line.row

    def _starts(self, last: PdfLine, line: PdfLine) -> bool:
        """Whether a line starts a new piece."""
        if line.row or last.row or abs(line.size - last.size) > 0.1 * self.body:
            return True
        if last.bold != line.bold and not (self._open[0].bold and not self._all_bold()):
            return True
        if list_mark(line.text) or looks_like_turn(line.text) or is_header(last.text):
            return True
        if without_time(line.text) != line.text:
            return True
        ended = self._text.rstrip()[-1:] in _FINAL
        if line.region != last.region or line.y > last.y:
            goes_on = self._text.endswith("-") or line.text[:1].islower() or not ended
            return not goes_on or self._is_large(line)
        if last.y - line.y > LOOSER * self._leading * max(line.size, last.size):
            return True
        if self._is_large(line):
            return False
        return self._set_in(last, line) or (
            self._cut_short(last, line) and self._fresh(line, ended)
        )

    def _all_bold(self) -> bool:
        return all(line.bold for line in self._open)

    def _fresh(self, line: PdfLine, ended: bool) -> bool:
        return ended or line.text[:1].isupper()

    def _set_in(self, last: PdfLine, line: PdfLine) -> bool:
        """A first line that is set in; the lines of a list item all are, under their mark."""
        marked = list_mark(self._text) > 0
        if marked:
            return line.x0 < self._open[0].x0 - 1
        return line.x0 > last.x0 + INDENT * line.size and self._text.rstrip()[-1:] in _FINAL

    def _cut_short(self, last: PdfLine, line: PdfLine) -> bool:
        """Whether the first word of this line would still have fitted on the last."""
        if last.text.endswith("-"):
            return False
        left = self._left[last.region]
        right = max(edge for start, edge in self._right if abs(start - left) < NEAR)
        word = len(line.text.split(maxsplit=1)[0]) + 1
        width = (line.x1 - line.x0) / max(len(line.text), 1) * word
        return last.x1 + 1.15 * width < right


def body_size(lines: Sequence[PdfLine]) -> float:
    """The size that most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _leading(lines: Sequence[PdfLine]) -> float:
    """The usual distance between two lines, in em."""
    gaps = [
        (a.y - b.y) / max(a.size, b.size)
        for a, b in pairwise(lines)
        if a.region == b.region and 0 < a.y - b.y < 3 * max(a.size, b.size)
    ]
    return sorted(gaps)[len(gaps) // 3] if gaps else median([1.2])

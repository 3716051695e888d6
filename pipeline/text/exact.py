"""Texts in which another program counted places: kept to the letter, with blocks found in them.

A report is usually tidied when it is read: lines are joined, spaces collapsed, times taken out.
Here only what `marks.clean` does to every report is done (accents composed, characters that cannot
be seen taken out, in which a name could hide), and every place is carried over.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.report import Block, BlockKind
from pipeline.text.document import Document
from pipeline.text.marks import clean
from pipeline.text.readers.paragraphs import paragraphs
from pipeline.text.speakers import find_cue
from pipeline.text.structure import to_report


@dataclass(frozen=True)
class Cleaned:
    """A text without what may not stay, and where places went.

    `_from` and `_to` are equally long: from place `_from[i]` on, what was counted stands at
    `_to[i]`; both rise. Empty where nothing moved.
    """

    text: str
    _from: tuple[int, ...] = ()
    _to: tuple[int, ...] = ()

    def start(self, place: int) -> int:
        """Where a stretch begins that began at `place`; within an accented letter, before it."""
        return self._at(place, after=False)

    def end(self, place: int) -> int:
        """Where a stretch ends that ended before `place`; within an accented letter, after it."""
        return self._at(place, after=True)

    def _at(self, place: int, *, after: bool) -> int:
        if not self._from:
            return place
        at = bisect_right(self._from, place) - 1
        own, end = self._to[at], self._to[at + 1] if at + 1 < len(self._to) else len(self.text)
        if place == self._from[at]:
            return own
        return end if after else own


def cleaned(text: str) -> Cleaned:
    """A text as every report is cleaned, letter by letter, with lines as they were."""
    if clean(text) == text:
        return Cleaned(text)
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for start, cluster in _clusters(text):
        places.append((start, length))
        parts.append(clean(cluster))
        length += len(parts[-1])
    places.append((len(text), length))
    # Jamo and a few others compose over clusters; they keep the form they had.
    return Cleaned("".join(parts), tuple(p for p, _ in places), tuple(p for _, p in places))


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each letter with the accents behind it, and where it starts."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield start, text[start:at]
            start = at


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text that is kept to the letter: what the reader of plain text sees in it,
    where it stands. Where that reader changes words (a hyphen at the end of a line), every line is
    a block."""
    tidy = to_report("", Document(tuple(paragraphs(text.split("\n")))))
    found = list(_placed(text, [(block, tidy.of(block)) for block in tidy.blocks]))
    return tuple(found) if len(found) == len(tidy.blocks) else tuple(_lines(text))


def _placed(text: str, blocks: Sequence[tuple[Block, str]]) -> Iterator[Block]:
    """Each block where its letters stand in the text, whatever space is between them; ends at the
    first that stands nowhere."""
    after = 0
    for block, said in blocks:
        found = _found(text, said, after)
        if found is None:
            return
        start, after = found
        yield Block(block.kind, start, after, block.level, block.speaker)


def _found(text: str, said: str, after: int) -> tuple[int, int] | None:
    """The first stretch from a place on that has these letters, with whatever space in between."""
    wanted = "".join(said.split())
    at = text.find(said, after)
    if at >= 0:
        # To the letter, unless the same letters stand before it with other space between them.
        until = "".join(text[after : at + len(said)].split())
        if until.find(wanted) == len(until) - len(wanted):
            return at, at + len(said)
    pattern = re.compile(r"\s*".join(map(re.escape, wanted)))
    found = pattern.search(text, after)
    return found.span() if found else None


def _lines(text: str) -> Iterator[Block]:
    start = 0
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            end = start + len(raw.rstrip())
            cue = find_cue(line, frozenset())
            said = cue.rest if cue else ""
            if cue and said and line.endswith(said):
                kind = BlockKind.QUESTION if cue.asks else BlockKind.TURN
                yield Block(kind, end - len(said), end, 0, cue.label)
            else:
                yield Block(BlockKind.PARAGRAPH, end - len(line), end)
        start += len(raw) + 1

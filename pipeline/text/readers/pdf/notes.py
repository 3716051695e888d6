"""Footnotes at the foot of PDF pages, and the raised numbers that refer to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.text.readers.hyphens import Spelling, join
from pipeline.text.readers.pdf.chars import NOTE_DIGIT
from pipeline.text.readers.pdf.layout import PdfLine

SMALL = 0.93  # of the size of the text is a note at most
REFERENCE = 0xF0000  # a reference in a line is this plus the number of the note
WHITE = 1.5  # em between the text and its notes
_START = re.compile(r"(\d{1,3}|[*†])[.)]?\s+(?=\S)")
_RAISED = re.compile(f"[{chr(NOTE_DIGIT)}-{chr(NOTE_DIGIT + 9)}]+")
_REFERENCES = re.compile(f"[{chr(REFERENCE)}-{chr(REFERENCE + 0xFFF)}]")


@dataclass
class Notes:
    """The notes of a document, numbered as they come, and those not yet given out."""

    texts: list[str] = field(default_factory=list)
    waiting: dict[int, int] = field(default_factory=dict)  # note to the page it stands on

    def take(self, text: str) -> tuple[str, list[str]]:
        """The text of a paragraph without references, and the notes that it refers to."""
        numbers = [ord(found) - REFERENCE for found in _REFERENCES.findall(text)]
        used = [n for n in dict.fromkeys(numbers) if self.waiting.pop(n, None) is not None]
        return _REFERENCES.sub("", text), [self.texts[n] for n in used]

    def before(self, page: int) -> list[str]:
        """Notes of earlier pages that nothing referred to."""
        late = [number for number, own in self.waiting.items() if own < page]
        for number in late:
            del self.waiting[number]
        return [self.texts[number] for number in late]


def part_notes(
    regions: Sequence[list[PdfLine]], body: float, page: int, notes: Notes, spelling: Spelling
) -> list[list[PdfLine]]:
    """The lines of a page without its notes, with references to them in place of the numbers.

    Notes stand last in their column, from a line that starts with a number: small ones, or ones
    with white above them and a number that the page refers to.
    """
    raised = [found for lines in regions for line in lines for found in _RAISED.findall(line.text)]
    referred = {_plain(digits) for digits in raised}
    numbers: dict[str, int] = {}
    kept: list[list[PdfLine]] = []
    for lines in regions:
        start = _first_note(lines, body, referred)
        kept.append(lines[:start])
        for line in lines[start:]:
            text = _plain(line.text)
            found = _START.match(text)
            if found:
                number = len(notes.texts)
                numbers[found.group(1)] = number
                notes.waiting[number] = page
                notes.texts.append(text[found.end() :])
            else:
                notes.texts[-1] = join(notes.texts[-1], text, spelling)
    return [[replace(line, text=_refer(line.text, numbers)) for line in lines] for lines in kept]


def _first_note(lines: list[PdfLine], body: float, referred: set[str]) -> int:
    """Where the notes of a column begin, its length when there are none."""
    for index in range(1, len(lines)):
        found = _START.match(_plain(lines[index].text))
        if not found:
            continue
        rest = lines[index:]
        if any(line.row for line in rest):
            continue
        below = lines[index - 1].size > SMALL * body
        small = below and all(line.size <= SMALL * body for line in rest)
        above = (lines[index - 1].y - lines[index].y) / lines[index].size
        if small or (found.group(1) in referred and above > WHITE and _count_on(rest)):
            return index
    return len(lines)


def _count_on(lines: Sequence[PdfLine]) -> bool:
    """Whether the numbers that lines start with only go up, by one."""
    found = [_START.match(_plain(line.text)) for line in lines]
    numbers = [int(f.group(1)) for f in found if f and f.group(1).isdecimal()]
    return all(b == a + 1 for a, b in pairwise(numbers))


def _plain(text: str) -> str:
    """Raised digits as digits."""
    return _RAISED.sub(lambda m: "".join(str(ord(c) - NOTE_DIGIT) for c in m.group()), text)


def _refer(text: str, numbers: dict[str, int]) -> str:
    def reference(found: re.Match[str]) -> str:
        digits = _plain(found.group())
        return chr(REFERENCE + numbers[digits] % 0x1000) if digits in numbers else digits

    return _RAISED.sub(reference, text)

"""Replacing what was confirmed by labels, and where an offset goes when the text changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.privacy.labels import Labels, label_for

__all__ = ["Labels", "Replacement", "apply", "label_for", "ordered", "shift"]

_LABEL = re.compile(r"\[[^\[\]\n]+\]")


@dataclass(frozen=True, slots=True)
class Replacement:
    """A span `[start, end)` of a report's text that a label takes the place of.

    Raises:
        ValueError: for an empty span or a label that is not one line in square brackets.
    """

    respondent: str
    start: int
    end: int
    label: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"een vervanging loopt van begin naar eind, niet {self.start}-{self.end}"
            )
        if not _LABEL.fullmatch(self.label):
            raise ValueError("een label staat tussen rechte haken, op een regel")


def ordered(replacements: Iterable[Replacement]) -> list[Replacement]:
    """In order of place.

    Raises:
        ValueError: when two overlap, or belong to different respondents.
    """
    rows = sorted(replacements, key=lambda r: (r.start, r.end))
    for left, right in pairwise(rows):
        if right.start < left.end:
            raise ValueError(f"vervangingen overlappen bij teken {right.start}")
        if right.respondent != left.respondent:
            raise ValueError("vervangingen zijn van verschillende respondenten")
    return rows


def apply(text: str, replacements: Sequence[Replacement]) -> str:
    """The text with its labels; without replacements the text itself.

    Raises:
        ValueError: when replacements overlap, are of several respondents or lie outside the text.
    """
    rows = ordered(replacements)
    if rows and rows[-1].end > len(text):
        raise ValueError(f"een vervanging eindigt op {rows[-1].end}, de tekst op {len(text)}")
    pieces, position = [], 0
    for row in rows:
        pieces += [text[position : row.start], row.label]
        position = row.end
    return "".join([*pieces, text[position:]])


def shift(replacements: Sequence[Replacement], offset: int) -> int:
    """Where an offset in the original text lies in the replaced text.

    An offset within a replaced span goes to the start of its label, so that no segment begins or
    ends halfway a label. The result never decreases as `offset` increases.

    Raises:
        ValueError: for a negative offset, or replacements that overlap.
    """
    if offset < 0:
        raise ValueError("een plek in een tekst is niet negatief")
    moved = 0
    for row in ordered(replacements):
        if offset <= row.start:
            break
        if offset < row.end:
            return row.start + moved
        moved += len(row.label) - (row.end - row.start)
    return offset + moved

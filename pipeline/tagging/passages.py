"""A text with what stands around it, and many of them as rows of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.tagging.features import TextFeatures
from pipeline.tagging.sparse import beside, of_length_one

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from pipeline.tagging.encoders import Encoder

_HEADING, _QUESTION, _NEIGHBOUR, _ENCODED = 0.3, 0.3, 0.1, 0.5
"""What likeness of these counts for in the kernel, against 1 for likeness of the texts."""

_AT_ONCE = 4000
"""So many passages are judged at a time, if whole reports allow."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to suggest codes for. Only `text` is needed.

    `kind` is the kind of speaker; `report` what the passage is part of and `place` its ordinal
    there; `heading` and `question` what stands above it, `before` and `after` what stands next.
    A passage without a report is judged by its text alone.
    """

    text: str
    kind: str = ""
    report: str = ""
    place: int = 0
    heading: str = ""
    question: str = ""
    before: str = ""
    after: str = ""


def in_parts(reports: Sequence[str], rows: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of rows in parts that are small enough for memory, reports kept whole.

    Args:
        reports: (rows,) what each is part of.
        rows: (rows,) its number.
    """
    members: dict[str, list[int]] = {}
    for report, row in zip(reports, rows, strict=True):
        members.setdefault(report, []).append(row)
    part: list[int] = []
    for own in members.values():
        if part and len(part) + len(own) > _AT_ONCE:
            yield part
            part = []
        part += own
    if part:
        yield part


@dataclass(frozen=True)
class PassageRows:
    """Passages as sparse rows of one length: of their texts, and of what stands around them."""

    features: TextFeatures
    encoder: Encoder | None = None

    @property
    def width(self) -> int:
        """The number of features that are words or parts of words."""
        return self.features.width

    def texts(self, texts: Sequence[str]) -> csr_matrix:
        """(texts, features) rows of length 1, or 0 for a text of which nothing is known."""
        from scipy.sparse import csr_matrix

        rows = self.features.transform(texts)
        if self.encoder is None:
            return rows
        encoded = csr_matrix(self.encoder.encode(texts)) * np.sqrt(_ENCODED)
        return of_length_one(beside(rows, encoded))

    def context(self, passages: Sequence[Passage]) -> csr_matrix:
        """(passages, 4 x features): heading, question, and the passages before and after."""
        columns = [
            ([p.heading for p in passages], _HEADING),
            ([p.question for p in passages], _QUESTION),
            ([p.before for p in passages], _NEIGHBOUR),
            ([p.after for p in passages], _NEIGHBOUR),
        ]
        each = sorted({text for texts, _ in columns for text in texts})
        at = {text: row for row, text in enumerate(each)}
        rows = self.features.transform(each)
        return beside(*(rows[[at[text] for text in texts]] * np.sqrt(w) for texts, w in columns))

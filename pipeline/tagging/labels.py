"""What can be said of a text: the labels, their families, and of which speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Primer:
    """What is told of the labels in advance: texts, the label (column) of each, who would say it
    ('' when unknown), and whether it is speech, or a definition that resembles it in words only.

    Raises:
        ValueError: when there is not one of each for every text.
    """

    texts: tuple[str, ...] = ()
    labels: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    speech: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        if not len(self.texts) == len(self.labels) == len(self.kinds) == len(self.speech):
            raise ValueError(
                "bij elke vooraf gegeven tekst horen een label, een spreker en een soort"
            )

    def matrix(self, count: int) -> Matrix:
        """(texts, labels) of 0 and 1."""
        given = np.zeros((len(self.texts), count))
        given[np.arange(len(self.texts)), list(self.labels)] = 1.0
        return given


@dataclass(frozen=True, slots=True)
class Labels:
    """How many labels, the family of each, and which kinds of speaker each applies to.

    `families` (labels,) numbers from 0; `applies` (kinds + 1, labels), last row: kind unknown.
    """

    count: int
    kinds: tuple[str, ...]
    families: NDArray[np.int64]
    applies: NDArray[np.bool_]

    @classmethod
    def plain(cls, count: int) -> Labels:
        """Labels of one family each, for speakers of whom nothing is known."""
        return cls(count, (), np.arange(count), np.ones((1, count), dtype=bool))

    def kinds_of(self, kinds: Sequence[str]) -> NDArray[np.int64]:
        """The number of each kind; -1 (the last row) for one that is not known."""
        at = {kind: number for number, kind in enumerate(self.kinds)}
        return np.array([at.get(kind, -1) for kind in kinds], dtype=np.int64)

    def in_families(self, labels: Matrix) -> Matrix:
        """(texts, families) of 0 and 1: whether a text has any label of the family."""
        member = np.zeros((self.count, int(self.families.max(initial=-1)) + 1))
        member[np.arange(self.count), self.families] = 1.0
        return np.minimum(labels @ member, 1.0)

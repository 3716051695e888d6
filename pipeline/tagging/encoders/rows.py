"""Vectors as rows of length 1, and encoders whose vectors come from a model in a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
Vectors = Callable[[list[str]], NDArray[Any]]
"""Distinct texts that are not blank → (texts, dims) vectors of any length."""

_NOTHING = 1e-6
"""A vector that is shorter is what rounding left of nothing; made longer it would be noise."""


@dataclass(frozen=True, slots=True)
class FolderEncoder:
    """An encoder around a loaded model: see `Encoder` for what it promises."""

    name: str
    dims: int
    vectors: Vectors

    def encode(self, texts: Sequence[str]) -> Rows:
        """(texts, dims) rows of length 1, or of length 0 for a text it knows nothing of.

        The model gets every text once and in alphabetical order. Its arithmetic depends, in the
        last digits, on what stands beside a text in a batch: in this way the order of the texts
        and their repetitions change no bit of the outcome.
        """
        distinct = sorted({text for text in texts if text.strip()})
        rows = np.zeros((len(texts), self.dims), dtype=np.float32)
        if distinct:
            found = unit_rows(self.vectors(distinct))
            at = {text: number for number, text in enumerate(distinct)}
            for row, text in enumerate(texts):
                if text in at:
                    rows[row] = found[at[text]]
        return rows


def unit_rows(vectors: NDArray[Any]) -> Rows:
    """(texts, dims) rows of length 1; a row that is shorter than 1e-6 or not finite becomes 0."""
    wide = np.asarray(vectors, dtype=np.float64)
    length = np.sqrt((wide * wide).sum(axis=1, keepdims=True))
    usable = np.isfinite(length) & (length > _NOTHING)
    rows: Rows = np.divide(wide, length, out=np.zeros_like(wide), where=usable).astype(np.float32)
    return rows

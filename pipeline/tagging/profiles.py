"""Likeness of texts to the mean of the texts of a label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.ridge import members
from pipeline.tagging.sparse import row_lengths

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Matrix = NDArray[np.float64]
_Single = NDArray[np.float32]
Scored = NDArray[Any]
"""In single precision."""
_NOTHING = 1e-6
_DECIMALS = 5
_SHORT = 1e-3
"""A profile that is shorter than this is what rounding left of none."""


@dataclass(frozen=True)
class Profiles:
    """(features, labels) sums of the rows of each label, and (labels,) their lengths."""

    sums: _Single
    lengths: _Single

    @classmethod
    def of(cls, rows: csr_matrix, labels: Matrix) -> Profiles:
        """`rows` (texts, features), `labels` (texts, labels) of 0 and 1."""
        sums = np.asarray(rows.T.tocsr() @ labels.astype(np.float32), dtype=np.float32)
        return cls(sums, np.sqrt(np.square(sums).sum(axis=0)))

    def likeness(self, rows: csr_matrix) -> Scored:
        """(texts, labels) cosines of rows of length 1 with the profiles; 0 with an empty one."""
        return self.in_lengths(_product(rows, self.sums))

    def in_lengths(self, inner: Scored) -> Scored:
        """(texts, labels) cosines, of inner products with the sums."""
        return inner / np.maximum(self.lengths, _NOTHING)

    @property
    def units(self) -> Scored:
        """(features, labels) the profiles, each of length 1."""
        return self.in_lengths(self.sums)

    def unit(self, label: int) -> NDArray[Any]:
        """(features,) the profile of one label, of length 1."""
        unit: Scored = self.sums[:, label] / max(self.lengths[label], np.float32(_NOTHING))
        return unit


def likeness_without_self(profiles: Profiles, rows: csr_matrix, own: NDArray[np.int64]) -> Scored:
    """(texts, labels) as `likeness`, for texts that made the profiles themselves: each does not
    count towards the profile of its `own` (texts,) label.

    With S the sum of a label's texts and x one of them, the profile without x is S - x, and its
    length follows from the inner products alone.
    """
    inner = _product(rows, profiles.sums)
    likeness = profiles.in_lengths(inner)
    at, texts = np.arange(len(own)), np.bincount(own, minlength=len(profiles.lengths))
    mine, itself = inner[at, own].astype(np.float64), row_lengths(rows).astype(np.float64) ** 2
    squared = profiles.lengths[own].astype(np.float64) ** 2 - 2 * mine + itself
    likeness[at, own] = _cosine(mine - itself, squared, texts[own] - 1)
    return likeness


def likeness_without_group(
    profiles: Profiles, rows: csr_matrix, labels: Matrix, groups: NDArray[np.int64]
) -> Scored:
    """As `likeness`, for texts that made the profiles: their own group does not count.

    With S the sums, P the part of a group with rows X and labels Y, all that is needed follows
    from X S and X Xᵀ: X P = X Xᵀ Y, and the inner product of S with P is the sum of X S over Y.
    """
    inner = _product(rows, profiles.sums)
    likeness = np.zeros_like(inner)
    lengths, texts = profiles.lengths.astype(np.float64), labels.sum(axis=0)
    for own in members(groups):
        given, mine = labels[own], inner[own].astype(np.float64)
        part = (rows[own] @ rows[own].T).toarray() @ given
        squared = lengths**2 - 2 * (given * mine).sum(axis=0) + (given * part).sum(axis=0)
        likeness[own] = _cosine(mine - part, squared, texts - given.sum(axis=0))
    return likeness


def _cosine(inner: Matrix, squared: Matrix, texts: NDArray[Any]) -> Scored:
    """Of rows of length 1 with profiles of so many other texts, 0 where there are none.

    Without the last digits: there what was subtracted still shows, and so what the label was.
    """
    length = np.sqrt(np.maximum(squared, 0))
    there = (texts > 0) & (length > _SHORT)
    cosine = np.where(there, inner / np.maximum(length, _SHORT), 0.0)
    return np.round(cosine, _DECIMALS).astype(np.float32)


def _product(rows: csr_matrix, sums: _Single) -> Scored:
    return np.asarray(rows @ sums)

"""Sparse rows: of length one, side by side, and counted from numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


def of_length_one(rows: csr_matrix, length: float = 1.0) -> csr_matrix:
    """Each row divided by its length, times `length`; a row of zeros stays one."""
    lengths = row_lengths(rows)
    factors = length / np.where(lengths > 0, lengths, 1.0)
    rows.data *= np.repeat(factors, np.diff(rows.indptr))
    return rows


def row_lengths(rows: csr_matrix) -> NDArray[np.float32]:
    """(rows,) Euclidean lengths."""
    starts, ends = rows.indptr[:-1], rows.indptr[1:]
    filled = ends > starts
    squares = np.zeros(len(starts), dtype=np.float32)
    if filled.any():
        squares[filled] = np.add.reduceat(np.square(rows.data), starts[filled])
    return np.sqrt(squares)


def beside(*parts: csr_matrix) -> csr_matrix:
    """The columns of all parts in one matrix."""
    from scipy.sparse import csr_matrix, hstack

    return csr_matrix(hstack(parts, format="csr"))


def counted(
    numbers: NDArray[np.int64], rows: NDArray[np.int64], shape: tuple[int, int]
) -> csr_matrix:
    """(texts, numbers): 1 + log of how often each number occurs in each text."""
    from scipy.sparse import csr_matrix

    ones = np.ones(len(numbers), dtype=np.float32)
    counts = csr_matrix((ones, (rows, numbers)), shape=shape)
    counts.sum_duplicates()
    counts.data = 1 + np.log(counts.data)
    return counts

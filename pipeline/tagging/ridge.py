"""Kernel ridge regression that also tells what it would have said without each respondent.

The scores of a left-out group follow from the inverse in closed form (An, Liu & Venkatesh 2007,
*Fast cross-validation algorithms for least squares support vector machine and kernel ridge
regression*, Pattern Recognition 40): no fold is ever refitted.

Rows come in two parts: what the codebook teaches (each row its own group) and what people decided
(grouped by respondent). Only the second part may have context, so the first part is inverted once
and the second by its Schur complement, with and without context.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.arrays import Arrays

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Matrix = NDArray[np.float64]
_Single = NDArray[np.float32]

RIDGE = 0.6
"""Penalty, on rows of length 1."""
_COMMON = 1000
"""So many features that many rows share are multiplied as dense columns: most of the work."""
_BLOCK = 4000
"""So many rows are multiplied at a time: a sparse product takes several times its outcome."""


@dataclass(frozen=True)
class Dual:
    """What each text counts for: told (taught, codes), decided (chosen, codes), and chosen
    (chosen,) the numbers of the decided rows in question."""

    told: _Single
    decided: _Single
    chosen: NDArray[np.int64]

    def weights(self, taught: csr_matrix, rows: csr_matrix) -> _Single:
        """(features, codes) on rows, from taught and decided rows (texts, features)."""
        return _weights(taught, self.told) + _weights(rows[self.chosen], self.decided)

    def in_context(self, context: csr_matrix) -> _Single:
        """(context features, codes) weights, from context (decided, context features)."""
        return _weights(context[self.chosen], self.decided)

    def arrays(self) -> Arrays:
        return {"told": self.told, "decided": self.decided, "chosen": self.chosen}


@dataclass(frozen=True)
class Ridge:
    """(features, labels) weights on rows, (rows, labels) scores without a row's own group, and
    what the weights were made of."""

    weights: _Single
    left_out: Matrix
    dual: Dual


@dataclass(frozen=True)
class Taught:
    """What the codebook teaches, inverted once: rows (texts, features), labels (texts, codes)."""

    rows: csr_matrix
    labels: Matrix
    inverse: _Single

    @classmethod
    def of(cls, rows: csr_matrix, labels: Matrix, weight: float) -> Taught:
        """`weight` in 0..1: a text of weight w has penalty RIDGE / w."""
        kernel = inner(rows, rows)
        kernel[np.diag_indices_from(kernel)] += RIDGE / max(weight, 1e-6)
        return cls(rows, labels, _inverse(kernel))

    def alone(self) -> Ridge:
        """Learning from the codebook only."""
        alpha = self.inverse @ self.labels.astype(np.float32)
        left_out = self.labels - alpha / self.inverse.diagonal()[:, None]
        nobody = np.zeros((0, alpha.shape[1]), dtype=np.float32)
        dual = Dual(alpha, nobody, np.zeros(0, dtype=np.int64))
        return Ridge(_weights(self.rows, alpha), left_out, dual)

    def beside(self, rows: csr_matrix, labels: Matrix, groups: NDArray[np.int64]) -> Joined:
        """With decided rows (decided, features), labels (decided, codes) of 0 and 1, and groups
        (decided,): what is left out together.

        There is no intercept: a text that resembles nothing scores 0, and the judge above knows
        how frequent a code is.
        """
        across = inner(self.rows, rows)
        into = self.inverse @ across
        kernel = inner(rows, rows)
        kernel -= across.T @ into
        kernel[np.diag_indices_from(kernel)] += RIDGE
        return Joined(self, rows, labels, groups, across, into, kernel)


@dataclass(frozen=True)
class Joined:
    """Taught and decided rows together, what is taught eliminated from the kernel."""

    taught: Taught
    rows: csr_matrix
    labels: Matrix
    groups: NDArray[np.int64]
    _across: _Single
    _into: _Single
    _kernel: _Single

    def ridge(self) -> tuple[Ridge, Matrix]:
        """The ridge on decided rows, and (taught, codes) scores of each taught text without
        itself."""
        inverse = _inverse(self._kernel)
        alpha, taught = self._solved(inverse)
        into, own = self._into, self.taught.inverse.diagonal()
        own = own + np.einsum("ij,ij->i", into @ inverse, into)
        ridge = self._ridge(alpha, taught, inverse)
        return ridge, self.taught.labels - taught / own[:, None]

    def in_context(self, context: csr_matrix) -> tuple[Ridge, _Single]:
        """The ridge with context (decided, context features), and the (context features, codes)
        weights of that context."""
        inverse = _inverse(self._kernel + inner(context, context))
        ridge = self._ridge(*self._solved(inverse), inverse)
        return ridge, ridge.dual.in_context(context)

    def _ridge(self, alpha: _Single, taught: _Single, inverse: _Single) -> Ridge:
        dual = Dual(taught, alpha, np.arange(len(alpha)))
        left_out = _left_out(self.labels, alpha, inverse, self.groups)
        return Ridge(dual.weights(self.taught.rows, self.rows), left_out, dual)

    def _solved(self, inverse: _Single) -> tuple[_Single, _Single]:
        told = self.taught.labels.astype(np.float32)
        alpha = inverse @ (self.labels.astype(np.float32) - self._into.T @ told)
        return alpha, self.taught.inverse @ (told - self._across @ alpha)


def members(groups: NDArray[np.int64]) -> list[NDArray[np.intp]]:
    """For each group the numbers of its rows."""
    order = np.argsort(groups, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(groups[order])) + 1) if len(groups) else []


def inner(rows: csr_matrix, others: csr_matrix) -> _Single:
    """(rows, others) inner products, dense."""
    product = np.empty((rows.shape[0], others.shape[0]), dtype=np.float32)
    shared = np.bincount(rows.indices, minlength=rows.shape[1]).astype(np.float64)
    shared *= np.bincount(others.indices, minlength=rows.shape[1])
    rare = np.ones(rows.shape[1], dtype=np.float32)
    common = np.argsort(-shared, kind="stable")[:_COMMON]
    rare[common] = 0.0
    dense, sparse = others[:, common].toarray().T, others.T
    for at in range(0, len(product), _BLOCK):
        block = rows[at : at + _BLOCK]
        own = product[at : at + _BLOCK]
        np.matmul(block[:, common].toarray(), dense, out=own)
        block.data = block.data * rare[block.indices]
        block.eliminate_zeros()
        own += (block @ sparse).toarray()
    return product


def _weights(rows: csr_matrix, alpha: _Single) -> _Single:
    return np.asarray(rows.T.tocsr() @ alpha, dtype=np.float32)


def _left_out(
    labels: Matrix, alpha: _Single, inverse: _Single, groups: NDArray[np.int64]
) -> Matrix:
    scores = np.empty_like(labels)
    for own in members(groups):
        scores[own] = labels[own] - np.linalg.solve(inverse[np.ix_(own, own)], alpha[own])
    return scores


def _inverse(kernel: _Single) -> _Single:
    """Of a symmetric positive definite matrix."""
    from scipy.linalg.lapack import spotrf, spotri

    if not len(kernel):  # LAPACK would complain about it on the terminal
        return kernel
    factor, failed = spotrf(kernel.T, lower=1)
    if failed:
        return np.asarray(np.linalg.inv(kernel))
    half: _Single = np.tril(spotri(factor, lower=1)[0])
    return np.ascontiguousarray(half + np.tril(half, -1).T)

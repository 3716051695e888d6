"""What every measure asks of its arrays, checked in one place."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]


def flags(values: ArrayLike, shape: tuple[int, ...] | None = None) -> Flags:
    """(segments, codes) booleans of 0 and 1.

    Raises:
        ValueError: other values, not two axes, or not of `shape`.
    """
    array = np.asarray(values)
    if array.ndim != 2 or (shape is not None and array.shape != shape):
        raise ValueError(f"expected (segments, codes) of {shape or 'two axes'}, got {array.shape}")
    if array.dtype != np.bool_ and not np.isin(array, (0, 1)).all():
        raise ValueError("expected only 0 and 1")
    return array.astype(np.bool_)


def probabilities(values: ArrayLike, shape: tuple[int, ...] | None = None) -> Floats:
    """(segments, codes) floats in 0..1.

    Raises:
        ValueError: NaN, a value outside 0..1, not two axes, or not of `shape`.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 2 or (shape is not None and array.shape != shape):
        raise ValueError(f"expected (segments, codes) of {shape or 'two axes'}, got {array.shape}")
    if not ((array >= 0) & (array <= 1)).all():
        raise ValueError("expected chances in 0..1")
    return array


def ratio(above: Any, below: Any) -> Floats:
    """Elementwise quotient, NaN where there is nothing to divide by."""
    above, below = np.broadcast_arrays(
        np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    )
    result: Floats = np.divide(above, below, out=np.full(below.shape, np.nan), where=below != 0)
    return result


def mean_of_defined(values: Floats) -> Floats:
    """(..., n) -> (...): the mean over the last axis of what is not NaN; NaN when all is."""
    known = ~np.isnan(values)
    return ratio(np.where(known, values, 0.0).sum(axis=-1), known.sum(axis=-1))

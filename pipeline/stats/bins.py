"""Pairs of segment and code sorted into bins of chance, and counted per respondent."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Flags, Floats, flags, probabilities
from pipeline.stats.resampling import Resample


def equal_width(count: int) -> Floats:
    """(count + 1,) edges of bins of the same width over 0..1 (Naeini et al. 2015).

    Raises:
        ValueError: no bins.
    """
    if count < 1:
        raise ValueError(f"at least one bin is needed, not {count}")
    return np.linspace(0.0, 1.0, count + 1)


def equal_mass(chances: ArrayLike, count: int, counted: ArrayLike | None = None) -> Floats:
    """(at most count + 1,) edges of bins with about as many pairs each.

    Nearly all pairs have a chance near 0, and of bins of equal width the first holds them all.
    Equal chances fall in one bin, so that there may be fewer bins, and of unequal size.

    Args:
        chances: (segments, codes) in 0..1.
        count: how many bins, at least 1.
        counted: (segments, codes) the pairs that count; all when not given.
    """
    array = probabilities(chances)
    pairs = array.ravel() if counted is None else array[flags(counted, array.shape)]
    edges = equal_width(count)
    if not len(pairs):
        return np.array([0.0, 1.0])
    inner = np.unique(np.quantile(pairs, edges[1:-1]))
    return np.concatenate([[0.0], inner[inner < 1.0], [1.0]])


def shown(chances: ArrayLike, most: int, threshold: float = 0.0) -> Flags:
    """(segments, codes) which suggestions a coder sees: the `most` highest of a segment that have
    a chance of at least `threshold` and more than 0; equal ones in the order of the columns."""
    array = probabilities(chances)
    order = np.argsort(-array, axis=1, kind="stable")[:, :most]
    first = np.zeros(array.shape, dtype=np.bool_)
    np.put_along_axis(first, order, True, axis=1)
    return first & (array >= threshold) & (array > 0)


def binned(
    truth: Flags, chances: Floats, edges: Floats, resample: Resample, counted: ArrayLike | None
) -> Floats:
    """(respondents, bins, 4): pairs, sum of chances, codings, and sum of squared differences.

    Bins are open on the left and closed on the right (Guo et al. 2017), but for 0 itself.
    """
    segment, code = np.nonzero(np.ones_like(truth) if counted is None else flags(counted))
    chance, right = chances[segment, code], truth[segment, code].astype(np.float64)
    bins = len(edges) - 1
    place = resample.index[segment] * bins + np.searchsorted(edges[1:-1], chance, side="left")
    size = resample.respondents * bins
    sums = [
        np.bincount(place, weights=weight, minlength=size)
        for weight in (np.ones_like(chance), chance, right, (chance - right) ** 2)
    ]
    stacked = np.stack(sums, axis=1).astype(np.float64)
    return stacked.reshape(resample.respondents, bins, 4)

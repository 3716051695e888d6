"""Krippendorff's alpha: for any number of coders, missing ratings, and any distance.

Krippendorff 2011, *Computing Krippendorff's alpha-reliability*; Krippendorff 2019, *Content
analysis*, 4th edition, 12.3. A segment with one rating is left out altogether (it has nothing to
be paired with), also of what chance is computed from: here alpha differs from Fleiss' kappa, and
by (n - 1) / n for the smallness of the sample. Without disagreement to be expected, because one
category was used throughout, alpha is NaN: nothing shows that coders can tell categories apart.
The package `krippendorff` raises an error or divides by zero there; some programs give 1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pipeline.stats.agreement.counts import Counts, whole
from pipeline.stats.agreement.weights import Metric, distances
from pipeline.stats.arrays import Floats, Whole, ratio
from pipeline.stats.resampling import Resample


def alpha(
    counts: Counts, metric: Metric | Floats = "nominal", values: ArrayLike | None = None
) -> Floats:
    """(...) alpha of ratings in a few categories.

    Args:
        counts: with any leading axes.
        metric: a level of measurement, or (q, q) squared distances of one's own.
        values: (q,) what the categories stand for, for interval and ratio.

    Raises:
        ValueError: distances of another shape, not symmetric, or not 0 on the diagonal.
    """
    pairable = counts.coinciding.sum(axis=-1)
    if isinstance(metric, str):
        apart = distances(metric, pairable, values)
    else:
        apart = checked(metric, counts.categories)
    chance = pairable[..., :, None] * pairable[..., None, :]
    if apart.ndim == 2:
        observed, expected = whole(counts.coinciding, apart), whole(chance, apart)
    else:
        observed, expected = whole(apart * counts.coinciding), whole(apart * chance)
    return 1 - ratio((pairable.sum(axis=-1) - 1) * observed, expected)


def alpha_drawn(values: ArrayLike, apart: ArrayLike, resample: Resample) -> Floats:
    """(1 + draws,) alpha of ratings with many values, such as sets of codes.

    Expected disagreement is a sum over pairs of respondents, each holding the distances between
    what stands with one and what stands with the other: no draw handles the values themselves.

    Args:
        values: (segments, coders) whole numbers 0..values - 1, below 0 where a rating is missing.
        apart: (values, values) distances, symmetric and 0 on the diagonal.
        resample: of the segments' respondents.

    Raises:
        ValueError: other shapes, values without a distance, distances that are none.
    """
    number = np.asarray(values)
    delta = checked(np.asarray(apart, dtype=np.float64), len(np.asarray(apart)))
    if number.ndim != 2 or number.shape[1] < 2 or (number >= len(delta)).any():
        raise ValueError(f"expected (segments, coders) of 0..{len(delta) - 1}, got {number.shape}")
    given = number >= 0
    ratings = given.sum(axis=1)
    pairable = given & (ratings >= 2)[:, None]
    observed = np.zeros(len(number))
    for a in range(number.shape[1]):
        for b in range(a):
            both = given[:, a] & given[:, b]
            observed[both] += 2 * delta[number[both, a], number[both, b]] / (ratings[both] - 1)
    table = _per_respondent(number, pairable, resample.index, len(delta))
    between = table @ delta @ table.T
    expected = ((resample.weights @ between) * resample.weights).sum(axis=1)
    total = resample.drawn(table.sum(axis=1))
    return 1 - ratio((total - 1) * resample.totals(observed), expected)


def checked(apart: Floats, size: int) -> Floats:
    """The distances, when they are: (size, size), symmetric, not below 0, 0 on the diagonal."""
    delta = np.asarray(apart, dtype=np.float64)
    if delta.shape != (size, size) or np.diag(delta).any() or not (delta >= 0).all():
        raise ValueError(f"expected distances for {size} values, 0 on the diagonal")
    if (delta != delta.T).any():
        raise ValueError("expected the same distance from a to b as from b to a")
    return delta


def _per_respondent(number: Whole, counted: NDArray[np.bool_], index: Whole, size: int) -> Floats:
    """(respondents, values) how often each value stands in the pairable ratings of each."""
    if len(number) != len(index):
        raise ValueError(f"{len(number)} rows for {len(index)} segments")
    owner = np.broadcast_to(index[:, None], number.shape)[counted]
    people = int(index.max()) + 1
    flat = np.bincount(owner * size + number[counted], minlength=people * size)
    return flat.reshape(people, size).astype(np.float64)

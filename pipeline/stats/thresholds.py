"""From which chance on a code should be suggested, when what counts is F1.

Under calibrated chances p the expected F1 of suggesting whatever has p >= t is close to
2 · Σ p·1(p >= t) / (Σ p + Σ 1(p >= t)). It is largest where the threshold is half of the F1 that
it reaches (Lipton, Elkan & Narayanaswamy 2014, *Optimal thresholding of classifiers to maximize F1
measure*, ECML PKDD). No codings are needed, so that nothing is fitted to those on which the
suggestions are measured. Their warning holds here too: of a rare code whose chances say little,
the best F1 is reached by suggesting it nearly everywhere, which no coder wants: see `lowest`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Floats, Whole, probabilities


@dataclass(frozen=True, slots=True, eq=False)
class Thresholds:
    """The best threshold of every column.

    Attributes:
        threshold: (codes,) suggest what has a chance of at least this; infinite for a code whose
            chances are 0 everywhere.
        f1: (codes,) the expected F1 that it reaches, in 0..1.
        chosen: (codes,) how many segments would get the code.
    """

    threshold: Floats
    f1: Floats
    chosen: Whole


def best_thresholds(chances: ArrayLike, *, lowest: float = 0.0) -> Thresholds:
    """One threshold per code: what maximises macro-F1.

    Args:
        chances: (segments, codes) calibrated, in 0..1. Equal chances are chosen together; of
            thresholds that are equally good the one with the fewest suggestions is taken.
        lowest: no threshold lies below it; `f1` and `chosen` are those of what is chosen then.

    Raises:
        ValueError: chances outside 0..1.
    """
    array = probabilities(chances)
    total = array.sum(axis=0)
    if not total.any():
        return _chosen(array, np.full(array.shape[1], np.inf))
    high_first = -np.sort(-array, axis=0)
    count = np.arange(1, len(array) + 1)[:, None]
    expected = 2 * high_first.cumsum(axis=0) / (total + count)
    # Within a run of equal chances this only rises or only falls: its top is never inside one.
    at = expected.argmax(axis=0)
    columns = np.arange(array.shape[1])
    # Half the F1 lies between the last chance that is chosen and the first that is not, and so
    # says more about other segments than that last chance; the minimum is for rounding only.
    half = np.minimum(expected[at, columns] / 2, high_first[at, columns])
    return _chosen(array, np.where(total > 0, np.maximum(half, lowest), np.inf))


def best_common_threshold(chances: ArrayLike, *, lowest: float = 0.0) -> tuple[float, float]:
    """One threshold for all codes: what maximises micro-F1, and the expected micro-F1."""
    found = best_thresholds(probabilities(chances).reshape(-1, 1), lowest=lowest)
    return float(found.threshold[0]), float(found.f1[0])


def expected_f1(chances: ArrayLike, threshold: ArrayLike) -> Floats:
    """(codes,) the plug-in expected F1 of (codes,) thresholds; 0 where nothing is expected."""
    array = probabilities(chances)
    chosen = array >= np.asarray(threshold, dtype=np.float64)
    below = array.sum(axis=0) + chosen.sum(axis=0)
    result: Floats = 2 * (array * chosen).sum(axis=0) / np.where(below > 0, below, 1.0)
    return result


def _chosen(array: Floats, threshold: Floats) -> Thresholds:
    chosen = (array >= threshold).sum(axis=0)
    return Thresholds(threshold, expected_f1(array, threshold), chosen)

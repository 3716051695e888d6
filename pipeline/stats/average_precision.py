"""Average precision: how well the chances of a code put its segments first, without a threshold.

AP = Σ (R_n - R_{n-1}) P_n over the distinct chances, from high to low; segments with the same
chance are taken in together (the definition of scikit-learn, without interpolation; Davis &
Goadrich 2006, *The relationship between precision-recall and ROC curves*, ICML).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Flags, Floats, Whole, flags, mean_of_defined, probabilities, ratio
from pipeline.stats.resampling import Estimate, Resample

_DRAWS_AT_ONCE = 128
"""So many draws by all thresholds stand in memory at the same time."""


@dataclass(frozen=True, slots=True)
class AveragePrecision:
    """Each in 0..1. `per_code` is NaN for a code that never occurs; `macro` averages over the
    codes that occur at least so many times; `micro` ranks all pairs of segment and code together.
    """

    support: tuple[int, ...]
    per_code: tuple[Estimate, ...]
    macro: Estimate
    micro: Estimate


def average_precision(
    truth: ArrayLike, chances: ArrayLike, weights: ArrayLike | None = None
) -> float:
    """Average precision of one ranking; NaN when nothing is true.

    Args:
        truth: (n,) of 0 and 1.
        chances: (n,) what is ranked by, high first.
        weights: (n,) how often each row counts, at least 0; once when not given.

    Returns:
        A share in 0..1, that of `sklearn.metrics.average_precision_score`.
    """
    score = np.asarray(chances, dtype=np.float64)
    weight = np.ones(len(score)) if weights is None else np.asarray(weights, dtype=np.float64)
    order = np.argsort(-score, kind="stable")
    score, weight = score[order], weight[order]
    right = np.cumsum(weight * np.asarray(truth, dtype=np.float64)[order])
    if not len(right) or right[-1] <= 0:
        return float("nan")
    ends = np.append(np.flatnonzero(np.diff(score)), len(score) - 1)
    right, read = right[ends], np.cumsum(weight)[ends]
    precision = np.divide(right, read, out=np.zeros(len(ends)), where=read > 0)
    return float(np.sum(np.diff(right, prepend=0.0) * precision) / right[-1])


def average_precisions(
    truth: ArrayLike, chances: ArrayLike, resample: Resample, *, least: int = 5
) -> AveragePrecision:
    """Average precision per code, macro and micro, with intervals.

    Args:
        truth: (segments, codes) of 0 and 1: the codings.
        chances: (segments, codes) in 0..1.
        resample: of the segments' respondents.
        least: a code counts in `macro` when it occurs so often in the sample; in draws where it
            is absent it is left out.

    Raises:
        ValueError: shapes that differ, chances outside 0..1.
    """
    truth = flags(truth)
    chances = probabilities(chances, truth.shape)
    own = average_precisions_drawn(truth, chances, resample)
    often = truth.sum(axis=0) >= max(least, 1)
    return AveragePrecision(
        tuple(truth.sum(axis=0).tolist()),
        resample.estimates(own, centred=True),
        resample.estimate(mean_of_defined(own[:, often]), centred=True),
        resample.estimate(micro_drawn(truth, chances, resample), centred=True),
    )


def average_precisions_drawn(truth: Flags, chances: Floats, resample: Resample) -> Floats:
    """(1 + count, codes): the average precision of every code in every draw."""
    columns = zip(truth.T, chances.T, strict=True)
    own = [_drawn(right, score, resample.index, resample.weights) for right, score in columns]
    return np.array(own).reshape(truth.shape[1], -1).T


def micro_drawn(truth: Flags, chances: Floats, resample: Resample) -> Floats:
    """(1 + count,): the average precision of all pairs of segment and code in one ranking."""
    index = np.repeat(resample.index, truth.shape[1])
    return _drawn(truth.ravel(), chances.ravel(), index, resample.weights)


def _drawn(truth: Flags, score: Floats, index: Whole, weights: Floats) -> Floats:
    """(1 + count,): average precision of (n,) rows in every draw.

    Recall only grows at chances that a true row has. How many rows of each respondent lie at or
    above each of those is counted once; a draw is then a weighted sum over respondents, and
    nothing is ever sorted again.
    """
    steps = np.unique(score[truth])
    people = weights.shape[1]
    if not len(steps):
        return np.full(len(weights), np.nan)
    place = index * (len(steps) + 1) + np.searchsorted(steps, score, side="right")
    size = people * (len(steps) + 1)
    read = np.bincount(place, minlength=size).reshape(people, -1)[:, :0:-1].cumsum(axis=1)
    found = np.bincount(place[truth], minlength=size).reshape(people, -1)[:, :0:-1]
    parts = [_of_block(part, read, found) for part in _blocks(weights)]
    return np.concatenate(parts)


def _of_block(weights: Floats, read: Whole, found: Whole) -> Floats:
    """Average precision from (respondents, steps) counts, the highest step first."""
    gained = weights @ found
    right = gained.cumsum(axis=1)
    below = weights @ read
    precision = np.divide(right, below, out=np.zeros_like(right), where=below > 0)
    return ratio((gained * precision).sum(axis=1), right[:, -1])


def _blocks(weights: Floats) -> Iterator[Floats]:
    return (weights[at : at + _DRAWS_AT_ONCE] for at in range(0, len(weights), _DRAWS_AT_ONCE))

"""Precision, recall and F1 of what would be suggested, per code and over codes.

Conventions where a quotient has no denominator:
- a code that is never chosen has no precision (NaN), and stays out of macro precision;
- a code that never occurs has no recall and no F1 (NaN), and stays out of both macro averages;
- a code that occurs and is never chosen, or never rightly, has an F1 of 0, and counts.
What is chosen of a code that never occurs is wrong, and counts as such in the micro averages.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Flags, Floats, flags, mean_of_defined, ratio
from pipeline.stats.resampling import Estimate, Resample


@dataclass(frozen=True, slots=True)
class Scores:
    """Each in 0..1, or NaN by the conventions above."""

    precision: Estimate
    recall: Estimate
    f1: Estimate


@dataclass(frozen=True, slots=True)
class Classification:
    """Scores per code in the order of the columns; how often each occurs and is chosen.

    `micro` adds up the codings of all codes; `macro` averages over the codes that occur at least
    so many times, so that a code seen once does not weigh as much as one seen a hundred times.
    """

    support: tuple[int, ...]
    chosen: tuple[int, ...]
    per_code: tuple[Scores, ...]
    micro: Scores
    macro: Scores


def classification(
    truth: ArrayLike, chosen: ArrayLike, resample: Resample, *, least: int = 5
) -> Classification:
    """Precision, recall and F1 with intervals from drawing respondents again.

    Args:
        truth: (segments, codes) of 0 and 1: the codings.
        chosen: (segments, codes) of 0 and 1: what would be suggested.
        resample: of the segments' respondents.
        least: a code counts in the macro averages when it occurs so often in the sample. That
            set is the same in every draw; in draws where such a code is absent it is left out.

    Raises:
        ValueError: shapes that differ, values other than 0 and 1.
    """
    truth = flags(truth)
    chosen = flags(chosen, truth.shape)
    counts = counts_drawn(truth, chosen, resample)
    own = scores_drawn(counts)
    often = truth.sum(axis=0) >= max(least, 1)
    return Classification(
        tuple(truth.sum(axis=0).tolist()),
        tuple(chosen.sum(axis=0).tolist()),
        tuple(_scores(own[:, at], resample) for at in range(truth.shape[1])),
        _scores(scores_drawn(counts.sum(axis=1)), resample),
        _scores(mean_of_defined(own[:, often].transpose(0, 2, 1)), resample),
    )


def counts_drawn(truth: Flags, chosen: Flags, resample: Resample) -> Floats:
    """(1 + count, codes, 3): rightly chosen, chosen, occurring, in every draw."""
    return resample.totals(np.stack([truth & chosen, chosen, truth], axis=2))


def scores_drawn(counts: Floats) -> Floats:
    """(..., 3) rightly chosen, chosen, occurring -> (..., 3) precision, recall, F1.

    F1 = 2 · right / (chosen + occurring), the harmonic mean of the two written without them.
    """
    right, chosen, occurring = counts[..., 0], counts[..., 1], counts[..., 2]
    f1 = np.where(occurring > 0, ratio(2 * right, chosen + occurring), np.nan)
    return np.stack([ratio(right, chosen), ratio(right, occurring), f1], axis=-1)


def _scores(drawn: Floats, resample: Resample) -> Scores:
    return Scores(*resample.estimates(drawn))

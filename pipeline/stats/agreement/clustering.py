"""How much less segments say of agreement because they stand with the same respondents.

The design effect (Kish 1965, *Survey sampling*, 5.4 and 8.2) is the variance of a statistic with
respondents as the units that were drawn, over its variance if segments had been drawn one by one.
Both are jackknife variances (Efron & Stein 1981, Annals of Statistics 9), so that one function
serves every coefficient: respondents are left out one by one, and segments are.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.agreement.counts import (
    Counts,
    as_ratings,
    counts_of,
    per_respondent,
    per_segment,
)
from pipeline.stats.arrays import Floats, Whole, ratio
from pipeline.stats.resampling import resample


def design_effect(
    values: ArrayLike,
    groups: ArrayLike,
    statistic: Callable[[Counts], Floats],
    categories: int = 2,
) -> Floats:
    """(codes, ...) the design effect of each code, whatever axes the statistic adds.

    An estimate of a ratio of variances from few respondents is rough: take the median over codes
    rather than that of one. NaN where a statistic does not exist once a respondent (the only one
    with the code) is left out, or does not vary at all; below 1 where segments of a respondent
    are less alike than those of different ones.

    Args:
        values: (codes, segments, coders), or (segments, coders) of one code; see `as_ratings`.
        groups: (segments,) the respondent of each segment.
        statistic: of `kappas`, `indices` or `alpha`.
        categories: how many there are.
    """
    ratings = as_ratings(values, categories)
    sums = per_segment(ratings, categories).transpose(1, 0, 2)
    people = per_respondent(ratings, resample(groups, count=0), categories)

    def variance(parts: Floats) -> Floats:
        left = counts_of(parts.sum(axis=0) - parts, ratings.shape[2], categories)
        found = statistic(left)
        n = len(found)
        spread: Floats = (n - 1) / n * ((found - found.mean(axis=0)) ** 2).sum(axis=0)
        return np.where(spread > 1e-20, spread, 0.0)

    return ratio(variance(people), variance(sums))


def intraclass(effect: Floats, groups: ArrayLike) -> Floats:
    """The intraclass correlation ρ behind a design effect 1 + (b - 1) ρ (Kish 1965).

    b is the mean number of segments beside which a segment stands, Σ n² / Σ n.
    """
    return ratio(np.asarray(effect) - 1, _size(groups) - 1)


def projected_effect(correlation: float, per_respondent: float) -> float:
    """The design effect when so many segments of each respondent will be coded twice.

    A few segments of every respondent tell more than all segments of a few.
    """
    return 1 + (per_respondent - 1) * correlation


def _size(groups: ArrayLike) -> float:
    sizes: Whole = np.unique(np.asarray(groups), return_counts=True)[1]
    return float((sizes**2).sum() / sizes.sum())

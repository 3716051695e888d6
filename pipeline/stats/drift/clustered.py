"""Shares of segments that hang together within a respondent, and how such a share changed.

Wilson's interval with the effective number of segments in place of the number itself: so many as
would, were they independent, give the variance that is seen between respondents (Korn & Graubard
1998, *Confidence intervals for proportions with small expected number of positive counts*, Survey
Methodology 24; of such intervals Wilson's does best with few clusters: Dean & Pagano 2015,
*Evaluating confidence interval methods for binomial proportions in clustered surveys*, Journal of
Survey Statistics and Methodology 3). Where all segments agree there is no variance to be seen, and
every respondent then counts as one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Floats, Whole
from pipeline.stats.comparing.shares import newcombe, wilson
from pipeline.stats.resampling import Estimate

_NOTHING = Estimate(float("nan"), float("nan"), float("nan"))


@dataclass(frozen=True, slots=True)
class Clustered:
    """`hits` of `cases` segments, of so many respondents; `effective` in 1..cases (0 without)."""

    hits: int
    cases: int
    respondents: int
    effective: float
    share: Estimate


def clustered(hits: ArrayLike, groups: ArrayLike, level: float = 0.95) -> Clustered:
    """The share of segments that are hits.

    Args:
        hits: (cases,) of 0 and 1: of the segments that count, and of those alone.
        groups: (cases,) the respondent of each.
        level: nominal coverage, in 0..1.

    Raises:
        ValueError: shapes that differ.
    """
    right = np.asarray(hits, dtype=np.float64)
    names = np.asarray(groups)
    if right.shape != names.shape or right.ndim != 1:
        raise ValueError(f"{names.shape} respondents given for {right.shape} segments")
    cases = len(right)
    if not cases:
        return Clustered(0, 0, 0, 0.0, _NOTHING)
    _, index = np.unique(names, return_inverse=True)
    sizes = _summed(np.ones(cases), index)
    share = right.mean()
    effective = _effective(_summed(right, index), sizes, share)
    low, high = wilson(share * effective, effective, level)
    return Clustered(
        int(right.sum()),
        cases,
        len(sizes),
        effective,
        Estimate(float(share), float(low), float(high)),
    )


def change(before: Clustered, now: Clustered, level: float = 0.95) -> Estimate:
    """The difference of two shares, now minus before, by Newcombe's interval over the effective
    numbers; NaN where one of both has no segments. Respondents in both are taken for different
    ones, which makes it rather too wide."""
    if not before.cases or not now.cases:
        return _NOTHING
    found = newcombe(
        now.share.value * now.effective,
        now.effective,
        before.share.value * before.effective,
        before.effective,
        level,
    )
    return Estimate(*(float(value) for value in found))


def _summed(values: Floats, index: Whole) -> Floats:
    """(cases,) -> (respondents,)"""
    return np.bincount(index, weights=values).astype(np.float64)


def _effective(hits: Floats, sizes: Floats, share: float) -> float:
    """The segments that count as independent, from the variance between respondents."""
    people, cases = len(sizes), float(sizes.sum())
    if people < 2:
        return 1.0
    off = hits - share * sizes
    variance = people / (people - 1) * float((off**2).sum()) / cases**2
    if not 0 < share < 1 or variance <= 0:
        return float(people)
    return min(max(share * (1 - share) / variance, 1.0), cases)

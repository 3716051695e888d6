"""The difference of two shares when some respondents are in both samples and others in one.

Newcombe's hybrid score interval: the Wilson limits of both shares, squared and added, with the
correlation of the two (Newcombe 1998, *Interval estimation for the difference between independent
proportions*, Statistics in Medicine 17, 873-890, method 10; *Improved confidence intervals for the
difference between binomial proportions based on paired data*, same volume, 2635-2650, method 10).
With nobody in both it is the first, with everybody in both the second. Between these the
correlation of both shares is that of the pairs times n₁₂ / √(n₁n₂) (Derrick, Dobson-Mckittrick,
Toher & White 2015, *Test statistics for comparing two proportions with partially overlapping
samples*, Journal of Applied Quantitative Methods 10). It is no test: there are no p-values here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Flags, Floats, ratio
from pipeline.stats.comparing.shares import wilson


@dataclass(frozen=True, slots=True, eq=False)
class Returning:
    """Respondents in both samples: (...) how many raised it in both, only before, only now, in
    neither."""

    both: Floats
    only_before: Floats
    only_now: Floats
    neither: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """(...) both shares in 0..1, and the difference now minus before with its limits, in -1..1; NaN
    where one of the totals is 0."""

    before: Floats
    now: Floats
    difference: Floats
    low: Floats
    high: Floats


def returning_of(before: Flags, now: Flags) -> Returning:
    """Args: (returning, codes) who raised what in either wave, rows of the same respondents."""
    return Returning(
        (before & now).sum(axis=0).astype(np.float64),
        (before & ~now).sum(axis=0).astype(np.float64),
        (~before & now).sum(axis=0).astype(np.float64),
        (~before & ~now).sum(axis=0).astype(np.float64),
    )


def overlapping(
    before: ArrayLike,
    total_before: ArrayLike,
    now: ArrayLike,
    total_now: ArrayLike,
    pairs: Returning,
    level: float = 0.95,
) -> Changed:
    """Differences of shares, now minus before.

    Args:
        before, now: (...) respondents who raised it, the returning ones counted in both.
        total_before, total_now: (...) respondents who could have.
        pairs: (...) what the returning ones raised.
        level: nominal coverage, in 0..1.

    Raises:
        ValueError: a count below 0 or above its total, or a level outside 0..1.
    """
    low, high = wilson(now, total_now, level)
    low_before, high_before = wilson(before, total_before, level)
    share, earlier = ratio(now, total_now), ratio(before, total_before)
    together = _correlation(pairs) * np.nan_to_num(
        ratio(_size(pairs), np.sqrt(np.multiply(total_before, total_now, dtype=np.float64)))
    )
    below = _distance(share - low, high_before - earlier, together)
    above = _distance(high - share, earlier - low_before, together)
    difference = share - earlier
    return Changed(earlier, share, difference, difference - below, difference + above)


def _size(pairs: Returning) -> Floats:
    return pairs.both + pairs.only_before + pairs.only_now + pairs.neither


def _correlation(pairs: Returning) -> Floats:
    """Phi of the pairs, drawn towards 0 where it is positive: with a handful of pairs it would
    otherwise promise more than they can know (Newcombe's continuity correction)."""
    size = _size(pairs)
    product = pairs.both * pairs.neither - pairs.only_before * pairs.only_now
    product = np.where(product > 0, np.maximum(product - size / 2, 0), product)
    in_before, in_now = pairs.both + pairs.only_before, pairs.both + pairs.only_now
    spread = in_before * (size - in_before) * in_now * (size - in_now)
    return np.nan_to_num(ratio(product, np.sqrt(spread)))


def _distance(one: Floats, other: Floats, together: Floats) -> Floats:
    squared = one**2 - 2 * together * one * other + other**2
    distance: Floats = np.sqrt(np.maximum(squared, 0))
    return distance

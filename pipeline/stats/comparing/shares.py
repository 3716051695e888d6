"""Intervals of a share and of the difference of two, that hold for a handful of respondents too.

Wilson 1927, *Probable inference, the law of succession, and statistical inference*, JASA 22: the
shares that would not be surprised by the count. Newcombe 1998, *Interval estimation for the
difference between independent proportions*, Statistics in Medicine 17, method 10: the Wilson limits
of both shares, squared and added. Neither is a test; there are no p-values here.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from pipeline.stats.arrays import Floats, ratio


def wilson(count: ArrayLike, total: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Limits of a share, without correction for continuity.

    Args:
        count: (...) respondents who raised it.
        total: (...) respondents who could have.
        level: nominal coverage, in 0..1.

    Returns:
        (...) low and high, in 0..1; NaN where `total` is 0.

    Raises:
        ValueError: a count below 0 or above its total, or a level outside 0..1.
    """
    k, n = np.broadcast_arrays(
        np.asarray(count, dtype=np.float64), np.asarray(total, dtype=np.float64)
    )
    if not ((k >= 0) & (k <= n)).all():
        raise ValueError("a count lies between 0 and its total")
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level}")
    z2 = norm.ppf((1 + level) / 2) ** 2
    share = ratio(k, n)
    centre = ratio(2 * k + z2, 2 * (n + z2))
    reach = ratio(np.sqrt(z2 * (z2 + 4 * k * (1 - np.nan_to_num(share)))), 2 * (n + z2))
    # Nobody and everybody are in their own interval, whatever rounding makes of it.
    low = np.where(k == 0, 0.0, centre - reach)
    high = np.where(k == n, 1.0, centre + reach)
    return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)


def newcombe(
    count: ArrayLike,
    total: ArrayLike,
    other_count: ArrayLike,
    other_total: ArrayLike,
    level: float = 0.95,
) -> tuple[Floats, Floats, Floats]:
    """(...) difference of two shares (first minus other) with its limits, in -1..1; NaN where one
    of the totals is 0. Arguments and errors as of `wilson`."""
    low, high = wilson(count, total, level)
    other_low, other_high = wilson(other_count, other_total, level)
    one, two = ratio(count, total), ratio(other_count, other_total)
    below = np.sqrt((one - low) ** 2 + (other_high - two) ** 2)
    above = np.sqrt((high - one) ** 2 + (two - other_low) ** 2)
    difference = one - two
    return difference, difference - below, difference + above

"""Whether reading more reports still brings new codes, per group of respondents.

What is counted is code saturation: the point at which no code is heard for the first time. It says
nothing of meaning saturation, whether the codes are understood in full, which takes more interviews
(Hennink, Kaiser & Marconi 2017, *Code saturation versus meaning saturation*, Qualitative Health
Research 27). And it is about the codes of this codebook: where codes were made before reading, a
curve that flattens says that the codebook is used, not that nothing else was said.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln
from scipy.stats import norm

from pipeline.stats.arrays import Floats, Whole, flags
from pipeline.stats.resampling import Estimate

_CHUNK = 100
"""Random orders that are looked at together, which bounds the memory it takes."""


@dataclass(frozen=True, slots=True, eq=False)
class Accumulation:
    """Codes found against reports read; every array is (reports + 1,), from 0 reports on.

    Attributes:
        in_order: in the order in which reports were read.
        mean: over all orders, exactly.
        low, high: percentiles over random orders; at the end they meet, for all orders end there.
    """

    in_order: Whole
    mean: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Saturation:
    """When new codes became rare (Guest, Namey & Chen 2020; see `saturation`).

    Attributes:
        base: codes found in the first reports.
        new: per run, in order: codes in it that were not heard before.
        ratio: per run: `new` over `base`.
        reached: reports read before the first run at or below the threshold; None when there was
            none. With runs of two, 6 is written '6+2' in that paper.
    """

    base: int
    new: tuple[int, ...]
    ratio: tuple[float, ...]
    reached: int | None


@dataclass(frozen=True, slots=True)
class Richness:
    """How many codes there are, heard or not (see `richness`).

    Attributes:
        found: codes heard from at least one respondent.
        once, twice: codes heard from exactly one, exactly two.
        total: estimated number of codes, at least `found`, with its interval.
        coverage: chance that what a next respondent raises is a code heard before, in 0..1; NaN
            where nothing was heard.
    """

    found: int
    once: int
    twice: int
    total: Estimate
    coverage: float


def accumulation(
    found: ArrayLike, *, orders: int = 1000, seed: int = 0, level: float = 0.95
) -> Accumulation:
    """How fast codes are found.

    Args:
        found: (reports, codes) of 0 and 1, rows in reading order.
        orders: how many random orders the interval is taken from.
        seed: of these.
        level: of the interval, in 0..1.

    The mean over all orders is known (Colwell, Mao & Chang 2004, *Interpolating, extrapolating, and
    comparing incidence-based species accumulation curves*, Ecology 85): of a code heard in c of R
    reports none is among k with probability C(R - c, k) / C(R, k).

    Raises:
        ValueError: values other than 0 and 1, no reports, or no orders.
    """
    heard = flags(found)
    reports, codes = heard.shape
    if not reports or orders < 1:
        raise ValueError(f"{reports} reports and {orders} orders; both are at least 1")
    times = heard.sum(axis=0)
    k = np.arange(reports + 1)[:, None]
    possible = k <= reports - times
    left = np.where(possible, reports - times - k, 0)
    silent = gammaln(reports - times + 1) - gammaln(left + 1)
    silent += gammaln(reports - k + 1) - gammaln(reports + 1)
    mean = codes - np.where(possible, np.exp(silent), 0.0).sum(axis=1)

    random, curves = np.random.default_rng(seed), []
    for start in range(0, orders, _CHUNK):
        count = min(_CHUNK, orders - start)
        place = random.permuted(np.tile(np.arange(reports), (count, 1)), axis=1)
        # The place of a report in the order; a code is found at the first of its reports.
        first = np.where(heard, place[:, :, None], reports).min(axis=1)
        curves.append((first[:, None, :] < k).sum(axis=2))
    low, high = np.quantile(np.vstack(curves), [(1 - level) / 2, (1 + level) / 2], axis=0)
    first = np.where(heard.any(axis=0), heard.argmax(axis=0), reports)
    return Accumulation((first < k).sum(axis=1).astype(np.int64), mean, low, high)


def saturation(
    found: ArrayLike, *, base: int = 4, run: int = 2, threshold: float = 0.05
) -> Saturation:
    """Guest, Namey & Chen 2020, *A simple method to assess and report thematic saturation in
    qualitative research*, PLoS ONE 15(5): e0232076.

    New codes in a run of reports, as a share of the codes in the base. Runs overlap: after reports
    5 and 6 come 6 and 7. The base stays what it is.

    Args:
        found: (reports, codes) of 0 and 1, rows in reading order.
        base: reports in the base; the paper says 4, 5 or 6.
        run: reports in a run; the paper says 2 or 3.
        threshold: of new information, in 0..1; the paper says 0.05, or 0 for who is strict.

    Raises:
        ValueError: a base or run of less than one report, or a threshold outside 0..1.
    """
    if base < 1 or run < 1 or not 0 <= threshold <= 1:
        raise ValueError(f"base {base}, run {run} and threshold {threshold} cannot be")
    heard = flags(found)
    first = heard.argmax(axis=0)[heard.any(axis=0)]
    per_report = np.bincount(first, minlength=len(heard))
    known = int(per_report[:base].sum())
    starts = range(base, len(heard) - run + 1)
    new = tuple(int(per_report[start : start + run].sum()) for start in starts)
    ratio = tuple(count / known if known else np.nan for count in new)
    below = [start for start, share in zip(starts, ratio, strict=True) if share <= threshold]
    return Saturation(known, new, ratio, below[0] if below else None)


def richness(found: ArrayLike, *, level: float = 0.95) -> Richness:
    """How many codes a group would raise in the end, judged by those heard once and twice.

    Chao 1987, *Estimating the population size for capture-recapture data with unequal
    catchability*, Biometrics 43: the bias-corrected lower bound for incidences, with an interval
    for the logarithm of what was not heard, so that it never lies below what was. Coverage is that
    of Chao & Jost 2012, *Coverage-based rarefaction and extrapolation*, Ecology 93. It is a lower
    bound, for codes that nobody may ever raise; beyond the size of the codebook it says that codes
    are missing from it.

    Args:
        found: (reports, codes) of 0 and 1, in any order.
        level: of the interval, in 0..1.

    Raises:
        ValueError: no reports, or a level outside 0..1.
    """
    heard = flags(found)
    reports = len(heard)
    if not reports or not 0 < level < 1:
        raise ValueError(f"{reports} reports and a level of {level} cannot be")
    times = heard.sum(axis=0)
    once, twice = int((times == 1).sum()), int((times == 2).sum())
    seen, size = int((times > 0).sum()), (reports - 1) / reports
    unheard = size * once * (once - 1) / (2 * (twice + 1))
    variance = unheard + size**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
    variance += size**2 * once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
    total = Estimate(seen + unheard, float(seen), float(seen))
    if unheard > 0:
        reach = norm.ppf((1 + level) / 2) * np.sqrt(np.log1p(variance / unheard**2))
        low, high = seen + unheard * np.exp(-reach), seen + unheard * np.exp(reach)
        total = Estimate(seen + unheard, float(low), float(high))
    return Richness(seen, once, twice, total, _coverage(times, reports))


def _coverage(times: Whole, reports: int) -> float:
    """Chao & Jost 2012, for incidences."""
    everything = int(times.sum())
    if not everything:
        return float("nan")
    once, twice = (times == 1).sum(), (times == 2).sum()
    if twice:
        rest = (reports - 1) * once / ((reports - 1) * once + 2 * twice)
    elif once > 1:
        rest = (reports - 1) * (once - 1) / ((reports - 1) * (once - 1) + 2)
    else:
        rest = 0.0  # one code heard once, and none twice: no more can be said
    return float(1 - once / everything * rest)

"""Totals from the blind stratum alone, true whatever the model is worth.

Segments were drawn by known chances (inclusion probabilities) from a population of segments, and
only that drawing is random: the codings of this corpus are what they are. Hence respondents play
no part, as long as segments and not respondents were drawn.

Horvitz & Thompson 1952, *A generalization of sampling without replacement from a finite universe*,
JASA 47: the total is the sum of codings over inclusion probabilities. The difference estimator
takes the sum of the chances of the whole population and corrects it by what the sample shows they
are off (Särndal, Swensson & Wretman 1992, *Model Assisted Survey Sampling*, 6.3); it is what
prediction-powered inference (Angelopoulos, Bates, Fannjiang, Jordan & Zrnic 2023, Science 382) and
design-based supervised learning (Egami, Hinck, Stewart & Wei 2023, NeurIPS) come down to for a
total.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import beta
from scipy.stats import t as student

from pipeline.stats.arrays import Floats, flags, probabilities
from pipeline.stats.resampling import Estimate


@dataclass(frozen=True, slots=True)
class Total:
    """Codings of one code in the population; `remaining` is without those of the sample."""

    total: Estimate
    remaining: Estimate


def sampled_totals(
    found: ArrayLike, inclusion: ArrayLike, strata: ArrayLike | None = None, *, level: float = 0.9
) -> tuple[Total, ...]:
    """Horvitz-Thompson totals per code.

    Args:
        found: (sample, codes) of 0 and 1: the codings of the segments that were drawn.
        inclusion: (sample,) the probability with which each was drawn, in 0 (excluded)..1.
        strata: (sample,) within which a fixed number was drawn; one when not given.
        level: of the intervals, in 0..1.

    Returns:
        Intervals of Clopper & Pearson with the effective sample size of the design (Korn & Graubard
        1998, *Confidence intervals for proportions with small expected number of positive counts*,
        Survey Methodology 24): they have width where the sample holds no coding at all.

    Raises:
        ValueError: an empty sample, inclusion probabilities that are none, shapes that differ.
    """
    right = flags(found).astype(np.float64)
    weight, stratum = _design(inclusion, strata, len(right))
    size = weight.sum()
    total = weight @ right
    variance = _variance(right * weight[:, None], weight, stratum)
    share = np.clip(total / size, 0.0, 1.0)
    # A sample without codings, or with codings in its best sampled strata only, has too small a
    # variance: it is never taken for more than a simple sample with these weights.
    most = size**2 / max((weight**2 * _rest(weight)).sum(), 1e-9)
    seen = share * (1 - share) * size**2 / np.where(variance > 0, variance, 1.0)
    effective = np.where(variance > 0, np.minimum(seen, most), most)
    hits, misses = share * effective, (1 - share) * effective
    low = beta.ppf((1 - level) / 2, np.maximum(hits, 1e-12), misses + 1)
    high = beta.ppf((1 + level) / 2, hits + 1, np.maximum(misses, 1e-12))
    low, high = np.where(hits > 0, low, 0.0), np.where(misses > 0, high, 1.0)
    return _totals(total, low * size, high * size, right, size)


def corrected_totals(
    found: ArrayLike,
    chances: ArrayLike,
    others: ArrayLike,
    inclusion: ArrayLike,
    strata: ArrayLike | None = None,
    *,
    level: float = 0.9,
) -> tuple[Total, ...]:
    """Totals per code by the difference estimator: sum of chances, corrected by the sample.

    Narrower than `sampled_totals` where chances say much, wider where they say nothing; unbiased
    either way, but that no total is given below what the sample holds.

    Args:
        found: (sample, codes) of 0 and 1: the codings of the segments that were drawn.
        chances: (sample, codes) in 0..1. The model may not have learnt from the sample itself
            (nor, to be safe, from its respondents): otherwise the correction is too small.
        others: (rest, codes) in 0..1: the chances of all segments that were not drawn.
        inclusion: (sample,) the probability with which each was drawn, in 0 (excluded)..1.
        strata: (sample,) within which a fixed number was drawn; one when not given.
        level: of the intervals, in 0..1.

    Returns:
        Intervals of Student's t. Where the sample holds few codings their scatter is not that of
        the population: it is then taken from the chances, when these expect more of it.

    Raises:
        ValueError: an empty sample, inclusion probabilities that are none, shapes that differ.
    """
    right = flags(found).astype(np.float64)
    chance = probabilities(chances, right.shape)
    rest = np.asarray(others)
    rest = probabilities(rest, (len(rest), right.shape[1]))
    weight, stratum = _design(inclusion, strata, len(right))
    total = chance.sum(axis=0) + rest.sum(axis=0) + weight @ (right - chance)
    seen = _variance((right - chance) * weight[:, None], weight, stratum)
    believed = (weight**2 - weight) @ (chance * (1 - chance))
    free = max(len(right) - int(stratum.max()) - 1, 1)
    reach = student.ppf((1 + level) / 2, free) * np.sqrt(np.maximum(seen, believed))
    return _totals(total, total - reach, total + reach, right, len(right) + len(rest))


def design_weights(inclusion: ArrayLike, sample: int) -> Floats:
    """(sample,) weights, 1 / inclusion.

    Raises:
        ValueError: no sample, or inclusion probabilities that are none.
    """
    drawn = np.asarray(inclusion, dtype=np.float64)
    if not sample or drawn.shape != (sample,) or not ((drawn > 0) & (drawn <= 1)).all():
        raise ValueError("expected an inclusion probability above 0 for each of the segments drawn")
    weights: Floats = 1 / drawn
    return weights


def _design(
    inclusion: ArrayLike, strata: ArrayLike | None, sample: int
) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """(sample,) weights 1 / inclusion, and (sample,) numbers of the strata."""
    weights = design_weights(inclusion, sample)
    names = np.zeros(sample, dtype=np.int64) if strata is None else np.asarray(strata)
    if names.shape != (sample,):
        raise ValueError(f"{names.shape} strata given for {sample} segments")
    return weights, np.unique(names, return_inverse=True)[1]


def _variance(expanded: Floats, weight: Floats, stratum: ArrayLike) -> Floats:
    """(codes,) variance of the sum of (sample, codes) values over inclusion probabilities.

    Hájek's approximation for samples of fixed size, exact for simple samples per stratum:
    Σ n/(n-1) Σ (1 - π)(z - z̄)². A stratum with one segment counts with its square.
    """
    number = np.asarray(stratum)
    total = np.zeros(expanded.shape[1])
    for one in range(int(number.max()) + 1):
        own = expanded[number == one]
        kept = (1 - 1 / weight[number == one])[:, None]
        n = len(own)
        centre = (kept * own).sum(axis=0) / max(float(kept.sum()), 1e-12) if n > 1 else 0.0
        total += (n / (n - 1) if n > 1 else 1.0) * (kept * (own - centre) ** 2).sum(axis=0)
    return total


def _rest(weight: Floats) -> Floats:
    """What each segment adds to uncertainty: 1 when few were drawn, 0 when all were.

    π / -log(1 - π): with it the chance to see none of D codings is that of drawing without
    replacement, (1 - π)^D.
    """
    drawn = 1 / weight
    return np.where(drawn < 1, drawn / -np.log1p(-np.minimum(drawn, 1 - 1e-12)), 0.0)


def _totals(
    total: Floats, low: Floats, high: Floats, right: Floats, size: float
) -> tuple[Total, ...]:
    """At least what the sample holds, at most all but what the sample holds without the code."""
    known = right.sum(axis=0)
    most = np.maximum(size - (len(right) - known), known)
    columns = [np.clip(values, known, most) for values in (total, low, high)]
    return tuple(
        Total(
            Estimate(float(value), float(a), float(b)),
            Estimate(float(value - own), float(a - own), float(b - own)),
        )
        for value, a, b, own in zip(*columns, known, strict=True)
    )

"""Whether a chance of 0.3 means that three in ten carry the code.

Expected calibration error: the mean, over pairs of segment and code, of the distance between
chance and observed share in their bin (Naeini, Cooper & Hauskrecht 2015, *Obtaining well calibrated
probabilities using Bayesian binning*, AAAI; Guo, Pleiss, Sun & Weinberger 2017, *On calibration of
modern neural networks*, ICML). The maximum calibration error is the largest of these distances.

Both grow by chance alone and are never 0 on real data: the `floor` beside the error says how large
it would be, on average, if the chances were right. Their intervals say how the number found
would vary with other respondents; they do not take that floor off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Flags, Floats, flags, probabilities, ratio
from pipeline.stats.bins import binned, equal_mass
from pipeline.stats.resampling import Estimate, Resample


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs with a chance in (low, high]: how many, their mean chance, the share that is right."""

    low: float
    high: float
    count: int
    predicted: float
    observed: Estimate


@dataclass(frozen=True, slots=True)
class Calibration:
    """Attributes:
    pairs: how many pairs of segment and code count.
    error: expected calibration error, in 0..1.
    floor: what `error` would be on average if the chances were right, from the scatter between
        respondents.
    largest: maximum calibration error over the bins with at least so many pairs, in 0..1.
    ratio: codings for every one expected; above 1 the chances are too low.
    table: the bins that hold pairs (a reliability table).
    """

    pairs: int
    error: Estimate
    floor: float
    largest: Estimate
    ratio: Estimate
    table: tuple[Bin, ...]


def calibration(
    truth: ArrayLike,
    chances: ArrayLike,
    resample: Resample,
    edges: Floats,
    *,
    counted: ArrayLike | None = None,
    least: int = 1,
) -> Calibration:
    """Calibration over all pairs of segment and code that count, with intervals.

    Args:
        truth: (segments, codes) of 0 and 1: the codings.
        chances: (segments, codes) in 0..1.
        resample: of the segments' respondents.
        edges: (bins + 1,) of `bins.equal_width` or `bins.equal_mass`; the same in every draw.
        counted: (segments, codes) the pairs that count; all when not given. Leave out the codes
            that do not apply to a segment's actor: a chance of 0 that cannot fail makes any
            model look calibrated. `bins.shown` gives what a coder sees.
        least: `largest` looks at bins with so many pairs.

    Returns:
        NaN for every number when no pair counts.

    Raises:
        ValueError: shapes that differ, chances outside 0..1.
    """
    truth = flags(truth)
    chances = probabilities(chances, truth.shape)
    sums = binned(truth, chances, edges, resample, counted)
    drawn = resample.drawn(sums)
    pairs, expected, codings = drawn[..., 0], drawn[..., 1], drawn[..., 2]
    gap = np.abs(expected - codings)
    away = np.where(pairs[0] >= least, ratio(gap, pairs), np.nan)
    observed = resample.estimates(ratio(codings, pairs))
    return Calibration(
        int(pairs[0].sum()),
        resample.estimate(ratio(gap.sum(axis=1), pairs.sum(axis=1)), centred=True),
        _floor(sums),
        resample.estimate(_largest(away), centred=True),
        resample.estimate(ratio(codings.sum(axis=1), expected.sum(axis=1))),
        tuple(
            Bin(float(low), float(high), int(n), float(p / n), share)
            for low, high, n, p, share in zip(
                edges[:-1], edges[1:], pairs[0], expected[0], observed, strict=True
            )
            if n > 0
        ),
    )


def calibration_per_code(
    truth: ArrayLike,
    chances: ArrayLike,
    resample: Resample,
    *,
    bins: int = 5,
    least: int = 20,
    counted: ArrayLike | None = None,
) -> tuple[Calibration | None, ...]:
    """Calibration of every code with at least `least` codings, over its own bins of equal mass;
    None for the others: of a handful of codings no curve can be drawn."""
    truth = flags(truth)
    chances = probabilities(chances, truth.shape)
    use = np.ones_like(truth) if counted is None else flags(counted, truth.shape)
    return tuple(
        _of_code(truth[:, [at]], chances[:, [at]], resample, bins, use[:, [at]])
        if (truth & use)[:, at].sum() >= least
        else None
        for at in range(truth.shape[1])
    )


def _of_code(
    truth: Flags, chances: Floats, resample: Resample, bins: int, counted: Flags
) -> Calibration:
    edges = equal_mass(chances, bins, counted)
    return calibration(truth, chances, resample, edges, counted=counted)


def _largest(away: Floats) -> Floats:
    """(draws, bins) -> (draws,): the largest that exists, NaN without one."""
    most = np.where(np.isnan(away), -1.0, away).max(axis=1)
    return np.where(most >= 0, most, np.nan)


def _floor(sums: Floats) -> float:
    """The mean of Σ |codings - expected| / pairs over data in which the chances are right.

    In each bin the difference is then about normal around 0, and the mean of its absolute value
    sqrt(2 / π) times its standard deviation, which is measured between respondents so that what
    hangs together within one is counted as such.
    """
    pairs, off = sums[..., 0], sums[..., 2] - sums[..., 1]
    people, total = len(sums), pairs.sum()
    if people < 2 or not total:
        return float("nan")
    systematic = off.sum(axis=0) / np.maximum(pairs.sum(axis=0), 1)
    variance = ((off - pairs * systematic) ** 2).sum(axis=0) * people / (people - 1)
    return float(np.sqrt(2 / np.pi * variance).sum() / total)

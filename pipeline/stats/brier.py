"""The Brier score, and what it consists of.

Brier 1950, *Verification of forecasts expressed in terms of probability*, Monthly Weather Review
78; the partition is Murphy's (1973, *A new vector partition of the probability score*, Journal of
Applied Meteorology 12), with the rest that binning leaves (Stephenson, Coelho & Jolliffe 2008,
*Two extra components in the Brier score decomposition*, Weather and Forecasting 23).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Floats, flags, probabilities, ratio
from pipeline.stats.bins import binned
from pipeline.stats.resampling import Estimate, Resample


@dataclass(frozen=True, slots=True)
class Brier:
    """score = reliability - resolution + uncertainty + within, exactly.

    Attributes:
        score: mean squared difference between chance and coding, in 0..1; lower is better.
        reliability: how far chances lie from what is observed, in 0..1; lower is better.
        resolution: how far observed shares lie from the overall share, in 0..0.25; higher is
            better.
        uncertainty: the score of always giving the overall share, in 0..0.25.
        within: what chances that differ within one bin add; 0 when they do not.
        skill: 1 - score / uncertainty; 0 for always giving the overall share, 1 for a seer.
    """

    score: Estimate
    reliability: Estimate
    resolution: Estimate
    uncertainty: Estimate
    within: Estimate
    skill: Estimate


def brier(
    truth: ArrayLike,
    chances: ArrayLike,
    resample: Resample,
    edges: Floats,
    *,
    counted: ArrayLike | None = None,
) -> Brier:
    """The Brier score over all pairs of segment and code that count, with intervals.

    Args:
        truth: (segments, codes) of 0 and 1: the codings.
        chances: (segments, codes) in 0..1.
        resample: of the segments' respondents.
        edges: (bins + 1,) of `bins.equal_width` or `bins.equal_mass`.
        counted: (segments, codes) the pairs that count; all when not given.

    Raises:
        ValueError: shapes that differ, chances outside 0..1.
    """
    truth = flags(truth)
    chances = probabilities(chances, truth.shape)
    drawn = resample.drawn(binned(truth, chances, edges, resample, counted))
    pairs, expected, codings, squares = np.moveaxis(drawn, -1, 0)
    total = pairs.sum(axis=1)
    overall = ratio(codings.sum(axis=1), total)
    filled = np.maximum(pairs, 1)
    apart = (expected - codings) ** 2 / filled
    spread = pairs * (codings / filled - np.nan_to_num(overall)[:, None]) ** 2
    score = ratio(squares.sum(axis=1), total)
    reliability = ratio(apart.sum(axis=1), total)
    resolution = ratio(spread.sum(axis=1), total)
    uncertainty = overall * (1 - overall)
    within = score - (reliability - resolution + uncertainty)
    skill = 1 - ratio(score, uncertainty)
    return Brier(
        resample.estimate(score),
        # Noise in the bins makes both larger than they are, in the sample and again in a draw.
        resample.estimate(reliability, centred=True),
        resample.estimate(resolution, centred=True),
        resample.estimate(uncertainty),
        resample.estimate(within),
        resample.estimate(skill),
    )

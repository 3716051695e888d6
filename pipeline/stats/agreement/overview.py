"""All coefficients of all codes at once, every one with an interval from the same draws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pipeline.stats.agreement import indices, kappas
from pipeline.stats.agreement.alpha import alpha
from pipeline.stats.agreement.counts import Counts, counts_drawn, pairs_of, whole
from pipeline.stats.agreement.weights import Metric, Weighting, weights
from pipeline.stats.arrays import Floats, mean_of_defined, ratio
from pipeline.stats.resampling import Estimate, Resample


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Of all coders together; see `kappas` and `alpha` for what each is and leaves out."""

    percentage: Estimate
    alpha: Estimate
    fleiss: Estimate
    conger: Estimate
    gwet: Estimate
    brennan_prediger: Estimate


@dataclass(frozen=True, slots=True)
class PairOfCoders:
    """Of two coders, on the segments that both rated; the indices are NaN beyond two categories."""

    coders: tuple[int, int]
    segments: int
    percentage: Estimate
    cohen: Estimate
    scott: Estimate
    prevalence_index: Estimate
    bias_index: Estimate
    pabak: Estimate


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Of one code: segments with two ratings or more, how often it is given, and agreement.

    `used` has per category the share of ratings, every segment counting once.
    """

    segments: int
    used: tuple[Estimate, ...]
    together: Coefficients
    pairs: tuple[PairOfCoders, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Per code, in the order of the first axis; and the mean over codes, in the sample and in
    every draw over those for which the coefficient exists there."""

    per_code: tuple[CodeAgreement, ...]
    mean: Coefficients


def agreement(
    values: ArrayLike,
    resample: Resample,
    *,
    categories: int = 2,
    weighting: Weighting = "identity",
    metric: Metric = "nominal",
    scale: ArrayLike | None = None,
) -> Agreement:
    """Every coefficient with its interval from drawing respondents again.

    Args:
        values: (codes, segments, coders), or (segments, coders) of one code; see `as_ratings`.
        resample: of the segments' respondents.
        categories: how many there are, used or not; 2 for absent and present.
        weighting: of percentage and kappas; with any but identity `gwet` is AC2.
        metric: of alpha.
        scale: (categories,) what categories stand for, when not 0, 1, 2...

    Raises:
        ValueError: what `as_ratings`, `weights` and `distances` refuse.
    """
    counts = counts_drawn(values, resample, categories)
    w = weights(weighting, categories, scale)
    used = ratio(counts.shares, counts.shares.sum(axis=-1, keepdims=True))
    together = np.stack(
        [
            kappas.percentage(counts, w),
            alpha(counts, metric, scale),
            kappas.fleiss(counts, w),
            kappas.conger(counts, w),
            kappas.gwet(counts, w),
            kappas.brennan_prediger(counts, w),
        ],
        axis=-1,
    )
    mean = mean_of_defined(together.transpose(0, 2, 1))
    return Agreement(
        _per_code(counts, used, together, _of_pairs(counts, w), resample),
        Coefficients(*resample.estimates(mean)),
    )


def _per_code(
    counts: Counts, used: Floats, together: Floats, pairs: Floats, resample: Resample
) -> tuple[CodeAgreement, ...]:
    shares = _estimates(used, resample)
    coefficients = _estimates(together, resample)
    of_pairs = _estimates(pairs, resample)
    # The agreeing pairs of a segment add up to 1, in thirds and sixths when there are three.
    segments = np.rint(whole(counts.agreeing[0])).astype(int).tolist()
    both = whole(counts.pairs[0]).astype(int).tolist()
    names = pairs_of(counts.own.shape[-2])
    return tuple(
        CodeAgreement(
            segments[code],
            tuple(shares[code]),
            Coefficients(*coefficients[code]),
            tuple(
                PairOfCoders(pair, both[code][at], *of_pairs[code, at])
                for at, pair in enumerate(names)
            ),
        )
        for code in range(len(segments))
    )


def _of_pairs(counts: Counts, w: Floats) -> Floats:
    """(1 + draws, codes, pairs, 6) in the order of `PairOfCoders`."""
    found = [
        kappas.pair_percentage(counts, w),
        kappas.cohen(counts, w),
        kappas.scott(counts, w),
    ]
    if counts.categories == 2:
        found += [
            indices.prevalence_index(counts),
            indices.bias_index(counts),
            indices.pabak(counts),
        ]
    else:
        found += [np.full_like(found[0], np.nan)] * 3
    return np.stack(found, axis=-1)


def _estimates(drawn: Floats, resample: Resample) -> NDArray[np.object_]:
    """(1 + draws, ...) -> (...) what `Resample.estimate` gives of each, many at a time.

    Where a number exists in every draw its percentiles can be taken together with those of all
    others; only the rest needs the rules for draws in which it does not.
    """
    flat = drawn.reshape(len(drawn), -1)
    found = np.empty(flat.shape[1], dtype=np.object_)
    complete = ~np.isnan(flat).any(axis=0) & (len(flat) > 1) & (resample.respondents > 1)
    if complete.any():
        ends = [(1 - resample.level) / 2, (1 + resample.level) / 2]
        low, high = np.quantile(flat[1:, complete], ends, axis=0).tolist()
        value = flat[0, complete].tolist()
        found[complete] = [Estimate(*each) for each in zip(value, low, high, strict=True)]
    for at in np.flatnonzero(~complete):
        found[at] = resample.estimate(flat[:, at])
    return found.reshape(drawn.shape[1:])

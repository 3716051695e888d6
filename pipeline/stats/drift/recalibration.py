"""Whether chances that held in one wave still hold in the next.

Intercept and slope of a logistic regression of codings on the logit of their chances (Cox 1958,
*Two further applications of a model for binary regression*, Biometrika 45; as levels of
calibration: Van Calster, McLernon, van Smeden, Wynants & Steyerberg 2019, *Calibration: the
Achilles heel of predictive analytics*, BMC Medicine 17). A slope of 1 and an intercept of 0 are
right; a slope below 1 means chances that are too extreme; the intercept, with the slope held at 1,
whether codings are more (above 0) or fewer than expected.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import chi2, rankdata

from pipeline.stats.arrays import Floats
from pipeline.stats.resampling import Estimate, Resample

_EDGE = 1e-4
"""Chances beyond this are taken for it: a logit of 0 or 1 has no end."""
_STEPS = 12
_CELLS = 200


@dataclass(frozen=True, slots=True)
class Recalibration:
    """`intercept` with the slope held at 1, and `slope` with a free intercept; NaN where there are
    no codings, or nothing else."""

    intercept: Estimate
    slope: Estimate


def recalibrate(
    truth: ArrayLike, chances: ArrayLike, rows: ArrayLike, resample: Resample
) -> Recalibration:
    """Intercept and slope over pairs of segment and code.

    Chances are first taken together in 200 cells of about equal logit, so that a draw costs no
    more than that; the error this makes is far below the interval.

    Args:
        truth: (pairs,) of 0 and 1.
        chances: (pairs,) in 0..1.
        rows: (pairs,) the segment of each, a place in `resample.index`.
        resample: of the segments' respondents.
    """
    right = np.asarray(truth, dtype=np.float64)
    chance = np.clip(np.asarray(chances, dtype=np.float64), _EDGE, 1 - _EDGE)
    logit = np.log(chance / (1 - chance))
    end = np.log((1 - _EDGE) / _EDGE)
    cell = np.minimum(((logit + end) / (2 * end) * _CELLS).astype(np.int64), _CELLS - 1)
    place = resample.index[np.asarray(rows)] * _CELLS + cell
    size = resample.respondents * _CELLS

    def summed(weight: Floats) -> Floats:
        each = np.bincount(place, weights=weight, minlength=size).astype(np.float64)
        return resample.drawn(each.reshape(resample.respondents, _CELLS))

    pairs, codings, logits = summed(np.ones_like(right)), summed(right), summed(logit)
    x = np.divide(logits, pairs, out=np.zeros_like(logits), where=pairs > 0)
    some = (codings.sum(axis=1) > 0) & (codings.sum(axis=1) < pairs.sum(axis=1))
    free = np.where(some[:, None], _fitted(x, pairs, codings, slope=True), np.nan)
    fixed = np.where(some[:, None], _fitted(x, pairs, codings, slope=False), np.nan)
    return Recalibration(resample.estimate(fixed[:, 0]), resample.estimate(free[:, 1]))


def _fitted(x: Floats, pairs: Floats, codings: Floats, *, slope: bool) -> Floats:
    """(draws, 2) intercept and slope by Newton's method, every draw at once."""
    found = np.tile([0.0, 1.0], (len(x), 1))
    for _ in range(_STEPS):
        guess = 1 / (1 + np.exp(-np.clip(found[:, :1] + found[:, 1:] * x, -30, 30)))
        off, weight = codings - pairs * guess, pairs * guess * (1 - guess)
        a, b, c = weight.sum(axis=1), (weight * x).sum(axis=1), (weight * x * x).sum(axis=1)
        up, across = off.sum(axis=1), (off * x).sum(axis=1)
        if slope:
            area = np.maximum(a * c - b * b, 1e-9)
            step = np.stack([(c * up - b * across) / area, (a * across - b * up) / area], axis=1)
        else:
            step = np.stack([up / np.maximum(a, 1e-9), np.zeros_like(up)], axis=1)
        found = found + np.clip(step, -2, 2)
    return found


def expected_ratio(
    truth: ArrayLike, chances: ArrayLike, groups: ArrayLike, level: float = 0.95
) -> Estimate:
    """Codings for every one expected, of one code; NaN where nothing is expected.

    The exact interval of a count (Garwood 1936, *Fiducial limits for the Poisson distribution*,
    Biometrika 28), widened by how much more codings vary between respondents than such a count
    does. It has width where nobody gave the code.

    Args:
        truth: (segments,) of 0 and 1.
        chances: (segments,) in 0..1.
        groups: (segments,) the respondent of each.
    """
    right, chance = np.asarray(truth, dtype=np.float64), np.asarray(chances, dtype=np.float64)
    found, expected = right.sum(), chance.sum()
    if not expected > 0:
        return Estimate(float("nan"), float("nan"), float("nan"))
    _, index = np.unique(np.asarray(groups), return_inverse=True)
    off = np.bincount(index, weights=right) - np.bincount(index, weights=chance) * found / expected
    people = int(index.max()) + 1
    spread = float((off**2).sum()) * people / max(people - 1, 1)
    wider = max(spread / found, 1.0) if found else 1.0
    count, side = found / wider, (1 - level) / 2
    low = chi2.ppf(side, 2 * count) / 2 if count > 0 else 0.0
    high = chi2.ppf(1 - side, 2 * count + 2) / 2
    return Estimate(
        float(found / expected), float(low * wider / expected), float(high * wider / expected)
    )


def concordance(truth: ArrayLike, chances: ArrayLike) -> float:
    """How often a segment with the code has a higher chance than one without, in 0..1, ties half
    (Hanley & McNeil 1982, *The meaning and use of the area under a ROC curve*, Radiology 143); NaN
    where one of both is not there.

    Args:
        truth: (segments,) of 0 and 1.
        chances: (segments,) in 0..1.
    """
    right = np.asarray(truth, dtype=np.bool_)
    with_code, without = int(right.sum()), int((~right).sum())
    if not with_code or not without:
        return float("nan")
    ranks = rankdata(np.asarray(chances, dtype=np.float64))
    above = float(ranks[right].sum()) - with_code * (with_code + 1) / 2
    return above / (with_code * without)

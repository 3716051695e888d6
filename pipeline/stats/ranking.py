"""How far down a coder has to look in the list of suggestions of one segment.

Only segments that carry a code count: of the others no order of codes is better than another.
(scikit-learn counts those as 1 in the label-ranking average precision and as 0 in the coverage
error, which flatters both.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Flags, Floats, flags, probabilities, ratio
from pipeline.stats.resampling import Estimate, Resample


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well the codes of a segment are ordered.

    Attributes:
        coded: how many segments carry a code.
        depths: the k of `right_within`.
        right_within: share of coded segments with a right code among the first k, in 0..1.
        precision: label-ranking average precision in 0..1: the mean, over a segment's codes, of
            the share of right ones among those ranked at least as high (Schapire & Singer 2000,
            *BoosTexter*, Machine Learning 39).
        coverage: how far down the list one goes, on average, to have all of a segment's codes;
            at least the mean number of codes per coded segment (Tsoumakas, Katakis & Vlahavas
            2010, *Mining multi-label data*).
    """

    coded: int
    depths: tuple[int, ...]
    right_within: tuple[Estimate, ...]
    precision: Estimate
    coverage: Estimate


def ranking(
    truth: ArrayLike,
    chances: ArrayLike,
    resample: Resample,
    *,
    depths: tuple[int, ...] = (1, 3, 5),
) -> Ranking:
    """Measures of the order of codes within a segment, with intervals.

    Args:
        truth: (segments, codes) of 0 and 1: the codings.
        chances: (segments, codes) in 0..1. Codes with the same chance are taken in the order of
            the columns for `right_within` (as on a screen), and together for the other two.
        resample: of the segments' respondents.
        depths: the k of `right_within`, each at least 1.

    Raises:
        ValueError: shapes that differ, chances outside 0..1.
    """
    truth = flags(truth)
    chances = probabilities(chances, truth.shape)
    coded = truth.any(axis=1)
    precision, coverage = _per_segment(truth, chances)
    first = first_right(truth, chances)
    within = [first < depth for depth in depths]  # infinite for a segment without a code
    per_segment = np.column_stack([coded, precision, coverage, *within])
    totals = resample.totals(per_segment)
    found = resample.estimates(ratio(totals[:, 1:], totals[:, :1]))
    return Ranking(int(coded.sum()), tuple(depths), found[2:], found[0], found[1])


def first_right(truth: Flags, chances: Floats) -> Floats:
    """(segments,) at which place, from 0, the first right code stands; infinite without one."""
    order = np.argsort(-chances, axis=1, kind="stable")
    right = np.take_along_axis(truth, order, axis=1)
    if not truth.shape[1]:
        return np.full(len(truth), np.inf)
    return np.where(right.any(axis=1), right.argmax(axis=1), np.inf)


def _per_segment(truth: Flags, chances: Floats) -> tuple[Floats, Floats]:
    """(segments,) label-ranking average precision and coverage; 0 without a code."""
    segment, code = np.nonzero(truth)
    # (codings, codes): what stands at least as high as this coding's code
    above = chances[segment] >= chances[segment, code][:, None]
    place = above.sum(axis=1)
    right = (above & truth[segment]).sum(axis=1)
    carried = truth.sum(axis=1)
    share = np.bincount(segment, weights=right / place, minlength=len(truth))
    deepest = np.zeros(len(truth))
    np.maximum.at(deepest, segment, place)
    return share / np.maximum(carried, 1), deepest

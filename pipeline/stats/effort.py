"""How much has to be read to find most codings, in one order or another.

Where most segments carry a code no order saves much: the best there is (segments with the most
codings first) is given beside every number, and so is reading in a random order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Floats, Whole, flags, probabilities, ratio
from pipeline.stats.resampling import Estimate

_ALMOST = 1e-9
"""0.9 · 10 is 9 codings, whatever the processor makes of it."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What it takes to find a share `recall` of all codings.

    Attributes:
        recall: in 0..1.
        read: segments read in the given order.
        share: of all segments, in 0..1.
        saved: work saved over sampling, WSS@recall = recall - share (Cohen, Hersh, Peterson & Yen
            2006, *Reducing workload in systematic review preparation using automated citation
            classification*, JAMIA 13); 0 for what random reading finds on average.
        oracle: segments in the best order there is: no model can do with fewer.
        at_random: segments in a random order: mean, 5th and 95th percentile.
        gained: which part of the distance between random and oracle was covered; 1 is perfect,
            below 0 is worse than random, NaN where there is nothing to gain.
    """

    recall: float
    read: int
    share: float
    saved: float
    oracle: int
    at_random: Estimate
    gained: float


def reading_curve(order: ArrayLike, truth: ArrayLike) -> Floats:
    """(segments + 1,) share of all codings found after reading 0, 1, 2, ... segments.

    Args:
        order: (segments,) row numbers, each once, what is read first in front.
        truth: (segments, codes) of 0 and 1: the codings.

    Returns:
        Rising from 0 to 1; NaN throughout when there are no codings. In a random order it is a
        straight line on average.

    Raises:
        ValueError: `order` is no permutation of the rows.
    """
    found = _found(order, flags(truth).sum(axis=1))
    return ratio(found, found[-1])


def segments_needed(order: ArrayLike, truth: ArrayLike, recall: float) -> int:
    """How many segments are read, in this order, when a share `recall` of the codings is found."""
    return _needed(_found(order, flags(truth).sum(axis=1)), recall)


def work_saved(read: int, segments: int, recall: float) -> float:
    """WSS@recall of `read` out of `segments` (Cohen et al. 2006), in recall - 1..recall."""
    return recall - read / segments


def oracle_order(truth: ArrayLike) -> Whole:
    """(segments,) the order that finds most codings at every point: most codings first."""
    return np.argsort(-flags(truth).sum(axis=1), kind="stable")


def likely_order(chances: ArrayLike) -> Whole:
    """(segments,) most expected codings first, equal ones as they stand."""
    return np.argsort(-probabilities(chances).sum(axis=1), kind="stable")


def effort(
    order: ArrayLike,
    truth: ArrayLike,
    *,
    recalls: tuple[float, ...] = (0.8, 0.9, 0.95),
    count: int = 200,
    seed: int = 0,
) -> tuple[Effort, ...]:
    """The reading it takes to find given shares of all codings.

    Args:
        order: (segments,) row numbers, each once. A study may need whole reports read at a time:
            then give an order that keeps them together, and it is that order's effort.
        truth: (segments, codes) of 0 and 1: the codings.
        recalls: shares in 0..1.
        count: how many random orders stand for all.
        seed: of the random orders.

    Raises:
        ValueError: `order` is no permutation of the rows, or there are no codings.
    """
    per_segment = flags(truth).sum(axis=1)
    if not per_segment.sum():
        raise ValueError("there are no codings to find")
    segments = len(per_segment)
    best = _found(oracle_order(truth), per_segment)
    own = _found(order, per_segment)
    random = np.random.default_rng(seed)
    shuffled = [_found(random.permutation(segments), per_segment) for _ in range(count)]
    result = []
    for recall in recalls:
        read, oracle = _needed(own, recall), _needed(best, recall)
        blind = np.array([_needed(found, recall) for found in shuffled], dtype=np.float64)
        result.append(
            Effort(
                recall,
                read,
                read / segments,
                work_saved(read, segments, recall),
                oracle,
                Estimate(float(blind.mean()), *map(float, np.quantile(blind, [0.05, 0.95]))),
                float(ratio(blind.mean() - read, blind.mean() - oracle)),
            )
        )
    return tuple(result)


def share_to_read_per_code(
    truth: ArrayLike, chances: ArrayLike, recalls: tuple[float, ...] = (0.8, 0.9, 0.95)
) -> Floats:
    """Share of segments to read to find given shares of every code's codings, each code in the
    order of its own chances.

    Args:
        truth: (segments, codes) of 0 and 1: the codings.
        chances: (segments, codes) in 0..1. Of segments with the same chance all are read.
        recalls: shares in 0..1.

    Returns:
        (recalls, codes) in 0..1; NaN for a code that never occurs.
    """
    right = flags(truth)
    score = probabilities(chances, right.shape)
    result = np.full((len(recalls), right.shape[1]), np.nan)
    for code in np.flatnonzero(right.any(axis=0)):
        own = -np.sort(-score[right[:, code], code])
        for at, recall in enumerate(recalls):
            lowest = own[max(_codings(recall, len(own)), 1) - 1]
            result[at, code] = np.mean(score[:, code] >= lowest)
    return result


def random_share_per_code(
    truth: ArrayLike, recalls: tuple[float, ...] = (0.8, 0.9, 0.95)
) -> Floats:
    """(recalls, codes): the same in a random order, on average, in closed form.

    The k-th of K codings among N segments stands at place k (N + 1) / (K + 1) (the mean of the
    negative hypergeometric distribution). NaN for a code that never occurs.
    """
    right = flags(truth)
    number = right.sum(axis=0)
    first = np.array([[max(_codings(recall, int(k)), 1) for k in number] for recall in recalls])
    mean = first.reshape(len(recalls), -1) * (len(right) + 1) / (number + 1) / max(len(right), 1)
    return np.where(number > 0, mean, np.nan)


def _found(order: ArrayLike, per_segment: Whole) -> Whole:
    rows = np.asarray(order)
    if not np.array_equal(np.sort(rows), np.arange(len(per_segment))):
        raise ValueError(f"the order is no permutation of {len(per_segment)} segments")
    return np.concatenate([[0], np.cumsum(per_segment[rows])])


def _needed(found: Whole, recall: float) -> int:
    return int(np.searchsorted(found, _codings(recall, int(found[-1])), side="left"))


def _codings(recall: float, total: int) -> int:
    """The smallest number of codings that is at least the share `recall` of `total`."""
    if not 0 <= recall <= 1:
        raise ValueError(f"a share lies between 0 and 1, not {recall}")
    return int(np.ceil(recall * total - _ALMOST))

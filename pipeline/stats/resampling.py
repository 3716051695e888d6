"""Intervals from drawing respondents again, with replacement (the cluster bootstrap).

What one respondent says hangs together, so that segments are no independent observations and an
interval that treats them so is too narrow. Respondents are drawn as a whole (Field & Welsh 2007,
*Bootstrapping clustered data*, Journal of the Royal Statistical Society B 69). The intervals are
percentiles; with fewer than some twenty respondents they are too narrow still.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Floats, Whole

_MOST_UNDEFINED = 0.1
"""Above this share of draws in which a number does not exist it gets no interval. A code that one
respondent raised is absent from 37 % of the draws, with two respondents from 14 %, with three
from 5 %; what one or two respondents carry would otherwise look exact, because in every draw that
has them they say the same."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number and its interval; NaN where one does not exist."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Resample:
    """The sample as it is, and the same sample with its respondents drawn again.

    Made once and passed to every measure, so that two models are compared on the same draws:
    `resample.estimate(draws_of_one - draws_of_other)` is a paired interval.

    Attributes:
        index: (segments,) number of each segment's respondent, in 0..respondents - 1.
        weights: (1 + count, respondents) how often each respondent counts. Row 0 is the sample
            itself, all ones; every measure is computed for all rows at once.
        level: nominal coverage of the intervals, in 0..1.
    """

    index: Whole
    weights: Floats
    level: float = 0.95

    @property
    def respondents(self) -> int:
        return int(self.weights.shape[1])

    def within(self, values: ArrayLike) -> Floats:
        """(segments, ...) -> (respondents, ...): sums per respondent."""
        array = np.asarray(values, dtype=np.float64)
        if len(array) != len(self.index):
            raise ValueError(f"{len(array)} rows for {len(self.index)} segments")
        order = np.argsort(self.index, kind="stable")
        # Every respondent has a segment, or `reduceat` would repeat its neighbour.
        starts = np.searchsorted(self.index[order], np.arange(self.respondents))
        return np.add.reduceat(array[order], starts, axis=0)

    def drawn(self, sums: Floats) -> Floats:
        """(respondents, ...) -> (1 + count, ...): sums over the respondents of every draw."""
        flat = self.weights @ sums.reshape(self.respondents, -1)
        return flat.reshape(-1, *sums.shape[1:])

    def totals(self, values: ArrayLike) -> Floats:
        """(segments, ...) -> (1 + count, ...): sums over the segments of every draw."""
        return self.drawn(self.within(values))

    def row_weights(self) -> Floats:
        """(1 + count, segments): how often each segment counts."""
        return self.weights[:, self.index]

    def estimate(self, statistic: Floats, *, centred: bool = False) -> Estimate:
        """(1 + count,) a number in every draw -> the sample's, with percentiles of the others.

        NaN marks draws in which the number does not exist. `centred` is for shares in 0..1 that
        drawing with replacement makes larger by itself, as it does absolute differences (twice
        the same error) and average precision (the same right segment twice, at one place): the
        draws are shifted so that their mean is the sample's value.
        """
        value, drawn = float(statistic[0]), statistic[1:]
        known = drawn[~np.isnan(drawn)]
        enough = len(known) and len(known) >= (1 - _MOST_UNDEFINED) * len(drawn)
        if np.isnan(value) or not enough or self.respondents < 2:
            return Estimate(value, np.nan, np.nan)
        if centred:
            known = known + (value - known.mean())
        low, high = np.quantile(known, [(1 - self.level) / 2, (1 + self.level) / 2])
        if centred:
            low, high = max(low, 0.0), min(high, 1.0)
        return Estimate(value, float(low), float(high))

    def estimates(self, statistic: Floats, *, centred: bool = False) -> tuple[Estimate, ...]:
        """(1 + count, n) -> n estimates."""
        return tuple(self.estimate(column, centred=centred) for column in statistic.T)


def draws(groups: ArrayLike, count: int, seed: int) -> Whole:
    """Multinomial resamples of the respondents.

    Args:
        groups: (segments,) the respondent of each segment, numbers or strings.
        count: how many resamples.
        seed: of numpy's default generator.

    Returns:
        (count, respondents) multiplicities, columns in the sorted order of the respondents; every
        row adds up to the number of respondents.
    """
    n = len(np.unique(np.asarray(groups)))
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=count)


def resample(
    groups: ArrayLike, *, count: int = 1000, seed: int = 0, level: float = 0.95
) -> Resample:
    """The draws with which measures get their intervals; `count` may be 0: then there are none.

    Raises:
        ValueError: no segments, `groups` of more than one axis, or a level outside 0..1.
    """
    array = np.asarray(groups)
    if array.ndim != 1 or not len(array):
        raise ValueError(f"expected the respondent of at least one segment, got {array.shape}")
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level}")
    _, index = np.unique(array, return_inverse=True)
    drawn = draws(array, count, seed)
    itself = np.ones((1, drawn.shape[1]))
    return Resample(index, np.vstack([itself, drawn.astype(np.float64)]), level)

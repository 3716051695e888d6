"""Drawing OZA's again, with replacement, to see how far a share hangs on which ones took part.

Who sits in one OZA has been through the same things. A characteristic belongs to an OZA, so its
categories are drawn each from their own OZA's (a stratified cluster bootstrap: Davison & Hinkley
1997, *Bootstrap Methods and their Application*, 3.2 and 3.8). Actors and waves have OZA's in
common: these are drawn once for all columns, so that a difference is a paired one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Floats, Whole, ratio
from pipeline.stats.resampling import Resample


def draw_ozas(
    ozas: ArrayLike, category: Whole, *, count: int, seed: int, level: float = 0.95
) -> Resample:
    """The draws; columns in the sorted order of the OZA's.

    Args:
        ozas: (respondents,) the OZA of each, numbers or strings.
        category: (respondents,) the column of each, -1 for none.
        count: how many draws.
        seed: of numpy's default generator.
        level: of the intervals, in 0..1.
    """
    names, index = np.unique(np.asarray(ozas), return_inverse=True)
    random = np.random.default_rng(seed)
    drawn = np.ones((1 + count, len(names)))
    for own in _strata(index, category, len(names)):
        drawn[1:, own] = random.multinomial(len(own), np.full(len(own), 1 / len(own)), size=count)
    return Resample(index, drawn, level)


def drawn_shares(resample: Resample, raised: Floats, could: Floats) -> Floats:
    """(respondents, ...) who raised it and who could have -> (1 + count, ...) shares in every draw,
    NaN where a draw holds nobody who could have."""
    return ratio(resample.totals(raised), resample.totals(could))


def percentiles(statistic: Floats, resample: Resample, most_undefined: float = 0.1) -> Floats:
    """(1 + count, ...) -> (2, ...) limits; NaN where too many draws (a share above
    `most_undefined`) do not have the number, as in `Resample.estimate`."""
    drawn = statistic[1:]
    known = ~np.isnan(drawn)
    enough = known.mean(axis=0) >= 1 - most_undefined if len(drawn) else np.zeros(drawn.shape[1:])
    # Sorting puts NaN last: the rank of a percentile counts among what is known.
    ordered = np.sort(drawn, axis=0)
    least = np.maximum(known.sum(axis=0) - 1, 0)
    limits = []
    for at in ((1 - resample.level) / 2, (1 + resample.level) / 2):
        place = at * least
        below = np.floor(place).astype(np.int64)
        above = np.minimum(below + 1, least)
        a, b = (
            np.take_along_axis(ordered, where[None], axis=0)[0]
            if len(drawn)
            else np.full(drawn.shape[1:], np.nan)
            for where in (below, above)
        )
        limits.append(np.where(enough, a + (place - below) * (b - a), np.nan))
    return np.stack(limits)


def ozas_per_category(ozas: ArrayLike, category: Whole, categories: int) -> Whole:
    """(categories,) how many OZA's have a respondent in each."""
    pairs = {(int(c), str(o)) for c, o in zip(category, np.asarray(ozas), strict=True) if c >= 0}
    return np.bincount([c for c, _ in pairs], minlength=categories).astype(np.int64)


def _strata(index: Whole, category: Whole, ozas: int) -> list[Whole]:
    """The OZA's of every category apart, or all together when categories have OZA's in common."""
    home = np.full(ozas, -1)
    for oza, own in zip(index, category, strict=True):
        if own < 0:
            continue
        if home[oza] not in (-1, own):
            return [np.arange(ozas)]
        home[oza] = own
    return [np.flatnonzero(home == one) for one in np.unique(home)]

"""How many respondents raised what, per OZA, characteristic, actor or wave.

A count is of respondents, and never stands alone: of how many who count, how many of whom were
asked. Nobody raised it, nobody was asked and nothing is validated are three different things.

A share has two intervals: Wilson's, in which every respondent is independent, and one from drawing
OZA's again, in which an OZA is. The wider of the two is shown, for either may be too narrow: the
first where an OZA speaks with one voice, the second where there are only a few OZA's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pipeline.stats.arrays import Flags, Floats, Whole, flags, ratio
from pipeline.stats.comparing.drawn_ozas import (
    draw_ozas,
    drawn_shares,
    ozas_per_category,
    percentiles,
)
from pipeline.stats.comparing.shares import wilson

LEAST_FOR_A_SHARE = 5
"""Below so many respondents only the count is shown: one person more would be 25 % or more."""


class Basis(StrEnum):
    """Which interval is shown, as a sentence that says why."""

    NONE = "geen aandeel: te weinig respondenten, of niet iedereen is ernaar gevraagd"
    WILSON_ALONE = "interval van Wilson: de categorie telt één OZA"
    WILSON = "interval van Wilson: breder dan dat over OZA's"
    OZAS = "interval over OZA's: breder dan dat van Wilson"


@dataclass(frozen=True, slots=True, eq=False)
class CrossTable:
    """Respondents per code and category.

    Attributes:
        raised: (codes, categories) counting respondents who raised it, asked or not.
        asked: (codes, categories) counting respondents who were asked.
        counting: (categories,) respondents whose report was read whole.
        interviewed: (categories,) respondents, read or not.
        ozas: (categories,) OZA's with a counting respondent.
        share: (codes, categories) raised / counting, NaN where none is shown: with fewer than
            `LEAST_FOR_A_SHARE` respondents, and where not all who count were asked (who was not
            asked did not choose to be silent).
        low, high: (codes, categories) the interval that is shown, in 0..1.
        wilson, over_ozas: (2, codes, categories) both intervals, NaN where there is none.
        basis: (codes, categories) of `Basis`: which of both is shown.
    """

    raised: Whole
    asked: Whole
    counting: Whole
    interviewed: Whole
    ozas: Whole
    share: Floats
    low: Floats
    high: Floats
    wilson: Floats
    over_ozas: Floats
    basis: NDArray[np.object_]

    @property
    def not_validated(self) -> Flags:
        """(codes, categories) nobody's report was read whole: nothing can be said."""
        return np.broadcast_to(self.counting == 0, self.raised.shape)

    @property
    def not_asked(self) -> Flags:
        """(codes, categories) nobody who counts was asked, and nobody raised it."""
        silent: Flags = (self.asked == 0) & (self.raised == 0) & ~self.not_validated
        return silent

    @property
    def not_raised(self) -> Flags:
        """(codes, categories) somebody was asked, and nobody raised it."""
        silent: Flags = (self.asked > 0) & (self.raised == 0)
        return silent


def cross_table(
    raised: ArrayLike,
    asked: ArrayLike,
    counts: ArrayLike,
    category: ArrayLike,
    ozas: ArrayLike,
    categories: int,
    *,
    draws: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> CrossTable:
    """Counts themes per category.

    Args:
        raised: (respondents, codes) of 0 and 1; a branch counts who raised it or anything below
            it (`with_branches`). What a respondent who does not count raised is left out.
        asked: (respondents, codes) of 0 and 1: was it a subject of the interview.
        counts: (respondents,) of 0 and 1: was the whole report read.
        category: (respondents,) column in 0..categories - 1, -1 for none.
        ozas: (respondents,) the OZA of each.
        draws: of OZA's.
        seed: of the draws.
        level: of the intervals, in 0..1.

    Raises:
        ValueError: shapes that differ, a column that does not exist, no respondents.
    """
    found = flags(raised)
    subject = flags(asked, found.shape)
    column, read = np.asarray(category, dtype=np.int64), np.asarray(counts).astype(np.bool_)
    if not len(found) or column.shape != (len(found),) or read.shape != column.shape:
        raise ValueError(f"expected a category and a count for each of {len(found)} respondents")
    if column.min() < -1 or column.max() >= categories:
        raise ValueError(f"a category lies between -1 and {categories - 1}")
    own = (column[:, None] == np.arange(categories)) & read[:, None]
    per = own.astype(np.int64)
    number, of_asked = found.T.astype(np.int64) @ per, subject.T.astype(np.int64) @ per
    counting = per.sum(axis=0)
    shown = (of_asked == counting) & (counting >= LEAST_FOR_A_SHARE)
    first = np.where(shown, np.stack(wilson(number, counting, level)), np.nan)

    clusters = ozas_per_category(ozas, np.where(read, column, -1), categories)
    resample = draw_ozas(ozas, np.where(read, column, -1), count=draws, seed=seed, level=level)
    members = own[:, None, :].astype(np.float64)
    drawn = drawn_shares(resample, found[:, :, None] * members, members)
    second = np.where(shown & (clusters > 1), percentiles(drawn, resample), np.nan)

    # `>` is False for NaN: without an interval over OZA's there is Wilson's.
    wider = (second[1] - second[0]) > (first[1] - first[0])
    basis = np.where(wider, Basis.OZAS, np.where(clusters > 1, Basis.WILSON, Basis.WILSON_ALONE))
    return CrossTable(
        number,
        of_asked,
        counting,
        np.bincount(column[column >= 0], minlength=categories).astype(np.int64),
        clusters,
        np.where(shown, ratio(number, np.maximum(counting, 1)), np.nan),
        np.where(wider, second[0], first[0]),
        np.where(wider, second[1], first[1]),
        first,
        second,
        np.where(shown, basis, Basis.NONE).astype(np.object_),
    )


def with_branches(raised: ArrayLike, parents: Sequence[int]) -> Flags:
    """(respondents, codes) with every branch raised by who raised anything below it.

    Args:
        raised: (respondents, codes) of 0 and 1, as coded.
        parents: (codes,) the column of each code's parent, -1 for none.

    Raises:
        ValueError: a parent that does not exist, or codes that form a cycle.
    """
    found = flags(raised).copy()
    if len(parents) != found.shape[1] or any(not -1 <= p < len(parents) for p in parents):
        raise ValueError(f"expected a parent, or -1, for each of {found.shape[1]} codes")
    for code in range(len(parents)):
        above, steps = parents[code], 0
        own = found[:, code].copy()
        while above >= 0:
            found[:, above] |= own
            above, steps = parents[above], steps + 1
            if steps > len(parents):
                raise ValueError("codes form a cycle")
    return found

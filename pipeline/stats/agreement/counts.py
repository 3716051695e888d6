"""Ratings as arrays, and the sums over segments from which every statistic follows.

Every coefficient of this package is a function of a few sums over segments: tables per pair of
coders, coincidences, shares. They are summed per respondent once; a bootstrap draw is then one
product of how often each respondent was drawn with those sums, for all codes and statistics at
once, and no draw goes back to the segments.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pipeline.stats.arrays import Flags, Floats
from pipeline.stats.resampling import Resample

Ratings = NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Sums over segments; `...` are draws and codes, q categories, r the ratings of a segment.

    Attributes:
        agreeing: (..., q, q) Σ r_k (r_l - [k = l]) / (r (r - 1)) over segments with two ratings
            or more: the ordered pairs of ratings, every segment counting once.
        coinciding: (..., q, q) Σ r_k (r_l - [k = l]) / (r - 1) over the same segments:
            Krippendorff's coincidences, every rating counting once.
        shares: (..., q) Σ r_k / r over segments with one rating or more.
        own: (..., coders, q) how often each coder used each category.
        pairs: (..., pairs, q, q) the table of every pair of coders, the first one's category
            first, over the segments that both rated; pairs in the order of `pairs_of`.
    """

    agreeing: Floats
    coinciding: Floats
    shares: Floats
    own: Floats
    pairs: Floats

    @property
    def categories(self) -> int:
        return int(self.shares.shape[-1])


def as_ratings(values: ArrayLike, categories: int = 2) -> Ratings:
    """(codes, segments, coders) int8 of 0..categories - 1, -1 where a coder gave no rating.

    An array of two axes, (segments, coders), is taken for one code. Of a code that a coder could
    have given and did not give the rating is 0; -1 is for a segment she has not read.

    Raises:
        ValueError: another number of axes, fewer than two coders or categories, other values.
    """
    array = np.asarray(values)
    array = array[None] if array.ndim == 2 else array
    if array.ndim != 3 or array.shape[2] < 2:
        raise ValueError(f"expected (codes, segments, two coders or more), got {array.shape}")
    if not 2 <= categories <= np.iinfo(np.int8).max:
        raise ValueError(f"expected two categories or more, not {categories}")
    if not np.isin(array, np.arange(-1, categories)).all():
        raise ValueError(f"expected -1 (not rated) or a category in 0..{categories - 1}")
    return array.astype(np.int8)


def pairs_of(coders: int) -> tuple[tuple[int, int], ...]:
    """The pairs of coders, in the order of `Counts.pairs`."""
    return tuple(combinations(range(coders), 2))


def per_segment(ratings: Ratings, categories: int = 2) -> Floats:
    """(..., coders) -> (..., sums): what the ratings of one segment add to every sum."""
    given = ratings[..., None] == np.arange(categories)
    each = given.sum(axis=-2).astype(np.float64)
    total = each.sum(axis=-1)[..., None, None]
    ordered = each[..., :, None] * (each[..., None, :] - np.eye(categories))
    several = np.maximum(total - 1, 1)
    tables = [given[..., a, :, None] & given[..., b, None, :] for a, b in pairs_of(given.shape[-2])]
    parts = (
        ordered / (several * np.maximum(total, 1)),
        ordered / several,
        each / np.maximum(total[..., 0], 1),
        given,
        np.stack(tables, axis=-3),
    )
    lead = ratings.shape[:-1]
    flat = [part.reshape(*lead, -1) for part in parts]
    return np.concatenate(flat, axis=-1, dtype=np.float64)


def per_respondent(ratings: Ratings, resample: Resample, categories: int = 2) -> Floats:
    """(codes, segments, coders) -> (respondents, codes, sums).

    Three coders and a code that is absent, present or not rated make 27 patterns: how often a
    respondent's segments show each is counted, and what a pattern adds is worked out once.
    """
    codes, segments, coders = ratings.shape
    if segments != len(resample.index):
        raise ValueError(f"{segments} segments rated for {len(resample.index)}")
    flat = ratings.reshape(-1, coders)
    number = np.zeros(len(flat), dtype=np.int64)
    # Numbered again at every coder, so that no number grows with how many coders there are; whole
    # rows can be compared at once too, some ten times slower.
    for column in flat.T:
        number = np.unique(number * (categories + 1) + column, return_inverse=True)[1]
    _, first, number = np.unique(number, return_index=True, return_inverse=True)
    added = per_segment(flat[first], categories)
    people, kinds = resample.respondents, len(first)
    number = number.reshape(codes, segments) + kinds * resample.index
    sums = [
        np.bincount(row, minlength=people * kinds).reshape(people, kinds) @ added for row in number
    ]
    return np.stack(sums, axis=1)


def counts_of(sums: Floats, coders: int, categories: int = 2) -> Counts:
    """(..., sums) as `per_segment` lays them out -> the named parts."""
    shapes: tuple[tuple[int, ...], ...] = (
        (categories, categories),
        (categories, categories),
        (categories,),
        (coders, categories),
        (len(pairs_of(coders)), categories, categories),
    )
    ends = np.cumsum([0, *(np.prod(shape) for shape in shapes)]).tolist()
    if sums.shape[-1] != ends[-1]:
        raise ValueError(f"{sums.shape[-1]} sums given where {ends[-1]} were expected")
    return Counts(
        *(
            sums[..., start:end].reshape(*sums.shape[:-1], *shape)
            for (start, end), shape in zip(pairwise(ends), shapes, strict=True)
        )
    )


def counts_drawn(values: ArrayLike, resample: Resample, categories: int = 2) -> Counts:
    """Sums in every draw: leading axes (1 + draws, codes), row 0 the sample itself.

    Args:
        values: (codes, segments, coders), or (segments, coders) of one code; see `as_ratings`.
        resample: of the segments' respondents.
        categories: how many there are, used or not.

    Raises:
        ValueError: what `as_ratings` refuses, or a resample of other segments.
    """
    ratings = as_ratings(values, categories)
    sums = resample.drawn(per_respondent(ratings, resample, categories))
    return counts_of(sums, ratings.shape[2], categories)


def count(values: ArrayLike, categories: int = 2) -> Counts:
    """Sums of the sample alone: leading axis (codes,)."""
    ratings = as_ratings(values, categories)
    return counts_of(per_segment(ratings, categories).sum(axis=1), ratings.shape[2], categories)


def whole(tables: Floats, by: Floats | None = None) -> Floats:
    """(..., q, q) -> (...) the sum of each table, its cells weighed `by` (q, q).

    A product with a vector, which numpy does many times faster than sums over short axes.
    """
    cells = tables.shape[-1] ** 2
    weight = np.ones(cells) if by is None else by.reshape(cells)
    total: Floats = tables.reshape(*tables.shape[:-2], cells) @ weight
    return total


def disagreeing(values: ArrayLike, categories: int = 2) -> Flags:
    """(codes, segments): where two coders gave different ratings."""
    ratings = as_ratings(values, categories)
    lowest = np.where(ratings < 0, categories, ratings).min(axis=2)
    apart: Flags = (ratings.max(axis=2) > lowest) & (lowest < categories)
    return apart

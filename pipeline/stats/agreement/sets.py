"""Agreement on which set of codes a segment has: alpha with distances between sets.

Passonneau 2006, *Measuring agreement on set-valued items (MASI) for semantic and pragmatic
annotation*, LREC: two sets that share most of their codes differ less than two that share none.
A set takes the place of a category in Krippendorff's alpha, and 1 - MASI or 1 - Jaccard that of
the squared distance δ², as Passonneau does. No code at all is a set too: equal to itself, and at
distance 1 from every other. A segment that a coder has not read is missing, which is another
thing; of segments with fewer than two readers alpha takes no notice.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.agreement.alpha import alpha_drawn
from pipeline.stats.arrays import Flags, Floats, Whole
from pipeline.stats.resampling import Resample

SetDistance = Literal["masi", "jaccard", "nominal"]


_ROWS = 256
"""Distances are worked out for so many sets at a time: thousands of sets have millions, and what
comes between need not all be in memory."""


def jaccard(sets: ArrayLike) -> Floats:
    """(sets, codes) of 0 and 1 -> (sets, sets) 1 - shared / together, in 0..1 (Jaccard 1908)."""
    return _distances(sets, by_monotonicity=False)


def masi(sets: ArrayLike) -> Floats:
    """(sets, codes) of 0 and 1 -> (sets, sets) 1 - Jaccard · monotonicity, in 0..1.

    Monotonicity is 1 for equal sets, 2/3 when one holds the other, 1/3 when they overlap
    otherwise, 0 when they share nothing (NLTK rounds these to 0.67 and 0.33).
    """
    return _distances(sets, by_monotonicity=True)


def set_alpha(
    coded: ArrayLike, read: ArrayLike, resample: Resample, distance: SetDistance = "masi"
) -> Floats:
    """(1 + draws,) alpha of the sets of codes, row 0 that of the sample.

    Args:
        coded: (segments, coders, codes) of 0 and 1.
        read: (segments, coders) of 0 and 1: where a coder has judged the segment.
        resample: of the segments' respondents.
        distance: masi, jaccard, or nominal: a set is the same or it is not.

    Raises:
        ValueError: other shapes, or a code given by a coder to a segment she has not read.
    """
    given = np.asarray(coded)
    seen = np.asarray(read).astype(np.bool_)
    if given.ndim != 3 or seen.shape != given.shape[:2]:
        raise ValueError(f"expected (segments, coders, codes), got {given.shape} and {seen.shape}")
    given = given.astype(np.bool_)
    if given[~seen].any():
        raise ValueError("a code was given to a segment that its coder has not read")
    sets, number = distinct(given)
    apart = {"masi": masi, "jaccard": jaccard, "nominal": _different}[distance](sets)
    return alpha_drawn(np.where(seen, number, -1), apart, resample)


def distinct(coded: Flags) -> tuple[Flags, Whole]:
    """(..., codes) -> (sets, codes) the sets that occur, and (...) the number of each one's set."""
    packed = np.packbits(coded.reshape(-1, coded.shape[-1]), axis=1)
    _, first, number = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    sets = coded.reshape(-1, coded.shape[-1])[first]
    return sets, number.reshape(coded.shape[:-1])


def _distances(sets: ArrayLike, *, by_monotonicity: bool) -> Floats:
    members = np.asarray(sets, dtype=np.bool_).astype(np.float64)
    sizes = members.sum(axis=1)
    apart = np.empty((len(members), len(members)))
    for start in range(0, len(members), _ROWS):
        some = slice(start, start + _ROWS)
        own = sizes[some, None]
        shared = members[some] @ members.T
        together = own + sizes - shared
        similar = np.where(together > 0, shared / np.maximum(together, 1), 1.0)
        if by_monotonicity:
            holds = shared == np.minimum(own, sizes)
            monotone = np.where(holds, 2 / 3, np.where(shared > 0, 1 / 3, 0.0))
            similar *= np.where(shared == np.maximum(own, sizes), 1.0, monotone)
        np.subtract(1, similar, out=apart[some])
    return apart


def _different(sets: Flags) -> Floats:
    return 1 - np.eye(len(sets))

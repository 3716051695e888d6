"""Differences between two columns, where the method allows a contrast at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pipeline.stats.arrays import Floats, flags
from pipeline.stats.comparing.crosstable import Basis, CrossTable
from pipeline.stats.comparing.drawn_ozas import draw_ozas, drawn_shares, percentiles
from pipeline.stats.comparing.shares import newcombe


@dataclass(frozen=True, slots=True, eq=False)
class Contrasts:
    """Differences of shares; NaN, and no basis, where one of both columns has no share.

    Attributes:
        pairs: (pairs,) columns, the first minus the second.
        difference: (codes, pairs) in -1..1.
        low, high: (codes, pairs) the wider of Newcombe's interval and the one over OZA's.
        basis: (codes, pairs) of `Basis`, where Wilson's stands for Newcombe's.
    """

    pairs: tuple[tuple[int, int], ...]
    difference: Floats
    low: Floats
    high: Floats
    basis: NDArray[np.object_]


def contrasts(
    table: CrossTable,
    raised: ArrayLike,
    counts: ArrayLike,
    category: ArrayLike,
    ozas: ArrayLike,
    pairs: Sequence[tuple[int, int]],
    *,
    draws: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> Contrasts:
    """Differences of shares. No p-values: of whom findings speak has been interviewed.

    Args:
        table: made of the same respondents.
        pairs: of columns; only those that `domain.comparison.check` lets through as a contrast.

    The other arguments are those of `cross_table`, and draws with the same seed are the same draws.

    Raises:
        ValueError: a pair with a column that does not exist.
    """
    columns = table.raised.shape[1]
    if any(not 0 <= end < columns for pair in pairs for end in pair):
        raise ValueError(f"a pair names two of {columns} columns")
    one, two = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    shown = ~np.isnan(table.share[:, one]) & ~np.isnan(table.share[:, two])
    difference, low, high = newcombe(
        table.raised[:, one],
        table.counting[one],
        table.raised[:, two],
        table.counting[two],
        level,
    )
    found, read = flags(raised), np.asarray(counts).astype(np.bool_)
    column = np.where(read, np.asarray(category, dtype=np.int64), -1)
    resample = draw_ozas(ozas, column, count=draws, seed=seed, level=level)
    members = (column[:, None] == np.arange(columns))[:, None, :].astype(np.float64)
    shares = drawn_shares(resample, found[:, :, None] * members, members)
    several = (table.ozas[one] > 1) & (table.ozas[two] > 1)
    second = percentiles(shares[..., one] - shares[..., two], resample)
    second = np.where(shown & several, second, np.nan)
    wider = (second[1] - second[0]) > (high - low)
    basis = np.where(wider, Basis.OZAS, np.where(several, Basis.WILSON, Basis.WILSON_ALONE))
    return Contrasts(
        tuple((int(a), int(b)) for a, b in zip(one, two, strict=True)),
        np.where(shown, difference, np.nan),
        np.where(shown, np.where(wider, second[0], low), np.nan),
        np.where(shown, np.where(wider, second[1], high), np.nan),
        np.where(shown, basis, Basis.NONE).astype(np.object_),
    )

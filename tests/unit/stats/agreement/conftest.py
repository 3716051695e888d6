"""Invented coders, and coefficients by counting pairs one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

import numpy as np
import pytest

Distance = Callable[[int, int], float]


class ByCounting:
    """The definitions as sums over pairs of ratings, in plain Python: slow, and no formula twice."""

    @staticmethod
    def alpha(units: Sequence[Sequence[int]], distance: Distance) -> float:
        """Krippendorff's: pairs within units, over all pairs of pairable ratings."""
        pairable = [[v for v in unit if v >= 0] for unit in units]
        pairable = [unit for unit in pairable if len(unit) > 1]
        everyone = [v for unit in pairable for v in unit]
        observed = sum(
            distance(a, b) / (len(unit) - 1) for unit in pairable for a, b in permutations(unit, 2)
        )
        expected = sum(distance(a, b) for a, b in permutations(everyone, 2))
        if expected == 0:
            return float("nan")
        return 1 - observed / len(everyone) / (expected / len(everyone) / (len(everyone) - 1))

    @staticmethod
    def kappa(one: Sequence[int], other: Sequence[int], distance: Distance) -> float:
        """Cohen's: disagreement of pairs of ratings, over that of all combinations."""
        both = [(a, b) for a, b in zip(one, other, strict=True) if a >= 0 and b >= 0]
        observed = sum(distance(a, b) for a, b in both) / len(both)
        expected = sum(distance(a, b) for a, _ in both for _, b in both) / len(both) ** 2
        return float("nan") if expected == 0 else 1 - observed / expected


@pytest.fixture(scope="session")
def by_counting() -> type[ByCounting]:
    return ByCounting


@pytest.fixture(scope="session")
def coded() -> tuple[np.ndarray, np.ndarray]:
    """(12 codes, 240 segments, 3 coders) with some not rated, and the respondents of 24.

    The last code is never given, the one before it by one respondent only.
    """
    random = np.random.default_rng(3)
    truth = random.random((12, 240)) < np.geomspace(0.5, 0.02, 12)[:, None]
    slip = random.random((12, 240, 3)) < 0.1
    ratings = (truth[..., None] ^ slip).astype(np.int8)
    ratings[-1] = 0
    ratings[-2] = 0
    ratings[-2, 3:6] = 1
    ratings[:, random.random((240, 3)) < 0.15] = -1
    return ratings, np.repeat(np.arange(24), 10)

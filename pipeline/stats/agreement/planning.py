"""How many segments two or more coders have to judge for kappa to be known so precisely.

For an expected kappa and share of segments with the code, the variance of kappa in large samples
gives the half width of its interval, and the other way round. The model is that coders are
interchangeable and every two agree beyond chance to the same degree (the common correlation
model): for two coders the variance of Bloch & Kraemer 1989, Biometrics 45, on which Donner &
Eliasziw 1992, *A goodness-of-fit approach to inference procedures for the kappa statistic*,
Statistics in Medicine 11, base their sample sizes; for more, the number of coders that give the
code is taken to be beta-binomial, which for two is the same model.

It holds for Scott's pi, Fleiss' kappa and alpha, and for Cohen's kappa when coders use the code
about equally often. It is a large-sample result: with few segments that have the code intervals
are wider than planned and cover less. `expected_with_code` says how many there would be.
"""

from __future__ import annotations

from math import ceil, sqrt

import numpy as np
from scipy.stats import betabinom, binom, norm

from pipeline.stats.arrays import Floats


def kappa_variance(kappa: float, prevalence: float, coders: int = 2) -> float:
    """n times the variance of kappa over n independent segments.

    Args:
        kappa: expected, in 0..1.
        prevalence: expected share of segments with the code, in 0..1 (both excluded).
        coders: who judge every segment, two or more.

    Raises:
        ValueError: values out of range.
    """
    if not 0 <= kappa <= 1 or not 0 < prevalence < 1 or coders < 2:
        raise ValueError("expected kappa in 0..1, a prevalence between 0 and 1, and two coders")
    given = np.arange(coders + 1)
    chance = _chances(given, kappa, prevalence, coders)
    share = given / coders
    apart = 2 * given * (coders - given) / (coders * (coders - 1))
    expected = 2 * prevalence * (1 - prevalence)
    # Kappa is 1 - D_o / D_e: how much one segment moves it, by its disagreement and its share.
    move = -(apart - (1 - kappa) * expected) / expected
    move = move + (1 - kappa) * 2 * (1 - 2 * prevalence) * (share - prevalence) / expected
    return float((chance * move**2).sum())


def segments_needed(
    kappa: float,
    prevalence: float,
    half_width: float,
    *,
    coders: int = 2,
    level: float = 0.95,
    effect: float = 1.0,
) -> int:
    """How many segments every coder has to judge, rounded up.

    Args:
        kappa, prevalence, coders: as for `kappa_variance`.
        half_width: of the interval, above 0.
        level: of the interval, in 0..1.
        effect: design effect of segments within respondents; see `clustering`.

    Raises:
        ValueError: values out of range.
    """
    if not half_width > 0 or not effect > 0:
        raise ValueError("expected a half width and a design effect above 0")
    reach = _reach(level)
    # A whole number may come out a hair above itself: half a millionth of a segment is none.
    exact = effect * kappa_variance(kappa, prevalence, coders) * (reach / half_width) ** 2
    return max(ceil(exact - 5e-7), 2)


def expected_half_width(
    kappa: float,
    prevalence: float,
    segments: int,
    *,
    coders: int = 2,
    level: float = 0.95,
    effect: float = 1.0,
) -> float:
    """The half width that so many segments give; arguments as for `segments_needed`."""
    if segments < 2:
        raise ValueError("expected two segments or more")
    return _reach(level) * sqrt(effect * kappa_variance(kappa, prevalence, coders) / segments)


def expected_with_code(prevalence: float, segments: int) -> float:
    """How many of the segments would have the code; below some ten the planning is too rosy."""
    return prevalence * segments


def _reach(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level}")
    return float(norm.ppf((1 + level) / 2))


def _chances(given: np.ndarray, kappa: float, prevalence: float, coders: int) -> Floats:
    """(coders + 1,) the chance that 0, 1, ... coders give the code."""
    if kappa == 0:
        return np.asarray(binom.pmf(given, coders, prevalence))
    if kappa == 1:
        return np.where(given == coders, prevalence, np.where(given == 0, 1 - prevalence, 0.0))
    spread = (1 - kappa) / kappa
    return np.asarray(betabinom.pmf(given, coders, prevalence * spread, (1 - prevalence) * spread))

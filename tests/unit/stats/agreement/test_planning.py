"""How many segments, and what clustering does to that."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from pipeline.stats.agreement import (
    alpha,
    cohen,
    count,
    design_effect,
    expected_half_width,
    expected_with_code,
    fleiss,
    intraclass,
    kappa_variance,
    percentage,
    projected_effect,
    segments_needed,
)


def common(
    n: int, studies: int, kappa: float, prevalence: float, seed: int, coders: int = 2
) -> np.ndarray:
    """(studies, n, coders) ratings of interchangeable coders: each segment has a chance of its own,
    beta distributed, so that every two ratings of it correlate by kappa."""
    random = np.random.default_rng(seed)
    spread = (1 - kappa) / kappa
    own = random.beta(prevalence * spread, (1 - prevalence) * spread, (studies, n, 1))
    return (random.random((studies, n, coders)) < own).astype(np.int8)


@pytest.mark.parametrize(
    ("kappa", "prevalence", "half_width", "coders"),
    [(0.7, 0.3, 0.1, 2), (0.6, 0.15, 0.12, 2), (0.8, 0.5, 0.05, 3), (0.5, 0.2, 0.1, 4)],
)
def test_the_half_width_is_what_was_asked_for(
    kappa: float, prevalence: float, half_width: float, coders: int
) -> None:
    """800 studies of the size advised: 95 % of the kappas lie within the half width of the true
    one, and the intervals that 300 of them would give themselves cover it about as often."""
    n = segments_needed(kappa, prevalence, half_width, coders=coders)
    ratings = common(n, 800, kappa, prevalence, seed=n, coders=coders)
    found = fleiss(count(ratings))
    assert 1.96 * found.std() == pytest.approx(half_width, rel=0.1)
    assert np.mean(np.abs(found - kappa) <= half_width) == pytest.approx(0.95, abs=0.025)
    own = [
        expected_half_width(float(np.clip(found[at], 0, 1)), ratings[at].mean(), n, coders=coders)
        for at in range(300)
    ]
    assert np.mean(np.abs(found[:300] - kappa) <= own) == pytest.approx(0.95, abs=0.03)
    if coders == 2:
        assert 1.96 * cohen(count(ratings)).std() == pytest.approx(half_width, rel=0.1)


def test_the_variance_for_two_coders_is_that_of_bloch_and_kraemer() -> None:
    """(1 - κ) [(1 - κ)(1 - 2κ) + κ(2 - κ) / (2π(1 - π))]; and a published standard error.

    statpsych::ci.kappa(.05, 31, 12, 4, 58) documents 0.07479965 for the intraclass kappa.
    """
    for kappa in (0.0, 0.3, 0.7, 0.95):
        for often in (0.05, 0.3, 0.5):
            inner = (1 - kappa) * (1 - 2 * kappa) + kappa * (2 - kappa) / (2 * often * (1 - often))
            assert kappa_variance(kappa, often) == pytest.approx((1 - kappa) * inner, rel=1e-9)
    assert kappa_variance(1.0, 0.2) == 0
    often = (2 * 58 + 12 + 4) / 210
    assert sqrt(kappa_variance(0.6736597, often) / 105) == pytest.approx(0.07479965, abs=1e-6)


def test_what_takes_more_segments() -> None:
    usual = segments_needed(0.7, 0.2, 0.1)
    assert segments_needed(0.7, 0.05, 0.1) > usual
    assert segments_needed(0.5, 0.2, 0.1) > usual
    assert segments_needed(0.7, 0.2, 0.1, level=0.99) > usual
    assert segments_needed(0.7, 0.2, 0.1, coders=3) < usual
    assert segments_needed(0.7, 0.2, 0.05) == pytest.approx(4 * usual, abs=4)
    assert segments_needed(0.7, 0.2, 0.1, effect=2.5) == pytest.approx(2.5 * usual, abs=3)
    assert segments_needed(0.7, 0.2, 0.1) == segments_needed(0.7, 0.8, 0.1)
    assert expected_half_width(0.7, 0.2, usual) <= 0.1 < expected_half_width(0.7, 0.2, usual - 1)
    assert expected_with_code(0.05, 200) == 10


def test_whole_numbers_are_not_rounded_up() -> None:
    """κ = 0 has variance 1: the half width of n segments asks for n segments, whatever rounding."""
    for n in range(2, 200):
        reach = expected_half_width(0, 0.5, n)
        assert segments_needed(0, 0.5, reach) == n
        assert segments_needed(0, 0.5, reach * (1 - 1e-4 / n)) == n + 1


def test_the_design_effect_of_segments_that_repeat_each_other() -> None:
    """Every segment k times with the same respondent: k times as much variance."""
    once = common(150, 4, 0.6, 0.3, seed=1)
    for times in (2, 5):
        repeated = np.repeat(once, times, axis=1)
        groups = np.repeat(np.arange(150), times)
        found = design_effect(repeated, groups, fleiss)
        assert found == pytest.approx(times, rel=0.03)
        assert intraclass(found, groups) == pytest.approx(1, abs=0.06)
        assert design_effect(repeated, groups, cohen)[:, 0] == pytest.approx(times, rel=0.03)


def test_the_design_effect_of_independent_segments_is_about_one() -> None:
    ratings = common(900, 40, 0.6, 0.3, seed=2)
    groups = np.arange(900) // 10
    for statistic in (fleiss, alpha, percentage):
        assert np.median(design_effect(ratings, groups, statistic)) == pytest.approx(1, abs=0.12)


def test_planning_with_a_design_effect_gives_the_half_width_back() -> None:
    """300 studies in which the four segments of a respondent are two pairs of the same."""
    n = segments_needed(0.6, 0.3, 0.12, effect=2)
    ratings = np.repeat(common(n // 2, 300, 0.6, 0.3, seed=3), 2, axis=1)
    assert 1.96 * fleiss(count(ratings)).std() == pytest.approx(0.12, rel=0.1)


def test_a_statistic_that_ceases_to_exist_has_no_design_effect() -> None:
    ratings = np.zeros((20, 2), dtype=int)
    ratings[:3] = 1
    assert np.isnan(design_effect(ratings, np.arange(20) // 4, fleiss)).all()
    assert np.isnan(design_effect(np.ones((20, 2)), np.arange(20) // 4, percentage)).all()


def test_few_segments_of_many_respondents_tell_more() -> None:
    assert projected_effect(0.1, 5) == pytest.approx(1.4)
    assert projected_effect(0.1, 1) == 1
    assert intraclass(np.array([1.4]), np.arange(50) // 5) == pytest.approx(0.1)


def test_what_is_refused() -> None:
    for wrong in ((1.1, 0.5), (-0.1, 0.5), (0.5, 0), (0.5, 1)):
        with pytest.raises(ValueError, match="expected kappa"):
            kappa_variance(*wrong)
    with pytest.raises(ValueError, match="two coders"):
        kappa_variance(0.5, 0.5, 1)
    with pytest.raises(ValueError, match="half width"):
        segments_needed(0.5, 0.5, 0)
    with pytest.raises(ValueError, match="between 0 and 1"):
        segments_needed(0.5, 0.5, 0.1, level=95)

"""Whether chances hold: against statsmodels, and where the truth is known."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from pipeline.stats.drift import concordance, recalibrate
from pipeline.stats.resampling import resample


def logistic(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def sample(intercept: float, slope: float, size: int = 6000) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    logit = random.normal(-1.5, 1.5, size)
    truth = random.random(size) < logistic(intercept + slope * logit)
    return truth, logistic(logit)


def test_it_is_the_regression_of_statsmodels() -> None:
    """Within what 200 cells of chance may cost."""
    truth, chances = sample(0.4, 0.7)
    logit = np.log(chances / (1 - chances))
    draws = resample(np.arange(len(truth)) // 60, count=50, seed=0)
    found = recalibrate(truth, chances, np.arange(len(truth)), draws)
    free = sm.GLM(truth, sm.add_constant(logit), family=sm.families.Binomial()).fit().params
    fixed = sm.GLM(truth, np.ones(len(truth)), family=sm.families.Binomial(), offset=logit)
    assert found.slope.value == pytest.approx(free[1], abs=2e-3)
    assert found.intercept.value == pytest.approx(fixed.fit().params[0], abs=2e-3)
    assert found.slope.low < found.slope.value < found.slope.high < 1


def test_right_chances_have_slope_one_and_intercept_nought() -> None:
    truth, chances = sample(0.0, 1.0)
    draws = resample(np.arange(len(truth)) // 60, count=200, seed=0)
    found = recalibrate(truth, chances, np.arange(len(truth)), draws)
    assert found.slope.low < 1 < found.slope.high
    assert found.intercept.low < 0 < found.intercept.high


def test_codings_more_than_expected_lift_the_intercept_only() -> None:
    truth, chances = sample(0.8, 1.0)
    draws = resample(np.arange(len(truth)) // 60, count=200, seed=0)
    found = recalibrate(truth, chances, np.arange(len(truth)), draws)
    assert found.intercept.low > 0.5
    assert found.slope.low < 1 < found.slope.high


def test_without_codings_there_is_nothing_to_fit() -> None:
    draws = resample(np.arange(20) // 5, count=10, seed=0)
    found = recalibrate(np.zeros(20), np.full(20, 0.1), np.arange(20), draws)
    assert np.isnan([found.slope.value, found.intercept.value]).all()


def test_concordance_counts_pairs() -> None:
    """Two with the code, three without: of six pairs four are right and one is a tie."""
    assert concordance([1, 0, 1, 0, 0], [0.9, 0.9, 0.5, 0.2, 0.1]) == pytest.approx(4.5 / 6)
    assert concordance([1, 1, 0], [0.3, 0.2, 0.1]) == 1
    assert np.isnan(concordance([0, 0], [0.1, 0.2]))

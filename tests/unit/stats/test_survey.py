"""Totals from a sample of segments, whatever the model is worth."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import beta, hypergeom

from pipeline.stats.survey import corrected_totals, sampled_totals


def test_horvitz_thompson_by_hand() -> None:
    """Two strata: 2 of 10 and 2 of 4 segments were drawn."""
    found = [[1, 0], [0, 0], [1, 0], [1, 0]]
    first, second = sampled_totals(found, [0.2, 0.2, 0.5, 0.5], ["a", "a", "b", "b"])
    assert first.total.value == pytest.approx(1 / 0.2 + 2 / 0.5)
    assert first.remaining.value == pytest.approx(first.total.value - 3)
    assert 3 <= first.total.low < first.total.value < first.total.high <= 13
    assert (second.total.value, second.total.low) == (0.0, 0.0)
    assert 5 < second.total.high <= 10


def test_an_interval_is_that_of_clopper_and_pearson_for_a_small_share() -> None:
    """With 50 of 100,000 drawn, drawing without replacement makes no difference."""
    found = (np.arange(50) < 4)[:, None]
    (one,) = sampled_totals(found, np.full(50, 50 / 100_000), level=0.9)
    effective = 50 * (49 / 50)  # the variance is that of n - 1
    low = beta.ppf(0.05, 0.08 * effective, 0.92 * effective + 1)
    assert one.total.low == pytest.approx(100_000 * low, rel=0.01)


@pytest.mark.parametrize("drawn", [10, 50, 90])
def test_none_found_leaves_as_many_as_drawing_without_replacement_would(drawn: int) -> None:
    (one,) = sampled_totals(np.zeros((drawn, 1)), np.full(drawn, drawn / 100), level=0.9)
    exact = max(d for d in range(101 - drawn) if hypergeom.pmf(0, 100, d, drawn) >= 0.05)
    assert exact - 1 <= one.total.high <= 1.25 * exact + 1


def test_codings_in_the_densest_stratum_say_little_about_the_others() -> None:
    """90 of 100 drawn held 20 codings, 10 of 900 held none: there the variance is 0, and yet one
    in ten of those 900 may well carry the code."""
    found = (np.arange(100) < 20)[:, None]
    dense = np.arange(100) < 90
    (one,) = sampled_totals(found, np.where(dense, 0.9, 10 / 900), dense, level=0.9)
    assert one.total.value == pytest.approx(20 / 0.9)
    assert one.total.high > 20 + 0.1 * 900


def test_who_read_everything_knows() -> None:
    found = [[1, 0], [0, 0], [1, 0]]
    chances = [[0.2, 0.5], [0.2, 0.1], [0.1, 0.1]]
    for totals in (
        sampled_totals(found, [1, 1, 1]),
        corrected_totals(found, chances, np.zeros((0, 2)), [1, 1, 1]),
    ):
        assert [one.total.value for one in totals] == [pytest.approx(2), pytest.approx(0)]
        for one in totals:
            assert one.remaining.low == pytest.approx(0, abs=1e-6)
            assert one.remaining.high == pytest.approx(0, abs=1e-6)


def test_difference_estimator_by_hand() -> None:
    """Σ p over all is 2.0; the sample of a half held 0.5 more than expected: twice that."""
    (one,) = corrected_totals([[1], [0]], [[0.3], [0.2]], [[0.7], [0.8]], [0.5, 0.5])
    assert one.total.value == pytest.approx(2.0 + (0.7 - 0.2) / 0.5)
    (sure,) = corrected_totals([[1], [0]], [[1.0], [0.0]], [[1.0], [0.0]], [0.5, 0.5])
    assert (sure.total.low, sure.total.value, sure.total.high) == (2.0, 2.0, 2.0)


def test_intervals_cover_under_the_design() -> None:
    """One fixed corpus with respondents that differ and chances that are off; 300 samples of two
    strata, of which one is drawn from twice as densely."""
    random = np.random.default_rng(8)
    codes = 12
    factor = random.uniform(0.5, 2, codes) * random.gamma(1, 1, (30, 1, codes))
    chances = np.clip(
        random.gamma(0.5, 2, (30, 30, codes)) * np.geomspace(0.005, 0.12, codes), 0, 0.7
    )
    truth = (random.random(chances.shape) < chances * factor).reshape(-1, codes)
    chances = chances.reshape(-1, codes)
    strata = (np.arange(900) % 3 == 0).astype(int)
    inclusion = np.where(strata == 1, 0.3, 0.15)
    total = truth.sum(axis=0)
    held, centre, wide = [], [], []
    for _ in range(300):
        drawn = np.zeros(900, dtype=bool)
        for one in (0, 1):
            rows = np.flatnonzero(strata == one)
            drawn[random.choice(rows, 90, replace=False)] = True
        args = (inclusion[drawn], strata[drawn])
        both = (
            sampled_totals(truth[drawn], *args),
            corrected_totals(truth[drawn], chances[drawn], chances[~drawn], *args),
        )
        values = np.array(
            [[(x.total.value, x.total.low, x.total.high) for x in found] for found in both]
        )
        held.append((values[..., 1] <= total) & (total <= values[..., 2]))
        centre.append(values[..., 0])
        wide.append(values[..., 2] - values[..., 1])
    assert np.mean(held, axis=(0, 2)).min() >= 0.88
    assert np.mean(held, axis=0).min() >= 0.8
    assert np.mean(centre, axis=0)[0] == pytest.approx(total, rel=0.12, abs=0.5)
    assert np.mean(centre, axis=0)[1] == pytest.approx(total, rel=0.12, abs=1.0)
    narrower = np.mean(wide, axis=(0, 2))
    assert narrower[1] < narrower[0]


def test_what_cannot_be_is_refused() -> None:
    for inclusion in ([0.0, 1.0], [0.5], [0.5, 1.5], [np.nan, 1.0]):
        with pytest.raises(ValueError, match="inclusion probability"):
            sampled_totals([[1], [0]], inclusion)
    with pytest.raises(ValueError, match="inclusion probability"):
        sampled_totals(np.zeros((0, 2)), [])
    with pytest.raises(ValueError, match="strata"):
        sampled_totals([[1], [0]], [0.5, 0.5], [1])

"""Drawing respondents again."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.stats.arrays import flags, mean_of_defined, probabilities, ratio
from pipeline.stats.resampling import draws, resample

GROUPS = np.array(["9K2", "1O1", "9K2", "2P1", "1O1", "9K2"])


def test_every_draw_has_as_many_respondents_as_the_sample() -> None:
    drawn = draws(GROUPS, 50, seed=3)
    assert drawn.shape == (50, 3)
    assert (drawn.sum(axis=1) == 3).all()
    assert np.array_equal(drawn, draws(GROUPS, 50, seed=3))
    assert not np.array_equal(drawn, draws(GROUPS, 50, seed=4))


def test_sums_over_respondents_are_sums_over_weighted_rows() -> None:
    made = resample(GROUPS, count=20)
    values = np.arange(12.0).reshape(6, 2)
    assert made.within(values).tolist() == [
        [2 + 8, 3 + 9],
        [6, 7],
        [0 + 4 + 10, 1 + 5 + 11],
    ]
    assert made.totals(values) == pytest.approx(made.row_weights() @ values)
    assert made.totals(values)[0].tolist() == values.sum(axis=0).tolist()


def test_the_interval_of_a_mean_is_as_wide_as_theory_says() -> None:
    """Respondents that say one thing throughout count as one observation each."""
    random = np.random.default_rng(5)
    each = random.normal(size=200)
    made = resample(np.repeat(np.arange(200), 7), count=2000, seed=1)
    total = made.totals(np.column_stack([np.repeat(each, 7), np.ones(1400)]))
    found = made.estimate(total[:, 0] / total[:, 1])
    assert found.value == pytest.approx(each.mean())
    assert found.high - found.low == pytest.approx(2 * 1.96 * each.std() / 200**0.5, rel=0.06)


def test_what_one_or_two_respondents_carry_has_no_interval() -> None:
    made = resample(np.arange(30), count=1000, seed=0)
    for carriers, exists in ((1, False), (2, False), (4, True)):
        carried = np.arange(30) < carriers
        total = made.totals(np.column_stack([carried, carried]))
        found = made.estimate(ratio(total[:, 0], total[:, 1]))
        assert found.value == 1.0
        assert np.isnan(found.low) != exists


def test_one_respondent_has_no_interval_and_none_is_refused() -> None:
    made = resample(["1K1", "1K1"], count=10)
    found = made.estimate(made.totals([1.0, 2.0]))
    assert found.value == 3.0
    assert np.isnan([found.low, found.high]).all()
    assert np.isnan(resample([1, 2], count=0).estimate(np.array([1.0])).low)
    with pytest.raises(ValueError, match="at least one segment"):
        resample([])
    with pytest.raises(ValueError, match="between 0 and 1"):
        resample([1, 2], level=95)
    with pytest.raises(ValueError, match="3 rows for 2 segments"):
        resample([1, 2]).totals([1, 2, 3])


def test_centred_draws_lie_around_the_value() -> None:
    made = resample([1, 2], count=4)
    found = made.estimate(np.array([0.2, 0.5, 0.6, 0.7, 0.8]), centred=True)
    assert found.low < 0.2 < found.high
    assert made.estimate(np.array([0.2, 0.5, 0.6, 0.7, 0.8])).low > 0.2


def test_arrays_are_checked() -> None:
    assert flags([[0, 1.0]]).tolist() == [[False, True]]
    for wrong in ([[0, 2]], [0, 1], [[0, np.nan]]):
        with pytest.raises(ValueError, match="expected"):
            flags(wrong)
    for unlikely in ([[0, 1.1]], [[np.nan]], [0.5]):
        with pytest.raises(ValueError, match="expected"):
            probabilities(unlikely)
    with pytest.raises(ValueError, match="expected"):
        probabilities([[0.5]], (1, 2))
    assert mean_of_defined(np.array([[1, np.nan], [np.nan, np.nan]]))[0] == 1
    assert np.isnan(mean_of_defined(np.array([[np.nan, np.nan]]))[0])

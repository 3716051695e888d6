"""Codes found against reports read."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stats.comparing.saturation import accumulation, richness, saturation


def heard_first(per_report: list[int]) -> np.ndarray:
    """(reports, codes): so many codes are heard for the first time in each, and ever after."""
    first = np.repeat(np.arange(len(per_report)), per_report)
    return np.arange(len(per_report))[:, None] >= first


def test_the_mean_is_that_of_all_orders() -> None:
    random = np.random.default_rng(5)
    found = random.random((6, 9)) < 0.3
    curves = [
        [found[list(order[:k])].any(axis=0).sum() for k in range(7)]
        for order in permutations(range(6))
    ]
    made = accumulation(found, orders=4000)
    assert made.mean == pytest.approx(np.mean(curves, axis=0))
    assert made.in_order.tolist() == [found[:k].any(axis=0).sum() for k in range(7)]
    assert made.low == pytest.approx(np.quantile(curves, 0.025, axis=0), abs=0.5)
    assert made.high == pytest.approx(np.quantile(curves, 0.975, axis=0), abs=0.5)


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2**32 - 1), st.integers(1, 20), st.integers(0, 8))
def test_curves_rise_to_what_was_found(seed: int, reports: int, codes: int) -> None:
    random = np.random.default_rng(seed)
    found = random.random((reports, codes)) < random.random()
    made = accumulation(found, orders=150, seed=seed)
    total = found.any(axis=0).sum()
    for curve in (made.in_order, made.mean, made.low, made.high):
        assert curve[0] == 0
        assert curve[-1] == pytest.approx(total)
        assert (np.diff(curve) >= -1e-9).all()
    assert (made.low <= made.high).all()
    again = accumulation(found, orders=150, seed=seed)
    assert (again.low == made.low).all()


def test_saturation_by_hand() -> None:
    """Four reports hold 37 codes; then come 3, 1, 2, 0, 1, 0, ... The runs overlap: 3 + 1, 1 + 2,
    2 + 0. At 5 % of 37 a run may bring one code: that is reports 8 and 9, after seven."""
    found = heard_first([20, 9, 4, 4, 3, 1, 2, 0, 1, 0, 0])
    made = saturation(found)
    assert made.base == 37
    assert made.new == (4, 3, 2, 1, 1, 0)
    assert made.ratio == pytest.approx([4 / 37, 3 / 37, 2 / 37, 1 / 37, 1 / 37, 0])
    assert made.reached == 7
    assert saturation(found, threshold=0.0).reached == 9
    assert saturation(found, threshold=2 / 37).reached == 6
    assert saturation(found, run=3).new == (6, 3, 3, 1, 1)
    assert saturation(found, base=6).base == 41


def test_saturation_that_was_not_reached() -> None:
    assert saturation(heard_first([5, 5, 5, 5, 5, 5])).reached is None
    few = saturation(heard_first([5, 5, 5]))
    assert (few.new, few.reached) == ((), None)
    silent = saturation(np.zeros((8, 3)))
    assert silent.base == 0
    assert silent.reached is None


def test_richness_by_hand() -> None:
    """Ten reports: four codes heard once, two twice, three always. 0.9 · 4 · 3 / (2 · 3) unheard."""
    found = np.zeros((10, 10), dtype=bool)
    found[0, :4] = found[:2, 4:6] = found[:, 6:9] = True
    made = richness(found)
    assert (made.found, made.once, made.twice) == (9, 4, 2)
    assert made.total.value == pytest.approx(9 + 0.9 * 12 / 6)
    variance = 1.8 + 0.81 * 4 * 49 / 36 + 0.81 * 16 * 2 * 9 / (4 * 81)
    reach = np.exp(1.959964 * np.sqrt(np.log(1 + variance / 1.8**2)))
    assert made.total.low == pytest.approx(9 + 1.8 / reach)
    assert made.total.high == pytest.approx(9 + 1.8 * reach)
    assert made.coverage == pytest.approx(1 - 4 / 38 * (36 / (36 + 4)))


def test_richness_finds_the_codes_that_were_not_heard() -> None:
    """Forty codes of which each respondent raises a tenth, alike: the bound is then the number."""
    values, covered, true = [], [], []
    for seed in range(200):
        found = np.random.default_rng(seed).random((12, 40)) < 0.1
        made = richness(found)
        values.append(made.total.value)
        covered.append(made.total.low <= 40 <= made.total.high)
        times = found.sum(axis=0)
        true.append(made.coverage - (times > 0).mean())
    assert np.mean(values) == pytest.approx(40, abs=1.5)
    assert np.mean(covered) >= 0.9
    assert abs(np.mean(true)) < 0.02


def test_nothing_more_to_hear_and_nothing_heard() -> None:
    all_twice = richness(np.ones((2, 3)))
    assert (all_twice.total.low, all_twice.total.value, all_twice.total.high) == (3, 3, 3)
    assert all_twice.coverage == 1.0
    nothing = richness(np.zeros((3, 2)))
    assert nothing.total.value == 0
    assert np.isnan(nothing.coverage)
    assert richness(np.eye(5)).coverage == pytest.approx(1 - 4 * 4 / (4 * 4 + 2))
    assert richness([[1], [0]]).coverage == 1.0


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        accumulation(np.zeros((0, 2)))
    with pytest.raises(ValueError, match="at least 1"):
        accumulation([[1]], orders=0)
    for more in ({"base": 0}, {"run": 0}, {"threshold": 1.1}):
        with pytest.raises(ValueError, match="cannot be"):
            saturation([[1]], **more)
    with pytest.raises(ValueError, match="cannot be"):
        richness(np.zeros((0, 1)))

"""Intervals of shares, against the tables of the papers and a second implementation."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from pipeline.stats.comparing.shares import newcombe, wilson


def test_wilson_is_that_of_newcombe_1998_table_1() -> None:
    """Newcombe 1998, *Two-sided confidence intervals for the single proportion*, method 3."""
    low, high = wilson([81, 15, 0, 1], [263, 148, 20, 29])
    assert low == pytest.approx([0.2553, 0.0624, 0.0, 0.0061], abs=5e-5)
    assert high == pytest.approx([0.3662, 0.1605, 0.1611, 0.1718], abs=5e-5)


def test_newcombe_is_that_of_its_table_2() -> None:
    """Contrasts (a) to (h), method 10."""
    difference, low, high = newcombe(
        [56, 9, 6, 5, 0, 0, 10, 10],
        [70, 10, 7, 56, 10, 10, 10, 10],
        [48, 3, 2, 0, 0, 0, 0, 0],
        [80, 10, 7, 29, 20, 10, 20, 10],
    )
    assert difference == pytest.approx([0.2, 0.6, 4 / 7, 5 / 56, 0, 0, 1, 1])
    expected_low = [0.0524, 0.1705, 0.0582, -0.0381, -0.1611, -0.2775, 0.6791, 0.6075]
    expected_high = [0.3339, 0.8090, 0.8062, 0.1926, 0.2775, 0.2775, 1.0, 1.0]
    assert low == pytest.approx(expected_low, abs=5e-5)
    assert high == pytest.approx(expected_high, abs=5e-5)


@pytest.mark.parametrize("level", [0.8, 0.9, 0.95])
def test_all_small_counts_agree_with_statsmodels(level: float) -> None:
    count, total = np.array([(k, n) for n in range(1, 16) for k in range(n + 1)]).T
    low, high = wilson(count, total, level)
    other_low, other_high = proportion_confint(count, total, 1 - level, method="wilson")
    assert low == pytest.approx(other_low, abs=1e-9)
    assert high == pytest.approx(other_high, abs=1e-9)
    rows = np.random.default_rng(0).integers(0, len(count), (30, 2))
    for a, b in rows:
        theirs = confint_proportions_2indep(
            count[a], total[a], count[b], total[b], method="newcomb", alpha=1 - level
        )
        ours = newcombe(count[a], total[a], count[b], total[b], level)[1:]
        assert np.array(ours) == pytest.approx(theirs, abs=1e-9)


def test_nobody_to_ask_and_what_cannot_be() -> None:
    assert np.isnan(wilson(0, 0)).all()
    assert np.isnan(newcombe(0, 0, 1, 2)).all()
    for count, total in ((-1, 3), (4, 3)):
        with pytest.raises(ValueError, match="between 0 and its total"):
            wilson(count, total)
    with pytest.raises(ValueError, match="level"):
        wilson(1, 2, 1.0)

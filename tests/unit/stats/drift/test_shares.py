"""Differences of shares: published numbers, what holds in between, and segments that hang together."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2

from pipeline.stats.comparing import newcombe, wilson
from pipeline.stats.drift import (
    Returning,
    change,
    clustered,
    expected_ratio,
    overlapping,
    returning_of,
)


def pairs(both: int, only_before: int, only_now: int, neither: int) -> Returning:
    return Returning(*(np.array(float(n)) for n in (both, only_before, only_now, neither)))


NOBODY = pairs(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("before", "of_before", "now", "of_now", "low", "high"),
    [(48, 80, 56, 70, 0.0524, 0.3339), (3, 10, 9, 10, 0.1705, 0.8090)],
)
def test_with_nobody_in_both_it_is_newcombe_for_independent_shares(
    before: int, of_before: int, now: int, of_now: int, low: float, high: float
) -> None:
    """Newcombe 1998, Statistics in Medicine 17: 873-890, table II, method 10, (a) and (b)."""
    found = overlapping(before, of_before, now, of_now, NOBODY)
    assert (float(found.low), float(found.high)) == pytest.approx((low, high), abs=6e-5)
    assert float(found.difference) == pytest.approx(now / of_now - before / of_before)


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        # Airway hyper-responsiveness (Bentur et al. 2009): Fagerland, Lydersen & Laake 2014,
        # Statistics in Medicine 33, the square-and-add interval.
        ((1, 7, 1, 12), -0.507, -0.026),
        # Altman, Machin, Bryant & Gardner 2000, Statistics with Confidence, table 6.2.
        ((14, 0, 5, 22), 0.011, 0.226),
    ],
)
def test_with_everybody_in_both_it_is_newcombe_for_pairs(
    table: tuple[int, int, int, int], low: float, high: float
) -> None:
    both, only_before, only_now, _ = table
    size = sum(table)
    found = overlapping(both + only_before, size, both + only_now, size, pairs(*table))
    assert (float(found.low), float(found.high)) == pytest.approx((low, high), abs=6e-4)


def test_between_these_more_pairs_that_agree_make_it_narrower() -> None:
    def width(table: Returning) -> float:
        found = overlapping(10, 20, 12, 20, table)
        return float(found.high - found.low)

    none, some, more = width(NOBODY), width(pairs(4, 0, 0, 4)), width(pairs(8, 0, 0, 8))
    assert none > some > more
    # Those who changed their minds make both shares swing apart.
    assert width(pairs(0, 4, 4, 0)) > none


def test_two_pairs_that_agree_are_too_few_to_promise_anything() -> None:
    with_two = overlapping(8, 15, 1, 6, pairs(1, 0, 0, 1))
    alone = overlapping(8, 15, 1, 6, NOBODY)
    assert float(with_two.low) == float(alone.low)
    assert float(with_two.high) == float(alone.high)


def test_nobody_asked_has_no_difference() -> None:
    found = overlapping(0, 0, 3, 6, NOBODY)
    assert np.isnan([found.difference, found.low, found.high]).all()


def test_returning_respondents_are_told_apart() -> None:
    before = np.array([[1, 1], [1, 0], [0, 0]], dtype=bool)
    now = np.array([[1, 0], [0, 1], [1, 0]], dtype=bool)
    found = returning_of(before, now)
    rows = [found.both, found.only_before, found.only_now, found.neither]
    assert [row.tolist() for row in rows] == [[1, 0], [1, 1], [1, 1], [0, 1]]


def test_segments_that_are_independent_count_in_full() -> None:
    """With one segment each, respondents are segments: the effective number is n - 1."""
    hits = np.arange(40) < 10
    found = clustered(hits, np.arange(40))
    assert found.effective == pytest.approx(39)
    low, high = wilson(0.25 * 39, 39)
    assert (found.share.low, found.share.high) == pytest.approx((float(low), float(high)))


def test_segments_that_say_one_thing_per_respondent_count_as_respondents() -> None:
    """Ten segments each of eight respondents, four of whom have hits only: worth 8 - 1."""
    groups = np.repeat(np.arange(8), 10)
    found = clustered(groups < 4, groups)
    assert (found.cases, found.respondents) == (80, 8)
    assert found.effective == pytest.approx(7)


def test_where_all_agree_there_is_still_width() -> None:
    found = clustered(np.zeros(12), np.repeat(["a", "b", "c"], 4))
    assert found.share.value == found.share.low == 0
    assert found.share.high == pytest.approx(float(wilson(0, 3)[1]))
    assert clustered([1, 1, 1], ["a", "a", "a"]).effective == 1


def test_a_change_is_newcombe_over_what_counts() -> None:
    one = clustered(np.arange(20) < 15, np.arange(20))
    two = clustered(np.arange(30) < 9, np.arange(30))
    found = change(one, two)
    expected = newcombe(0.3 * 29, 29, 0.75 * 19, 19)
    assert [found.value, found.low, found.high] == pytest.approx([float(x) for x in expected])
    nothing = clustered([], [])
    assert np.isnan(change(nothing, two).value)
    assert np.isnan(nothing.share.value)


def test_codings_against_expectation_by_hand() -> None:
    """Garwood's interval of a count of 4, one coding each of four respondents of eight."""
    truth = np.array([1, 1, 1, 1, 0, 0, 0, 0])
    found = expected_ratio(truth, np.full(8, 0.25), np.arange(8))
    assert found.value == pytest.approx(2)
    assert found.low == pytest.approx(chi2.ppf(0.025, 8) / 2 / 2)
    assert found.high == pytest.approx(chi2.ppf(0.975, 10) / 2 / 2)


def test_codings_that_come_together_say_less() -> None:
    truth, chances = np.repeat([1, 0], [8, 24]), np.full(32, 0.1)
    apart = expected_ratio(truth, chances, np.arange(32))
    together = expected_ratio(truth, chances, np.repeat(np.arange(4), 8))
    assert together.value == apart.value
    assert together.low < apart.low
    assert together.high > apart.high


def test_nothing_given_still_has_an_upper_bound() -> None:
    found = expected_ratio(np.zeros(10), np.full(10, 0.2), np.arange(10))
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(3.689 / 2, abs=1e-3)
    assert np.isnan(expected_ratio(np.zeros(3), np.zeros(3), np.arange(3)).value)

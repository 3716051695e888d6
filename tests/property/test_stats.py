"""What holds for the measures of any suggestions."""

from __future__ import annotations

from dataclasses import astuple, is_dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stats.arrays import Flags, Floats, Whole
from pipeline.stats.average_precision import average_precision, average_precisions
from pipeline.stats.bins import equal_mass, equal_width, shown
from pipeline.stats.brier import brier
from pipeline.stats.calibration import calibration
from pipeline.stats.classification import classification
from pipeline.stats.effort import (
    effort,
    likely_order,
    oracle_order,
    reading_curve,
    share_to_read_per_code,
)
from pipeline.stats.ranking import ranking
from pipeline.stats.resampling import Estimate, Resample, resample
from pipeline.stats.survey import sampled_totals
from pipeline.stats.thresholds import best_thresholds, expected_f1
from pipeline.stats.unseen import unseen

Study = tuple[Flags, Floats, Whole]
"""Codings, chances and respondents."""


@st.composite
def studies(draw: st.DrawFn) -> Study:
    """Small, with ties and with codes and segments that have nothing."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    segments, codes = draw(st.integers(1, 30)), draw(st.integers(1, 6))
    chances = np.round(random.beta(0.5, 2, (segments, codes)), draw(st.integers(1, 3)))
    truth = random.random(chances.shape) < chances * draw(st.sampled_from([0.0, 0.5, 1.0]))
    return truth, chances, random.integers(0, draw(st.integers(1, 6)), segments)


def everything(truth: Flags, chances: Floats, made: Resample) -> list[Estimate]:
    """All that does not depend on the order of rows, as one list."""
    edges = equal_mass(chances, 4)
    results = (
        classification(truth, chances >= 0.3, made, least=1),
        average_precisions(truth, chances, made, least=1),
        ranking(truth, chances, made),
        calibration(truth, chances, made, edges),
        calibration(truth, chances, made, equal_width(5), counted=shown(chances, 2)),
        brier(truth, chances, made, edges),
    )
    found: list[Estimate] = []

    def collect(part: object) -> None:
        if isinstance(part, Estimate):
            found.append(part)
        elif is_dataclass(part) and not isinstance(part, type):
            for name in part.__dataclass_fields__:
                collect(getattr(part, name))
        elif isinstance(part, tuple):
            for one in part:
                collect(one)

    for result in results:
        collect(result)
    return found


def same(one: list[Estimate], other: list[Estimate]) -> bool:
    left, right = (np.array([astuple(x) for x in found]) for found in (one, other))
    return bool(np.allclose(left, right, equal_nan=True))


@settings(deadline=None, max_examples=60)
@given(studies(), st.randoms(use_true_random=False))
def test_the_order_of_segments_does_not_matter(found: Study, shuffler) -> None:  # type: ignore[no-untyped-def]
    truth, chances, groups = found
    rows = list(range(len(truth)))
    shuffler.shuffle(rows)
    plain = everything(truth, chances, resample(groups, count=20))
    mixed = everything(truth[rows], chances[rows], resample(groups[rows], count=20))
    assert same(plain, mixed)
    assert np.array_equal(
        share_to_read_per_code(truth, chances),
        share_to_read_per_code(truth[rows], chances[rows]),
        equal_nan=True,
    )
    assert np.allclose(
        best_thresholds(chances).f1, best_thresholds(chances[rows]).f1, equal_nan=True
    )


@settings(deadline=None, max_examples=60)
@given(studies())
def test_a_respondent_that_counts_twice_is_a_respondent_that_stands_there_twice(
    found: Study,
) -> None:
    """Row 1 of the weights against row 0 of a sample with the segments written out."""
    truth, chances, groups = found
    drawn = resample(groups, count=1, seed=7)
    times = drawn.row_weights()[1].astype(int)
    rows = np.repeat(np.arange(len(truth)), times)
    # the draw in the place of the sample itself, and the rows written out
    weighed = Resample(drawn.index, drawn.weights[[1]], drawn.level)
    written = resample(groups[rows], count=0)
    edges = equal_mass(chances, 4)

    def values(truth: Flags, chances: Floats, made: Resample) -> list[float]:
        micro = classification(truth, chances >= 0.3, made, least=1).micro
        precision = average_precisions(truth, chances, made, least=1)
        order = ranking(truth, chances, made)
        parts = brier(truth, chances, made, edges)
        return [
            micro.f1.value,
            precision.micro.value,
            *(one.value for one in precision.per_code),
            order.precision.value,
            order.coverage.value,
            *(one.value for one in order.right_within),
            calibration(truth, chances, made, edges).error.value,
            parts.score.value,
            parts.resolution.value,
        ]

    assert values(truth, chances, weighed) == pytest.approx(
        values(truth[rows], chances[rows], written), nan_ok=True
    )


@settings(deadline=None, max_examples=100)
@given(studies(), st.lists(st.integers(0, 3), min_size=30, max_size=30))
def test_weights_are_repetition_of_rows(found: Study, times: list[int]) -> None:
    truth, chances, _ = found
    weights = np.array(times[: len(truth)])
    rows = np.repeat(np.arange(len(truth)), weights)
    assert average_precision(truth[:, 0], chances[:, 0], weights) == pytest.approx(
        average_precision(truth[rows, 0], chances[rows, 0]), nan_ok=True
    )


@settings(deadline=None, max_examples=60)
@given(studies())
def test_shares_lie_between_0_and_1(found: Study) -> None:
    truth, chances, groups = found
    made = resample(groups, count=20)
    ranked, edges = ranking(truth, chances, made), equal_mass(chances, 4)
    own = classification(truth, chances >= 0.3, made)
    checked = calibration(truth, chances, made, edges)
    parts = brier(truth, chances, made, edges)
    shares = [
        own.micro.precision,
        own.micro.recall,
        own.micro.f1,
        own.macro.f1,
        *average_precisions(truth, chances, made).per_code,
        ranked.precision,
        *ranked.right_within,
        checked.error,
        checked.largest,
        parts.score,
        parts.reliability,
        parts.uncertainty,
    ]
    for one in shares:
        for value in astuple(one):
            assert np.isnan(value) or -1e-12 <= value <= 1 + 1e-12
        assert not one.low > one.high
    assert checked.error.value <= checked.largest.value + 1e-12
    assert sum(row.count for row in checked.table) == truth.size
    if ranked.coded:
        assert ranked.coverage.value >= truth.sum() / ranked.coded - 1e-9


@settings(deadline=None, max_examples=60)
@given(studies())
def test_no_order_beats_the_oracle(found: Study) -> None:
    truth, chances, _ = found
    if not truth.any():
        return
    best, own = (
        reading_curve(oracle_order(truth), truth),
        reading_curve(likely_order(chances), truth),
    )
    assert (best >= own - 1e-12).all()
    assert (np.diff(own) >= 0).all()
    assert (own[0], own[-1]) == (0, 1)
    for one in effort(likely_order(chances), truth, count=10):
        assert one.oracle <= one.read <= len(truth)
        assert one.oracle <= one.at_random.value
        assert own[one.read] >= one.recall - 1e-12
        assert one.read == 0 or own[one.read - 1] < one.recall


@settings(deadline=None, max_examples=60)
@given(studies(), st.floats(0, 1))
def test_no_threshold_expects_more_than_the_best(found: Study, threshold: float) -> None:
    _, chances, _ = found
    best = best_thresholds(chances)
    assert (expected_f1(chances, np.full(chances.shape[1], threshold)) <= best.f1 + 1e-12).all()
    assert np.allclose(expected_f1(chances, best.threshold), best.f1)


@settings(deadline=None, max_examples=60)
@given(studies(), st.randoms(use_true_random=False))
def test_what_remains_fits_in_what_is_unread(found: Study, shuffler) -> None:  # type: ignore[no-untyped-def]
    truth, chances, groups = found
    half = len(truth) // 2
    rows = list(range(half))
    shuffler.shuffle(rows)
    result = unseen(truth[:half], chances[:half], groups[:half], chances[half:], groups[half:])
    mixed = unseen(truth[rows], chances[rows], groups[rows], chances[half:], groups[half:])
    for one, other in zip(result.per_code, mixed.per_code, strict=True):
        assert 0 <= one.count.low <= one.count.high <= len(truth) - half
        assert 0 <= one.any_left <= 1
        assert astuple(one.count) == pytest.approx(astuple(other.count))
    assert result.total.value == pytest.approx(sum(one.count.value for one in result.per_code))
    assert result.total.low <= result.total.high


@settings(deadline=None, max_examples=60)
@given(studies(), st.floats(0.01, 1))
def test_totals_lie_between_what_is_known_and_what_is_possible(
    found: Study, inclusion: float
) -> None:
    truth, _, groups = found
    size = len(truth) / inclusion
    for column, one in zip(
        truth.T, sampled_totals(truth, np.full(len(truth), inclusion), groups), strict=True
    ):
        known, without = column.sum(), (~column).sum()
        for value in (one.total.low, one.total.value, one.total.high):
            assert known - 1e-6 <= value <= size - without + 1e-6
        assert one.total.low <= one.total.value + 1e-9
        assert one.total.value <= one.total.high + 1e-9
        assert one.remaining.value == pytest.approx(one.total.value - known)

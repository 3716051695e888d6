"""The order of codes within a segment."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import coverage_error, label_ranking_average_precision_score

from pipeline.stats.ranking import ranking
from pipeline.stats.resampling import resample


def test_by_hand() -> None:
    truth = [[0, 1, 0, 1], [1, 0, 0, 0], [0, 0, 0, 0]]
    chances = [[0.9, 0.8, 0.1, 0.2], [0.1, 0.5, 0.4, 0.3], [0.5, 0.1, 0.1, 0.1]]
    found = ranking(truth, chances, resample([1, 2, 3], count=5), depths=(1, 2, 3, 4, 9))
    assert found.coded == 2
    assert [one.value for one in found.right_within] == [0.0, 0.5, 0.5, 1.0, 1.0]
    assert found.precision.value == pytest.approx(((1 / 2 + 2 / 3) / 2 + 1 / 4) / 2)
    assert found.coverage.value == pytest.approx((3 + 4) / 2)


def test_equal_chances_stand_in_the_order_of_the_columns() -> None:
    made = resample([1, 2], count=2)
    first = ranking([[1, 0, 0], [0, 0, 1]], np.full((2, 3), 0.4), made, depths=(1, 2, 3))
    assert [one.value for one in first.right_within] == [0.5, 0.5, 1.0]
    assert first.coverage.value == 3.0


def test_as_scikit_learn_on_segments_that_carry_a_code(invented) -> None:  # type: ignore[no-untyped-def]
    truth, chances, groups = invented
    made = resample(groups, count=200)
    found = ranking(truth, chances, made)
    coded = truth.any(axis=1)
    assert 0 < coded.sum() < len(truth)
    theirs = label_ranking_average_precision_score(truth[coded], chances[coded])
    assert found.precision.value == pytest.approx(theirs)
    assert found.coverage.value == pytest.approx(coverage_error(truth[coded], chances[coded]))
    within = [one.value for one in found.right_within]
    assert within == sorted(within)
    for one in (found.precision, found.coverage, found.right_within[0]):
        assert one.low < one.value < one.high


def test_a_draw_weighs_segments_as_scikit_learn_does(invented) -> None:  # type: ignore[no-untyped-def]
    truth, chances, groups = invented
    made = resample(groups, count=1, seed=2)
    coded = truth.any(axis=1)
    weights = made.row_weights()[1, coded]
    theirs = label_ranking_average_precision_score(
        truth[coded], chances[coded], sample_weight=weights
    )
    one_draw = ranking(truth, chances, made).precision
    assert one_draw.low == one_draw.high == pytest.approx(theirs)


def test_without_codings_there_is_nothing_to_rank() -> None:
    found = ranking(np.zeros((3, 2)), np.full((3, 2), 0.5), resample([1, 2, 3], count=5))
    assert found.coded == 0
    assert np.isnan([found.precision.value, found.coverage.value]).all()

"""How much reading finds how much."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.stats.effort import (
    effort,
    likely_order,
    oracle_order,
    random_share_per_code,
    reading_curve,
    segments_needed,
    share_to_read_per_code,
    work_saved,
)

TRUTH = np.array([[0, 0], [1, 1], [0, 0], [1, 0], [0, 1]])


def test_curve_by_hand() -> None:
    assert reading_curve([0, 1, 2, 3, 4], TRUTH).tolist() == [0, 0, 0.5, 0.5, 0.75, 1]
    assert reading_curve(oracle_order(TRUTH), TRUTH).tolist() == [0, 0.5, 0.75, 1, 1, 1]
    assert oracle_order(TRUTH).tolist() == [1, 3, 4, 0, 2]
    assert np.isnan(reading_curve([0, 1], np.zeros((2, 2)))).all()


def test_segments_needed_by_hand() -> None:
    order = np.arange(5)
    assert [segments_needed(order, TRUTH, r) for r in (0, 0.5, 0.51, 0.75, 1)] == [0, 2, 4, 4, 5]
    ten = np.ones((10, 1))
    assert [segments_needed(np.arange(10), ten, r) for r in (0.7, 0.9, 0.95)] == [7, 9, 10]
    assert 0.55 * 100 > 55  # as processors have it
    assert segments_needed(np.arange(100), np.ones((100, 1)), 0.55) == 55
    with pytest.raises(ValueError, match="between 0 and 1"):
        segments_needed(order, TRUTH, 80)
    for wrong in ([0, 1, 2, 3], [0, 1, 2, 3, 3], [1, 2, 3, 4, 5]):
        with pytest.raises(ValueError, match="no permutation"):
            reading_curve(wrong, TRUTH)


def test_work_saved_over_sampling() -> None:
    """Cohen et al. 2006: (TN + FN) / N - (1 - R); 40 of 100 read at recall 0.95."""
    assert work_saved(40, 100, 0.95) == pytest.approx(60 / 100 - 0.05)


def test_effort_lies_between_oracle_and_random(invented) -> None:  # type: ignore[no-untyped-def]
    truth, chances, _ = invented
    for found in effort(likely_order(chances), truth):
        assert found.oracle <= found.read < found.at_random.value
        assert found.at_random.low < found.at_random.value < found.at_random.high
        assert 0 < found.gained < 1
        assert found.saved == pytest.approx(found.recall - found.read / len(truth))
    for found in effort(oracle_order(truth), truth):
        assert found.read == found.oracle
        assert found.gained == pytest.approx(1.0)
    with pytest.raises(ValueError, match="no codings"):
        effort([0, 1], np.zeros((2, 2)))


def test_a_corpus_where_every_segment_carries_one_code_cannot_be_shortened() -> None:
    truth = np.eye(4)[np.arange(100) % 4]
    (found,) = effort(np.arange(100), truth, recalls=(0.9,))
    assert found.read == found.oracle == found.at_random.value == 90
    assert found.saved == pytest.approx(0.0)
    assert np.isnan(found.gained)


def test_per_code_by_hand() -> None:
    truth = np.array([[1, 0], [0, 0], [1, 0], [0, 0], [0, 0]])
    chances = np.array([[0.9, 0], [0.5, 0], [0.5, 0], [0.1, 0], [0.2, 0]])
    found = share_to_read_per_code(truth, chances, (0.5, 0.8))
    assert found[:, 0].tolist() == [0.2, 0.6]  # equal chances are all read
    assert np.isnan(found[:, 1]).all()


def test_random_share_in_closed_form_is_that_of_many_orders() -> None:
    random = np.random.default_rng(0)
    truth = np.zeros((40, 2))
    truth[:9, 0] = truth[:3, 1] = 1
    closed = random_share_per_code(truth, (0.8, 0.5))
    places = [np.sort(random.permutation(40)[:9])[[7, 4]] + 1 for _ in range(4000)]
    assert closed[:, 0] == pytest.approx(np.mean(places, axis=0) / 40, rel=0.02)
    assert closed[1, 1] == pytest.approx(2 * 41 / 4 / 40)
    assert np.isnan(random_share_per_code(np.zeros((5, 1)))).all()

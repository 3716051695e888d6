"""From which chance on a code is worth suggesting."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.stats.thresholds import best_common_threshold, best_thresholds, expected_f1


def best_of_all(column: np.ndarray) -> float:
    return max(expected_f1(column[:, None], [t])[0] for t in column)


def test_the_best_of_all_thresholds_is_found() -> None:
    random = np.random.default_rng(2)
    chances = np.round(random.beta(0.4, 3, (80, 30)), 2)
    found = best_thresholds(chances)
    assert found.f1 == pytest.approx([best_of_all(column) for column in chances.T])
    assert found.chosen.tolist() == (chances >= found.threshold).sum(axis=0).tolist()
    assert found.threshold == pytest.approx(found.f1 / 2)  # Lipton et al. 2014, theorem 1


def test_by_hand() -> None:
    """One: 2·0.9/2.4. Two: 2·1.5/3.5. All three: 2·1.6/4.6... the second is best."""
    found = best_thresholds([[0.9], [0.6], [0.1]])
    assert found.f1[0] == pytest.approx(2 * 1.5 / (1.6 + 2))
    assert found.chosen[0] == 2
    assert 0.1 < found.threshold[0] <= 0.6


def test_equal_chances_are_chosen_together() -> None:
    """All alike at p: choosing all gives 2p / (p + 1), half of which lies below p."""
    found = best_thresholds(np.full((7, 1), 0.2))
    assert found.chosen[0] == 7
    assert found.f1[0] == pytest.approx(2 * 0.2 / 1.2)


def test_a_code_without_any_chance_is_never_suggested() -> None:
    found = best_thresholds([[0.0, 0.3], [0.0, 0.0]])
    assert found.threshold[0] == np.inf
    assert found.chosen.tolist() == [0, 1]
    assert found.f1.tolist() == [0.0, pytest.approx(2 * 0.3 / 1.3)]
    empty = best_thresholds(np.zeros((0, 2)))
    assert empty.threshold.tolist() == [np.inf, np.inf]
    assert best_common_threshold(np.zeros((3, 2))) == (np.inf, 0.0)


def test_no_threshold_lies_below_the_lowest() -> None:
    rare = np.full((100, 1), 0.02)
    assert best_thresholds(rare).chosen[0] == 100
    found = best_thresholds(rare, lowest=0.1)
    assert (found.threshold[0], found.chosen[0], found.f1[0]) == (0.1, 0, 0.0)


def test_one_threshold_for_micro_f1_pools_all_pairs() -> None:
    random = np.random.default_rng(3)
    chances = random.beta(0.4, 3, (50, 6))
    threshold, f1 = best_common_threshold(chances)
    assert f1 == pytest.approx(best_of_all(chances.ravel()))
    assert expected_f1(chances.reshape(-1, 1), [threshold])[0] == pytest.approx(f1)


def test_expected_f1_is_near_what_calibrated_codings_give() -> None:
    random = np.random.default_rng(6)
    chances = random.beta(0.5, 3, (2000, 1))
    found = best_thresholds(chances)
    chosen = chances >= found.threshold
    truth = random.random((200, *chances.shape)) < chances
    real = 2 * (truth & chosen).sum(axis=(1, 2)) / (truth.sum(axis=(1, 2)) + chosen.sum())
    assert real.mean() == pytest.approx(found.f1[0], abs=0.005)

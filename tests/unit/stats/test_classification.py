"""Precision, recall, F1 and average precision, against scikit-learn and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, precision_recall_fscore_support

from pipeline.stats.average_precision import (
    average_precision,
    average_precisions,
    average_precisions_drawn,
    micro_drawn,
)
from pipeline.stats.classification import classification, counts_drawn, scores_drawn
from pipeline.stats.resampling import resample


def test_by_hand() -> None:
    truth = [[1, 0, 0], [1, 0, 1], [0, 0, 1], [1, 0, 0]]
    chosen = [[1, 0, 0], [1, 1, 0], [1, 0, 0], [0, 0, 0]]
    found = classification(truth, chosen, resample([1, 1, 2, 3], count=10), least=1)
    assert found.support == (3, 0, 2)
    assert found.chosen == (3, 1, 0)
    first, absent, never = found.per_code
    values = [first.precision.value, first.recall.value, first.f1.value]
    assert values == pytest.approx([2 / 3, 2 / 3, 2 / 3])
    assert absent.precision.value == 0.0
    assert np.isnan([absent.recall.value, absent.f1.value]).all()
    assert np.isnan(never.precision.value)
    assert (never.recall.value, never.f1.value) == (0.0, 0.0)
    assert found.micro.precision.value == pytest.approx(2 / 4)
    assert found.micro.recall.value == pytest.approx(2 / 5)
    assert found.micro.f1.value == pytest.approx(4 / 9)
    assert found.macro.f1.value == pytest.approx((2 / 3 + 0) / 2)
    assert found.macro.precision.value == pytest.approx(2 / 3)
    assert found.macro.recall.value == pytest.approx((2 / 3 + 0) / 2)


def test_scores_are_those_of_scikit_learn(invented) -> None:  # type: ignore[no-untyped-def]
    truth, chances, groups = invented
    chosen = chances > 0.2
    found = classification(truth, chosen, resample(groups, count=5), least=1)
    own = np.array([[s.precision.value, s.recall.value, s.f1.value] for s in found.per_code])
    theirs = precision_recall_fscore_support(truth, chosen, zero_division=np.nan)
    for column in range(2):
        assert own[:, column] == pytest.approx(theirs[column], nan_ok=True)
    occurs = truth.any(axis=0)
    f1 = precision_recall_fscore_support(truth, chosen, zero_division=0.0)[2]
    assert own[occurs, 2] == pytest.approx(f1[occurs])
    micro = precision_recall_fscore_support(truth, chosen, average="micro")
    assert [found.micro.precision.value, found.micro.recall.value, found.micro.f1.value] == (
        pytest.approx(micro[:3])
    )
    assert found.macro.f1.value == pytest.approx(f1[occurs].mean())


def test_only_codes_that_occur_often_enough_count_in_macro(invented) -> None:  # type: ignore[no-untyped-def]
    truth, chances, groups = invented
    found = classification(truth, chances > 0.2, resample(groups, count=5), least=25)
    often = truth.sum(axis=0) >= 25
    assert 0 < often.sum() < 11
    own = np.array([scores.f1.value for scores in found.per_code])
    assert found.macro.f1.value == pytest.approx(own[often].mean())
    none = classification(truth, chances > 0.2, resample(groups, count=5), least=999)
    assert np.isnan(none.macro.f1.value)


def test_intervals_hold_the_value(invented) -> None:  # type: ignore[no-untyped-def]
    truth, chances, groups = invented
    made = resample(groups, count=300)
    found = classification(truth, chances > 0.2, made)
    ranked = average_precisions(truth, chances, made)
    for one in (found.micro.f1, found.macro.f1, ranked.micro, ranked.macro, ranked.per_code[9]):
        assert 0 <= one.low < one.value < one.high <= 1


@pytest.mark.parametrize("decimals", [1, 2, 9])
def test_average_precision_is_that_of_scikit_learn(decimals: int) -> None:
    random = np.random.default_rng(decimals)
    for _ in range(20):
        score = np.round(random.random(60), decimals)
        truth = random.random(60) < score / 2
        weights = random.integers(0, 4, 60)
        if not (truth & (weights > 0)).any():
            continue
        assert average_precision(truth, score) == pytest.approx(
            average_precision_score(truth, score)
        )
        assert average_precision(truth, score, weights) == pytest.approx(
            average_precision_score(truth, score, sample_weight=weights)
        )
    assert np.isnan(average_precision([0, 0], [0.1, 0.2]))
    assert np.isnan(average_precision([], []))


def test_average_precision_by_hand() -> None:
    """The example of scikit-learn's documentation, and all chances the same."""
    assert average_precision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) == pytest.approx(
        0.5 + 0.5 * 2 / 3
    )
    assert average_precision([1, 0, 0, 1, 0], [0.2] * 5) == pytest.approx(0.4)


def test_every_draw_is_the_ranking_with_its_weights(invented) -> None:  # type: ignore[no-untyped-def]
    truth, chances, groups = invented
    made = resample(groups, count=15)
    own, micro = average_precisions_drawn(truth, chances, made), micro_drawn(truth, chances, made)
    for draw, weights in enumerate(made.row_weights()):
        each = [average_precision(t, p, weights) for t, p in zip(truth.T, chances.T, strict=True)]
        assert own[draw] == pytest.approx(each, nan_ok=True)
        everything = average_precision(truth.ravel(), chances.ravel(), np.repeat(weights, 12))
        assert micro[draw] == pytest.approx(everything)
    assert np.isnan(own[:, -1]).all()


def test_two_models_are_compared_on_the_same_draws(invented) -> None:  # type: ignore[no-untyped-def]
    """The paired interval of a difference is narrower than that of either."""
    truth, chances, groups = invented
    made = resample(groups, count=300)
    one, other = (
        scores_drawn(counts_drawn(truth, chances > limit, made).sum(axis=1))[:, 2]
        for limit in (0.2, 0.22)
    )
    apart, alone = made.estimate(one - other), made.estimate(one)
    assert apart.value == pytest.approx(one[0] - other[0])
    assert apart.high - apart.low < (alone.high - alone.low) / 2


def test_a_thousand_draws_of_a_whole_study_take_no_time() -> None:
    """1,500 segments by 70 codes; about 0.3 s on a laptop."""
    from time import process_time

    random = np.random.default_rng(0)
    chances = random.beta(0.3, 6, (1500, 70))
    truth = random.random(chances.shape) < chances
    made = resample(np.arange(1500) // 25, count=1000)
    start = process_time()
    classification(truth, chances > 0.3, made)
    average_precisions(truth, chances, made)
    assert process_time() - start < 10

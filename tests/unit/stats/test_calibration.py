"""Whether chances mean what they say."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from pipeline.stats.bins import equal_mass, equal_width, shown
from pipeline.stats.brier import brier
from pipeline.stats.calibration import calibration, calibration_per_code
from pipeline.stats.resampling import resample


def test_by_hand() -> None:
    """Two bins of three and one pairs: |1/3 - 0.2| and |1 - 0.8|."""
    truth, chances = [[0, 0], [1, 1]], [[0.1, 0.2], [0.3, 0.8]]
    found = calibration(truth, chances, resample([1, 2], count=5), equal_width(2))
    assert found.pairs == 4
    assert found.error.value == pytest.approx((3 * (1 / 3 - 0.2) + 0.2) / 4)
    assert found.largest.value == pytest.approx(0.2)
    assert found.ratio.value == pytest.approx(2 / 1.4)
    low, high = found.table
    assert (low.low, low.high, low.count, high.count) == (0.0, 0.5, 3, 1)
    assert (low.predicted, low.observed.value) == (pytest.approx(0.2), pytest.approx(1 / 3))
    fussy = calibration(truth, chances, resample([1, 2], count=5), equal_width(2), least=2)
    assert fussy.largest.value == pytest.approx(1 / 3 - 0.2)


def test_edges_belong_to_the_bin_below_them() -> None:
    chances = [[0.0, 0.5, 0.50001, 1.0]]
    found = calibration([[0, 0, 1, 1]], chances, resample(["1K1"], count=2), equal_width(2))
    assert [one.count for one in found.table] == [2, 2]
    assert np.isnan(found.error.low)
    assert np.isnan(found.floor)


@pytest.mark.parametrize("strategy", ["uniform", "quantile"])
def test_the_table_is_that_of_scikit_learn(invented, strategy: str) -> None:  # type: ignore[no-untyped-def]
    truth, chances, groups = invented
    edges = equal_width(10) if strategy == "uniform" else equal_mass(chances, 10)
    found = calibration(truth, chances, resample(groups, count=50), edges)
    if strategy == "uniform":  # that of quantiles counts edges otherwise where chances are equal
        right, predicted = calibration_curve(truth.ravel(), chances.ravel(), n_bins=10)
        assert [one.observed.value for one in found.table] == pytest.approx(right)
        assert [one.predicted for one in found.table] == pytest.approx(predicted)
    counts = [one.count for one in found.table]
    assert sum(counts) == chances.size == found.pairs
    assert found.error.value == pytest.approx(
        sum(o.count * abs(o.predicted - o.observed.value) for o in found.table) / chances.size
    )
    assert found.error.low <= found.error.value <= found.error.high


def test_bins_of_equal_mass() -> None:
    random = np.random.default_rng(1)
    chances = random.beta(0.3, 8, (400, 10))
    edges = equal_mass(chances, 8)
    counts, _ = np.histogram(chances, edges)
    assert len(counts) == 8
    assert counts.max() - counts.min() <= 2
    tied = np.where(random.random((50, 4)) < 0.9, 0.0, 0.6)
    assert equal_mass(tied, 10).tolist() == [0.0, 0.0, 0.6, 1.0]
    assert equal_mass(np.zeros((0, 3)), 4).tolist() == [0.0, 1.0]
    assert equal_mass(chances, 4, chances > 2).tolist() == [0.0, 1.0]
    with pytest.raises(ValueError, match="at least one bin"):
        equal_width(0)


def test_only_what_counts_counts(invented) -> None:  # type: ignore[no-untyped-def]
    truth, chances, groups = invented
    made = resample(groups, count=20)
    seen = shown(chances, 3)
    assert seen.sum(axis=1).max() == 3
    assert chances[seen].min() > 0
    first = np.argsort(-chances, axis=1, kind="stable")[:, 0]
    assert seen[np.arange(len(seen)), first].sum() == (chances.max(axis=1) > 0).sum()
    found = calibration(truth, chances, made, equal_width(10), counted=seen)
    assert found.pairs == seen.sum()
    assert found.ratio.value == pytest.approx(truth[seen].sum() / chances[seen].sum())
    nothing = calibration(truth, chances, made, equal_width(10), counted=np.zeros_like(seen))
    assert nothing.pairs == 0
    assert np.isnan([nothing.error.value, nothing.largest.value, nothing.floor]).all()
    assert shown(chances, 3, threshold=0.3).sum() == (seen & (chances >= 0.3)).sum()


def test_the_floor_is_the_error_of_chances_that_are_right() -> None:
    random = np.random.default_rng(4)
    groups = np.repeat(np.arange(30), 20)
    errors, floors = [], []
    for _ in range(60):
        chances = random.beta(1, 6, (600, 5))
        truth = random.random(chances.shape) < chances
        found = calibration(truth, chances, resample(groups, count=0), equal_mass(chances, 8))
        errors.append(found.error.value)
        floors.append(found.floor)
    drawn = calibration(truth, chances, resample(groups, count=200), equal_mass(chances, 8))
    for one in (drawn.error, drawn.largest):  # not beside it, though draws are all larger
        assert one.low < one.value < one.high
    assert np.mean(floors) == pytest.approx(np.mean(errors), rel=0.08)
    off = calibration(truth, chances**0.5, resample(groups, count=0), equal_width(8))
    assert off.error.value > 5 * off.floor
    assert off.ratio.value < 0.6


def test_per_code_only_where_there_are_codings_enough(invented) -> None:  # type: ignore[no-untyped-def]
    truth, chances, groups = invented
    found = calibration_per_code(truth, chances, resample(groups, count=20), least=20)
    assert [one is not None for one in found] == (truth.sum(axis=0) >= 20).tolist()
    code = int(truth.sum(axis=0).argmax())
    one = found[code]
    assert one is not None
    assert one.ratio.value == pytest.approx(truth[:, code].sum() / chances[:, code].sum())
    assert len(one.table) <= 5


def test_brier_is_that_of_scikit_learn_and_the_sum_of_its_parts(invented) -> None:  # type: ignore[no-untyped-def]
    truth, chances, groups = invented
    found = brier(truth, chances, resample(groups, count=100), equal_width(10))
    assert found.score.value == pytest.approx(brier_score_loss(truth.ravel(), chances.ravel()))
    parts = found.reliability.value - found.resolution.value + found.uncertainty.value
    assert found.score.value == pytest.approx(parts + found.within.value)
    assert found.score.low < found.score.value < found.score.high
    assert found.skill.value == pytest.approx(1 - found.score.value / found.uncertainty.value)


def test_murphys_partition_is_exact_when_a_bin_holds_one_chance() -> None:
    """Ten forecasts of 0.2 with one event, ten of 0.8 with six: by hand."""
    chances = np.repeat([0.2, 0.8], 10).reshape(-1, 1)
    truth = np.array([1] + [0] * 9 + [1] * 6 + [0] * 4).reshape(-1, 1)
    found = brier(truth, chances, resample(np.arange(20) // 2, count=50), equal_width(5))
    assert found.reliability.value == pytest.approx((10 * 0.1**2 + 10 * 0.2**2) / 20)
    assert found.resolution.value == pytest.approx((0.25**2 + 0.25**2) / 2)
    assert found.uncertainty.value == pytest.approx(0.35 * 0.65)
    assert found.within.value == pytest.approx(0.0, abs=1e-12)

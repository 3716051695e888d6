"""All coefficients together, with intervals from drawing respondents again."""

from __future__ import annotations

from dataclasses import astuple, fields
from time import thread_time

import numpy as np
import pytest

from pipeline.stats.agreement import (
    Coefficients,
    agreement,
    alpha,
    cohen,
    conger,
    count,
    counts_drawn,
    fleiss,
    gwet,
    percentage,
    prevalence_index,
)
from pipeline.stats.resampling import draws, resample


def test_a_draw_is_the_sample_with_respondents_repeated(coded) -> None:  # type: ignore[no-untyped-def]
    """Every statistic of every code, for draws written out segment by segment."""
    ratings, groups = coded
    made = resample(groups, count=6, seed=4)
    counts = counts_drawn(ratings, made)
    for row, times in enumerate(draws(groups, 6, seed=4), start=1):
        chosen = np.concatenate(
            [np.flatnonzero(groups == who) for who in np.repeat(np.arange(24), times)]
        )
        written_out = count(ratings[:, chosen])
        for statistic in (percentage, alpha, fleiss, conger, gwet, cohen, prevalence_index):
            expected = statistic(written_out)
            assert statistic(counts)[row] == pytest.approx(expected, abs=1e-10, nan_ok=True)


def test_an_overview_holds_what_the_functions_say(coded) -> None:  # type: ignore[no-untyped-def]
    ratings, groups = coded
    made = resample(groups, count=200, seed=1)
    found = agreement(ratings, made)
    counts = counts_drawn(ratings, made)
    assert len(found.per_code) == 12
    for at, code in enumerate(found.per_code):
        assert code.segments == ((ratings[at] >= 0).sum(axis=1) > 1).sum()
        expected = made.estimate(alpha(counts)[:, at])
        assert astuple(code.together.alpha) == pytest.approx(astuple(expected), nan_ok=True)
        assert [pair.coders for pair in code.pairs] == [(0, 1), (0, 2), (1, 2)]
        for number, pair in enumerate(code.pairs):
            both = (ratings[at][:, list(pair.coders)] >= 0).all(axis=1)
            assert pair.segments == both.sum()
            expected = made.estimate(cohen(counts)[:, at, number])
            assert astuple(pair.cohen) == pytest.approx(astuple(expected), nan_ok=True)
            index = made.estimate(prevalence_index(counts)[:, at, number])
            assert astuple(pair.prevalence_index) == pytest.approx(astuple(index))
        assert sum(share.value for share in code.used) == pytest.approx(1)


def test_what_one_respondent_carries_has_no_interval_and_what_nobody_does_no_value(coded) -> None:  # type: ignore[no-untyped-def]
    ratings, groups = coded
    found = agreement(ratings, resample(groups, count=300))
    never, once = found.per_code[-1].together, found.per_code[-2].together
    assert np.isnan(astuple(never.alpha)).all()
    assert astuple(never.gwet) == (1, 1, 1)
    assert never.percentage.value == 1
    assert not np.isnan(once.alpha.value)
    assert np.isnan([once.alpha.low, once.alpha.high]).all()
    defined = [code.together.alpha.value for code in found.per_code[:-1]]
    assert found.mean.alpha.value == pytest.approx(np.mean(defined))
    assert found.mean.alpha.low < found.mean.alpha.value < found.mean.alpha.high


def test_one_respondent_or_no_draws_give_no_interval(coded) -> None:  # type: ignore[no-untyped-def]
    ratings, groups = coded
    for made in (resample(np.zeros(240), count=20), resample(groups, count=0)):
        kappa = agreement(ratings, made).per_code[0].pairs[0].cohen
        assert kappa.value == pytest.approx(cohen(count(ratings))[0, 0])
        assert np.isnan([kappa.low, kappa.high]).all()


def test_intervals_over_respondents_are_wider_when_their_segments_are_alike() -> None:
    """Every segment of a respondent the same, ten times over: ten times fewer observations."""
    random = np.random.default_rng(0)
    truth = random.random(60) < 0.4
    own = (truth[:, None] ^ (random.random((60, 2)) < 0.15)).astype(int)
    repeated = np.repeat(own, 10, axis=0)
    clustered = agreement(repeated, resample(np.repeat(np.arange(60), 10), count=500))
    once = agreement(own, resample(np.arange(60), count=500))
    loose = agreement(repeated, resample(np.arange(600), count=500))

    def width(result) -> float:  # type: ignore[no-untyped-def]
        kappa = result.per_code[0].pairs[0].cohen
        return kappa.high - kappa.low

    assert width(clustered) == pytest.approx(width(once), rel=1e-9)
    assert width(clustered) > 2.5 * width(loose)


def test_intervals_cover_what_is_true() -> None:
    """100 studies of 40 respondents who differ: some 95 intervals hold the kappa of all."""
    random = np.random.default_rng(7)

    def study(people: int) -> tuple[np.ndarray, np.ndarray]:
        often = np.repeat(random.beta(2, 4, people), 8)
        truth = random.random(len(often)) < often
        slip = random.random((len(often), 2)) < 0.12
        return (truth[:, None] ^ slip).astype(int), np.repeat(np.arange(people), 8)

    true = cohen(count(study(40_000)[0]))[0, 0]
    inside = 0
    for seed in range(100):
        ratings, groups = study(40)
        made = resample(groups, count=200, seed=seed)
        found = made.estimate(cohen(counts_drawn(ratings, made))[:, 0, 0])
        inside += found.low <= true <= found.high
    assert 88 <= inside <= 99


def test_more_than_two_categories_have_no_prevalence_index() -> None:
    random = np.random.default_rng(5)
    truth = random.integers(0, 4, 80)
    found = np.where(random.random((80, 3)) < 0.3, random.integers(0, 4, (80, 3)), truth[:, None])
    made = resample(np.arange(80) // 4, count=50)
    result = agreement(
        found, made, categories=4, weighting="quadratic", metric="interval"
    ).per_code[0]
    assert len(result.used) == 4
    assert np.isnan(astuple(result.pairs[0].pabak)).all()
    assert result.together.alpha.value == pytest.approx(result.together.fleiss.value, abs=0.01)
    plain = agreement(found, made, categories=4).per_code[0]
    assert result.together.percentage.value > plain.together.percentage.value


def test_same_input_same_bytes(coded) -> None:  # type: ignore[no-untyped-def]
    ratings, groups = coded
    one, other = (repr(agreement(ratings, resample(groups, count=50))) for _ in range(2))
    assert one == other
    assert [field.name for field in fields(Coefficients)][:2] == ["percentage", "alpha"]


def test_a_whole_study_takes_no_time() -> None:
    """1,000 draws of 70 codes, 3 coders and 2,000 segments; about half a second.

    Time of this thread, not of the clock: other work on the machine is no fault of ours.
    """
    random = np.random.default_rng(0)
    truth = random.random((70, 2000, 1)) < 0.1
    ratings = (truth ^ (random.random((70, 2000, 3)) < 0.05)).astype(np.int8)
    ratings[random.random(ratings.shape) < 0.2] = -1
    start = thread_time()
    agreement(ratings, resample(np.arange(2000) // 33, count=1000))
    assert thread_time() - start < 5

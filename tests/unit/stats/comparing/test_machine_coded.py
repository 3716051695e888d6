"""Shares where part of the coding is a suggestion: whether the intervals keep their word."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t as student

from pipeline.stats.arrays import Flags, Floats, Whole
from pipeline.stats.comparing.machine_coded import CorrectedShare, corrected_shares
from pipeline.stats.survey import corrected_totals

RESPONDENTS, SEGMENTS, CODES = 29, 30, 6
STUDIES = 400


def study(random: np.random.Generator) -> tuple[Flags, Floats, Whole]:
    """Respondents differ in what they speak of, and a machine that sees much and says too much, of
    one respondent more than of another."""
    own = random.gamma(2, 0.5, (RESPONDENTS, 1, CODES))
    chance = np.clip(np.geomspace(0.03, 0.35, CODES) * own, 0, 0.9)
    truth = random.random((RESPONDENTS, SEGMENTS, CODES)) < chance
    style = random.normal(scale=0.7, size=own.shape)
    logit = 1.8 * (2 * truth - 1) + random.normal(size=truth.shape) + style - 0.3
    machine = 1 / (1 + np.exp(-logit))
    flat = (RESPONDENTS * SEGMENTS, CODES)
    return truth.reshape(flat), machine.reshape(flat), np.repeat(np.arange(RESPONDENTS), SEGMENTS)


def drawn(random: np.random.Generator, how: str, groups: Whole) -> tuple[Flags, Floats]:
    """Segments one by one (an eighth), ten whole reports, or three in ten of fifteen reports."""
    chosen, chance = np.zeros(len(groups), dtype=bool), np.ones(len(groups))
    if how == "segments":
        chosen[random.choice(len(groups), 109, replace=False)] = True
        return chosen, chance * 109 / len(groups)
    number = 10 if how == "reports" else 15
    chosen = np.isin(groups, random.choice(RESPONDENTS, number, replace=False))
    if how == "both":
        chosen &= random.random(len(groups)) < 0.3
        chance *= 0.3
    return chosen, chance * number / RESPONDENTS


def covers(low: Floats, high: Floats, truth: Floats) -> Flags:
    held: Flags = (low <= truth) & (truth <= high)
    return held


@pytest.mark.parametrize("how", ["segments", "reports", "both"])
def test_intervals_cover_and_naive_ones_do_not(how: str) -> None:
    """400 studies: the Monte Carlo error of a coverage of 95 % is 1.1 % for one code."""
    random = np.random.default_rng(17)
    held: dict[float, list[Flags]] = {0.9: [], 0.95: []}
    naive, off, width, plain = [], [], [], []
    for _ in range(STUDIES):
        truth, machine, groups = study(random)
        chosen, inclusion = drawn(random, how, groups)
        args = (truth[chosen], machine[chosen], machine[~chosen], inclusion[chosen], groups[chosen])
        share = truth.mean(axis=0)
        for level, kept in held.items():
            found = corrected_shares(*args, level=level)
            low, value, high = bounds(found)
            kept.append(covers(low, high, share))
        off.append(value - share)
        width.append((high - low).mean())
        plain.append(np.mean([one.sampled.high - one.sampled.low for one in found]))
        each = machine.reshape(RESPONDENTS, SEGMENTS, CODES).mean(axis=1)
        reach = student.ppf(0.975, RESPONDENTS - 1) * each.std(axis=0, ddof=1) / RESPONDENTS**0.5
        counted = np.array([one.naive for one in found])
        assert counted == pytest.approx(each.mean(axis=0))
        naive.append(covers(counted - reach, counted + reach, share))
    for level, kept in held.items():
        assert level - 0.02 <= np.mean(kept) <= level + 0.04
        assert np.mean(kept, axis=0).min() >= level - 0.06
    assert np.mean(off, axis=0) == pytest.approx(np.zeros(CODES), abs=0.006)
    assert np.mean(width) < 0.85 * np.mean(plain)
    assert np.mean(naive, axis=0)[:4].max() < 0.05


def bounds(found: tuple[CorrectedShare, ...]) -> tuple[Floats, Floats, Floats]:
    low, value, high = np.array([(x.share.low, x.share.value, x.share.high) for x in found]).T
    return low, value, high


def test_pseudo_outcomes_by_hand() -> None:
    """Ten segments, four drawn with unequal chances; λ = 1 is design-based supervised learning."""
    found, chance = [[1], [0], [1], [0]], [[0.5], [0.5], [1.0], [0.0]]
    rest, inclusion = [[0.5]] * 6, [0.5, 0.25, 0.5, 0.5]
    (one,) = corrected_shares(found, chance, rest, inclusion, [1, 2, 3, 3], tuning=1.0)
    weight = np.array([2, 4, 2, 2])
    assert weight.sum() == 10
    pseudo = (0.5 * 6 + 2 + (weight * [0.5, -0.5, 0, 0]).sum()) / 10
    assert one.share.value == pytest.approx(pseudo) == pytest.approx(0.4)
    assert one.sampled.value == pytest.approx(0.4)
    assert one.naive == pytest.approx(0.5)
    assert (one.tuning, one.respondents) == (1.0, 3)
    kept = weight * np.sqrt(1 - np.array(inclusion)) / 10 * (np.array([0.5, -0.5, 0, 0]) + 0.1)
    sums = np.array([kept[0], kept[1], kept[2] + kept[3]])
    error = np.sqrt(3 / 2 * ((sums - sums.mean()) ** 2).sum())
    assert one.share.high - one.share.value == pytest.approx(
        min(student.ppf(0.975, 2) * error, 0.8 - 0.4)
    )


def test_one_by_one_it_is_the_difference_estimator_of_the_survey() -> None:
    random = np.random.default_rng(6)
    truth, machine, groups = study(random)
    chosen, inclusion = drawn(random, "segments", groups)
    args = (truth[chosen], machine[chosen], machine[~chosen], inclusion[chosen])
    shares = corrected_shares(*args, np.arange(chosen.sum()), tuning=1.0, level=0.9)
    totals = corrected_totals(*args, level=0.9)
    for share, total in zip(shares, totals, strict=True):
        assert share.share.value * len(truth) == pytest.approx(total.total.value)
        width = (share.share.high - share.share.low) * len(truth)
        assert width <= (total.total.high - total.total.low) * 1.001


def test_a_machine_that_knows_is_followed_and_one_that_guesses_is_not() -> None:
    random = np.random.default_rng(9)
    truth, _, groups = study(random)
    chosen, inclusion = drawn(random, "segments", groups)
    for machine, low, high in ((truth.astype(float), 1, 1), (random.random(truth.shape), 0, 0.25)):
        found = corrected_shares(
            truth[chosen], machine[chosen], machine[~chosen], inclusion[chosen], groups[chosen]
        )
        # A code that the sample does not hold says nothing of the machine.
        known = [
            one.tuning for one, held in zip(found, truth[chosen].any(axis=0), strict=True) if held
        ]
        assert len(known) >= 4
        assert low - 1e-9 <= np.mean(known) <= high + 1e-9
    inverse = corrected_shares(
        truth[chosen], ~truth[chosen], ~truth[~chosen], inclusion[chosen], groups[chosen]
    )
    assert [one.tuning for one in inverse] == [0.0] * CODES
    assert [one.share.value for one in inverse] == [one.sampled.value for one in inverse]


def test_a_sample_without_an_error_is_no_proof_that_there_is_none() -> None:
    found, groups = np.zeros((30, 1)), np.arange(30)
    (one,) = corrected_shares(found, found, np.zeros((270, 1)), np.full(30, 0.1), groups)
    assert (one.share.low, one.share.value) == (0.0, 0.0)
    assert 0.05 < one.share.high < 0.1  # the rule of three says 0.1


def test_what_was_certain_is_certain() -> None:
    found, chance = [[1], [0], [1]], [[0.2], [0.9], [0.4]]
    (one,) = corrected_shares(found, chance, np.zeros((0, 1)), [1, 1, 1], [1, 2, 3])
    assert one.share.low == one.share.value == one.share.high == pytest.approx(2 / 3)
    whole = np.repeat([1.0, 0.5], [4, 6])
    (part,) = corrected_shares(
        np.ones((10, 1)), np.ones((10, 1)), np.ones((6, 1)), whole, [0, 0, 0, 0, 1, 1, 2, 2, 3, 3]
    )
    assert part.respondents == 3
    assert part.share.low >= 10 / 16


def test_too_few_respondents_give_no_interval() -> None:
    args = ([[1], [0]], [[0.5], [0.2]], [[0.5]] * 2, [0.5, 0.5])
    (one,) = corrected_shares(*args, [1, 1])
    assert np.isnan([one.share.low, one.share.high, one.sampled.low]).all()
    assert not np.isnan(one.share.value)
    (two,) = corrected_shares(*args, [1, 2])
    assert np.isnan(two.share.low)
    assert not np.isnan(two.sampled.low)


def test_what_cannot_be_is_refused() -> None:
    good = ([[1], [0]], [[0.5], [0.2]], [[0.5]], [0.5, 0.5], [1, 2])
    for at, wrong, message in (
        (1, [[0.5]], "expected"),
        (2, [[0.5, 0.5]], "expected"),
        (3, [0.0, 1.0], "inclusion probability"),
        (4, [1], "respondents given"),
    ):
        with pytest.raises(ValueError, match=message):
            corrected_shares(*(wrong if at == place else one for place, one in enumerate(good)))
    for more in ({"level": 1.0}, {"tuning": 1.5}):
        with pytest.raises(ValueError, match="cannot be"):
            corrected_shares(*good, **more)

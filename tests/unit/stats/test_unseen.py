"""How many codings stand in what nobody has read, and whether the intervals keep their word."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nbinom

from pipeline.stats.arrays import Flags, Floats, Whole
from pipeline.stats.scatter import hang_together, inflation, per_group, scatter_between
from pipeline.stats.unseen import unseen

CODES = 20


def study(
    seed: int,
    *,
    whole: bool = False,
    off: float = 1.0,
    common: float = 1.0,
    respondents: float = 0.0,
    talk: float = 0.0,
) -> tuple[Flags, Floats, Whole, Flags]:
    """30 respondents with 30 segments each, of which a fifth was read blindly: segments, or
    with `whole` six respondents and nothing of the others.

    `off`: chances are off by a factor in 1 / off..off per code; `common`: by this factor for all
    codes; `respondents`: variance of a respondent's own factor per code; `talk`: of one factor
    for all that a respondent says.
    """
    random = np.random.default_rng(seed)

    def own(variance: float, *shape: int) -> Floats:
        return random.gamma(1 / variance, variance, shape) if variance else np.ones(shape)

    base = np.geomspace(0.004, 0.12, CODES)
    chances = np.clip(random.gamma(0.7, 1 / 0.7, (30, 30, CODES)) * base, 0, 0.6)
    factor = common * np.exp(random.uniform(-np.log(off), np.log(off), CODES))
    real = chances * factor * own(respondents, 30, 1, CODES) * own(talk, 30, 1, 1)
    truth = random.random(chances.shape) < real
    groups = np.repeat(np.arange(30), 30)
    blind = groups < 6 if whole else random.random(900) < 0.2
    return truth.reshape(-1, CODES), chances.reshape(-1, CODES), groups, blind


@pytest.mark.parametrize(
    ("studies", "how"),
    [
        (80, {}),
        (500, {"off": 2.0, "respondents": 1.0}),
        (80, {"off": 2.0}),
        (80, {"off": 2.0, "respondents": 0.5, "talk": 0.3}),
        (80, {"common": 2.0, "respondents": 0.5}),
        (80, {"common": 0.5}),
        (80, {"whole": True, "respondents": 1.0}),
        (80, {"whole": True, "respondents": 0.5, "talk": 0.5}),
    ],
)
def test_ninety_percent_intervals_cover(studies: int, how: dict[str, float]) -> None:
    held, held_total, width, most = [], [], 0.0, 0.0
    for seed in range(studies):
        truth, chances, groups, blind = study(seed, **how)
        found = unseen(truth[blind], chances[blind], groups[blind], chances[~blind], groups[~blind])
        remain = truth[~blind].sum(axis=0)
        low, high = np.array([(one.count.low, one.count.high) for one in found.per_code]).T
        held.append((low <= remain) & (remain <= high))
        held_total.append(found.total.low <= remain.sum() <= found.total.high)
        width += (high - low).sum()
        most += remain.sum()
    assert np.mean(held) >= 0.85
    if studies == 500:
        assert np.mean(held, axis=0).min() >= 0.85  # every code, the rarest too
    # Of the total over codes six respondents who differ in how much they talk say less than it
    # seems: over 400 other seeds it was covered in 85 % of the studies, not in 90 %.
    assert np.mean(held_total) >= (0.75 if how.get("whole") else 0.85)
    # An interval that is wide enough to hold anything says nothing.
    assert width < (1.7 if how.get("whole") else 1.4) * most


def test_one_coding_where_one_was_expected() -> None:
    """The factor stays 1; of two expected codings the interval is wider than a Poisson's."""
    found = unseen([[1], [0]], [[0.5], [0.5]], [1, 2], [[0.25]] * 8, range(8))
    one = found.per_code[0]
    assert found.scatter == 0.0
    assert one.factor == pytest.approx(1.0, abs=0.05)
    assert one.count.value == pytest.approx(2 * one.factor)
    assert 0 <= one.count.low <= one.count.value <= one.count.high <= 8
    assert 0.7 < one.any_left < 0.9  # a Poisson count of mean 2 would give 0.86


def test_quantiles_and_nothing_left_are_those_of_a_negative_binomial() -> None:
    from pipeline.stats.unseen import _predicted

    mean, variance = np.array([3.0, 0.0]), np.array([7.5, 0.0])
    low, high, nothing = _predicted(mean, variance, 0.9)
    share = 3 / 7.5
    size = 3 * share / (1 - share)
    assert nbinom.stats(size, share) == (pytest.approx(3), pytest.approx(7.5))
    assert (low[0], high[0]) == (nbinom.ppf(0.05, size, share), nbinom.ppf(0.95, size, share))
    assert nothing.tolist() == [pytest.approx(nbinom.pmf(0, size, share)), 1.0]
    assert (low[1], high[1]) == (0, 0)


def test_evidence_moves_what_is_expected() -> None:
    """Ten expected in the evidence, and ten ahead: more found, more to come."""
    chances = np.full((100, 1), 0.1)
    counts = []
    for number in (0, 5, 10, 20, 40):
        truth = np.arange(100)[:, None] < number
        found = unseen(truth, chances, np.arange(100), chances, np.arange(100))
        counts.append(found.per_code[0].count.value)
    assert counts == sorted(counts)
    assert counts[0] < 4 < 9 < counts[2] < 11 < 25 < counts[4]


def test_codes_learn_from_each_other() -> None:
    """With all other codes twice as frequent as expected, a code without evidence is expected to
    be so too, and `a` is high; with half of them rare and half fourfold it is low."""
    chances = np.full((200, 21), 0.1)
    chances[:, 20] = 0.0
    rows = np.arange(200)
    unread = np.full((50, 21), 0.1)
    rows_of_code = rows[:, None] - 7 * np.arange(21)  # in other segments for every code
    same = (rows_of_code % 200 < 40) & (np.arange(21) < 20)
    alike = unseen(same, chances, rows, unread, np.arange(50))
    assert alike.common == pytest.approx(2.0, abs=0.2)
    assert alike.per_code[20].factor == pytest.approx(2.0, abs=0.2)
    identical = (rows[:, None] < 40) & (np.arange(21) < 20)  # twenty codes worth one
    assert unseen(identical, chances, rows, unread, np.arange(50)).common < alike.common - 0.2
    differing = rows_of_code % 200 < np.array([8, 80] * 10 + [0])
    apart = unseen(differing, chances, rows, unread, np.arange(50))
    assert apart.strength < alike.strength / 5


def test_without_evidence_only_the_chances_speak() -> None:
    empty = np.zeros((0, 2))
    found = unseen(empty, empty, [], [[0.5, 0.0]] * 10, [1] * 10)
    assert found.per_code[0].count.value == pytest.approx(5.0, rel=0.05)
    assert found.per_code[0].count.low <= 1
    assert found.per_code[0].count.high == 10
    nothing = found.per_code[1]
    assert (nothing.count.value, nothing.count.high, nothing.any_left) == (0.0, 0.0, 0.0)
    done = unseen([[1, 0]], [[0.5, 0.2]], ["1K1"], empty, [])
    assert (done.total.value, done.total.high) == (0.0, 0.0)


def test_a_priori_the_interval_is_that_of_the_prior() -> None:
    """40 expected, nothing known: at least as wide as the prior predictive, and not by much."""
    empty = np.zeros((0, 1))
    found = unseen(empty, empty, [], np.full((400, 1), 0.1), np.arange(400)).per_code[0].count
    random = np.random.default_rng(0)
    strength = np.exp(random.uniform(np.log(0.5), np.log(100), 50_000))
    common = np.exp(random.normal(-0.125, 0.5, 50_000))
    drawn = random.poisson(40 * random.gamma(strength, common / strength))
    low, high = np.quantile(drawn, [0.05, 0.95])
    assert 0 < found.low <= low
    assert high <= found.high < 1.2 * high
    assert found.value == pytest.approx(40, rel=0.02)


def test_shapes_are_checked() -> None:
    with pytest.raises(ValueError, match="2 respondents given for 1 segments"):
        unseen([[1]], [[0.5]], [1, 2], [[0.5]], [1])
    with pytest.raises(ValueError, match="expected"):
        unseen([[1]], [[0.5]], [1], [[0.5, 0.5]], [1])


def test_scatter_is_found_where_there_is_some() -> None:
    """Respondents with their own factor of variance 0.8, and none; 200 respondents."""
    random = np.random.default_rng(9)
    read = random.uniform(1, 4, (200, 10))
    plain = random.poisson(read).astype(float)
    assert scatter_between(plain, read) < 0.08
    factor = random.gamma(1 / 0.8, 0.8, read.shape)
    scattered = random.poisson(read * factor).astype(float)
    assert 0.75 < scatter_between(scattered, read) < 1.1
    assert scatter_between(plain[:2], read[:2]) == 0.0


def test_inflation_is_how_much_more_a_count_varies() -> None:
    random = np.random.default_rng(2)
    read = random.uniform(0, 6, 40)
    own = random.gamma(2, 0.5, (20_000, 40))
    count = random.poisson(1.5 * read * own).sum(axis=1)
    ratio = count.var() / count.mean()
    assert inflation(0.5, np.array([1.5]), read[:, None])[0] == pytest.approx(ratio, rel=0.04)
    assert inflation(0.5, np.ones(1), np.zeros((3, 1))).tolist() == [1.0]


def test_who_talks_much_talks_much_of_everything() -> None:
    random = np.random.default_rng(1)
    read = np.full((300, 8), 2.0)
    assert hang_together(random.poisson(read).astype(float), read) < 1.3
    talk = random.gamma(2, 0.5, (300, 1))
    assert hang_together(random.poisson(read * talk).astype(float), read) > 3
    assert hang_together(np.zeros((3, 2)), np.zeros((3, 2))) == 1.0
    # One respondent: what is left is rounding, and says nothing.
    alone = np.array([[3.0, 1.0, 2.0, 1.0]]), np.array([[0.49, 0.47, 0.82, 0.17]])
    assert hang_together(*alone) == 1.0
    assert per_group(np.arange(6.0).reshape(3, 2), ["b", "a", "b"]).tolist() == [[2, 3], [4, 6]]

"""What chance alone brings: how interviews are dealt, and what is counted of it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from pipeline.stats.drift import changed, deal, expected_by_chance, overlapping, returning_of

PEOPLE = ["a", "b", "c", "d", "e", "c", "f", "g"]
NOW = [False] * 5 + [True] * 3  # c was in both


def test_every_dealing_has_as_many_in_each_wave_and_who_returned_in_both() -> None:
    dealt = deal(PEOPLE, NOW, count=200, seed=1)
    assert dealt.now[0].tolist() == NOW
    assert set(dealt.now.sum(axis=1).tolist()) == {3}
    assert (dealt.now[:, 2] != dealt.now[:, 5]).all()
    assert dealt.partner.tolist() == [-1, -1, 5, -1, -1, 2, -1, -1]
    # Each interview ends up in either wave.
    assert dealt.now[1:].any(axis=0).all()
    assert not dealt.now[1:].all(axis=0).any()


def test_the_same_seed_deals_the_same() -> None:
    one, two = (deal(PEOPLE, NOW, count=20, seed=3).now for _ in range(2))
    assert (one == two).all()
    assert (one != deal(PEOPLE, NOW, count=20, seed=4).now).any()


def test_a_respondent_is_once_in_a_wave() -> None:
    with pytest.raises(ValueError, match="once"):
        deal(["a", "a"], [True, True], count=1, seed=0)


def test_a_dealing_is_compared_as_the_truth_would_be() -> None:
    """Row by row the same as `overlapping` on the respondents of that dealing."""
    random = np.random.default_rng(5)
    raised = random.random((8, 4)) < 0.5
    dealt = deal(PEOPLE, NOW, count=6, seed=2)
    found = changed(raised, dealt)
    for row, late in enumerate(dealt.now):
        first, second = (2, 5) if late[5] else (5, 2)
        pairs = returning_of(raised[[first]], raised[[second]])
        one = overlapping(raised[~late].sum(axis=0), 5, raised[late].sum(axis=0), 3, pairs)
        for name in ("before", "now", "difference", "low", "high"):
            assert getattr(found, name)[row] == pytest.approx(getattr(one, name)), name


def test_the_expectation_is_that_of_all_dealings() -> None:
    """Four interviews, two a wave: of the six dealings two split the two who raised it."""
    people, now = list("abcd"), [False, False, True, True]
    raised = np.array([[1], [1], [0], [0]])
    found = changed(raised, deal(people, now, count=20_000, seed=0))
    strength = np.maximum(found.low, -found.high)
    (chance,) = expected_by_chance([strength])
    same = sum({0, 1} in (set(x), {0, 1, 2, 3} - set(x)) for x in combinations(range(4), 2))
    assert chance[0] == pytest.approx(same / 6, abs=0.015)


def test_strengths_of_all_actors_count_and_what_is_unknown_does_not() -> None:
    one = np.array([[0.5, 0.1], [0.5, 0.0], [0.2, np.nan]])
    two = np.array([[np.nan], [0.6], [0.1]])
    first, second = expected_by_chance([one, two])
    # 0.5 and 0.6 of four known, two dealings; at 0.1 all but the 0.0.
    assert first.tolist() == [1.0, 2.0]
    assert second.tolist() == [0.0]
    assert expected_by_chance([]) == []

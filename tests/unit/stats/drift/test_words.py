"""Words of a wave: the formula by hand, and what must not make a word new."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.stats.drift import log_odds


def odds(before: list[list[int]], now: list[list[int]], people: list[int], words: list[list[int]]):
    """`before` and `now` (actors, words); `words` (2, actors)."""
    early, late = (np.array(x, dtype=float) for x in (before, now))
    return log_odds(early, late, *np.array(words, dtype=float), np.array(people, dtype=float))


def test_the_formula_by_hand() -> None:
    """Monroe, Colaresi & Quinn 2008, equations 16, 20 and 22, with a prior of one respondent out of
    ten: 5 of 10 use the word, so it weighs a half; all 200 words make it 20."""
    found = odds([[1]], [[4]], [10], [[120], [80]])
    late = np.log(4.5 / (80 + 20 - 4.5))
    early = np.log(1.5 / (120 + 20 - 1.5))
    assert found.ratio[0] == pytest.approx(late - early)
    assert found.z[0] == pytest.approx((late - early) / np.sqrt(1 / 4.5 + 1 / 1.5))


def test_who_talks_longer_makes_no_word_new() -> None:
    """Twice the words of everything: nothing is typical."""
    found = odds([[3, 6, 0]], [[6, 12, 0]], [20], [[9], [18]])
    assert found.z[:2] == pytest.approx([0, 0])


def test_more_parents_make_no_word_of_parents_new() -> None:
    """A word that half of the parents use and no child does; twice as many parents now."""
    stacked = odds([[0], [4]], [[0], [8]], [20, 24], [[400, 400], [400, 800]])
    assert stacked.ratio[0] == pytest.approx(0, abs=1e-9)
    pooled = odds([[4]], [[8]], [44], [[800], [1200]])
    assert pooled.ratio[0] > 0.2


def test_two_actors_that_agree_say_more_than_one() -> None:
    one = odds([[1]], [[5]], [12], [[300], [300]])
    two = odds([[1], [1]], [[5], [5]], [12, 12], [[300, 300], [300, 300]])
    assert two.ratio[0] == pytest.approx(one.ratio[0])
    assert two.z[0] == pytest.approx(np.sqrt(2) * one.z[0])


def test_a_word_that_nobody_uses_has_no_odds() -> None:
    assert np.isnan(odds([[0]], [[0]], [4], [[5], [5]]).z[0])

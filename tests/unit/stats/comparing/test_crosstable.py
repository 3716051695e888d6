"""Respondents per theme and category: what is counted, what is shown, and why."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.stats.comparing.contrasts import contrasts
from pipeline.stats.comparing.crosstable import Basis, CrossTable, cross_table, with_branches
from pipeline.stats.comparing.drawn_ozas import draw_ozas, drawn_shares, percentiles
from pipeline.stats.comparing.shares import newcombe, wilson
from pipeline.stats.resampling import Resample

EIGHT = np.arange(8)
OZAS = np.array([1, 1, 2, 2, 3, 3, 4, 4])
HALVES = EIGHT // 4


def table(
    raised: object, asked: object = None, counts: object = None, **more: object
) -> CrossTable:
    found = np.asarray(raised)
    return cross_table(
        found,
        np.ones_like(found) if asked is None else asked,
        np.ones(len(found)) if counts is None else counts,
        more.pop("category", HALVES),
        more.pop("ozas", OZAS),
        more.pop("categories", 2),
        **more,  # type: ignore[arg-type]
    )


def test_four_kinds_of_nothing() -> None:
    """Codes: raised, raised by nobody, not asked, not asked and raised all the same."""
    raised = np.zeros((8, 4), dtype=int)
    raised[[0, 1, 5], 0] = 1
    raised[6, 3] = 1
    asked = np.ones((8, 4), dtype=int)
    asked[:, 2:] = 0
    found = table(
        raised,
        asked,
        counts=[1, 1, 1, 0, 1, 1, 1, 1],
        category=[0, 0, 0, 0, 1, 1, 1, 2],
        categories=4,
    )
    assert found.raised.tolist() == [[2, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 1, 0, 0]]
    assert found.asked.tolist() == [[3, 3, 1, 0], [3, 3, 1, 0], [0] * 4, [0] * 4]
    assert found.counting.tolist() == [3, 3, 1, 0]
    assert found.interviewed.tolist() == [4, 3, 1, 0]
    assert found.ozas.tolist() == [2, 2, 1, 0]
    assert found.not_validated.tolist() == [[False, False, False, True]] * 4
    assert found.not_asked.tolist()[2:] == [[True, True, True, False], [True, False, True, False]]
    assert not found.not_asked[:2].any()
    assert found.not_raised.tolist()[:2] == [[False, False, True, False], [True, True, True, False]]
    assert not found.not_raised[2:].any()


def test_who_does_not_count_raised_nothing() -> None:
    found = table(np.ones((8, 1)), counts=[0, 1, 1, 1, 0, 0, 0, 0])
    assert found.raised.tolist() == [[3, 0]]
    assert found.interviewed.tolist() == [4, 4]
    assert found.ozas.tolist() == [2, 0]
    assert found.not_validated.tolist() == [[False, True]]


def test_no_share_of_few_and_none_of_some_who_were_not_asked() -> None:
    ten, ozas = np.repeat([0, 1], [5, 4]), np.arange(9)
    raised = np.ones((9, 2), dtype=int)
    asked = raised.copy()
    asked[0, 1] = 0
    found = table(raised, asked, category=ten, ozas=ozas)
    assert found.share[0, 0] == 1.0
    hidden = np.array([[False, True], [True, True]])
    for values in (found.share, found.low, found.high):
        assert (np.isnan(values) == hidden).all()
    assert (found.basis[hidden] == Basis.NONE).all()
    assert found.basis[0, 0] is not Basis.NONE


def test_the_wider_interval_is_shown_and_said() -> None:
    """Forty respondents in eight OZA's. Of the first code an OZA speaks with one voice; the second
    is spread as evenly as can be."""
    ozas = np.repeat(np.arange(8), 5)
    voice, even = ozas < 4, np.arange(40) % 5 < 2
    found = table(np.stack([voice, even], axis=1), category=np.zeros(40), ozas=ozas, categories=1)
    assert found.basis[:, 0].tolist() == [Basis.OZAS, Basis.WILSON]
    low, high = wilson([20, 16], 40)
    assert found.wilson[:, :, 0] == pytest.approx(np.array([low, high]))
    assert (found.low[0, 0], found.high[0, 0]) == tuple(found.over_ozas[:, 0, 0])
    assert found.over_ozas[1, 0, 0] - found.over_ozas[0, 0, 0] > 1.5 * (high - low)[0]
    assert found.over_ozas[:, 1, 0] == pytest.approx([0.4, 0.4])
    assert (found.low[1, 0], found.high[1, 0]) == pytest.approx((low[1], high[1]))
    alone = table(
        np.stack([voice, even], axis=1), category=np.zeros(40), ozas=np.ones(40), categories=1
    )
    assert (alone.basis == Basis.WILSON_ALONE).all()
    assert np.isnan(alone.over_ozas).all()


def test_categories_of_ozas_are_drawn_apart_and_others_together() -> None:
    """Of a characteristic every draw holds as many OZA's of each category; of actors an OZA counts
    equally often for both."""
    nested = draw_ozas(OZAS, HALVES, count=50, seed=1)
    assert (nested.weights[:, :2].sum(axis=1) == 2).all()
    assert (nested.weights[:, 2:].sum(axis=1) == 2).all()
    crossed = draw_ozas(OZAS, EIGHT % 2, count=50, seed=1)
    assert (crossed.weights.sum(axis=1) == 4).all()
    assert not (crossed.weights[:, :2].sum(axis=1) == 2).all()
    some = draw_ozas(OZAS, np.where(OZAS < 4, EIGHT % 2, 1), count=50, seed=1)
    assert (some.weights.sum(axis=1) == 4).all()
    assert not (some.weights[:, 3] == 1).all()
    assert (nested.weights[0] == 1).all()
    assert (nested.weights == draw_ozas(OZAS, HALVES, count=50, seed=1).weights).all()
    assert (nested.weights != draw_ozas(OZAS, HALVES, count=50, seed=2).weights).any()


def test_percentiles_are_those_of_one_number_at_a_time() -> None:
    random = np.random.default_rng(3)
    drawn = random.random((401, 5))
    drawn[random.random(drawn.shape) < [0, 0.05, 0.09, 0.2, 1.0]] = np.nan
    drawn[0] = 0.5
    resample = Resample(np.arange(9), np.ones((401, 9)), 0.9)
    expected = np.array([(one.low, one.high) for one in resample.estimates(drawn)]).T
    assert percentiles(drawn, resample) == pytest.approx(expected, nan_ok=True)
    assert np.isnan(percentiles(drawn, resample)).tolist() == [[False] * 3 + [True] * 2] * 2
    assert np.isnan(percentiles(drawn[:1], resample)).all()


def test_contrasts() -> None:
    """Two categories of twenty in four OZA's each, and a third that is too small."""
    ozas = np.repeat(np.arange(9), [5] * 8 + [3])
    category = np.repeat([0, 1, 2], [20, 20, 3])
    raised = np.stack([ozas % 2 == 0, np.arange(43) % 5 < 2 + (ozas > 3)], axis=1)
    ones = np.ones(43)
    made = cross_table(raised, np.ones_like(raised), ones, category, ozas, 3)
    found = contrasts(made, raised, ones, category, ozas, [(1, 0), (0, 2)])
    assert found.difference[:, 0] == pytest.approx([0.0, 0.2])
    assert found.basis[:, 0].tolist() == [Basis.OZAS, Basis.WILSON]
    _, low, high = newcombe(12, 20, 8, 20)
    assert (found.low[1, 0], found.high[1, 0]) == pytest.approx((low, high))
    assert found.low[0, 0] < -0.5
    assert found.high[0, 0] > 0.5
    assert (found.basis[:, 1] == Basis.NONE).all()
    assert np.isnan(found.difference[:, 1]).all()
    assert np.isnan(found.low[:, 1]).all()
    with pytest.raises(ValueError, match="two of 3 columns"):
        contrasts(made, raised, ones, category, ozas, [(0, 3)])
    none = contrasts(made, raised, ones, category, ozas, [])
    assert none.difference.shape == (2, 0)


def test_a_difference_between_actors_of_one_oza_is_paired() -> None:
    """Both actors say the same in every OZA: however much OZA's differ, the actors do not."""
    ozas, actor = np.repeat(np.arange(10), 2), np.tile([0, 1], 10)
    raised = (ozas < 5)[:, None]
    resample = draw_ozas(ozas, actor, count=200, seed=0)
    members = (actor[:, None] == [0, 1])[:, None, :].astype(float)
    shares = drawn_shares(resample, raised[:, :, None] * members, members)
    assert percentiles(shares[..., 0] - shares[..., 1], resample).tolist() == [[0.0], [0.0]]
    apart = percentiles(shares, resample)
    assert (apart[1] - apart[0] > 0.4).all()


def test_a_branch_is_raised_by_who_raises_what_is_below_it() -> None:
    raised = [[0, 0, 0, 1], [0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
    found = with_branches(raised, [-1, 0, 1, 2])
    assert found.astype(int).tolist() == [[1, 1, 1, 1], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
    assert with_branches(raised, [-1] * 4).astype(int).tolist() == raised
    with pytest.raises(ValueError, match="cycle"):
        with_branches(raised, [1, 0, -1, -1])
    for parents in ([-1] * 3, [-1, -1, -1, 4]):
        with pytest.raises(ValueError, match="a parent, or -1"):
            with_branches(raised, parents)


def test_what_cannot_be_is_refused() -> None:
    raised = np.ones((8, 1))
    for category in ([0, 1], [2] * 8, [-2] * 8):
        with pytest.raises(ValueError, match="category"):
            table(raised, category=category)
    with pytest.raises(ValueError, match="expected"):
        table(raised, np.ones((8, 2)))
    with pytest.raises(ValueError, match="0 respondents"):
        table(np.ones((0, 1)), category=[], ozas=[])

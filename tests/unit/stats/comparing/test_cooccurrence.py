"""Which themes go together, what of it is left out, and where they stand on paper."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stats.comparing.cooccurrence import co_occurrence, pairs_left_out
from pipeline.stats.comparing.crosstable import with_branches
from pipeline.stats.comparing.disclosure import Policy
from pipeline.stats.comparing.layout import on_a_circle, springs


def test_pairs_by_hand() -> None:
    """Ten respondents: 6 raise a, 8 raise b, 5 both; c goes with a only, d is silent."""
    found = np.zeros((10, 4), dtype=int)
    found[:6, 0] = found[1:9, 1] = found[:2, 2] = 1
    table = co_occurrence(found)
    assert table.count.tolist() == [[6, 5, 2, 0], [5, 8, 1, 0], [2, 1, 2, 0], [0, 0, 0, 0]]
    assert table.jaccard[0].tolist() == pytest.approx([1, 5 / 9, 2 / 6, 0])
    assert np.isnan(table.jaccard[3, 3])
    assert table.lift[0, 1] == table.lift[1, 0] == pytest.approx(5 * 10 / (6 * 8))
    assert np.isnan(table.lift).sum() == 14  # all but that pair
    assert table.pairs(2) == ((0, 1), (0, 2))
    assert table.pairs(0) == ((0, 1), (0, 2), (1, 2))
    hidden = np.zeros((4, 4), dtype=bool)
    hidden[0, 1] = hidden[1, 0] = True
    assert table.pairs(2, hidden) == ((0, 2),)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.integers(1, 9), st.integers(1, 3))
def test_a_reader_cannot_find_a_pair_that_was_left_out(
    seed: int, codes: int, people: int, width: int
) -> None:
    """Tries all pair counts that agree with what is shown, with each other and with the tree."""
    random = np.random.default_rng(seed)
    parents = [
        int(random.integers(-1, code)) if random.random() < 0.5 else -1 for code in range(codes)
    ]
    found = with_branches(random.random((people, codes)) < random.beta(1, 1, codes), parents)
    table = co_occurrence(found)
    policy = Policy(width=width)
    hidden, short = pairs_left_out(table, parents=parents, policy=policy)
    assert (hidden == hidden.T).all()
    assert not np.diag(hidden).any()
    own, pairs = np.diag(table.count), list(combinations(range(codes), 2))

    def above(code: int) -> set[int]:
        return {parents[code], *above(parents[code])} if parents[code] >= 0 else set()

    def options(a: int, b: int) -> range:
        if not hidden[a, b]:
            return range(table.count[a, b], table.count[a, b] + 1)
        return range(max(own[a] + own[b] - people, 0), min(own[a], own[b]) + 1)

    low, high = np.full((codes, codes), 99), np.full((codes, codes), -1)
    for counts in product(*(options(*pair) for pair in pairs)):
        matrix = np.diag(own)
        for (a, b), value in zip(pairs, counts, strict=True):
            matrix[a, b] = matrix[b, a] = value
        if all(
            matrix[a, b] <= matrix[parents[a], b]
            for a in range(codes)
            for b in range(codes)
            if parents[a] >= 0 and b != a and b != parents[a]
        ):
            low, high = np.minimum(low, matrix), np.maximum(high, matrix)
    for a, b in pairs:
        small = 0 < table.count[a, b] < 3 or 0 < people - table.count[a, b] < 3 or people < 5
        related = a in above(b) or b in above(a)
        assert hidden[a, b] or not small or related
        assert not (hidden[a, b] and related)
        if hidden[a, b] and not short[a, b]:
            assert high[a, b] - low[a, b] >= min(width, people)
        if short[a, b]:  # no choice of ours: what both numbers leave open is less than that
            assert hidden[a, b]
            assert high[a, b] - low[a, b] < min(width, people)


def test_a_branch_covers_for_the_code_below_it() -> None:
    """Of twenty, 3 raise both b and the branch, 2 both b and its code. Who sees 3 knows that these
    are 3 at most; for a width of 4 the 3 has to go as well."""
    found = np.zeros((20, 3), dtype=int)
    found[:10, 0] = found[:9, 1] = found[8:18, 2] = 1
    found[7, 2] = 1
    table = co_occurrence(found)
    assert table.count[2].tolist() == [3, 2, 11]
    narrow, _ = pairs_left_out(table, parents=[-1, 0, -1], policy=Policy(width=3))
    assert narrow[2].tolist() == [False, True, False]
    wide, short = pairs_left_out(table, parents=[-1, 0, -1], policy=Policy(width=4))
    assert wide[2].tolist() == [True, True, False]
    assert not short.any()


def test_one_code_has_no_pairs_and_parents_are_checked() -> None:
    one = co_occurrence([[1], [0]])
    assert not pairs_left_out(one)[0].any()
    with pytest.raises(ValueError, match="a parent, or -1"):
        pairs_left_out(one, parents=[])


def test_a_circle_goes_round_by_the_codebook() -> None:
    assert on_a_circle(4).tolist() == [[0, 1], [1, 0], [0, -1], [-1, 0]]
    assert on_a_circle(0).shape == (0, 2)


def test_what_goes_together_stands_together() -> None:
    weights = np.kron(np.eye(3), np.ones((4, 4)))  # three triads of four, one after the other
    order = np.random.default_rng(2).permutation(12)
    place = springs(weights[np.ix_(order, order)])
    distance = np.hypot(*(place[:, None] - place).transpose(2, 0, 1))
    same = weights[np.ix_(order, order)] > 0
    assert distance[same & ~np.eye(12, dtype=bool)].max() < distance[~same].min()
    assert abs(place).max() == 1.0
    assert len({tuple(one) for one in place.tolist()}) == 12
    assert (place == springs(weights[np.ix_(order, order)])).all()


def test_what_is_linked_to_nothing_stays_on_the_paper() -> None:
    assert abs(springs(np.zeros((5, 5)))).max() == 1.0
    assert springs([[0.0]]).tolist() == [[0.0, 1.0]]
    for weights in ([[0, 1], [2, 0]], [[0, -1], [-1, 0]], [[1, 2]]):
        with pytest.raises(ValueError, match="symmetric"):
            springs(weights)

"""In which order segments come up."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix, identity

from pipeline.domain.queue import Order, Turn
from pipeline.tagging.queue import instructive, need_of, places, thin_first, yielding


def test_what_is_doubtful_teaches_more() -> None:
    chances = np.array([[0.02], [0.5], [0.97], [0.8]])
    assert instructive(chances, np.zeros(1), identity(4, format="csr").__getitem__).tolist() == [
        1,
        3,
        2,
        0,
    ]


def test_what_is_rare_teaches_more() -> None:
    chances = np.array([[0.3, 0.0], [0.0, 0.3]])
    order = instructive(chances, np.array([50.0, 2.0]), identity(2, format="csr").__getitem__)
    assert order.tolist() == [1, 0]


def test_what_differs_from_earlier_choices_teaches_more() -> None:
    chances = np.array([[0.5], [0.49], [0.4]])
    rows = csr_matrix(np.array([[1.0, 0], [0.99, 0.1411], [0, 1.0]]))
    assert instructive(chances, np.zeros(1), rows.__getitem__).tolist() == [0, 2, 1]


@pytest.mark.parametrize("count", [0, 1, 5, 40, 330])
def test_every_segment_comes_up_once(count: int) -> None:
    """Also with segments that say the same ('Ja.'), say nothing, or are certain."""
    random = np.random.default_rng(count)
    rows = csr_matrix(np.eye(8)[random.integers(0, 8, count)] * (random.random((count, 1)) < 0.8))
    chances = np.round(random.random((count, 3)))
    for given in (chances, chances * 0.7, chances * 0):
        assert sorted(instructive(given, np.zeros(3), rows.__getitem__)) == list(range(count))


def test_what_brings_most_codings_comes_first_and_ties_keep_the_order() -> None:
    chances = np.array([[0.1, 0.1], [0.9, 0.0], [0.2, 0.8], [0.1, 0.1]])
    assert yielding(chances).tolist() == [2, 1, 0, 3]


def test_what_the_report_has_least_of_comes_first() -> None:
    chances = np.array([[0.9, 0.0], [0.1, 0.2], [0.0, 0.3]])
    need = np.array([[0.0, 1.0], [0.0, 1.0], [0.0, 0.5]])
    assert thin_first(chances, need).tolist() == [1, 2, 0]


def test_need_falls_until_there_is_enough() -> None:
    need = need_of([[0, 1, 3, 9, -1]], 3)
    assert need[0] == pytest.approx([1, 2 / 3, 0, 0, 0])


def test_places_are_a_permutation_with_one_blind_in_five() -> None:
    random = np.random.default_rng(4)
    blind = random.random(100) < 0.12
    place = places(random.permutation(100), blind)
    assert sorted(place) == list(range(1, 101))
    hidden = sorted(place[blind])
    assert hidden == [5 * (n + 1) for n in range(blind.sum())]


def test_blind_segments_keep_their_turn_whatever_is_expected_of_them() -> None:
    random = np.random.default_rng(5)
    blind = random.random(60) < 0.2
    one, two = (places(random.permutation(60), blind) for _ in range(2))
    assert np.array_equal(one[blind], two[blind])
    assert not np.array_equal(one[~blind], two[~blind])


def test_the_others_keep_the_order_they_were_given() -> None:
    blind = np.array([False, True, False, False])
    assert places(np.array([3, 1, 0, 2]), blind).tolist() == [2, 4, 3, 1]


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_when_one_kind_is_used_up_the_other_follows(share: float) -> None:
    blind = np.arange(12) < share * 12
    assert sorted(places(np.arange(12), blind)) == list(range(1, 13))
    assert places(np.arange(0), np.zeros(0, dtype=bool)).shape == (0,)


def test_a_turn_knows_its_place_in_each_order() -> None:
    turn = Turn("1K1:aaaaaaaa", False, 0.1, reading=1, instructive=2, yields=3, thin=4)
    assert [turn.place(order) for order in Order] == [1, 2, 3, 4]


def test_only_what_may_come_up_first_is_looked_at_and_nothing_else_changes() -> None:
    random = np.random.default_rng(7)
    chances = random.beta(0.3, 2, size=(5000, 4))
    kinds = random.integers(0, 60, 5000)
    rows = csr_matrix(np.eye(60)[kinds] * 0.9)
    asked: list[int] = []

    def rows_of(numbers: np.ndarray) -> csr_matrix:
        asked.append(len(numbers))
        return rows[numbers]

    order = instructive(chances, np.zeros(4), rows_of)
    assert asked[0] < 5000
    left = (chances * (1 - chances)).sum(axis=1)
    nearest, plain = np.zeros(5000), []
    for _ in range(300):
        plain.append(int(np.argmax(np.where(left < 0, -1, left * (1 - nearest)))))
        left[plain[-1]] = -1
        nearest = np.maximum(nearest, (rows @ rows[plain[-1]].toarray().ravel()))
    assert order[:300].tolist() == plain
    assert sorted(order) == list(range(5000))

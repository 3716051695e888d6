"""The parts of laying out: lines of text, rows, tracks and places."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.appraisal.aligning import Places, aligned
from pipeline.appraisal.chart import Arrow, Box, Chart, Kind
from pipeline.appraisal.layering import layered
from pipeline.appraisal.lettering import TooNarrow, width_of, words_of, wrapped
from pipeline.appraisal.routing import Piece, tracks_of
from tests.unit.appraisal.shipped import FLOWS

WORDS = words_of(["Collectieve financiering en onderwijs uit eigen middelen."])


def chart(*ways: str) -> Chart:
    ids = sorted({letter for way in ways for letter in way})
    boxes = tuple(Box(id_, Kind.QUESTION, id_, "1") for id_ in ids)
    arrows = tuple(Arrow(way[0], way[1], way, (way,)) for way in ways)
    return Chart(FLOWS["algemeen"], boxes, arrows)


def test_a_long_word_breaks_where_a_shorter_one_begins() -> None:
    width = width_of("Beschikbaarheids-") + 0.01
    lines = wrapped("Beschikbaarheidsfinanciering.", width, WORDS)
    assert lines == ("Beschikbaarheids-", "financiering.")


def test_a_word_with_room_is_not_broken() -> None:
    assert wrapped("Onderwijsmiddelen", 30, WORDS) == ("Onderwijsmiddelen",)


def test_a_word_that_cannot_be_broken_is_refused() -> None:
    with pytest.raises(TooNarrow):
        wrapped("een verantwoordelijkheid", 5, WORDS)


def test_bold_is_wider_and_width_is_not_a_count_of_letters() -> None:
    assert width_of("wwww", bold=True) > width_of("wwww") > width_of("iiii") * 2


@given(
    st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=30),
    st.floats(6, 30),
)
def test_lines_keep_every_word_and_stay_within_their_width(words: list[str], width: float) -> None:
    lines = wrapped(" ".join(words), width, frozenset())
    assert " ".join(lines).split() == words
    assert all(width_of(line) <= width for line in lines)


def test_an_arrow_that_passes_a_row_has_a_place_in_it() -> None:
    rows = layered(chart("ab", "bc", "ac"))
    (way,) = (way for arrow, way in rows.ways.items() if (arrow.start, arrow.to) == ("a", "c"))
    assert len(way) == 3
    assert len(rows.rows[1]) == 2
    assert way[1] in rows.rows[1]


def test_rows_are_reordered_so_that_arrows_do_not_cross() -> None:
    """a leads to b and c, d to c and b first: in the order of reading two arrows would cross."""
    assert layered(chart("ab", "ac", "be", "cd", "bf", "df")).crossings() == 0


def test_answers_stand_from_left_to_right_as_they_are_given() -> None:
    rows = layered(chart("ac", "ab", "bd", "be"))
    assert rows.rows[1] == ("c", "b")


def test_a_crossing_that_cannot_be_avoided_is_counted() -> None:
    assert layered(chart("ac", "ad", "ae", "bc", "bd", "be")).crossings() == 3


def test_pieces_that_go_the_same_way_do_not_cross() -> None:
    """Both to the right: the one that begins further right takes the higher track."""
    assert tracks_of([Piece(0, 5), Piece(1, 6)]) == (1, 0)
    assert tracks_of([Piece(5, 0), Piece(6, 1)]) == (0, 1)


def test_pieces_that_would_fall_together_upright_are_kept_apart() -> None:
    """One comes down where the other goes on: the first has to turn before."""
    assert tracks_of([Piece(2, 8), Piece(5, 2)]) == (0, 1)
    assert tracks_of([Piece(5, 2), Piece(2, 8)]) == (1, 0)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6, unique=True))
def test_pieces_that_overlap_have_tracks_of_their_own(ends: list[tuple[int, int]]) -> None:
    pieces = [Piece(float(a), float(b)) for a, b in ends]
    tracks = tracks_of(pieces)
    for i, one in enumerate(pieces):
        for j, other in enumerate(pieces[:i]):
            apart = one.high < other.low or other.high < one.low
            assert one.straight or other.straight or apart or tracks[i] != tracks[j]


def test_straight_arrows_and_a_question_above_the_middle_of_its_outcomes() -> None:
    widths = dict.fromkeys("abcd", 4.0)
    places = Places(
        [["a"], ["b", "c"], ["d"]],
        widths,
        1.0,
        [("a", -1.0, "b", 0.0), ("a", 1.0, "c", 0.0), ("c", 0.0, "d", 0.0)],
        frozenset(),
        {"a": ["b", "c"]},
    )
    found = aligned(places, 0.0, 20.0)
    assert found["a"] == pytest.approx((found["b"] + found["c"]) / 2)
    assert found["c"] == pytest.approx(found["d"])
    assert found["c"] - found["b"] == pytest.approx(5.0)


def test_a_row_that_is_wider_than_the_page_is_refused() -> None:
    places = Places([["a", "b"]], {"a": 6.0, "b": 6.0}, 1.0, [], frozenset())
    with pytest.raises(ValueError, match="past niet"):
        aligned(places, 0.0, 10.0)


@given(st.lists(st.floats(0.5, 4), min_size=1, max_size=5))
def test_a_row_keeps_its_order_its_gaps_and_the_margins(widths: list[float]) -> None:
    ids = [str(at) for at in range(len(widths))]
    wide = dict(zip(ids, widths, strict=True))
    found = aligned(Places([ids], wide, 0.5, [], frozenset()), 1.0, 30.0)
    for a, b in pairwise(ids):
        assert found[b] - found[a] >= (wide[a] + wide[b]) / 2 + 0.5 - 0.01
    assert found[ids[0]] - wide[ids[0]] / 2 >= 0.99
    assert found[ids[-1]] + wide[ids[-1]] / 2 <= 30.01

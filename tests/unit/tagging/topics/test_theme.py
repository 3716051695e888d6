"""What makes a topic worth a look: numbers on cases worked out by hand."""

from __future__ import annotations

import numpy as np

from pipeline.tagging.topics import theme
from pipeline.tagging.topics.newness import Centres, likest, rise
from pipeline.tagging.topics.piece import Piece
from pipeline.tagging.topics.words import Words


def test_spread_counts_people_and_not_passages() -> None:
    assert theme.spread(np.array([4, 4, 4, 4])) == 0
    assert theme.spread(np.array([0, 1, 2])) == 0.5
    assert theme.spread(np.array([0, 0, 1, 1, 2, 2])) == 0.5
    assert 0 < theme.spread(np.array([0] * 20 + [1])) < 0.15


def test_coherence_is_between_people() -> None:
    alike = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert theme.coherence(alike, np.array([0, 1, 1])) == 0.5
    assert theme.coherence(alike, np.array([0, 0, 1])) == 0
    assert theme.coherence(alike, np.array([2, 2, 2])) == 0
    assert theme.coherence(-alike[[0, 2]] @ np.array([[1, -1], [0, 0]]), np.array([0, 1])) == 0


def test_everybody_has_a_turn_before_anybody_has_two() -> None:
    likeness = np.array([0.9, 0.8, 0.7, 0.2, 0.6])
    order = theme.typical(likeness, np.array([0, 0, 0, 1, 2]), most=4)
    assert order.tolist() == [0, 4, 3, 1]


def test_score_is_a_product() -> None:
    assert theme.score(0.8, 0.5, 0.25, 0.5) == 0.1
    assert theme.score(0.8, 0.5, -0.1, 0.5) == 0
    assert theme.score(0.0, 1.0, 1.0, 1.0) == 0


def test_rise_lays_shares_side_by_side() -> None:
    now, before = np.array([0, 0, 1, -1]), np.array([1, 1, 1, 1, 2, -1, -1, -1])
    assert rise(now, before, 4).tolist() == [1.0, 0.333, 0.0, 0.5]


def test_what_lies_far_from_every_centre_is_about_nothing() -> None:
    rows = np.array([[1.0, 0], [0.98, 0.199], [0, 1.0], [0.199, 0.98], [-1, 0]])
    centres = Centres.of(rows, np.array([0, 0, 1, 1, -1]))
    assert centres.about(rows).tolist() == [0, 0, 1, 1, -1]
    assert centres.about(np.array([[0.7071, 0.7071]])).tolist() == [-1]


def test_the_likest_codes_are_those_that_share_words() -> None:
    pieces = [Piece(f"golf-1/{n}K1:a", f"{n}K1", "geld taxi bus pijn tand") for n in (1, 2)]
    words = Words.learn(pieces, (), str.split)
    topic = words.rows(["taxi geld"]).toarray()
    codes = {"vervoer": ["taxi bus", "taxi"], "mond": ["tand pijn"], "leeg": [], "geld": ["geld"]}
    ((first, second),) = likest(topic, codes, words)
    assert {first[0], second[0]} == {"vervoer", "geld"}
    assert first[1] >= second[1] > 0.5
    assert likest(topic, {}, words) == [[]]

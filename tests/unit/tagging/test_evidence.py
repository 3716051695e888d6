"""What the judge sees, by hand."""

import numpy as np
import pytest

from pipeline.tagging.evidence import (
    Frequencies,
    Scores,
    among,
    evidence,
    from_neighbours,
    log_odds,
    rest_of_report,
)

CHANCE = np.array([[0.1, 0.0], [0.3, 0.2], [0.5, 0.4], [0.7, 0.6], [0.9, 0.8]])


def test_neighbours_are_next_to_it_in_the_same_report() -> None:
    reports, places = ["a", "b", "a", "a", ""], [0, 1, 1, 3, 2]
    near = from_neighbours(CHANCE, reports, places)
    assert near[0] == pytest.approx(CHANCE[2])
    assert near[2] == pytest.approx(CHANCE[0])
    assert not near[1].any(), "place 1 of another report"
    assert not near[3].any(), "place 2 of its report is not there"
    assert not near[4].any(), "it is part of no report"


def test_between_two_neighbours_their_chances_are_summed() -> None:
    near = from_neighbours(CHANCE[:3], ["a"] * 3, [4, 5, 6])
    assert near[1] == pytest.approx(CHANCE[0] + CHANCE[2])
    assert near[0] == pytest.approx(CHANCE[1])


def test_passages_without_report_are_no_neighbours() -> None:
    assert not from_neighbours(CHANCE, [""] * 5, list(range(5))).any()


def test_the_rest_of_a_report_is_the_mean_of_its_other_texts() -> None:
    usual = np.full(CHANCE.shape, 0.25)
    rest = rest_of_report(CHANCE, ["a", "a", "a", "b", ""], usual)
    assert rest[0] == pytest.approx(log_odds((CHANCE[1] + CHANCE[2]) / 2))
    assert rest[2] == pytest.approx(log_odds((CHANCE[0] + CHANCE[1]) / 2))
    for without_others in (3, 4):
        assert rest[without_others] == pytest.approx(log_odds(usual[0]))
    assert np.all(usual == 0.25), "what it was given stays as it was"


def test_log_odds_stay_finite() -> None:
    odds = log_odds(np.array([0.0, 0.5, 1.0]))
    assert np.isfinite(odds).all()
    assert odds == pytest.approx([-odds[2], 0, odds[2]])


def test_among_is_relative_to_the_text_and_0_where_nothing_differs() -> None:
    assert among(np.array([[1.0, 2.0, 3.0]]))[0] == pytest.approx([-1.2247, 0, 1.2247], abs=1e-3)
    assert among(np.full((2, 3), 0.7)) == pytest.approx(0, abs=1e-5)
    assert not among(np.array([[0.4]])).any(), "one label has no others"


def test_evidence_is_finite_and_in_order() -> None:
    parts = [np.random.default_rng(n).random((4, 3)) for n in range(5)]
    seen = evidence(Scores(*parts), np.ones(3))
    assert seen.shape == (4, 3, 10)
    assert np.isfinite(seen).all()
    for at, part in ((0, 0), (2, 1), (5, 2), (7, 3), (9, 4)):
        assert seen[:, :, at] == pytest.approx(parts[part], abs=1e-6)


KINDS = np.array([0, 0, 1, 1, -1, 1])
LABELS = np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 0]], dtype=float)


def test_frequencies_count_per_kind_and_over_all() -> None:
    found = Frequencies.of(LABELS, KINDS, 3)
    assert found.counts.tolist() == [[2, 0, 0], [1, 2, 0], [0, 0, 0], [3, 2, 1]]
    assert found.texts.tolist() == [2, 3, 0, 6]


@pytest.mark.parametrize("left_out", [[0, 1], [2, 4], [5], list(range(6)), []])
def test_frequencies_without_texts_are_those_of_the_others(left_out: list[int]) -> None:
    others = np.setdiff1d(np.arange(6), left_out)
    found = Frequencies.of(LABELS, KINDS, 3).without(LABELS[left_out], KINDS[left_out])
    expected = Frequencies.of(LABELS[others], KINDS[others], 3)
    assert np.array_equal(found.counts, expected.counts)
    assert np.array_equal(found.texts, expected.texts)
    assert found.log_odds(KINDS) == pytest.approx(expected.log_odds(KINDS))


def test_a_kind_that_says_it_more_often_has_higher_odds() -> None:
    odds = Frequencies.of(LABELS, KINDS, 3).log_odds(np.array([0, 1, 2, -1]))
    assert np.isfinite(odds).all()
    assert odds[0, 0] > odds[3, 0] > odds[1, 0]
    assert odds[2] == pytest.approx(odds[3], abs=0.3), "of this kind nothing is known"


def test_odds_of_what_is_always_or_never_given_are_finite() -> None:
    for labels in (np.ones((4, 1)), np.zeros((4, 1)), np.zeros((0, 1))):
        known = Frequencies.of(labels, np.full(len(labels), -1), 0)
        assert np.isfinite(known.log_odds(np.array([-1]))).all()

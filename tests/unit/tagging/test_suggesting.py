"""From probabilities to suggestions."""

from collections.abc import Callable

import numpy as np
import pytest

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.domain.segment import Segment
from pipeline.tagging.model import CodeModel
from pipeline.tagging.passages import Passage
from pipeline.tagging.suggesting import (
    REACHABLE,
    chosen_codes,
    ranked,
    suggestions_for,
    within_reach,
)
from pipeline.tagging.training import Lesson

CHANCES = np.array([[0.5, 0.4, 0.0, 0.3], [0.1, 0.1, 0.1, 0.1]])


def test_codes_are_chosen_from_their_threshold_on_best_first() -> None:
    assert chosen_codes(CHANCES, np.full(4, 0.3), 5) == [[0, 1, 3], []]
    assert chosen_codes(CHANCES, np.full(4, 0.3), 2) == [[0, 1], []]
    assert chosen_codes(CHANCES, np.full(4, 0.3), 0) == [[], []]
    assert chosen_codes(CHANCES, np.full(4, np.inf), 5) == [[], []]


def test_a_code_below_its_threshold_takes_no_place() -> None:
    """The best two are chosen of what reaches its own threshold, not of everything."""
    assert chosen_codes(CHANCES[:1], np.array([0.9, 0.9, 0.1, 0.2]), 2) == [[3]]


def test_a_code_that_does_not_apply_is_never_chosen() -> None:
    assert chosen_codes(CHANCES[:1], np.zeros(4), 5) == [[0, 1, 3]]


def test_ties_are_in_the_order_of_the_codebook() -> None:
    assert ranked(CHANCES[1]) == [0, 1, 2, 3]
    assert chosen_codes(CHANCES[1:], np.full(4, 0.1), 2) == [[0, 1]]


def test_a_segment_may_get_nothing(cold: CodeModel, piece: Callable[..., Segment]) -> None:
    segment = piece(text="De koffie was koud.")
    chances = cold.predict_proba([segment.text], [Actor.KIND])
    nothing = chosen_codes(chances, np.full(len(cold.codes), 0.99), 5)
    assert suggestions_for(cold, [segment], chances, nothing) == []
    three = chosen_codes(chances, np.full(len(cold.codes), 1e-9), 3)
    found = suggestions_for(cold, [segment], chances, three)
    assert len(found) == 3
    assert [s.probability for s in found] == sorted((s.probability for s in found), reverse=True)
    assert all(0 <= a < b <= len(segment.text) for s in found for a, b in s.words)
    assert {(s.model, s.codebook) for s in found} == {(cold.digest, cold.codebook.digest)}


def test_suggestions_belong_to_their_segment(
    cold: CodeModel, piece: Callable[..., Segment]
) -> None:
    segments = [piece("1K1:a", "Ja."), piece("1K1:b", "Ik werd gepest."), piece("1K1:c", "Nee.")]
    chances = cold.predict_proba([s.text for s in segments], [Actor.KIND] * 3)
    at = cold.codes.index("vastlopen-pesten")
    (one,) = suggestions_for(cold, segments, chances, [[], [at], []])
    assert (one.segment, one.code) == ("1K1:b", "vastlopen-pesten")
    assert one.probability == pytest.approx(chances[1, at], abs=1e-4)
    assert "gepest" in [segments[1].text[a:b] for a, b in one.words]


def test_nobody_is_shown_her_own_earlier_words(
    little: Codebook, piece: Callable[..., Segment]
) -> None:
    text = "De pony en de geit in de wei."
    earlier = [
        Lesson(Passage(text, "kind"), ("dieren",), "1K1", "golf-1/1K1:a"),
        Lesson(Passage("De pony.", "kind"), ("dieren",), "2K1", "golf-1/2K1:a"),
    ]
    model = CodeModel(little, str).fit(earlier)
    chances = np.full((1, len(model.codes)), 0.5)
    chosen = [[model.codes.index("dieren")]]

    def similar(persons: dict[str, str]) -> tuple[str, ...]:
        (one,) = suggestions_for(model, [piece("9K9:a", text)], chances, chosen, persons=persons)
        return one.similar

    assert similar({}) == ("golf-1/1K1:a", "golf-1/2K1:a")
    assert similar({"9K9": "1K1"}) == ("golf-1/2K1:a",)


def test_within_reach_are_the_most_probable_codes_that_apply(
    cold: CodeModel, piece: Callable[..., Segment]
) -> None:
    chances = np.zeros((2, len(cold.codes)))
    chances[0] = np.linspace(0.01, 0.9, len(cold.codes))
    chances[1, 4] = 0.2
    found = within_reach(cold, [piece("1K1:a"), piece("1K1:b")], chances)
    assert found["segment"] == ["1K1:a"] * REACHABLE + ["1K1:b"]
    assert found["code"] == [*cold.codes[::-1][:REACHABLE], cold.codes[4]]
    assert found["probability"][0] == 0.9
    assert found["probability"][-1] == 0.2

"""Words of a wave: what counts as one, of whom, and how many may be chance."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from pipeline.domain.drift_rules import MOST_BY_CHANCE
from pipeline.domain.ids import Actor
from pipeline.domain.segment import Segment
from pipeline.stages.for_drift.vocabulary import terms_of, vocabulary_of
from pipeline.text.dutch import lemmas

BOTH = (Actor.KIND, Actor.OUDER)
Waves = tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]


def waves(kinds: str = "KO", new: str = "chatbot", users: int = 7) -> Waves:
    """Ten respondents of each actor in either wave, two of whom returned, each with half of 300
    common words; the first seven in the new wave also say a word of its own."""
    random = np.random.default_rng(3)

    def words(*own: str) -> frozenset[str]:
        return frozenset([f"w{n}" for n in random.choice(300, 150, replace=False)] + [*own])

    before = {f"{n}{kind}1": words() for kind in kinds for n in range(1, 11)}
    now = {
        f"{n}{kind}1": words(*([new] if n - 9 < users else []))
        for kind in kinds
        for n in range(9, 19)
    }
    return before, now


def test_words_stand_in_their_base_form_and_beside_their_neighbour(
    piece: Callable[..., Segment],
) -> None:
    said = [
        piece("1K1:a", "Wij betalen een eigen bijdrage. Kinderen zwemmen."),
        piece("1K1:b", "De bijdragen waren hoog."),
        piece("2O1:c", "Mijn zoon [naam kind 2] zwemt."),
    ]
    found = terms_of(said, lemmas, {"2O1": "1O1"})
    assert {"betalen", "bijdrage", "eigen bijdrage", "kind zwemmen", "zwemmen"} <= found["1K1"]
    # Not over the end of a sentence, nor over a name, nor a name's label.
    assert "bijdrage kind" not in found["1K1"]
    assert found["1O1"] == {"zoon", "zwemmen"}


def test_a_word_of_the_new_wave_is_found_and_nothing_else() -> None:
    found = vocabulary_of(BOTH, *waves(), seed=1)
    assert found is not None
    assert (found.respondents_before, found.respondents) == (20, 20)
    assert [term.text for term in found.new] == ["chatbot"]
    (term,) = found.new
    assert (term.before.raised, term.now.raised, term.now.total) == (0, 14, 20)
    assert term.z > 2
    assert term.by_chance <= MOST_BY_CHANCE
    assert found.gone == ()


def test_turned_round_it_is_a_word_that_went() -> None:
    before, now = waves()
    found = vocabulary_of(BOTH, now, before, seed=1)
    assert found is not None
    assert ([term.text for term in found.gone], found.new) == (["chatbot"], ())
    assert found.gone[0].z < -2


@pytest.mark.parametrize("users", [0, 1])
def test_a_word_of_one_or_two_is_theirs(users: int) -> None:
    found = vocabulary_of(BOTH, *waves(users=users), seed=1)
    assert found is not None
    assert "chatbot" not in {term.text for term in found.new}


def test_an_actor_with_too_few_respondents_is_left_out() -> None:
    before, now = waves()
    few = {who: words for who, words in now.items() if who[-2] == "K" or who in ("9O1", "10O1")}
    found = vocabulary_of(BOTH, before, few, seed=1)
    assert found is not None
    assert found.actors == (Actor.KIND,)
    assert (found.respondents_before, found.respondents) == (10, 10)
    nobody = {who: words for who, words in few.items() if who[-2] == "O"}
    assert vocabulary_of(BOTH, before, nobody, seed=1) is None


def test_actors_who_were_not_asked_for_do_not_matter() -> None:
    before, now = waves()
    more = {**now, **{f"{n}P1": frozenset(["werkdruk"]) for n in range(1, 9)}}
    assert vocabulary_of(BOTH, before, more, seed=1) == vocabulary_of(BOTH, before, now, seed=1)

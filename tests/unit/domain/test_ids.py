import re

import pytest

from pipeline.domain.ids import ID, LETTERS, Actor, RespondentId, respondent_order


def test_a_respondent_names_oza_actor_and_serial() -> None:
    assert RespondentId.parse("9K2") == RespondentId(9, Actor.KIND, 2)
    assert RespondentId.parse("3G1") == RespondentId(3, Actor.GEMEENTE, 1)
    assert str(RespondentId.parse(" 12S1 ")) == "12S1"


@pytest.mark.parametrize("text", ["", "K2", "9X2", "9K", "09K2", "9k2", "9K2b", "9K0"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="9K2"):
        RespondentId.parse(text)


def test_every_actor_has_a_letter_of_its_own() -> None:
    assert len({actor.letter for actor in Actor}) == len(LETTERS) == len(Actor)
    assert all(RespondentId.parse(f"1{actor.letter}1").actor is actor for actor in Actor)
    assert all(re.fullmatch(ID, f"1{letter}1") for letter in LETTERS)


def test_respondents_sort_by_oza_then_actor_then_serial() -> None:
    mixed = ["10K1", "2S1", "2K2", "2K1", "2P1", "2O1"]
    assert sorted(mixed, key=respondent_order) == ["2K1", "2K2", "2O1", "2P1", "2S1", "10K1"]


def test_a_study_of_financing_sorts_in_its_own_order() -> None:
    mixed = ["1B1", "1O1", "1Z1", "1A1", "1L1", "1V1", "1G1"]
    assert sorted(mixed, key=respondent_order) == ["1G1", "1V1", "1L1", "1A1", "1Z1", "1O1", "1B1"]

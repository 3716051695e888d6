import pytest

from pipeline.domain.ids import Actor, RespondentId, respondent_order


def test_a_respondent_names_oza_actor_and_serial() -> None:
    assert RespondentId.parse("9K2") == RespondentId(9, Actor.KIND, 2)
    assert str(RespondentId.parse(" 12S1 ")) == "12S1"


@pytest.mark.parametrize("text", ["", "K2", "9X2", "9K", "09K2", "9k2", "9K2b", "9K0"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="9K2"):
        RespondentId.parse(text)


def test_respondents_sort_by_oza_then_actor_then_serial() -> None:
    mixed = ["10K1", "2S1", "2K2", "2K1", "2P1", "2O1"]
    assert sorted(mixed, key=respondent_order) == ["2K1", "2K2", "2O1", "2P1", "2S1", "10K1"]

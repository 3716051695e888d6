"""Who took part in more than one wave."""

from __future__ import annotations

import pytest

from pipeline.domain.ids import RespondentId
from pipeline.domain.respondent import Respondent
from pipeline.domain.returning import Return, conflicts, persons, returns


def one(id_: str, formerly: str = "", age: int | None = None) -> Respondent:
    was = RespondentId.parse(formerly) if formerly else None
    return Respondent(RespondentId.parse(id_), f"{id_}.docx", age, formerly=was)


FIRST = ("golf-1", [one("3K1", age=9), one("3K2"), one("4O1")])


def told(*rows: Respondent) -> list[str]:
    return [conflict.what for conflict in conflicts(rows, [FIRST])]


def test_the_same_id_and_a_named_earlier_one_are_the_same_person() -> None:
    second = ("golf-2", [one("3K1"), one("5K1", "3K2"), one("5K2")])
    third = ("golf-3", [one("6K1", "5K1"), one("3K1")])
    assert persons([FIRST, second, third]) == {
        ("golf-1", "3K1"): "3K1",
        ("golf-1", "3K2"): "3K2",
        ("golf-1", "4O1"): "4O1",
        ("golf-2", "3K1"): "3K1",
        ("golf-2", "5K1"): "3K2",
        ("golf-2", "5K2"): "5K2",
        ("golf-3", "6K1"): "3K2",
        ("golf-3", "3K1"): "3K1",
    }
    assert returns(third[1], [FIRST, second]) == [
        Return("6K1", "golf-2", "5K1"),
        Return("3K1", "golf-2", "3K1"),
    ]


def test_an_earlier_id_is_that_of_the_same_actor() -> None:
    with pytest.raises(ValueError, match="andere actor"):
        one("5K1", "4O1")


def test_an_earlier_id_has_to_exist() -> None:
    assert told(one("5K1", "9K9")) == ["9K9 bij 'eerder' komt in geen eerdere golf voor"]


def test_nobody_takes_the_id_of_somebody_else() -> None:
    assert told(one("3K2", "3K1")) == ["3K2 was in golf-1 iemand anders dan 3K1"]


def test_two_people_cannot_have_been_the_same_one() -> None:
    twice = "3K1 hoort in deze golf bij meer dan één respondent"
    assert told(one("5K1", "3K1"), one("5K2", "3K1")) == [twice, twice]
    assert told(one("3K1"), one("5K2", "3K1")) == [twice]
    assert persons([FIRST, ("golf-2", [one("3K1"), one("5K2", "3K1")])])["golf-2", "5K2"] == "5K2"


def test_nobody_grows_younger() -> None:
    assert told(one("3K1", age=8)) == ["3K1 is jonger dan 3K1 in golf-1 was"]
    assert told(one("5K1", "3K1", age=8)) == ["5K1 is jonger dan 3K1 in golf-1 was"]
    assert told(one("3K1", age=9), one("3K2", age=8), one("4O1")) == []

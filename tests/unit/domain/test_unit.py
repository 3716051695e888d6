"""What the number of a respondent counts."""

from pipeline.domain.unit import OZA, Unit, any_of

REGION, SESSION = Unit("regio", "regio’s"), Unit("bijeenkomst", "bijeenkomsten")


def test_one_is_not_many() -> None:
    assert [OZA.counted(1), OZA.counted(9)] == ["1 OZA", "9 OZA’s"]
    assert REGION.counted(0) == "0 regio’s"


def test_several_units_are_said_once_each_and_in_order() -> None:
    assert any_of([OZA, OZA]) == OZA
    either = any_of([REGION, REGION, SESSION, REGION])
    assert either == Unit("regio of bijeenkomst", "regio’s of bijeenkomsten")

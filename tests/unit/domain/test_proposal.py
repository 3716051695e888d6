"""Proposals of nearly one name stand together, and a ruling settles what was proposed before it."""

from __future__ import annotations

import pytest

from pipeline.domain.proposal import Outcome, Proposal, Ruling, alike, named, together


def proposal(name: str, coder: str = "anna", at: str = "2025-01-02T00:00:00Z") -> Proposal:
    return Proposal(name, "omdat", coder, at)


def declined(*names: str, at: str = "2025-01-03T00:00:00Z") -> Ruling:
    return Ruling(names, Outcome.DECLINED, "bo", at, reason="bestaat al")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Geldzorgen", "geldzorgen.", True),
        ("Café op school", "cafe op School", True),
        ("De rol van broers en zussen", "Rol van broers, zussen", True),
        ("Eigen bijdrage vervoer", "Eigen bijdragen vervoer", True),
        ("Zorg voor ouders", "Zorg van ouders", False),
        ("Ouders helpen kinderen", "Kinderen helpen ouders", False),
        ("Veilig", "Onveilig", False),
        ("Rust", "Lust", False),
        ("Positieve sfeer", "Negatieve sfeer", False),
        ("De het", "Een en", False),
    ],
)
def test_names_are_alike_when_they_say_the_same(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


def test_proposals_of_nearly_one_name_stand_together_in_the_order_they_were_made() -> None:
    found = together(
        [
            proposal("Eigen bijdragen vervoer", "bram", "2025-01-04T00:00:00Z"),
            proposal("Chatbot", "anna", "2025-01-03T00:00:00Z"),
            proposal("Eigen bijdrage vervoer", "anna", "2025-01-02T00:00:00Z"),
        ],
        [],
    )
    assert [(one.name, one.coders, one.state) for one in found] == [
        ("Eigen bijdrage vervoer", ("anna", "bram"), "open"),
        ("Chatbot", ("anna",), "open"),
    ]
    assert found[0].names == ("Eigen bijdrage vervoer", "Eigen bijdragen vervoer")


def test_a_ruling_settles_what_was_proposed_until_then_and_asks_anew_after() -> None:
    early, late = proposal("Chatbot"), proposal("chatbot", "bram", "2025-01-04T00:00:00Z")
    (settled,) = together([early], [declined("Chatbot")])
    assert (settled.open, settled.state) == (False, "afgewezen")
    (anew,) = together([early, late], [declined("Chatbot")])
    assert (anew.fresh, anew.state) == ((late,), "opnieuw voorgesteld")
    (again,) = together([early, late], [declined("Chatbot"), declined("chatbot", at=late.at)])
    assert not again.open


def test_a_ruling_does_not_settle_a_name_that_it_did_not_know() -> None:
    (group,) = together(
        [proposal("Eigen bijdrage vervoer"), proposal("Eigen bijdragen vervoer", "bram")],
        [declined("Eigen bijdrage vervoer")],
    )
    assert [one.coder for one in group.fresh] == ["bram"]


def test_what_waits_stands_first() -> None:
    found = together([proposal("Chatbot"), proposal("Vervoer")], [declined("Chatbot")])
    assert [one.name for one in found] == ["Vervoer", "Chatbot"]


def test_a_name_that_is_typed_nearly_right_is_found_unless_two_can_be_meant() -> None:
    found = together([proposal("Bijdrage vervoer a"), proposal("Chatbot")], [])
    assert named("bijdrage vervoer A!", found) is found[0]
    assert named("bijdrage vervoor a", found) is found[0]
    assert named("iets anders", found) is None
    two = together([proposal("Bijdrage vervoer 1abc"), proposal("Bijdrage vervoer 2xyz")], [])
    assert len(two) == 2
    assert named("Bijdrage vervoer", two) is None


@pytest.mark.parametrize(
    "given",
    [
        {"names": ()},
        {"names": ("",)},
        {"by": ""},
        {"at": ""},
        {"reason": ""},
        {"code": "x"},
        {"outcome": Outcome.MERGED},
        {"outcome": Outcome.ACCEPTED},
    ],
)
def test_a_ruling_says_all_it_has_to(given: dict[str, object]) -> None:
    values: dict[str, object] = {
        "names": ("Chatbot",), "outcome": Outcome.DECLINED, "by": "bo", "at": "2025", "reason": "r",
    }  # fmt: skip
    Ruling(**values)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"besluit|reden|code"):
        Ruling(**{**values, **given})  # type: ignore[arg-type]

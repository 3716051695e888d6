"""Roles: a closed list, so that no name becomes one."""

from __future__ import annotations

import pytest

from pipeline.domain.transcript import Caption, Heard, clock, time_of
from pipeline.domain.voices import Voice, asks, is_name, own_role, proposals, read_role, sign_of


@pytest.mark.parametrize("text", ["Anouk", "anouk", "moeder Anouk", "De Linde", "", "moeder 0"])
def test_a_name_is_no_role_and_is_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="een rol is interviewer") as refused:
        read_role(text)
    assert "nouk" not in str(refused.value)
    assert "Linde" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "role", "sign", "question"),
    [
        ("Interviewer", "interviewer", "I", True),
        (" interviewer  2", "interviewer 2", "I", True),
        ("respondent", "respondent", "R", False),
        ("Moeder", "moeder", "Moeder", False),
        ("deelnemer 12", "deelnemer 12", "Deelnemer 12", False),
    ],
)
def test_roles(text: str, role: str, sign: str, question: bool) -> None:
    assert read_role(text) == role
    assert (sign_of(role), asks(role)) == (sign, question)


@pytest.mark.parametrize(
    ("label", "role", "name"),
    [
        ("I", "interviewer", False),
        ("R", "respondent", False),
        ("Moeder 2", "moeder 2", False),
        ("SPEAKER_00", "", False),
        ("Spreker 1", "", False),
        ("Speaker undefined", "", False),
        ("K", "", False),
        ("", "", False),
        ("Anouk", "", True),
        ("Wit, Anouk de (gast)", "", True),
    ],
)
def test_what_a_label_says_itself(label: str, role: str, name: bool) -> None:
    assert (own_role(label), is_name(label)) == (role, name)


def voice(label: str, questions: int) -> Voice:
    return Voice("9K2", label, 3, questions)


@pytest.mark.parametrize(
    ("asked", "guess"),
    [
        ({"a": 5, "b": 1}, {"a": "interviewer", "b": "respondent"}),
        ({"b": 0, "a": 5, "c": 2}, {"a": "interviewer", "b": "deelnemer 1", "c": "deelnemer 2"}),
        ({"a": 2, "b": 2}, {}),
        ({"a": 0, "b": 0}, {}),
        ({"a": 7}, {}),
    ],
)
def test_who_asks_most_is_probably_the_interviewer(
    asked: dict[str, int], guess: dict[str, str]
) -> None:
    assert proposals([voice(label, count) for label, count in asked.items()]) == guess


def test_time_of_a_span() -> None:
    heard = [Heard(3, 10, 1.0, 2.0), Heard(11, 20, 2.0, 5.5), Heard(30, 40, 0.5, 0.9)]
    assert time_of(heard, 3, 10) == (1.0, 2.0)
    assert time_of(heard, 9, 12) == (1.0, 5.5)
    assert time_of(heard, 10, 11) is None
    assert time_of(heard, 19, 31) == (0.5, 5.5)
    assert time_of(heard, 40, 50) is None


@pytest.mark.parametrize("times", [(-1.0, 2.0), (3.0, 2.0), (None, 2.0)])
def test_impossible_times_are_refused(times: tuple[float | None, float]) -> None:
    with pytest.raises(ValueError, match="tijd"):
        Caption(*times, "", "Ja.")


def test_clock() -> None:
    assert [clock(t) for t in (0, 59.999, 3723.5, 360_001)] == [
        "00:00:00", "00:00:59", "01:02:03", "100:00:01",
    ]  # fmt: skip

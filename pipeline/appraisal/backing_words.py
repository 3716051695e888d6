"""Why a placement has its backing, in Dutch: what was expected, what was found, what that comes
to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pipeline.domain.placement_evidence import Direction
from pipeline.domain.revision import POSITIONS

LOW, MIDDLE, HIGH = POSITIONS


class Found(StrEnum):
    """What decided; the value is the last sentence of a reason."""

    NOTHING = "Er is geen gevalideerde passage die meetelt; dat spreekt de plaats niet tegen."
    NEUTRAL = "Geen van de passages kiest een kant."
    ELSEWHERE = (
        "Wat er is gezegd, past bij een ander onderdeel van dit criterium; over welk onderdeel een"
        " passage gaat, is uit haar code niet op te maken."
    )
    OPPOSITE = "Veel meer respondenten spreken deze plaats tegen dan haar steunen."
    HIGHER = "Samen wijzen de argumenten naar een hogere score."
    LOWER = "Samen wijzen de argumenten naar een lagere score."
    SPLIT = "De respondenten zijn verdeeld."
    ONE_VOICE = "Eén respondent zegt er iets over; daar is niet op te bouwen."
    ONE_SUPPORT = "De steun komt van één respondent; daar is niet op te bouwen."
    ONE_PARTY = "Dat past, maar het komt van één partij"
    FITTING = "Dat past."
    SPREAD = (
        "Dat past: op de onderdelen van dit criterium scoort deze wijze verschillend, dus zijn"
        " beide kanten te verwachten."
    )
    FEW = "Dat past: het zijn er te weinig om de plaats te verschuiven."


_EXPECTED = {
    HIGH: f"Bij score {HIGH} passen argumenten vóór",
    MIDDLE: f"Bij score {MIDDLE} passen argumenten naar beide kanten, of weinig argumenten",
    LOW: f"Bij score {LOW} passen argumenten tegen",
}


def reason(
    score: int, respondents: Mapping[Direction, int], found: Found, party: str, against: str
) -> str:
    """The sentences for one placement.

    Args:
        respondents: how many say what, of those who weigh.
        party: the only one from which the support comes, '' where there are more.
        against: the only one from which the contradiction comes, '' where there are more.
    """
    if found is Found.NOTHING:
        return found.value
    last = f"{found.value}: {party}." if found is Found.ONE_PARTY else found.value
    told = f"{_EXPECTED[score]}. Respondenten: {_counted(respondents)}. {last}"
    return f"{told} Alle tegenspraak komt van één partij: {against}." if against else told


def apart(respondents: int, judges: str) -> str:
    """What is added where some do not weigh, because the study judges from others."""
    people = "1 respondent telt" if respondents == 1 else f"{respondents} respondenten tellen"
    return f"{people} hier niet mee: de studie beoordeelt deze schaal vanuit {judges}."


def _counted(respondents: Mapping[Direction, int]) -> str:
    shown = [side for side in Direction if side is not Direction.NEUTRAL or respondents[side]]
    return ", ".join(f"{respondents[side]} {side.label}" for side in shown)

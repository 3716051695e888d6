"""Actors and respondents, as the study names them (seed study, sections 2.3 and 3.2.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_RESPONDENT = re.compile(r"([1-9]\d{0,2})([KOPS])([1-9]\d{0,2})")


class Actor(StrEnum):
    """Who speaks. The order is the order of the report."""

    KIND = "kind"
    OUDER = "ouder"
    PROFESSIONAL = "professional"
    PARTNER = "partner"

    @property
    def letter(self) -> str:
        return _LETTERS[self]

    @property
    def rank(self) -> int:
        return list(Actor).index(self)


_LETTERS = {Actor.KIND: "K", Actor.OUDER: "O", Actor.PROFESSIONAL: "P", Actor.PARTNER: "S"}
_ACTORS = {letter: actor for actor, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class RespondentId:
    """`9K2` is OZA 9, child 2. A group interview is one respondent.

    Raises:
        ValueError: for anything that is not an OZA number, a letter K, O, P or S and a serial.
    """

    oza: int
    actor: Actor
    serial: int

    @classmethod
    def parse(cls, text: str) -> RespondentId:
        found = _RESPONDENT.fullmatch(text.strip())
        if not found:
            raise ValueError(
                "een respondent heet als 9K2: OZA-nummer, hoofdletter K, O, P of S, volgnummer"
            )
        return cls(int(found[1]), _ACTORS[found[2]], int(found[3]))

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts by OZA number, then actor in report order, then serial (10K1 after 9K1)."""
        return (self.oza, self.actor.rank, self.serial)

    def __str__(self) -> str:
        return f"{self.oza}{self.actor.letter}{self.serial}"


def respondent_order(respondent: str) -> tuple[int, int, int]:
    """Sort key for respondents that are held as text, as they are in tables."""
    return RespondentId.parse(respondent).order

"""Actors and respondents, as the study names them (seed study, sections 2.3 and 3.2.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Actor(StrEnum):
    """Who speaks: the actors of every study, as one closed list in the order of the report.

    Closed, because the letter is part of an id, and an id has to say who speaks without a study at
    hand: in a ledger, in an address, in what forgets somebody. The order is such that each study
    reads its own actors in its own order: whoever pays and arranges comes before whoever receives,
    and a group of everybody comes last. A study uses those that its study.toml names
    (`Settings.actors`), a codebook those of its codes (`Codebook.actors`): nothing that is counted
    or learned loops over this list itself.
    """

    GEMEENTE = "gemeente"
    SAMENWERKINGSVERBAND = "samenwerkingsverband"
    SCHOOL = "school"
    AANBIEDER = "aanbieder"
    ZORGKANTOOR = "zorgkantoor"
    KIND = "kind"
    OUDER = "ouder"
    PROFESSIONAL = "professional"
    PARTNER = "partner"
    BIJEENKOMST = "bijeenkomst"

    @property
    def letter(self) -> str:
        return _LETTERS[self]

    @property
    def rank(self) -> int:
        return list(Actor).index(self)


_LETTERS = {
    Actor.GEMEENTE: "G",
    Actor.SAMENWERKINGSVERBAND: "V",
    Actor.SCHOOL: "L",
    Actor.AANBIEDER: "A",
    Actor.ZORGKANTOOR: "Z",
    Actor.KIND: "K",
    Actor.OUDER: "O",
    Actor.PROFESSIONAL: "P",
    Actor.PARTNER: "S",
    Actor.BIJEENKOMST: "B",
}
_ACTORS = {letter: actor for actor, letter in _LETTERS.items()}

LETTERS = "".join(sorted(_ACTORS))
"""Every letter of an actor, for a pattern: `[ABGKLOPSVZ]`."""
ID = rf"[1-9]\d{{0,2}}[{LETTERS}][1-9]\d{{0,2}}"
"""The pattern of a respondent's id, without groups."""
_RESPONDENT = re.compile(rf"([1-9]\d{{0,2}})([{LETTERS}])([1-9]\d{{0,2}})")


@dataclass(frozen=True, slots=True)
class RespondentId:
    """`9K2` is OZA 9, child 2. A group interview is one respondent.

    `oza` is the number of what the study groups its conversations by: an OZA, or what `[unit]` in
    its study.toml calls it (a region).

    Raises:
        ValueError: for anything that is not such a number, the letter of an actor and a serial.
    """

    oza: int
    actor: Actor
    serial: int

    @classmethod
    def parse(cls, text: str) -> RespondentId:
        found = _RESPONDENT.fullmatch(text.strip())
        if not found:
            raise ValueError(
                "een respondent heet als 9K2: nummer, hoofdletter van wie er spreekt, volgnummer"
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

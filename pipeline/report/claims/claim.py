"""What is found in the prose: the frozen values between the steps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.ids import Actor
from pipeline.report.claims.quantities import Number, Quantity


class Subject(StrEnum):
    """What a claim counts."""

    RESPONDENTS = "respondenten"
    OZAS = "oza's"


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase `[start, end)` of a sentence that says how many of whom: `vrijwel alle ouders`.

    `noun` is where the actor's own word begins. `quantity` and `number` are what it says, one or
    both ('de meeste ouders (9 van de 15)'); `total` the number it counts out of, None when it
    names none. `actors` are more than one for `vrijwel alle kinderen en ouders`, and empty for
    OZA's. `everyone` says that the word is one for all actors ('respondenten').
    """

    start: int
    end: int
    noun: int
    actors: tuple[Actor, ...]
    subject: Subject
    quantity: Quantity | None = None
    number: Number | None = None
    total: int | None = None
    everyone: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.noun < self.end:
            raise ValueError(
                f"een bewering loopt van begin naar eind, niet {self.start}-{self.end}"
            )
        if self.quantity is None and self.number is None:
            raise ValueError("een bewering noemt een hoeveelheid")

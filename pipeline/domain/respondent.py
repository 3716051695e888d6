"""A row of the register and a row of the OZA characteristics (seed study, sections 2.2, 2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.domain.ids import Actor, RespondentId


@dataclass(frozen=True, slots=True)
class Respondent:
    """One interview's voice.

    `age` is in years and only asked of children; `participants` is 1 for an individual
    interview and the size of the group otherwise; `date` is ISO 8601 or empty. `formerly` is the id
    under which the same person took part in an earlier wave, where that was another one (a child
    that moved to another OZA).
    """

    id: RespondentId
    file: str
    age: int | None = None
    gender: str = ""
    participants: int = 1
    date: str = ""
    formerly: RespondentId | None = None

    def __post_init__(self) -> None:
        if self.age is not None and not 3 <= self.age <= 110:
            raise ValueError("een leeftijd ligt tussen 3 en 110 jaar")
        if not 1 <= self.participants <= 99:
            raise ValueError("het aantal deelnemers ligt tussen 1 en 99")
        if self.formerly is not None and self.formerly.actor is not self.id.actor:
            raise ValueError(f"{self.id} kan eerder niet {self.formerly} zijn: een andere actor")

    @property
    def actor(self) -> Actor:
        return self.id.actor


@dataclass(frozen=True, slots=True)
class OzaTraits:
    """What is known of one OZA: school type, leading party, location, urban or rural, ..."""

    number: int
    traits: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

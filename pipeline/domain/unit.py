"""What the number in a respondent's id counts: an OZA, a region, a session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """What a study calls it, as study.toml says; a word with 'de': 'de OZA', 'elke regio'."""

    singular: str = "OZA"
    plural: str = "OZA’s"

    @property
    def heading(self) -> str:
        """`Regio`, as it stands above a column or in front of one."""
        return self.singular[:1].upper() + self.singular[1:]

    def counted(self, number: int) -> str:
        """`1 regio`, `7 regio’s`."""
        return f"{number} {self.singular if number == 1 else self.plural}"


OZA = Unit()
"""Where a study says nothing."""


def any_of(units: Iterable[Unit]) -> Unit:
    """Several units as one: `regio of bijeenkomst`, for what is said of every number; an OZA
    where there are none."""
    each = list(dict.fromkeys(units))
    if not each:
        return OZA
    return Unit(" of ".join(one.singular for one in each), " of ".join(one.plural for one in each))

"""What somebody asks to see or accept in one go, as it stands in an address or a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.domain.codebook import Codebook

USUAL = "90"
"""The probability in per cent from which the page starts."""
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """From which probability (`percent` as it was typed, `above` in 0..1), and which code only, or
    '' for every code. `wrong` says that what was typed is no percentage: the usual one is used."""

    percent: str
    above: float
    code: str = ""
    wrong: bool = False

    def shown(self, *, comma: bool) -> str:
        """The probability as people read it: `92,5%`."""
        return (self.percent.replace(".", ",") if comma else self.percent) + "%"


def asked_in(given: Mapping[str, str], codebook: Codebook) -> Asked:
    """Reads `vanaf` and `code`; a code that does not exist is every code."""
    typed, code = given.get("vanaf", USUAL).strip(), given.get("code", "")
    whole = _PERCENT.fullmatch(typed)
    # By way of decimals: 0.9 has to be the 0.9 of the command, not a hair beside it.
    share = Decimal(typed.replace(",", ".")) / 100 if whole else Decimal(-1)
    wrong = not 0 <= share <= 1
    percent = USUAL if wrong else typed.replace(",", ".")
    above = float(Decimal(USUAL) / 100 if wrong else share)
    return Asked(percent, above, code if code in codebook else "", wrong)

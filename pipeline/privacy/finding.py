"""A finding: a span of a report that may identify a person, for a person to confirm or dismiss."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a finding seems to be. NAAM is the net's: a capitalised word that nothing explains."""

    PERSOON = "persoon"
    SCHOOL = "school"
    ZORGORGANISATIE = "zorgorganisatie"
    ORGANISATIE = "organisatie"
    PLAATS = "plaats"
    ADRES = "adres"
    POSTCODE = "postcode"
    TELEFOON = "telefoon"
    EMAIL = "e-mail"
    WEBADRES = "webadres"
    BSN = "bsn"
    IBAN = "iban"
    GEBOORTEDATUM = "geboortedatum"
    NAAM = "naam"
    OVERIG = "overig"


CERTAINTIES = ("mogelijk", "waarschijnlijk", "zeker")
"""From least to most certain."""


def rank(certainty: str) -> int:
    """0 for 'mogelijk' to 2 for 'zeker'.

    Raises:
        ValueError: for any other word.
    """
    if certainty not in CERTAINTIES:
        raise ValueError("zekerheid is 'zeker', 'waarschijnlijk' of 'mogelijk'")
    return CERTAINTIES.index(certainty)


@dataclass(frozen=True, slots=True)
class Span:
    """What one worker found in one text: `[start, end)` in code points.

    Raises:
        ValueError: for an empty span, a negative start or an unknown certainty.
    """

    start: int
    end: int
    kind: Kind
    source: str
    certainty: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"een vindplaats loopt van begin naar eind, niet {self.start}-{self.end}"
            )
        rank(self.certainty)

    @property
    def length(self) -> int:
        return self.end - self.start

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Finding:
    """A span of `Report.text`, or of the hidden item that `where` names ('opmerking 2').

    `text` is what stands there. It is left out of repr(), as that ends up in logs.

    Raises:
        ValueError: when span, text and certainty do not fit together.
    """

    respondent: str
    start: int
    end: int
    kind: Kind
    text: str = field(repr=False)
    source: str
    certainty: str
    where: str = "tekst"

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"een vindplaats loopt van begin naar eind, niet {self.start}-{self.end}"
            )
        if len(self.text) != self.end - self.start:
            raise ValueError(
                f"de tekst op {self.start}-{self.end} is niet zo lang als de vindplaats"
            )
        if not self.respondent or not self.where:
            raise ValueError("een vindplaats noemt een respondent en een plek")
        rank(self.certainty)

    @property
    def order(self) -> tuple[str, bool, str, int, int]:
        """Sorts by respondent, the text before hidden items, then by place."""
        return (self.respondent, self.where != "tekst", self.where, self.start, self.end)

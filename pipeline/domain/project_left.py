"""What a project of another program held and ours cannot, with the reason, for the user.

It names kinds, counts and guids; never a name or a word, which may be a participant's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class What(Enum):
    """What was left: one of them, and more."""

    CASE = ("casus", "casussen")
    CODE = ("code", "codes")
    CODING = ("codering", "coderingen")
    GRAPH = ("schema", "schema's")
    LINK = ("koppeling", "koppelingen")
    MEMBER = ("lid van een set", "leden van sets")
    MOMENT = ("datum", "datums")
    NOTE = ("memo", "memo's")
    NOTE_REF = ("verwijzing naar een memo", "verwijzingen naar memo's")
    PASSAGE = ("passage", "passages")
    REFERENCE = ("verwijzing van een casus", "verwijzingen van casussen")
    SELECTION = ("selectie", "selecties")
    SET = ("set", "sets")
    SOURCE = ("bron", "bronnen")
    TRANSCRIPT = ("transcript", "transcripten")
    USER = ("gebruiker", "gebruikers")
    VALUE = ("waarde", "waarden")
    VARIABLE = ("variabele", "variabelen")

    def counted(self, number: int) -> str:
        """`1 codering`, `12 coderingen`."""
        return f"{number} {self.value[number != 1]}"


class Why(Enum):
    """Why it was left, as the end of a sentence."""

    NO_TEXT = "bij een bron zonder tekst"
    OUTSIDE = "verder dan het eind van de tekst, of met het eind voor het begin"
    EMPTY = "zonder een teken tekst"
    NO_NUMBER = "met een plaats die geen getal is"
    PART = "op een deel van een bladzijde, beeld of opname"
    IN_NOTE = "in een memo"
    NO_CODE = "zonder code"
    CODE_GONE = "met een code die niet in het project staat"
    DANGLING = "waarvan het doel ontbreekt"
    SAME_GUID = "waarvan het doel niet vaststaat, omdat twee dingen één guid delen"
    NOT_HERE = "waarvan de tekst niet in het bestand zit"
    NOT_ITS_TYPE = "met waarden van een andere soort; ze zijn als tekst overgenomen"
    NO_MOMENT = "in een vorm die geen datum is"
    NOT_HELD = "waarvoor dit programma geen plaats heeft"
    NO_NAME = "zonder naam; er is een naam voor bedacht"


@dataclass(frozen=True, slots=True)
class Left:
    """One reason with how often it held; `guids` are the first few, to look them up with."""

    what: What
    why: Why
    number: int = 1
    guids: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.what.counted(self.number)} {self.why.value}"

"""Every reason to set a report aside, in words for the user, on one page.

A reason names the file and what to do. It never holds a word of the text.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from pipeline.errors import Place, ReportSetAside

_RESAVE = "open het bestand in Word of LibreOffice, kijk of alles er staat en sla het opnieuw op"
_UNLOCK = "sla het op zonder wachtwoord, of vraag een onbeveiligde versie"


class Refusal(Enum):
    """What is wrong and the remedy; `{…}` is filled in by `refuse`."""

    MISSING = ("het bestand is er niet of is niet te openen", "controleer naam, map en rechten")
    SUFFIX = ("dit type wordt niet gelezen", "lever aan als {suffixes}")
    EMPTY = ("leeg: het bestand heeft nul bytes", "lever het bestand opnieuw aan")
    BLANK = ("leeg: er staat geen tekst in", "lever het verslag zelf aan")
    TOO_LARGE = (
        "te groot: {size} bytes, de grens is {limit}",
        "haal afbeeldingen eruit of splits het",
    )
    TOO_LONG = (
        "te veel tekst: meer dan {limit} tekens",
        "lever één interview per bestand aan, of verhoog [ingest] in study.toml",
    )
    BOMB = (
        "pakt uit tot meer dan is toegestaan (zipbom?)",
        "open het niet, en vraag wie het stuurde om een nieuwe versie",
    )
    ENTITIES = ("bevat een DOCTYPE of entiteiten, en dat hoort niet in een verslag", _RESAVE)
    ENCRYPTED = ("versleuteld met een wachtwoord", _UNLOCK)
    OTHER_TYPE = ("geen {suffix}-bestand maar {real}", "sla het op als een echt {suffix}-bestand")
    OLD_WORD = (
        "geen {suffix}-bestand maar een oud Word-document (.doc)",
        "sla het in Word op als .docx",
    )
    NOT_TEXT = ("geen leesbare tekst maar binaire gegevens", "lever het aan als tekst, in UTF-8")
    SCANNED = (
        "gescand: {pages} van de {total} pagina's zijn een afbeelding zonder tekst",
        "laat er tekstherkenning (OCR) over lopen of lever het tekstbestand aan",
    )
    UNMAPPED = (
        "de lettertypen in deze PDF geven geen leesbare tekens",
        "lever het document aan waar de PDF van gemaakt is",
    )
    NO_TIMES = (
        "er staat geen tijd in zoals 00:12:31.500 --> 00:12:35.000",
        "exporteer het transcript opnieuw, of lever het aan als .docx of .txt",
    )
    BAD_TIME = (
        "hier staat een tijd die niet te lezen is",
        "verbeter haar tot 00:12:31.500 --> 00:12:35.000",
    )
    BROKEN_OFF = ("het transcript breekt hier af", "exporteer of kopieer het opnieuw")
    CHUNK = ("bevat een ingevoegd document dat niet mee te lezen is (altChunk)", _RESAVE)
    DAMAGED = ("beschadigd of niet af: het bestand is niet te lezen", _RESAVE)


def refuse(
    path: Path, reason: Refusal, *, line: int | None = None, **details: object
) -> ReportSetAside:
    """The error for one file, or one line of it, ready to be raised."""
    what, remedy = reason.value
    place = Place.of(path, line)
    return ReportSetAside(what.format(**details), place=place, remedy=remedy.format(**details))

"""What the columns of a list of codes are called, in Dutch, English, and by MAXQDA and ATLAS.ti."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a column can be."""

    ID = "id"
    NAME = "naam"
    PARENT = "bovenliggende code"
    DEFINITION = "definitie"
    USE = "gebruik"
    AVOID = "wanneer niet"
    EXAMPLES = "voorbeelden"
    KEYWORDS = "trefwoorden"
    ACTORS = "actoren"
    GUID = "guid"
    COLOUR = "kleur"
    SET = "set"


_NAMES: dict[Field, str] = {
    Field.ID: "id|code id|codeid|code nummer|codenummer|nummer|nr",
    Field.NAME: (
        "naam|name|label|code naam|codenaam|code name|codename|code label|codelabel|subcode"
        "|deelcode|titel|title|thema|theme"
    ),
    Field.PARENT: (
        "ouder|parent|parent code|bovenliggend|bovenliggende code|hoofdcode|main code|parent name"
        "|parent id|hoort onder|valt onder|onder|obercode|bovencode"
    ),
    Field.DEFINITION: (
        "definitie|definition|beschrijving|description|omschrijving|betekenis|toelichting"
        "|code memo|codememo|memo|comment|comments|opmerking|code comment|kommentar|codekommentar"
        "|code definition|code definitie|codedefinitie|code description|code beschrijving"
    ),
    Field.USE: (
        "gebruik|use|wanneer|wanneer wel|when to use|gebruiken als|inclusie|inclusion"
        "|inclusion criteria|inclusiecriteria"
    ),
    Field.AVOID: (
        "niet gebruiken|wanneer niet|when not to use|exclusie|exclusion|exclusion criteria"
        "|exclusiecriteria|niet gebruiken als"
    ),
    Field.EXAMPLES: "voorbeeld|voorbeelden|example|examples",
    Field.KEYWORDS: "trefwoord|trefwoorden|keyword|keywords|sleutelwoorden",
    Field.ACTORS: "actor|actoren|actors|geldt voor|voor wie",
    Field.GUID: "guid|uuid",
    Field.COLOUR: "kleur|color|colour|farbe",
    Field.SET: (
        "code group|codegroep|code set|codeset|set|sets|groep|group|code groups|codegroepen|groups"
        "|groepen|codegruppe|codegruppen"
    ),
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_CODE = ("code", "codes", "code system", "codesystem", "codesysteem")
"""The name of a code, or its id where another column has the name."""
_MANY = (Field.EXAMPLES, Field.DEFINITION, Field.SET)
"""May have more than one column: 'voorbeeld 1', 'voorbeeld 2'."""
_NUMBER_BEHIND = re.compile(r"\s*\d+$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Field → the places of its columns, and what the others are called."""

    places: dict[Field, tuple[int, ...]]
    ignored: tuple[str, ...]

    def text(self, row: Sequence[str], field: Field) -> str:
        """The first of its columns with something in it."""
        return next(iter(self.texts(row, field)), "")

    def texts(self, row: Sequence[str], field: Field) -> list[str]:
        cells = (row[at] for at in self.places.get(field, ()) if at < len(row))
        return [cell for cell in cells if cell]


def columns_of(header: Sequence[str]) -> Columns | None:
    """What the columns are, or None where no column has the names of codes."""
    plain = [" ".join(re.sub(r"[_\-]", " ", name.casefold()).split()) for name in header]
    bare = [_NUMBER_BEHIND.sub("", name) for name in plain]
    places: dict[Field, list[int]] = {}
    ignored = []
    for at, name in enumerate(plain):
        field = _FIELDS.get(name) or _FIELDS.get(bare[at])
        if field is None or (field in places and field not in _MANY):
            if name and name not in _CODE:
                ignored.append(" ".join(header[at].split()))
            continue
        places.setdefault(field, []).append(at)
    code = next((at for at, name in enumerate(plain) if name in _CODE), None)
    if code is not None:
        places.setdefault(Field.ID if Field.NAME in places else Field.NAME, [code])
    if Field.NAME not in places:
        return None
    return Columns({field: tuple(own) for field, own in places.items()}, tuple(ignored))

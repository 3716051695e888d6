"""Street addresses: a street with a number, a post box, and a street's name in its usual place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.privacy.dutch import is_known
from pipeline.privacy.finding import Kind, Span
from pipeline.privacy.wordlists import folded

_COMMON = "straat|laan|weg|plein|gracht|singel|dreef|steeg|plantsoen|kade|dijk|hof"
_RARE = (
    "park|pad|baan|(?<!e)ring|burg|markt|wal|veld|akker|oord|hoeve|erf|brink|kamp|haven|boulevard|"
    "allee|tuin|gaarde|gang|sluis|terrein|promenade|passage|stede|horst|donk|wijk|weide|poort|zoom|str\\."
)
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
# 'Burgemeester de', 'Prins', '1e': what may stand before the word that ends in -straat.
_LEAD = rf"(?:(?:{_CAPITAL}[\w'’.-]{{0,30}}|van|de|der|den|het|'t|ten|ter|en|[12]e)[ \u00a0])"
_NUMBER = (
    r"\d{1,4}(?: ?[a-zA-Z](?![\w'’])|[a-zA-Z]{2}(?!\w)| ?- ?\d{1,4}| (?:hs|bis|I{1,3})\b)?"
    r"(?![.,]?\d)"
)

_NUMBERED = re.compile(
    rf"(?<![\w-])(?P<lead>{_LEAD}{{0,4}})"
    rf"(?P<name>(?:[^\W\d_][\w'’-]{{0,40}}?)?(?i:{_COMMON})|{_CAPITAL}[\w'’-]{{0,40}}?(?:{_RARE})|"
    rf"{_CAPITAL}(?i:{_RARE}))"
    rf"(?:,? n(?:umme)?r\.?)?[ \u00a0]+(?P<number>{_NUMBER})"
)
# Whatever the street is called: a postcode follows, or 'in', 'aan' or 'op' goes before.
_BEFORE_POSTCODE = re.compile(
    rf"(?<![\w-])(?P<name>{_LEAD}{{0,3}}{_CAPITAL}[\w'’.-]{{0,40}}) {_NUMBER}"
    r"(?=,? ?\n?[1-9]\d{3} ?[A-Z]{2}(?!\w))"
)
_PLACED = re.compile(
    rf"\b(?:[Ii]n|[Aa]an|[Oo]p) (?:de |het |'t )?"
    rf"(?P<name>{_LEAD}{{0,3}}(?P<last>{_CAPITAL}[\w'’-]{{3,40}})) {_NUMBER}(?! ?(?:uur|jaar)\b)"
)
_SQUARE = re.compile(r"\bPlein (?:1[5-9]\d\d|20\d\d)\b")
_POSTBOX = re.compile(r"\b(?:postbus|antwoordnummer)[ \u00a0]\d{1,6}\b", re.IGNORECASE)
_UNNUMBERED = re.compile(rf"(?<![\w-])(?P<name>[^\W\d_][\w'’-]{{2,40}}(?:{_COMMON}))(?![\w-])")
_AT = re.compile(r"\b(?:in|aan|op|bij|naar|uit|van|vanaf|via)(?: (?:de|het|'t))? $", re.IGNORECASE)

_NO_STREET = folded("geen_straat")
_NO_LEAD = folded("geen_straatbegin")


def find(text: str) -> Iterator[Span]:
    """Streets with a house number, squares named after a year, post boxes, and street names
    behind a word such as 'in de'. Spans may overlap."""
    for match in _NUMBERED.finditer(text):
        lead = _trimmed(match["lead"])
        if match["name"].lower() in _NO_STREET and not lead[:1].isupper():
            continue
        rare = not re.search(rf"(?:{_COMMON})$", match["name"].lower())
        if rare and not lead and is_known(match["name"]):
            continue
        start = match.start("name") - len(lead)
        certainty = "zeker" if text[start].isupper() else "waarschijnlijk"
        yield Span(start, match.end("number"), Kind.ADRES, "patroon", certainty)
    for match in _BEFORE_POSTCODE.finditer(text):
        yield Span(match.start("name"), match.end(), Kind.ADRES, "patroon", "zeker")
    for match in _PLACED.finditer(text):
        if not is_known(match["last"]):
            yield Span(match.start("name"), match.end(), Kind.ADRES, "patroon", "waarschijnlijk")
    for regex in (_SQUARE, _POSTBOX):
        for match in regex.finditer(text):
            yield Span(match.start(), match.end(), Kind.ADRES, "patroon", "zeker")
    for match in _UNNUMBERED.finditer(text):
        name = match["name"]
        placed = _AT.search(text[max(0, match.start() - 12) : match.start()])
        if not placed or name.lower() in _NO_STREET:
            continue
        if name[0].isupper():
            yield Span(match.start(), match.end(), Kind.ADRES, "patroon", "waarschijnlijk")
        elif not is_known(name):
            yield Span(match.start(), match.end(), Kind.ADRES, "patroon", "mogelijk")


def _trimmed(lead: str) -> str:
    """The lead without what is no part of the name: 'In de Lange ' becomes 'Lange '."""
    while lead and lead.replace("\u00a0", " ").split(" ")[0].lower() in _NO_LEAD:
        lead = lead[len(lead.replace("\u00a0", " ").split(" ")[0]) + 1 :]
    return lead

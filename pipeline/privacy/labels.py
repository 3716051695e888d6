"""Which label stands for whom: one label per person in a study, for as long as the study lasts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.privacy.finding import Kind
from pipeline.privacy.spelling import fold
from pipeline.privacy.wordlists import folded, is_first_name

# Kinds that are one sort of fact: which postcode it was does not matter to a reader.
_PLAIN = {
    Kind.PLAATS: "plaats",
    Kind.ADRES: "adres",
    Kind.POSTCODE: "postcode",
    Kind.TELEFOON: "telefoonnummer",
    Kind.EMAIL: "e-mailadres",
    Kind.WEBADRES: "webadres",
    Kind.BSN: "bsn",
    Kind.IBAN: "rekeningnummer",
    Kind.GEBOORTEDATUM: "geboortedatum",
    Kind.OVERIG: "ander gegeven",
}
_BODIES = {
    Kind.SCHOOL: "school",
    Kind.ZORGORGANISATIE: "zorgorganisatie",
    Kind.ORGANISATIE: "organisatie",
}
_OZA = "naam OZA"
_ROLES = frozenset({"kind", "ouder", "professional", "partner", "persoon"})
_NUMBERED = re.compile(r"\[(?P<stem>naam [^\[\]]*?)(?: (?P<serial>[0-9]+))?\]")
_TITLED = re.compile(r"^(?:\w+\.?\s+)")
_ENDING = re.compile(r"(?:s|(?:[a-z])?(?:etje|tje|pje|je)s?)$")


def label_for(kind: Kind, role: str, serial: int) -> str:
    """A readable label: `[naam kind]`, `[naam persoon 3]`, `[naam OZA]`, `[postcode]`.

    `role` is kind, ouder, professional, partner or empty for a person, and 'OZA' for the name of
    the arrangement itself, of whatever kind. `serial` counts from 1, which is not printed.

    Raises:
        ValueError: for an unknown role or a serial below 1.
    """
    if serial < 1:
        raise ValueError("een volgnummer begint bij 1")
    stem = _stem(kind, role)
    # The study names its OZA's by number, in the register; a label never does.
    numbered = stem.startswith("naam ") and stem != _OZA and serial > 1
    return f"[{stem} {serial}]" if numbered else f"[{stem}]"


def _stem(kind: Kind, role: str) -> str:
    if role.casefold() == "oza":
        return _OZA
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in _BODIES:
        return f"naam {_BODIES[kind]}"
    if role and role not in _ROLES:
        raise ValueError("een rol is kind, ouder, professional, partner, persoon of OZA")
    return f"naam {role or 'persoon'}"


def normalised(name: str) -> str:
    """How a name is known in the key: lower case, no accents, no title, no apostrophe with s.

    'Sanne', 'sanne' and 'Sanne's' are one; 'Anna' and 'Anne' are two.
    """
    name = " ".join(re.sub(r"'s?(?=\s|$)", "", fold(name)).split())
    titles = folded("titels") | folded("aanspreekvormen")
    while (found := _TITLED.match(name)) and found.group().strip(" .") in titles:
        name = name[found.end() :]
    return name


@dataclass(frozen=True, repr=False)
class Labels:
    """Labels by normalised name; names of bodies and places carry their sort: 'regenboog (school)'.

    Immutable: `with_name` gives a new one. A label once given is never given to another name.
    """

    by_name: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", MappingProxyType(dict(self.by_name)))

    def __repr__(self) -> str:
        """The number only: names must not end up in a log."""
        return f"Labels({len(self.by_name)})"

    def with_name(self, name: str, kind: Kind, role: str) -> tuple[Labels, str]:
        """The label of a name, and the labels with that name among them.

        A first name alone is the one person known with that first name; if there are several, it
        gets a label of its own. What has no name (a postcode) has no entry in the key.

        Raises:
            ValueError: for an empty name or an unknown role.
        """
        bare = normalised(name)
        if not bare:
            raise ValueError("een naam heeft letters")
        stem = _stem(kind, role)
        if not stem.startswith("naam "):
            return self, label_for(kind, role, 1)
        person = kind not in _BODIES and stem != _OZA
        key = bare if person else f"{_core(bare)} ({stem.removeprefix('naam ')})"
        label = self._person(bare, stem) if person else self.by_name.get(key)
        if label is None:
            label = label_for(kind, role, self._last_serial(stem) + 1)
        if key in self.by_name:
            return self, label
        return Labels({**self.by_name, key: label}), label

    def _person(self, bare: str, stem: str) -> str | None:
        """The label of the one person this name may be another form of, or None."""
        people = {known: label for known, label in self.by_name.items() if "(" not in known}
        for form in (bare, *_stems(bare)):
            if form in people:
                return people[form]
            first, _, surname = form.partition(" ")
            if surname:
                # 'Sanne Bakker' may be the 'Sanne' known so far, unless that is Sanne de Vries.
                full = {label for known, label in people.items() if " " in known}
                labels = {people[first]} - full if first in people else set()
            else:
                labels = {
                    label for known, label in people.items() if known.partition(" ")[0] == first
                }
            labels = {label for label in labels if _compatible(label, stem)}
            if len(labels) == 1:
                return labels.pop()
        return None

    def _last_serial(self, stem: str) -> int:
        serials = [0]
        for label in self.by_name.values():
            found = _NUMBERED.fullmatch(label)
            if found and found["stem"] == stem:
                serials.append(int(found["serial"] or 1))
        return max(serials)


def _stems(bare: str) -> list[str]:
    """What a single name may be a form of ('sannes', 'daantje'), unless it is a name itself."""
    if " " in bare or is_first_name(bare):
        return []
    stems = (bare[:cut] for cut in range(len(bare) - 1, 2, -1) if _ENDING.fullmatch(bare[cut:]))
    return list(stems)


def _compatible(label: str, stem: str) -> bool:
    """Whether a label may be of someone with this role: the child Sanne is not the teacher."""
    found = _NUMBERED.fullmatch(label)
    roles = {found["stem"] if found else "", stem}
    return len(roles) == 1 or "naam persoon" in roles


def _core(bare: str) -> str:
    """The name of a body without its article and the word for its sort: 'basisschool de x' is x."""
    sorts = folded("schoolwoorden") | folded("zorgwoorden") | folded("organisatiewoorden")
    parts = bare.split(" ")
    while len(parts) > 1 and (parts[0] in sorts or parts[0] in ("de", "het", "'t", "een")):
        parts = parts[1:]
    return " ".join(parts)

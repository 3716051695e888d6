"""An invented project with one of everything, and texts in which places are easily miscounted."""

from __future__ import annotations

from pipeline.domain.guid import guid_of
from pipeline.domain.project import Project
from pipeline.domain.project_things import (
    Case,
    Coding,
    Direction,
    Link,
    Note,
    Passage,
    ProjectCode,
    ProjectSet,
    Source,
    SourceKind,
    User,
    Value,
    Variable,
)
from pipeline.domain.project_values import VariableType

AT, LATER = "2025-03-01T12:00:00Z", "2025-03-02T08:30:00Z"
CHILD = "Hoe is het 😀 op school?\nIk vind het fijn.\nMet mijn cafe\u0301juf 👩\u200d🏫 praat ik.\n"
PARENT = "שלום, zei hij.\n\nDe lijnen zijn kort 🇳🇱.\n"


def _user(name: str) -> str:
    return guid_of("user", name)


def _code(*path: str) -> str:
    return guid_of("code", *path)


def span(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text."""
    start = text.index(words)
    return start, start + len(words)


def coding(source: Source, words: str, code: str, who: str, at: str, *notes: str) -> Coding:
    assert source.text is not None
    start, end = span(source.text, words)
    guid = guid_of("coding", source.name, words, code, who)
    return Coding(guid, source.guid, start, end, code, _user(who), at, notes)


MEMO = Note(
    guid_of("note", "a"), "Bij 'fijn'", "Eerste regel\nTweede é 😀", user=_user("anna"), at=AT
)
LOOSE = Note(guid_of("note", "b"), "Logboek", "Begonnen.", "Over het project", _user("bram"), LATER)
AGE = Variable(guid_of("variable", "leeftijd"), "leeftijd", VariableType.INTEGER, "In jaren.")
OZA = Variable(guid_of("variable", "oza"), "oza")
CODES = (
    ProjectCode(_code("School"), "School", codable=False, colour="#00FF00"),
    ProjectCode(_code("School", "Sfeer"), "Sfeer", _code("School"), "Hoe het er is.", "#FF8800", notes=(MEMO.guid,)),
    ProjectCode(_code("Thuis"), "Thuis & <meer>"),
    ProjectCode(_code("Thuis", "Sfeer"), "Sfeer", _code("Thuis"), 'Met "aanhaling"\nen regel.'),
    ProjectCode(_code("Contact"), "Contact"),
)  # fmt: skip
KIND = Source(guid_of("source", "9K2"), "9K2", CHILD, at=AT, values=(Value(OZA.guid, "9"),))
OUDER = Source(guid_of("source", "9O1"), "9O1", PARENT, user=_user("anna"), notes=(LOOSE.guid,))
TAPE = Source(guid_of("source", "opname"), "opname 9K2", None, SourceKind.AUDIO)
PROJECT = Project(
    name="Ervaringen",
    description="Golf 1.",
    users=(User(_user("anna"), "anna"), User(_user("bram"), "bram")),
    codes=CODES,
    variables=(AGE, OZA),
    cases=(
        Case(guid_of("case", "9K2"), "9K2", "Een kind.", (Value(AGE.guid, "11"),), (KIND.guid, TAPE.guid)),
    ),
    sources=(KIND, OUDER, TAPE),
    codings=(
        coding(KIND, "Ik vind het fijn.", CODES[1].guid, "anna", AT, MEMO.guid),
        coding(KIND, "Ik vind het fijn.", CODES[4].guid, "bram", LATER),
        coding(KIND, "cafe\u0301juf 👩\u200d🏫", CODES[4].guid, "anna", AT),
        coding(OUDER, "שלום", CODES[3].guid, "bram", AT),
        coding(OUDER, "De lijnen zijn kort 🇳🇱.\n", CODES[4].guid, "anna", LATER),
    ),
    passages=(
        Passage(guid_of("passage", "a"), OUDER.guid, *span(PARENT, "zei hij"), "Toon", "Let op.", _user("anna"), AT),
    ),
    notes=(MEMO, LOOSE),
    links=(Link(guid_of("link", "a"), guid_of("passage", "a"), LOOSE.guid, "hoort bij", Direction.ONE_WAY),),
    sets=(ProjectSet(guid_of("set", "a"), "Eerst", "", (CODES[1].guid, CODES[4].guid), (KIND.guid,)),),
    about=(LOOSE.guid,),
)  # fmt: skip

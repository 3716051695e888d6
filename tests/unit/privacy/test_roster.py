from __future__ import annotations

import pytest

from pipeline.privacy.finding import Finding, Kind
from pipeline.privacy.forms import near
from pipeline.privacy.roster import Roster, parts_of

ROSTER = Roster.of(["Sanne de Vries", "Daan", "Kim", "Marjolein", "Roos", "Wil"])


def hits(text: str, roster: Roster = ROSTER) -> dict[str, str]:
    return {text[s.start : s.end]: s.certainty for s in roster.find(text)}


@pytest.mark.parametrize(
    "text",
    [
        "sanne",
        "SANNE",
        "Sanne's",
        "sanne’s",
        "sannes",
        "sannetje",
        "daantje",
        "Daantjes",
        "kimmetje",
    ],
)
def test_forms_of_a_name(text: str) -> None:
    assert text in hits(f"toen was {text} er")


@pytest.mark.parametrize(
    "text", ["sannerig", "sandaal", "daar", "anne", "kimono", "bos", "daandels"]
)
def test_whole_words_only(text: str) -> None:
    assert not hits(f"toen was {text} er", Roster.of(["Sanne", "Daan", "Kim", "Bo"]))


def test_ordinary_words() -> None:
    assert hits("een roos op tafel") == {"roos": "mogelijk"}
    assert hits("Roos was er") == {"Roos": "mogelijk"}
    assert hits("toen was Roos er") == {"Roos": "waarschijnlijk"}
    assert hits("ik wil naar huis") == {}
    assert hits("toen was Wil er") == {"Wil": "waarschijnlijk"}


@pytest.mark.parametrize("text", ["marjolain", "Marjolien", "marjlein", "marjoleiin", "marjoleni"])
def test_near_spelling_is_possible(text: str) -> None:
    assert hits(f"toen was {text} er") == {text: "mogelijk"}


def test_near() -> None:
    assert near("marjolein", "marjolien")
    assert near("abcdef", "abcdeg")
    assert near("abcdef", "abcde")
    assert not near("abcdef", "abcdef")
    assert not near("abcdef", "abcdgh")


def test_name_in_a_compound() -> None:
    assert "Sanne" in hits("het Sanne-effect")


def test_parts() -> None:
    assert parts_of("mevrouw De Vries") == {"vries"}
    assert parts_of("Sanne's") == {"sanne"}
    assert parts_of("Vechtdal College") == {"vechtdal"}


def test_learns_from_certain_findings_only() -> None:
    findings = [
        Finding("1K1", 0, 6, Kind.PERSOON, "Yousra", "lijst", "zeker"),
        Finding("1K1", 9, 15, Kind.PERSOON, "Zwaant", "net", "mogelijk"),
        Finding("1K1", 20, 23, Kind.PERSOON, "Een", "context", "zeker"),
        Finding("1K1", 30, 42, Kind.SCHOOL, "De Regenboog", "context", "zeker"),
    ]
    roster = Roster.taught_by(findings, lambda word: False)
    assert roster.names == {"yousra"}
    assert roster.phrases == {("De Regenboog", Kind.SCHOOL)}
    assert "de regenboog" in hits("ik zat op de regenboog", roster)


def test_repr_shows_no_names() -> None:
    assert "sanne" not in repr(ROSTER).lower()

"""A project holds together, or it is refused; small forms are as they have to be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.domain.guid import guid_of, kept_guid
from pipeline.domain.project import Project
from pipeline.domain.project_left import Left, What, Why
from pipeline.domain.project_things import (
    Case,
    Coding,
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
from pipeline.domain.project_values import VariableType, colour_of, moment_of, name_of, value_of


def g(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-000000000000"


WHOLE = Project(
    "p",
    users=(User(g(1), "anna"),),
    codes=(ProjectCode(g(2), "A"), ProjectCode(g(3), "B", g(2))),
    variables=(Variable(g(4), "leeftijd", VariableType.INTEGER),),
    cases=(Case(g(5), "9K2", values=(Value(g(4), "11"),), sources=(g(6),), codes=(g(2),)),),
    sources=(Source(g(6), "9K2", "abc\n", notes=(g(9),)),),
    codings=(Coding(g(7), g(6), 0, 3, g(3), g(1), "2025-03-01T12:00:00Z", (g(9),)),),
    passages=(Passage(g(8), g(6), 1, 2),),
    notes=(Note(g(9), "", "x"),),
    links=(Link(g(10), g(8), g(9)),),
    sets=(ProjectSet(g(11), "S", codes=(g(3),), sources=(g(6),), notes=(g(9),)),),
    about=(g(9),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"users": (User("anna", "anna"),)}, "36 tekens"),
        ({"users": (User(g(1).replace("a", "A").upper().replace("0", "A"), "a"),)}, "36 tekens"),
        ({"users": (User(g(2), "anna"),)}, "komt twee keer voor"),
        ({"users": (User(g(1), " "),)}, "een naam is"),
        ({"sets": (ProjectSet(g(11), "a\nb"),)}, "een naam is"),
        ({"codes": (ProjectCode(g(2), "A", colour="#f80"), ProjectCode(g(3), "B"))}, "kleur"),
        ({"codes": (ProjectCode(g(2), "A", g(3)), ProjectCode(g(3), "B", g(2)))}, "voorouder"),
        ({"codes": (ProjectCode(g(2), "A", g(3)), ProjectCode(g(3), "B"))}, "staat voor de code"),
        ({"codes": (ProjectCode(g(2), "A"), ProjectCode(g(3), "B", g(99)))}, "hoort onder"),
        ({"codings": (Coding(g(7), g(6), 0, 5, g(3)),)}, "buiten haar tekst"),
        ({"codings": (Coding(g(7), g(6), 2, 2, g(3)),)}, "buiten haar tekst"),
        ({"codings": (Coding(g(7), g(6), -1, 2, g(3)),)}, "buiten haar tekst"),
        ({"passages": (Passage(g(8), g(6), 3, 5),)}, "buiten haar tekst"),
        ({"codings": (Coding(g(7), g(6), 0, 3, g(99)),)}, "nergens"),
        ({"codings": (Coding(g(7), g(99), 0, 3, g(3)),)}, "nergens"),
        ({"codings": (Coding(g(7), g(6), 0, 3, g(3), g(99)),)}, "nergens"),
        ({"codings": (Coding(g(7), g(6), 0, 3, g(3), notes=(g(99),)),)}, "nergens"),
        ({"codings": (Coding(g(7), g(6), 0, 3, g(3), at="gisteren"),)}, "datum"),
        ({"notes": (Note(g(9), "", "x", user=g(99)),)}, "nergens"),
        ({"cases": (Case(g(5), "c", sources=(g(99),)),)}, "nergens"),
        ({"cases": (Case(g(5), "c", codes=(g(99),)),)}, "nergens"),
        ({"cases": (Case(g(5), "c", values=(Value(g(99), "1"),)),)}, "variabele die er niet is"),
        ({"cases": (Case(g(5), "c", values=(Value(g(4), "elf"),)),)}, "soort van haar variabele"),
        ({"sets": (ProjectSet(g(11), "S", codes=(g(6),)),)}, "nergens"),
        ({"links": (Link(g(10), g(8), g(99)),)}, "nergens"),
        ({"about": (g(8),)}, "nergens"),
        ({"sources": (Source(g(6), "9K2", "a\r\nbc\n"),)}, "LF"),
        ({"sources": (Source(g(6), "9K2", None),)}, "bron met tekst"),
        ({"sources": (Source(g(6), "9K2", "abc\n", SourceKind.AUDIO),)}, "opname"),
    ],
)  # fmt: skip
def test_a_project_that_does_not_hold_together_is_refused(changes: Any, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        replace(WHOLE, **changes)


def test_everything_with_a_guid_is_a_thing() -> None:
    assert [thing.guid for thing in WHOLE.things] == [
        g(n) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
    ]


def test_the_codes_are_a_list_that_a_codebook_can_take_over() -> None:
    assert [WHOLE.code_list.path(key) for key in (g(2), g(3))] == [("A",), ("A", "B")]
    assert WHOLE.code_list.sets[0].members == (g(3),)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("#f80", "#FF8800"), ("#Ff8800", "#FF8800"), ("#ffff8800", "#FF8800"), (" #000000 ", "#000000"),
        ("rood", ""), ("", ""), ("#ff88", ""), ("ff8800", ""),
    ],
)  # fmt: skip
def test_colours(written: str, kept: str) -> None:
    assert colour_of(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2021-03-14T10:00:00+01:00", "2021-03-14T09:00:00Z"),
        ("2021-03-14T10:00:00Z", "2021-03-14T10:00:00Z"),
        ("2021-03-14T10:00:00", "2021-03-14T10:00:00"),
        ("2021-03-14T10:00:00.1234567Z", "2021-03-14T10:00:00.123456Z"),
        ("0001-01-01T00:00:00+10:00", ""),
        ("gisteren", ""),
        ("", ""),
    ],
)
def test_moments(written: str, kept: str) -> None:
    assert moment_of(written) == kept


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        (VariableType.BOOLEAN, " True ", "true"),
        (VariableType.BOOLEAN, "0", "false"),
        (VariableType.BOOLEAN, "ja", None),
        (VariableType.INTEGER, " 11 ", "11"),
        (VariableType.INTEGER, "11.0", None),
        (VariableType.FLOAT, "-.5", "-.5"),
        (VariableType.FLOAT, "1e3", None),
        (VariableType.DATE, "2025-03-01", "2025-03-01"),
        (VariableType.DATE, "2025-03-01+02:00", "2025-03-01+02:00"),
        (VariableType.DATE, "1-3-2025", None),
        (VariableType.DATE, "20250301", None),
        (VariableType.DATETIME, "2025-03-01T10:00:00", "2025-03-01T10:00:00"),
        (VariableType.DATETIME, "2025-03-01", None),
        (VariableType.TEXT, " twee\nregels ", " twee\nregels "),
    ],
)
def test_values(kind: VariableType, written: str, kept: str | None) -> None:
    assert value_of(kind, written) == kept


def test_what_was_left_is_told_without_a_word_of_it() -> None:
    assert str(Left(What.CODING, Why.OUTSIDE, 12, (g(1),))).startswith("12 coderingen verder dan")
    assert str(Left(What.NOTE, Why.NOT_HERE)) == "1 memo waarvan de tekst niet in het bestand zit"
    assert name_of("  a\n b ") == "a b"


def test_a_guid_never_changes() -> None:
    # What was exported with it would no longer be recognised.
    assert guid_of("code", "School", "Sfeer") == "16650ef2-9482-5163-bf47-1f8a2e90e25c"
    assert (
        kept_guid("{ABCDEF00-0000-4000-8000-000000000000}")
        == "abcdef00-0000-4000-8000-000000000000"
    )
    assert kept_guid("code-1") == guid_of("foreign", "code-1")
    assert kept_guid(" ") == ""

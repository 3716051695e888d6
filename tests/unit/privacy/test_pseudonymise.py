from __future__ import annotations

import pytest

from pipeline.privacy.finding import Kind
from pipeline.privacy.pseudonymise import Labels, Replacement, apply, label_for, shift

P = Kind.PERSOON


@pytest.mark.parametrize(
    ("kind", "role", "serial", "label"),
    [
        (P, "kind", 1, "[naam kind]"),
        (P, "kind", 2, "[naam kind 2]"),
        (P, "ouder", 1, "[naam ouder]"),
        (P, "professional", 1, "[naam professional]"),
        (P, "", 3, "[naam persoon 3]"),
        (Kind.NAAM, "", 1, "[naam persoon]"),
        (Kind.SCHOOL, "OZA", 2, "[naam OZA]"),
        (Kind.SCHOOL, "", 1, "[naam school]"),
        (Kind.ZORGORGANISATIE, "", 2, "[naam zorgorganisatie 2]"),
        (Kind.PLAATS, "", 4, "[plaats]"),
        (Kind.ADRES, "", 1, "[adres]"),
        (Kind.POSTCODE, "", 1, "[postcode]"),
        (Kind.TELEFOON, "", 1, "[telefoonnummer]"),
        (Kind.EMAIL, "", 1, "[e-mailadres]"),
        (Kind.WEBADRES, "", 1, "[webadres]"),
        (Kind.BSN, "", 1, "[bsn]"),
        (Kind.IBAN, "", 1, "[rekeningnummer]"),
        (Kind.GEBOORTEDATUM, "", 1, "[geboortedatum]"),
    ],
)
def test_labels_read_well(kind: Kind, role: str, serial: int, label: str) -> None:
    assert label_for(kind, role, serial) == label


def test_label_refuses() -> None:
    with pytest.raises(ValueError, match="rol"):
        label_for(P, "buurman", 1)
    with pytest.raises(ValueError, match="volgnummer"):
        label_for(P, "kind", 0)


def given(*names: tuple[str, Kind, str]) -> list[str]:
    labels, given = Labels(), []
    for name, kind, role in names:
        labels, label = labels.with_name(name, kind, role)
        given.append(label)
    return given


def test_one_person_one_label() -> None:
    first, *others = given(
        ("Sanne", P, "kind"),
        ("sanne", P, "kind"),
        ("Sanne's", P, "kind"),
        ("SANNE’S", P, "kind"),
        ("sannes", P, "kind"),
        ("Sannetje", P, "kind"),
        ("juf Sanne", P, "kind"),
        ("Sanne de Vries", P, "kind"),
        ("sanne", P, "professional"),
    )
    assert first == "[naam kind]"
    assert set(others) == {first}


@pytest.mark.parametrize(("left", "right"), [("Anna", "Anne"), ("Han", "Hans"), ("Tim", "Tom")])
def test_two_people_two_labels(left: str, right: str) -> None:
    assert len(set(given((left, P, "kind"), (right, P, "kind")))) == 2


def test_first_name_alone() -> None:
    assert given(("Sanne de Vries", P, "kind"), ("Sanne", P, "kind")) == ["[naam kind]"] * 2
    assert given(
        ("Sanne de Vries", P, "kind"),
        ("Sanne Bakker", P, "kind"),
        ("Sanne", P, "kind"),
        ("Sanne Bakker", P, "kind"),
    ) == ["[naam kind]", "[naam kind 2]", "[naam kind 3]", "[naam kind 2]"]


def test_second_full_name_is_another_person() -> None:
    assert given(
        ("Sanne", P, "kind"), ("Sanne de Vries", P, "kind"), ("Sanne Bakker", P, "kind")
    ) == ["[naam kind]", "[naam kind]", "[naam kind 2]"]


def test_child_and_teacher_with_one_first_name() -> None:
    assert given(("Sanne", P, "kind"), ("Sanne Bakker", P, "professional")) == [
        "[naam kind]",
        "[naam professional]",
    ]


def test_school_person_and_place_of_one_name() -> None:
    assert given(
        ("Zwaan", P, "kind"),
        ("De Zwaan", Kind.SCHOOL, ""),
        ("basisschool de zwaan", Kind.SCHOOL, ""),
        ("De Zwaan", Kind.ZORGORGANISATIE, ""),
        ("Zwaan", Kind.PLAATS, ""),
    ) == [
        "[naam kind]",
        "[naam school]",
        "[naam school]",
        "[naam zorgorganisatie]",
        "[plaats]",
    ]


def test_labels_are_never_renumbered_nor_given_twice() -> None:
    labels = Labels({"sanne": "[naam kind 7]"})
    labels, label = labels.with_name("Daan", P, "kind")
    assert label == "[naam kind 8]"
    assert labels.by_name["sanne"] == "[naam kind 7]"
    assert "sanne" not in repr(labels)


def test_empty_name_is_refused() -> None:
    with pytest.raises(ValueError, match="letters"):
        Labels().with_name(" ", P, "kind")


def test_apply_and_shift() -> None:
    text = "Sanne zit bij Daan."
    replacements = [
        Replacement("1K1", 14, 18, "[naam kind 2]"),
        Replacement("1K1", 0, 5, "[naam kind]"),
    ]
    assert apply(text, replacements) == "[naam kind] zit bij [naam kind 2]."
    assert [shift(replacements, n) for n in (0, 3, 5, 14, 16, 18, 19)] == [0, 0, 11, 20, 20, 33, 34]


def test_replacements_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="overlappen"):
        apply("Sanne", [Replacement("1K1", 0, 3, "[a]"), Replacement("1K1", 2, 5, "[b]")])
    with pytest.raises(ValueError, match="eindigt"):
        apply("San", [Replacement("1K1", 0, 5, "[a]")])
    with pytest.raises(ValueError, match="respondenten"):
        apply("Sanne", [Replacement("1K1", 0, 3, "[a]"), Replacement("1K2", 3, 5, "[b]")])
    with pytest.raises(ValueError, match="haken"):
        Replacement("1K1", 0, 3, "Sanne")
    with pytest.raises(ValueError, match="negatief"):
        shift([], -1)

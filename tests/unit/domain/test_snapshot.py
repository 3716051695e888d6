"""What changed between two reports, and why."""

from __future__ import annotations

from dataclasses import replace

from pipeline.domain.snapshot import Snapshot, Told, changes_between


def told(raised: str, everyone: str, word: str = "de meeste", standing: str = "ingebracht") -> Told:
    people = [tuple(names.split()) for names in (raised, everyone)]
    return Told("Pesten", "kind", people[0], people[1], (), standing, word)


def snapshot(**numbers: Told) -> Snapshot:
    return Snapshot(
        "een", "golf-1", "2026-01-01T00:00:00Z", "anna", "1.0.0", numbers, {"q1": "Pesten"}
    )


BEFORE = snapshot(pesten=told("1K1 1K2", "1K1 1K2 1K3"))


def test_nothing_changed() -> None:
    assert not changes_between(BEFORE, replace(BEFORE, name="twee"))


def test_new_respondents_are_the_reason() -> None:
    now = snapshot(pesten=told("1K1 1K2 2K1", "1K1 1K2 1K3 2K1"))
    found = changes_between(BEFORE, now)
    (change,) = found.numbers
    assert change.reasons == ("1 nieuwe respondent",)
    assert found.joined == ("2K1",)
    assert not change.moves_word


def test_another_coding_is_the_reason_and_moves_the_word() -> None:
    now = snapshot(pesten=told("1K1", "1K1 1K2 1K3", "één"))
    (change,) = changes_between(BEFORE, now).numbers
    assert change.reasons == ("bij 1 respondent anders gecodeerd",)
    assert change.moves_word


def test_the_same_number_of_other_people_is_a_change() -> None:
    now = snapshot(pesten=told("1K1 1K3", "1K1 1K2 1K3"))
    (change,) = changes_between(BEFORE, now).numbers
    assert change.reasons == ("bij 2 respondenten anders gecodeerd",)
    assert not change.moves_word


def test_the_codebook_is_named_beside_other_reasons() -> None:
    now = replace(snapshot(pesten=told("1K1", "1K1 1K2 1K3", "één")), codebook="1.1.0")
    (change,) = changes_between(BEFORE, now).numbers
    assert change.reasons[-1] == "het codeboek ging van 1.0.0 naar 1.1.0"


def test_themes_that_come_and_go_and_quotations() -> None:
    now = replace(snapshot(angst=told("1K1", "1K1 1K2 1K3")), quotations={"q2": "Angst"})
    found = changes_between(BEFORE, now)
    assert {c.key: (c.before is None, c.now is None) for c in found.numbers} == {
        "angst": (True, False),
        "pesten": (False, True),
    }
    assert (dict(found.come), dict(found.gone)) == ({"q2": "Angst"}, {"q1": "Pesten"})

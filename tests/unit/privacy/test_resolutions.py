"""What a person decided about a finding holds for that finding, and for no other."""

from __future__ import annotations

from pipeline.domain.report import Report
from pipeline.privacy.detect import find_all
from pipeline.privacy.finding import Finding
from pipeline.privacy.labels import Labels
from pipeline.privacy.resolutions import (
    Choice,
    Resolution,
    Resolved,
    known_from,
    names_confirmed,
    resolve_findings,
    stable_ids,
)

FLOWER = "Op een middag in het late voorjaar plukte zij een Roos in de tuin van de boerderij, achter bij de schuur. "
CHILD = "Haar vriendin Roos zat naast haar in de klas."


def findings(text: str) -> tuple[list[Finding], dict[tuple[str, str], str]]:
    return find_all([Report("1K1", text, ())], allowed=frozenset()), {("1K1", "tekst"): text}


def decide(text: str, *resolutions: Resolution, labels: Labels | None = None) -> list[Resolved]:
    found, texts = findings(text)
    labels = names_confirmed(found, texts, resolutions, labels or Labels())
    return resolve_findings(found, texts, {r.finding: r for r in resolutions}, labels)


def test_a_decision_about_one_rose_is_not_about_another() -> None:
    found, texts = findings(FLOWER + CHILD)
    flower, child = stable_ids(found, texts)
    dismissed = Resolution(flower, Choice.NOT_HERE)
    assert [r.waiting for r in decide(FLOWER + CHILD, dismissed)] == [False, True]
    assert [r.waiting for r in decide(CHILD, dismissed)] == [True]
    named = Resolution(child, Choice.REPLACE, "kind")
    assert [r.label for r in decide(FLOWER + CHILD, dismissed, named)] == ["", "[naam kind]"]


def test_ids_stay_when_the_report_is_edited_elsewhere() -> None:
    before = stable_ids(*findings(FLOWER + CHILD))
    after = stable_ids(*findings("Er kwam een zin bij die nergens over gaat. " + FLOWER + CHILD))
    assert before == after


def test_equal_words_in_equal_places_are_told_apart() -> None:
    ids = stable_ids(*findings("Ik zag Jelmer. Ik zag Jelmer. Ik zag Jelmer."))
    assert len(set(ids)) == 3


def test_a_confirmed_name_is_replaced_everywhere_and_a_maybe_waits() -> None:
    text = "Hij speelt met Jelmer. Later belde Jelmer nog eens."
    first = stable_ids(*findings(text))[0]
    done = decide(text, Resolution(first, Choice.REPLACE, "kind"))
    assert [r.label for r in done] == ["[naam kind]", "[naam kind]"]


def test_a_finding_made_longer_covers_what_lies_within_it() -> None:
    text = "Ze zat op het Zonnehof Lyceum in de stad."
    found, texts = findings(text)
    longer = Resolution(
        stable_ids(found, texts)[0],
        Choice.REPLACE,
        "school",
        before=found[0].start - text.index("het"),
        after=text.index(" in de") - found[0].end,
    )
    done = [r for r in decide(text, longer) if r.label]
    assert [(r.finding.text, r.label) for r in done] == [("het Zonnehof Lyceum", "[naam school]")]
    assert not any(r.waiting for r in decide(text, longer))


def test_of_a_name_of_several_words_the_ordinary_ones_are_not_looked_for() -> None:
    labels = Labels(
        {"de zeven kwikstaarten": "[naam persoon]", "zonnehof (school)": "[naam school]"}
    )
    names, bodies = known_from(labels)
    assert "zeven" not in " ".join(names)
    assert [name for name, _ in bodies] == ["de zeven kwikstaarten", "zonnehof"]

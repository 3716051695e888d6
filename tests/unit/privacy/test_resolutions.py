"""What a person decided about a finding holds for that finding, and for no other."""

from __future__ import annotations

from pipeline.domain.report import Report
from pipeline.privacy.finding import Finding
from pipeline.privacy.labels import Labels
from pipeline.privacy.resolutions import (
    Choice,
    Resolution,
    Resolved,
    identified,
    known_from,
    names_confirmed,
    resolve_findings,
)
from pipeline.privacy.wave import find_all

FLOWER = "Op een middag in het late voorjaar plukte zij een Roos in de tuin van de boerderij, achter bij de schuur. "
CHILD = "Haar vriendin Roos zat naast haar in de klas."


def findings(text: str) -> dict[str, Finding]:
    found = find_all([Report("1K1", text, ())], allowed=frozenset())
    return identified(found, lambda _: text)


def decide(text: str, *resolutions: Resolution, labels: Labels | None = None) -> list[Resolved]:
    found = findings(text)
    labels = names_confirmed(found, lambda _: text, resolutions, labels or Labels())
    return resolve_findings(found, lambda _: text, {r.finding: r for r in resolutions}, labels)


def test_a_decision_about_one_rose_is_not_about_another() -> None:
    flower, child = findings(FLOWER + CHILD)
    dismissed = Resolution(flower, Choice.NOT_HERE)
    assert [r.waiting for r in decide(FLOWER + CHILD, dismissed)] == [False, True]
    assert [r.waiting for r in decide(CHILD, dismissed)] == [True]
    named = Resolution(child, Choice.REPLACE, "kind")
    assert [r.label for r in decide(FLOWER + CHILD, dismissed, named)] == ["", "[naam kind]"]


def test_ids_stay_when_the_report_is_edited_elsewhere() -> None:
    before = list(findings(FLOWER + CHILD))
    after = list(findings("Er kwam een zin bij die nergens over gaat. " + FLOWER + CHILD))
    assert before == after


def test_equal_words_in_equal_places_are_told_apart() -> None:
    assert len(findings("Ik zag Jelmer. Ik zag Jelmer. Ik zag Jelmer.")) == 3


def test_a_confirmed_name_is_replaced_everywhere_and_a_maybe_waits() -> None:
    text = "Hij speelt met Jelmer. Later belde Jelmer nog eens."
    first = next(iter(findings(text)))
    done = decide(text, Resolution(first, Choice.REPLACE, "kind"))
    assert [r.label for r in done] == ["[naam kind]", "[naam kind]"]


def test_a_finding_made_longer_covers_what_lies_within_it() -> None:
    text = "Ze zat op het Zonnehof Lyceum in de stad."
    id_, found = next(iter(findings(text).items()))
    longer = Resolution(
        id_,
        Choice.REPLACE,
        "school",
        before=found.start - text.index("het"),
        after=text.index(" in de") - found.end,
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

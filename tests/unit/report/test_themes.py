"""The numbers of the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.config.study import Study
from pipeline.domain.chapters import Section
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Coding, Stance
from pipeline.report.evidence import Evidence, gather
from pipeline.report.themes import Standing, conclusion_themes, section_themes

Make = Callable[..., Evidence]
GOOD, BAD, NONE = Stance.POSITIVE, Stance.CONCERN, Stance.NONE


def section(study: Study, key: str) -> Section:
    return next(s for s in study.chapters.sections if s.key == key)


def test_respondents_are_counted_not_codings(study: Study, evidence: Make) -> None:
    found = evidence(
        ("1K1", "sociaal-veilig", GOOD),
        ("1K1", "sociaal-vriendschap", GOOD),
        ("1O1", "sociaal-veilig", BAD),
    )
    themes = section_themes(
        section(study, "3.2.3 Sociale relaties"), found, study.chapters, study.codebook
    )
    child, parent = themes.of(Actor.KIND), themes.of(Actor.OUDER)
    assert (child.count, child.total, child.respondents) == (1, 2, ("1K1",))
    assert (parent.count, parent.total, parent.stances[BAD]) == (1, 3, 1)
    by_code = {theme.code: theme for theme in themes.themes}
    assert by_code["sociaal"].of(Actor.KIND).count == 1
    assert by_code["sociaal"].depth == 0
    assert by_code["sociaal-veilig"].depth == 1
    assert by_code["sociaal-leeftijdsgenoten"].of(Actor.KIND).standing is Standing.NOT_RAISED


def test_not_asked_is_not_the_same_as_not_raised(study: Study, evidence: Make) -> None:
    themes = section_themes(
        section(study, "3.2.1 Impact op het gezin en de omgeving"),
        evidence(),
        study.chapters,
        study.codebook,
    )
    regelen = next(t for t in themes.themes if t.code == "gezin-regelen")
    assert regelen.of(Actor.KIND).standing is Standing.NOT_ASKED
    assert regelen.of(Actor.OUDER).standing is Standing.NOT_RAISED


def test_a_report_that_is_not_wholly_read_counts_neither_above_nor_below_the_line(
    study: Study, evidence: Make
) -> None:
    found = evidence(("1O1", "omgeving", GOOD), ("1O2", "omgeving", GOOD), unread=("1O2",))
    themes = section_themes(
        section(study, "3.2.3 Aantrekkelijke fysieke omgeving"),
        found,
        study.chapters,
        study.codebook,
    )
    assert (themes.of(Actor.OUDER).count, themes.of(Actor.OUDER).total) == (1, 2)
    assert found.untouched == ("1O2",)


def test_half_read_reports_are_named(evidence: Make) -> None:
    whole = evidence()
    owner = {("golf-1", s): "anna" for s in whole.segments if s != "2P1:b"}
    half = gather(
        "golf-1", whole.respondents, whole.ozas, list(whole.segments.values()), [], owner, []
    )
    assert (half.begun, half.untouched) == (("2P1",), ())
    assert half.of_actor(Actor.PROFESSIONAL)[0].id.oza == 1
    assert half.coders == {"anna": 13}


def test_codings_of_another_wave_or_a_vanished_segment_do_not_count(evidence: Make) -> None:
    whole = evidence()
    stray = [
        Coding("golf-2", "1K1:a", "omgeving", NONE, "anna", "x"),
        Coding("golf-1", "1K1:weg", "omgeving", NONE, "anna", "y"),
    ]
    owner = {("golf-1", s): "anna" for s in whole.segments}
    found = gather(
        "golf-1", whole.respondents, whole.ozas, list(whole.segments.values()), stray, owner, []
    )
    assert found.codings == ()


def test_the_same_code_is_counted_per_section_for_its_own_actors(
    study: Study, evidence: Make
) -> None:
    found = evidence(("1O1", "ouders-korte-lijnen", GOOD), ("2P1", "ouders-korte-lijnen", GOOD))
    of_parents = section_themes(
        section(study, "3.2.5 Laagdrempelig contact en korte lijntjes"),
        found,
        study.chapters,
        study.codebook,
    )
    of_professionals = section_themes(
        section(study, "3.3.2 Samenwerking met ouders"), found, study.chapters, study.codebook
    )
    assert [c.actor for c in of_parents.whole] == [Actor.OUDER]
    assert of_parents.of(Actor.OUDER).respondents == ("1O1",)
    assert of_professionals.of(Actor.PROFESSIONAL).respondents == ("2P1",)
    roles = next(s for s in study.chapters.sections if s.number == "3.3.1")
    of_roles = section_themes(roles, found, study.chapters, study.codebook)
    assert of_roles.of(Actor.PARTNER).standing is Standing.NOT_VALIDATED


def test_who_raises_a_subject_unasked_counts_and_who_does_not_was_not_asked(
    study: Study, evidence: Make
) -> None:
    key = "3.2.1 Impact op het gezin en de omgeving"
    raised = section_themes(
        section(study, key),
        evidence(("1K1", "gezin-belasting", BAD)),
        study.chapters,
        study.codebook,
    )
    silent = section_themes(section(study, key), evidence(), study.chapters, study.codebook)
    assert raised.of(Actor.KIND).standing is Standing.RAISED
    assert silent.of(Actor.KIND).standing is Standing.NOT_ASKED
    assert silent.of(Actor.OUDER).standing is Standing.NOT_RAISED


def test_a_conclusion_with_a_stance_counts_that_stance_only(study: Study, evidence: Make) -> None:
    conclusion = next(c for c in study.chapters.conclusions if c.id == "reizen")
    found = evidence(("1O1", "ouders-ondersteuning", GOOD), ("1O2", "ouders-ondersteuning", BAD))
    counts = conclusion_themes(conclusion, found, study.codebook).counts
    assert [c.respondents for c in counts] == [("1O2",)]


def test_a_conclusion_counts_who_could_carry_it(study: Study, evidence: Make) -> None:
    conclusion = next(c for c in study.chapters.conclusions if c.id == "flexibele-tijd")
    found = evidence(("1K1", "flexibel-rooster", GOOD), ("1P1", "tijd-gebruik", GOOD))
    counts = {c.actor: c for c in conclusion_themes(conclusion, found, study.codebook).counts}
    assert set(counts) == set(conclusion.actors)
    assert counts[Actor.KIND].respondents == ("1K1",)
    assert counts[Actor.PROFESSIONAL].respondents == ("1P1",)
    assert counts[Actor.OUDER].standing is Standing.NOT_RAISED


@pytest.mark.parametrize("stances", [(GOOD, BAD), (GOOD, GOOD), (NONE, BAD)])
def test_a_respondent_counts_once_per_stance(
    study: Study, evidence: Make, stances: tuple[Stance, Stance]
) -> None:
    found = evidence(
        ("1K1", "sociaal-veilig", stances[0]), ("1K1", "sociaal-vriendschap", stances[1])
    )
    themes = section_themes(
        section(study, "3.2.3 Sociale relaties"), found, study.chapters, study.codebook
    )
    counted = themes.of(Actor.KIND).stances
    assert dict(counted) == {s: 1 for s in stances if s is not NONE}

"""The draft sentences: right Dutch, and never more than the number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.config.study import Study
from pipeline.domain.judgement import Stance
from pipeline.report.evidence import Evidence
from pipeline.report.prose import conclusion_paragraph, section_paragraphs, summary_sentence
from pipeline.report.themes import SectionThemes, conclusion_themes, section_themes

Make = Callable[..., Evidence]
GOOD, BAD = Stance.POSITIVE, Stance.CONCERN


def themes_of(study: Study, found: Evidence, key: str) -> SectionThemes:
    section = next(s for s in study.chapters.sections if s.key == key)
    return section_themes(section, found, study.chapters, study.codebook)


def paragraphs(study: Study, found: Evidence, key: str) -> list[str]:
    return section_paragraphs(themes_of(study, found, key), study.wording, study.settings.actors)


def test_each_actor_gets_a_paragraph(study: Study, evidence: Make) -> None:
    found = evidence(("1K1", "omgeving", GOOD), ("1O1", "omgeving", BAD), ("1O2", "omgeving", GOOD))
    assert paragraphs(study, found, "3.2.3 Aantrekkelijke fysieke omgeving") == [
        "Eén kind (1 van de 2) bracht dit onderwerp in. Eén kind vertelde er iets positiefs over.",
        "De meeste ouders (2 van de 3) brachten dit onderwerp in. Eén ouder vertelde er iets positiefs"
        " over; één noemde een aandachtspunt.",
    ]


def test_silence_and_not_asked_are_told_apart(study: Study, evidence: Make) -> None:
    child, parent = paragraphs(study, evidence(), "3.2.1 Impact op het gezin en de omgeving")
    assert child == "Bij kinderen hoorde dit onderwerp niet tot het gesprek."
    assert parent == "Geen van de ouders (0 van de 3) bracht dit onderwerp in."
    partner = paragraphs(
        study, evidence(), "3.3.5 Evaluatie en doorontwikkeling van de onderwijszorgarrangementen"
    )[1]
    assert partner == "Van groepen samenwerkingspartners is nog geen verslag geheel gevalideerd."


def test_equal_numbers_are_never_called_more_and_less(study: Study, evidence: Make) -> None:
    codes = [
        "vastlopen-overprikkeling",
        "vastlopen-angst",
        "vastlopen-pesten",
        "vastlopen-onbegrepen",
        "vastlopen-thuiszitten",
    ]
    key = "3.2.1 Vastlopen in het onderwijs: ervaringen van kinderen en ouders"
    equal = paragraphs(study, evidence(*(("1K1", code, BAD) for code in codes)), key)[0]
    assert "vaakst" not in equal
    assert "minder vaak" not in equal.lower()
    more = [("2K1", code, BAD) for code in codes[:2]]
    unequal = paragraphs(study, evidence(*(("1K1", code, BAD) for code in codes), *more), key)[0]
    assert "Het vaakst ging het over" in unequal
    assert unequal.index("overprikkeling") < unequal.index("Minder vaak") < unequal.index("pesten")


def test_one_who_says_both_is_not_counted_as_two(study: Study, evidence: Make) -> None:
    found = evidence(("1K1", "sociaal-veilig", GOOD), ("1K1", "sociaal-leeftijdsgenoten", BAD))
    text = paragraphs(study, found, "3.2.3 Sociale relaties")[0]
    assert text.endswith(
        "Eén kind vertelde er iets positiefs over; één noemde (ook) een aandachtspunt."
    )


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ((), ""),
        (
            (("1K1", "omgeving", GOOD),),
            "Eén kind (1 van de 2) sprak over ‘Aantrekkelijke fysieke omgeving’; geen van de ouders deed dat.",
        ),
        (
            (("1K1", "omgeving", GOOD), ("1O1", "omgeving", GOOD)),
            "Eén kind (1 van de 2) en één ouder (1 van de 3) spraken over ‘Aantrekkelijke fysieke omgeving’.",
        ),
    ],
)
def test_summaries_name_who_did_and_who_did_not(
    study: Study, evidence: Make, codes: tuple[tuple[str, str, Stance], ...], text: str
) -> None:
    themes = themes_of(study, evidence(*codes), "3.2.3 Aantrekkelijke fysieke omgeving")
    assert summary_sentence(themes, study.wording, study.settings.actors) == text


def test_a_conclusion_never_sets_actors_against_each_other(study: Study, evidence: Make) -> None:
    conclusion = next(c for c in study.chapters.conclusions if c.id == "flexibele-tijd")
    themes = conclusion_themes(
        conclusion, evidence(("1K1", "flexibel-rooster", GOOD)), study.codebook
    )
    text = conclusion_paragraph(themes, study.wording, study.settings.actors)
    assert text.startswith("Over onderwerpen die hierbij horen sprak één kind (1 van de 2).")
    assert "professionals" not in text

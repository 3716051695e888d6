"""Claims against a small evidence: two children, three parents, two groups of professionals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.config.study import Study
from pipeline.domain.judgement import Stance
from pipeline.report.claims.checking import Language, check
from pipeline.report.claims.finding import Cause, Review
from pipeline.report.claims.passage import Passage
from pipeline.report.claims.phrases import phrases
from pipeline.report.evidence import Evidence
from pipeline.report.word_fields import bookmark_name

Check = Callable[..., Review]
LINES = "3.2.5 Laagdrempelig contact en korte lijntjes"
WEG = "3.2.2 De weg naar het onderwijszorgarrangement"


def test_a_claim_that_says_more_gets_the_number_and_what_fits(review: Check) -> None:
    found = review(WEG, "Alle ouders hebben de plek zelf gezocht.")
    [finding] = found.findings
    assert finding.cause is Cause.NUMBER
    assert finding.where == "3.2.2, alinea 1"
    assert "“Alle ouders”" in finding.comment
    assert "2 van de 3 ouders" in finding.comment
    assert "“de meeste ouders”" in finding.comment


def test_a_claim_that_says_less_is_found_too(review: Check) -> None:
    found = review(LINES, "Slechts één ouder noemde het laagdrempelige contact en de korte lijnen.")
    assert [f.cause for f in found.findings] == [Cause.NUMBER]
    assert "3 van de 3 ouders" in found.findings[0].comment


@pytest.mark.parametrize(
    "sentence",
    [
        "Alle ouders noemden de korte lijnen.",
        "Drie ouders noemden de korte lijnen.",
        "De korte lijnen werden door alle drie ouders genoemd.",
        "3 van de 3 ouders noemden de korte lijnen.",
        "Alle ouders (3 van de 3) brachten dit onderwerp in.",
        "Opvallend is dat alle ouders de korte lijnen noemden.",
    ],
)
def test_what_is_right_is_left_alone(review: Check, sentence: str) -> None:
    found = review(LINES, sentence)
    assert (found.right, found.findings) == (1, ())


@pytest.mark.parametrize(
    "sentence",
    [
        "Geen van de ouders noemde de korte lijnen niet.",
        "Eén ouder noemde de korte lijnen niet.",
        "Eén ouder die ver weg woont, noemde de korte lijnen.",
        "Een ouder die wij spraken en één ouder met een jong kind noemden de korte lijnen.",
        "Professionals vinden dat geen van de ouders korte lijnen mist.",
        "Korte lijnen met één ouder kosten meer tijd.",
        "Een plek voor één ouder op de korte lijst is er altijd.",
        "Begeleiders geven één ouder laagdrempelig contact.",
        "Wanneer één ouder korte lijnen wil, regelt de OZA dat.",
        "In OZA 2 noemde één ouder de korte lijnen.",
        "Zij noemden de korte lijnen, en enkelen van hen ook de app.",
        "Eén ouder vertelde over de boodschappen.",
        "De drie ouders noemden geen korte lijnen.",
    ],
)
def test_what_is_unclear_is_left_alone(review: Check, sentence: str) -> None:
    found = review(LINES, sentence)
    assert (found.right, found.findings) == (0, ())


def test_two_claims_share_a_predicate(review: Check) -> None:
    text = "Alle kinderen en alle ouders vertelden over pesten."
    found = review("3.2.1 Situatie vóór deelname aan het onderwijszorgarrangement", text)
    said = [text[f.start : f.end] for f in found.findings]
    assert said == ["Alle kinderen", "alle ouders"]
    assert "geen van de ouders" in found.findings[1].comment


def test_each_clause_has_its_own_theme(review: Check) -> None:
    text = "Drie ouders noemden de korte lijnen, terwijl alle ouders zelf een plek hebben gezocht."
    found = review("3.2 Kinderen en ouders", text)
    assert [text[f.start : f.end] for f in found.findings] == ["alle ouders"]
    assert found.right == 1


def test_a_total_that_nobody_is(review: Check) -> None:
    found = review(LINES, "Drie van de vier ouders noemden de korte lijnen.")
    [finding] = found.findings
    assert finding.cause is Cause.TOTAL
    assert "3 ouders" in finding.comment


def test_a_word_and_a_number_that_contradict_each_other(review: Check) -> None:
    found = review(LINES, "Vrijwel alle ouders (1 van de 3) kwamen met de fiets.")
    [finding] = found.findings
    assert finding.cause is Cause.ITSELF
    assert "“één ouder”" in finding.comment


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Twee ouders waren positief over de korte lijnen.", False),
        ("Alle ouders waren positief over de korte lijnen.", True),
        ("Eén ouder noemde de korte lijnen als aandachtspunt.", False),
        ("Drie ouders waren kritisch over de korte lijnen.", True),
    ],
)
def test_a_stance_is_counted_by_itself(review: Check, sentence: str, wrong: bool) -> None:
    assert bool(review(LINES, sentence).findings) is wrong


def test_ozas_are_counted_by_themselves(review: Check) -> None:
    assert not review(LINES, "In alle OZA’s noemden ouders de korte lijnen.").findings
    found = review(WEG, "In geen van de OZA’s vertelden ouders dat zij zelf zochten.")
    [finding] = found.findings
    assert "2 van de 2 OZA’s" in finding.comment
    # How an OZA works is no coding: 'geen van' may be right whatever was said.
    assert review(WEG, "In geen van de OZA’s zoeken ouders zelf een plek.").unclear == 1


def test_a_part_of_a_theme_may_be_of_fewer(review: Check) -> None:
    assert not review(LINES, "Eén ouder noemde de korte lijnen via bijvoorbeeld de app.").findings
    assert not review(LINES, "Eén ouder kreeg foto’s en filmpjes.").findings
    assert review(LINES, "Eén ouder noemde de korte lijnen via de app.").findings


def test_groups_of_professionals_are_counted(review: Check) -> None:
    heading = "3.3.2 Organisatie en samenwerking in en rondom de onderwijszorgarrangementen"
    assert review(heading, "Alle professionals beschreven de vorm van het overleg.").right == 1
    found = review(heading, "Eén groep professionals beschreef de vorm van het overleg.")
    assert "2 van de 2 groepen professionals" in found.findings[0].comment


def test_a_tag_says_what_the_paragraph_is_about(review: Check) -> None:
    text = "Dat speelt breed: {{ aantal('weg-zelf-gezocht', 'ouder') }}. Alle ouders deden mee."
    assert [f.cause for f in review("1 Inleiding", text).findings] == [Cause.NUMBER]


def test_words_of_the_report_itself_say_what_they_are_of(
    study: Study, numbers: Evidence, language: Language
) -> None:
    """Two filled in phrases of one sentence, each with its bookmark: the second is out of date."""
    text = "Alle ouders kwamen, en alle ouders gingen."
    bookmarks = (
        (0, 11, bookmark_name("t", "ouders-korte-lijnen")),
        (23, 34, bookmark_name("t", "weg-zelf-gezocht")),
    )
    passage = Passage(0, text, bookmarks=bookmarks)
    found = check([passage], study, numbers, phrases(), language)
    assert [(f.start, f.end) for f in found.findings] == [(23, 34)]
    assert found.right == 1


def test_a_section_is_meant_only_when_the_sentence_says_so(review: Check) -> None:
    assert review(WEG, "Alle ouders kwamen ’s ochtends.").unclear == 1
    assert len(review(WEG, "Alle ouders brachten dit onderwerp in.").findings) == 1


@pytest.mark.parametrize(
    ("sentence", "breaks"),
    [
        ("In OZA 1 zijn ouders tevreden, terwijl professionals kritisch zijn.", True),
        ("Binnen dezelfde OZA verschillen kinderen en professionals van mening.", True),
        ("Waar ouders van die OZA rust zien, zien partners onrust.", True),
        ("In OZA 1 overleggen ouders en professionals elke week.", False),
        ("Ouders zijn tevreden, terwijl professionals kritisch zijn.", False),
        ("In OZA 1 zijn professionals tevreden, terwijl partners kritisch zijn.", False),
        ("De ouders van OZA 2 waren tevreden.", True),
        ("De professionals van OZA 2 waren tevreden.", False),
    ],
)
def test_the_rule_of_the_method(review: Check, sentence: str, breaks: bool) -> None:
    found = review("3.2.3 Ervaringen", sentence)
    assert [f.cause for f in found.findings] == ([Cause.METHOD] if breaks else [])


def test_who_is_not_validated_is_not_counted(
    review: Check, evidence: Callable[..., Evidence]
) -> None:
    some = evidence(("1O1", "weg-zelf-gezocht", Stance.NONE), unread=("1O2", "2O1"))
    assert review(WEG, "Alle ouders hebben zelf een plek gezocht.", rests_on=some).right == 1
    none = evidence(("1K1", "waardering", Stance.NONE), unread=("1O1", "1O2", "2O1"))
    assert review(WEG, "Alle ouders hebben zelf een plek gezocht.", rests_on=none).unclear == 1


def test_a_heading_may_be_numbered_otherwise_or_not_at_all(review: Check) -> None:
    sentence = "Alle ouders brachten dit onderwerp in."
    for heading in (
        "De weg naar het onderwijszorgarrangement",
        "5.1 De weg naar het onderwijszorgarrangement",
    ):
        [finding] = review(heading, sentence).findings
        assert "2 van de 3 ouders" in finding.comment

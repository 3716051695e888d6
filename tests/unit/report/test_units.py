"""What the number of a respondent is called, in the study of financing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config.study import Study, read_study
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.respondent import OzaTraits, Respondent
from pipeline.report.evidence import gather
from pipeline.report.method import Decided, Method, facts_of
from pipeline.report.quotations import attribution
from pipeline.report.sample import age_table, oza_table, per_oza_table, respondent_table
from pipeline.report.themes import Count
from pipeline.report.words import naming_unit, oza_words

PEOPLE = [
    Respondent(RespondentId.parse(one), f"{one}.md")
    for one in ("1G1", "3G1", "3G2", "3O1", "8B1", "9B1")
]


@pytest.fixture(scope="module")
def financing() -> Study:
    return read_study(Path(__file__).parents[3] / "codebook" / "financiering")


@pytest.mark.parametrize(
    ("respondent", "told"),
    [
        ("3G1", "Gemeente, regio\u00a03"),
        ("5Z1", "Zorgkantoor, regio\u00a05"),
        ("8B1", "Groepsgesprek, bijeenkomst\u00a08"),
        ("4O1", "Ouder"),
    ],
)
def test_a_quotation_names_region_or_session_but_of_parents_neither(
    financing: Study, respondent: str, told: str
) -> None:
    assert attribution(RespondentId.parse(respondent), financing.settings.actors) == told


def test_counts_say_of_how_many_regions_or_sessions(financing: Study) -> None:
    names = financing.settings.actors
    raised = Count("k", Actor.GEMEENTE, 3, ("1G1", "3G1"), ())
    assert oza_words(raised, names, 4) == "regio 1 en 3"
    assert oza_words(raised, names, 2) == "alle 2 regio’s"
    assert oza_words(Count("k", Actor.BIJEENKOMST, 3, ("8B1",), ()), names, 6) == "bijeenkomst 8"
    assert oza_words(Count("k", Actor.OUDER, 1, ("4O1",), ()), names, 1) == "1 van de 1 regio’s"


def test_what_names_a_region_by_number_is_recognised_as_an_oza_is(
    study: Study, financing: Study
) -> None:
    """Else a quotation of a parent could say which region it was."""
    ours = naming_unit(financing.settings.actors)
    assert all(ours.search(text) for text in ("in Regio 4", "bijeenkomst-8", "OZA 3"))
    assert not ours.search("in onze regio zijn 4 scholen")
    theirs = naming_unit(study.settings.actors)
    assert theirs.search("onze oza 3")
    assert not theirs.search("in regio 4")


def test_the_tables_of_the_sample_call_numbers_what_they_are(financing: Study) -> None:
    names = financing.settings.actors
    table = respondent_table(PEOPLE, names)
    assert table.header[2:4] == ("Regio's of bijeenkomsten", "Meeste per regio of bijeenkomst")
    assert [row[0].text for row in table.rows] == ["Gemeenten", "Ouders", "Bijeenkomsten"]
    rows = [row[0].text for row in per_oza_table(PEOPLE, names).rows]
    assert rows == ["Regio 1", "Regio 3", "Bijeenkomst 8", "Bijeenkomst 9", "Totaal"]
    traits = oza_table([OzaTraits(1, {"ligging": "stad"})], names)
    assert traits is not None
    assert "deelnemende regio’s of bijeenkomsten" in traits.caption


def test_without_children_there_is_no_table_of_their_ages() -> None:
    assert age_table(PEOPLE) is None


def test_the_method_counts_regions_apart_from_sessions(study: Study, financing: Study) -> None:
    found = gather("ronde-1", PEOPLE, [], [], [], {}, {"1.0.0"})
    facts = facts_of(Method(financing, found, Decided(), {"oza": "1"}))
    assert facts["sample"].endswith("van twee regio’s en twee bijeenkomsten.")
    assert facts["quotations"].endswith(
        "zorgkantoren en bijeenkomsten staan er met het nummer van hun regio of bijeenkomst, ouders"
        " zonder."
    )
    ours = facts_of(Method(study, gather("golf-1", [], [], [], [], {}, set()), Decided(), {}))
    assert ours["quotations"] == (
        "Citaten zijn letterlijk. Professionals en samenwerkingspartners staan er met het nummer"
        " van hun OZA, kinderen en ouders zonder."
    )

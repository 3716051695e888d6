"""What a reader of comparisons sees: sentences, tables, figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain.compared import (
    Category,
    Compared,
    Estimated,
    EstimatesOf,
    Filling,
    Number,
    Stand,
    Tabulation,
    Theme,
    Together,
)
from pipeline.domain.comparison import Across
from pipeline.domain.evaluation import Measured
from pipeline.domain.ids import Actor
from pipeline.domain.unit import OZA, Unit
from pipeline.report import compare_figures_told as figures_told
from pipeline.report import compare_sentences as say
from pipeline.report.compare_csv import EXTRA, HEADER, internal_csv, tidy
from pipeline.report.compare_figures import compare_figures
from pipeline.report.compare_page import compare_page
from pipeline.report.compare_tables import empty, notes, shown_table
from pipeline.report.compare_text import as_text
from pipeline.report.compare_words import part_asked, share, size, standing

REGION = Unit("regio", "regio’s")
PLURAL = {
    Actor.KIND: "kinderen",
    Actor.OUDER: "ouders",
    Actor.PROFESSIONAL: "groepen professionals",
}
CITY, LAND = Category("stad", 8, 8, 3), Category("platteland", 6, 6, 2)
TINY, ALL = Category("dorp", 1, 1, 1, left_out=True), Category("alle", 15, 15, 6, whole=True)
HIDDEN = Number(Stand.HIDDEN, asked=3)
THEMES = (
    Theme("sociaal", "Sociale relaties", "sociaal", 0),
    Theme("veilig", "Veilig", "sociaal", 1),
    Theme("zorg", "Zorg in de dag", "zorg", 0),
    Theme("band", "Band", "zorg", 1),
)


def told(raised: int, of: int = 8) -> Number:
    stand = Stand.RAISED if raised else Stand.NOT_RAISED
    return Number(stand, raised, of, Measured(raised / of, 0.1, 0.9), "Wilson")


@pytest.fixture
def table() -> Tabulation:
    """Of the main code zorg nothing is shown, of the code below it one number is."""
    return Tabulation(
        "kind+ouder-ligging",
        Across.TRAIT,
        (Actor.KIND, Actor.OUDER),
        "ligging",
        (CITY, LAND, TINY, ALL),
        THEMES,
        (
            (told(4), told(0, 6), HIDDEN, told(5, 15)),
            (HIDDEN, HIDDEN, HIDDEN, told(5, 15)),
            (HIDDEN, HIDDEN, HIDDEN, told(9, 15)),
            (told(3), HIDDEN, HIDDEN, told(6, 15)),
        ),
    )


@pytest.fixture
def compared(table: Tabulation) -> Compared:
    filling = Filling(
        (Actor.KIND, Actor.OUDER), 7, 12, (0, 4, 6, 7, 9, 9, 9, 9), (0.0, 3.0, 5.0, 6.5, 7.5, 8.0, 8.5, 9.0),
        (0.0, 2.0, 4.0, 6.0, 7.0, 8.0, 8.0, 9.0), (0.0, 5.0, 7.0, 8.0, 9.0, 9.0, 9.0, 9.0),
        4, 2, 0.05, 9, 4, 0.0, Measured(9.0, 9.0, 9.0),
    )  # fmt: skip
    together = Together(
        (Actor.KIND, Actor.OUDER), 15, (THEMES[0], THEMES[2]), ((5, None), (None, 9)),
        (THEMES[1], THEMES[3]), ((0.0, 1.0), (0.0, -1.0)), ((0, 1, 4),), 3,
    )  # fmt: skip
    return Compared(
        "Een studie", "golf-1", "1.1.0", ("golf-1",), 15, 17, 3, 5, 2, 5, (table,),
        filling=(filling,), together=(together,),
    )  # fmt: skip


def test_numbers_as_they_are_read() -> None:
    assert standing(told(3), CITY) == "3 van de 8"
    assert standing(Number(Stand.NOT_ASKED), CITY) == "niet gevraagd"
    assert standing(HIDDEN, CITY) == "‹"
    assert part_asked(Number(Stand.RAISED, 2, 5), CITY) == "aan 5 gevraagd"
    assert part_asked(Number(Stand.RAISED, 2, 0), CITY) == "ongevraagd"
    assert part_asked(Number(Stand.RAISED, 2, 8), CITY) == part_asked(HIDDEN, CITY) == ""
    assert share(Measured(0.37, 0.17, 0.62)) == "37% (17–62)"
    assert share(Measured(None)) == ""
    assert size(CITY, OZA) == "8 respondenten, 3 OZA’s"
    assert size(CITY, REGION) == "8 respondenten, 3 regio’s"
    assert size(Category("x", 1, 1, 1), OZA) == "1 respondent, 1 OZA"
    assert size(Category("x", 1, 4, 1), OZA) == "1 van de 4 respondenten, 1 OZA"


def test_the_page_shows_what_is_left_and_says_what_is_not(table: Tabulation) -> None:
    shown = shown_table(table, PLURAL)
    assert shown.caption == "Kinderen en ouders, naar ligging, stad of platteland"
    assert [head.partition("\n")[0] for head in shown.header] == [
        "Thema", "stad", "platteland", "alle",
    ]  # fmt: skip
    # 'Veilig' has nothing to compare; 'Zorg' neither, but what stands below it has.
    assert [row[0].text for row in shown.rows] == ["Sociale relaties", "Zorg in de dag", "Band"]
    assert [cell.text for cell in shown.rows[2][1:]] == ["3 van de 8", "‹", "6 van de 15"]
    silent = shown.rows[0][2]
    assert (silent.text, silent.detail, silent.quiet) == ("niet ingebracht", "0 van de 6 · 0% (10–90)", True)  # fmt: skip
    assert "dorp (1 respondent, 1 OZA)" in shown.note
    assert "Bij 1 van de 4 thema’s is in elke kolom het aantal verborgen" in shown.note
    assert not empty(table)


def test_a_table_with_only_small_categories_is_empty(table: Tabulation) -> None:
    gone = replace(table, categories=(TINY, ALL), numbers=tuple((HIDDEN, row[3]) for row in table.numbers))  # fmt: skip
    assert empty(gone)


def test_one_conversation_per_oza_is_a_mark() -> None:
    ozas = tuple(Category(f"OZA {n}", 1, 1, 1) for n in (1, 2))
    numbers = ((Number(Stand.RAISED, 1, 1), Number(Stand.NOT_ASKED), told(1, 2)),)
    made = Tabulation("professional-oza", Across.OZA, (Actor.PROFESSIONAL,), "", (*ozas, Category("alle", 2, 2, 2, whole=True)), THEMES[:1], numbers)  # fmt: skip
    shown = shown_table(made, PLURAL)
    assert [cell.text for cell in shown.rows[0][1:]] == ["●", "n.g.", "1 van de 2"]
    assert shown.header[1:3] == ("1", "2")
    assert "n.g. = niet gevraagd." in notes(made)


def test_a_study_of_regions_compares_regions() -> None:
    regions = tuple(Category(f"Regio {n}", 1, 1, 1) for n in (1, 2))
    numbers = ((told(1, 1), told(1, 1)),)
    actors = (Actor.GEMEENTE,)
    made = Tabulation("x", Across.OZA, actors, "", regions, THEMES[:1], numbers, REGION)
    shown = shown_table(made, {Actor.GEMEENTE: "gemeenten"})
    assert shown.caption == "Gemeenten, per regio"
    assert shown.header[1:] == ("1", "2")
    assert notes(made)[0].startswith("Per regio is één gesprek gevoerd")


def test_the_terminal_says_hidden_in_full(table: Tabulation) -> None:
    lines = as_text(table, PLURAL, "Niet om te generaliseren.")
    assert lines[0] == "Kinderen en ouders, naar ligging, stad of platteland"
    assert lines[-1] == "Niet om te generaliseren."
    assert "\n".join(lines).count("verborgen") == table.hidden == 5
    assert max(len(line) for line in lines[1:6]) <= 46 + 3 * 24


def test_tidy_lines_hold_no_hidden_number(table: Tabulation) -> None:
    lines = [dict(zip(HEADER, line, strict=True)) for line in tidy([table])]
    assert len(lines) == 16
    hidden = [line for line in lines if line["stand"] == "verborgen"]
    assert len(hidden) == 9
    assert all(line["ingebracht"] is line["aandeel"] is line["laag"] is None for line in hidden)
    text = internal_csv([(*line, "ja", "", "") for line in tidy([table])])
    first, second, *_ = text.removeprefix("\ufeff").splitlines()
    assert first.split(";") == [*HEADER, *EXTRA]
    assert second.split(";")[13:] == ["0,5", "0,1", "0,9", "Wilson", "ja", "", ""]


def test_saturation_in_words(compared: Compared) -> None:
    (one,) = compared.filling
    assert figures_told.filled(one, PLURAL) == (
        "Bij kinderen en ouders zijn in 7 verslagen 9 van de 12 codes gevonden. Na 4 verslagen"
        " brachten de volgende twee voor het eerst hoogstens 5% nieuwe codes (bij Guest e.a. heet"
        " dat 4+2); in de laatste twee was dat 0%."
    )
    more = figures_told.filled(replace(one, expected=Measured(11.4, 9.6, 20.2)), PLURAL)
    assert more.endswith("naar schatting minstens 11 (tussen 10 en 20; Chao, 1987).")
    assert "De grens is niet bereikt" in figures_told.filled(
        replace(one, reached=None, last=0.2), PLURAL
    )
    assert "nog 20% nieuw" in figures_told.filled(replace(one, reached=None, last=0.2), PLURAL)
    assert "dat kan vanaf zes verslagen" in figures_told.filled(
        replace(one, reached=None, last=None), PLURAL
    )


def test_all_read_or_not_is_said_in_one_sentence(compared: Compared) -> None:
    assert say.unread(compared).startswith("Alle segmenten van golf-1 zijn gelezen")
    few = EstimatesOf(Actor.OUDER, 200, 80, 9, 20, 4)
    partly = replace(compared, estimates=(few,))
    assert "Een schatting is geen bevinding" in say.unread(partly)
    assert "te weinig voor een schatting" in say.estimated_from(few)
    assert "15 van de 17 respondenten" in say.counting(compared)
    assert "alle 15 respondenten" in say.counting(replace(compared, interviewed=15))


def test_an_estimate_stands_apart_from_what_was_counted(compared: Compared) -> None:
    one = Estimated("zorg", "Zorg in de dag", 12, Measured(0.31, 0.2, 0.45), Measured(0.3, 0.1, 0.5), 0.6)  # fmt: skip
    partly = replace(compared, estimates=(EstimatesOf(Actor.OUDER, 200, 80, 30, 30, 9, (one,)),))
    page = compare_page(partly, True, "Een voorbehoud.", "zij kregen andere vragen", PLURAL, {"samen-1-matrix.svg": b"<svg/>", "samen-1-netwerk.svg": b"<svg/>"})  # fmt: skip
    before, _, after = page.partition('id="schatting"')
    assert "31% (20–45)" in after
    assert "31%" not in before
    assert "60%" in after
    assert "zij kregen andere vragen" in before.lower()
    assert page.index("Dit is een demonstratie") < page.index("Een voorbehoud.") < page.index('id="kort"')  # fmt: skip


def test_figures_are_the_same_bytes_and_hide_what_is_hidden(compared: Compared) -> None:
    first = compare_figures(compared, PLURAL)
    assert set(first) == {
        f"{name}.{kind}"
        for name in ("verzadiging", "samen-1-netwerk", "samen-1-matrix")
        for kind in ("png", "svg")
    }
    assert first == compare_figures(compared, PLURAL)
    alone = replace(compared.together[0], links=(), codes=(), places=())
    fewer = compare_figures(replace(compared, together=(alone,), filling=()), PLURAL)
    assert set(fewer) == {"samen-1-matrix.png", "samen-1-matrix.svg"}
    assert "‹ = verborgen" in figures_told.matrix_caption(compared.together[0])
    assert "netwerk is er dus niet" in figures_told.no_network(alone)

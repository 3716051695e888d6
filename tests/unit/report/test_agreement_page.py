"""The page on agreement says what was found, why a number is not there, and how to get further."""

from __future__ import annotations

import csv
import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.domain.agreement import (
    Again,
    Against,
    AgreementFound,
    AgreementRow,
    Apart,
    Basis,
    Between,
    Differing,
    Level,
    ModelRow,
    Plan,
    Planning,
    Reason,
    ScaleShown,
)
from pipeline.domain.evaluation import Measured
from pipeline.report.agreement_csv import HEADER, write_rows
from pipeline.report.agreement_figure import agreement_figures
from pipeline.report.agreement_page import agreement_page
from pipeline.report.agreement_told import told

TWO = ("anna", "bram")
ACTORS = {"kind": "kinderen", "ouder": "ouders"}
SCALE = ScaleShown(
    "krippendorff", ((0.8, "reliable"), (0.667, "tentative"), (-1.0, "unreliable")), False
)


def _row(level: Level, code: str = "", **given: object) -> AgreementRow:
    values: dict[str, object] = {
        "level": level,
        "code": code,
        "branch": "",
        "label": code.capitalize(),
        "actor": "",
        "basis": Basis.ALL,
        "coders": TWO,
        "segments": 200,
        "respondents": 12,
        "coded": (20, 24),
        "percentage": Measured(0.95, 0.9, 0.98),
        "kappa": Measured(0.84, 0.7, 0.93),
        "alpha": Measured(0.85, 0.71, 0.94),
        "gwet": Measured(0.93, 0.88, 0.97),
        "prevalence": Measured(0.11, 0.08, 0.14),
        "prevalence_index": Measured(-0.78),
        "bias_index": Measured(-0.02),
        "supported": "tentative",
        "possible": "reliable",
    }
    return AgreementRow(**{**values, **given})  # type: ignore[arg-type]


RARE = _row(
    Level.CODE, "zelden", coded=(2, 1), percentage=Measured(0.99, 0.97, 1.0),
    kappa=Measured(0.3), alpha=Measured(0.31), gwet=Measured(0.99, 0.97, 1.0),
    prevalence=Measured(0.01), supported="unknown", possible="unknown",
)  # fmt: skip
UNUSED = _row(
    Level.CODE, "nooit", reason=Reason.UNUSED, coded=(0, 0),
    **dict.fromkeys(("percentage", "kappa", "alpha", "gwet", "prevalence"), Measured(None)),
)  # fmt: skip
ROWS = (
    _row(Level.MEAN),
    _row(Level.MASI, kappa=Measured(None), gwet=Measured(None)),
    _row(Level.STANCE, segments=31),
    _row(Level.BRANCH, "tak"),
    _row(Level.CODE, "vaak", branch="tak"),
    RARE,
    UNUSED,
)


@pytest.fixture
def found() -> AgreementFound:
    apart = (
        Apart("9K2:7f3a91c2", 4, ("anna",), ("bram",)),
        Apart("9O1:0a0b0c0d.2", 1, TWO, (), (("anna", "positief"), ("bram", ""))),
    )
    between = Between(
        coders=TWO, reports=12, of_reports=40, segments=200, same=180,
        strata=((Basis.UNKNOWN, 200),), unused=("Nooit",), rows=ROWS,
        differing=(Differing("vaak", "Vaak", apart),),
        planning=Planning(0.1, 0.85, 1.6, True, 20.0, Plan("", 0.11, 400, 44.0),
                          (Plan("Zelden", 0.01, 4000, 40.0),)),
    )  # fmt: skip
    return AgreementFound(
        "Ervaringen", "golf-1", "1.1.0", 1000, between, Against(drawn=30), (), (SCALE,)
    )


def _text(page: str) -> str:
    body = page[page.index("<main>") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u00ad", "").split())


def _page(found: AgreementFound, demonstration: bool = False) -> str:
    return agreement_page(found, demonstration, "Niet te generaliseren.", ACTORS, {})


def test_it_reads_the_interval_and_not_the_point(found: AgreementFound) -> None:
    text = _text(_page(found))
    assert "alfa 0,85 (0,71–0,94). Op de schaal van Krippendorff loopt dat van ‘voorlopig’" in text
    assert "beweren kan men alleen het eerste" in text
    assert "betrouwbaar vanaf 0,8; voorlopig vanaf 0,667; daaronder te laag" in text
    sure = replace(found.between, rows=(_row(Level.MEAN, supported="reliable"), *ROWS[1:]))
    assert "ook aan de onderkant van het interval" in _text(_page(replace(found, between=sure)))


def test_a_code_that_nobody_gave_is_named_and_has_no_row(found: AgreementFound) -> None:
    page = _page(found)
    assert (
        "Niemand gaf deze codes; over overeenstemming is daar dus niets te zeggen (–): Nooit."
        in (_text(page))
    )
    assert '<th scope="row">Nooit' not in page


def test_a_low_alpha_with_a_high_gwet_is_explained_where_it_occurs(found: AgreementFound) -> None:
    text = _text(_page(found))
    assert "Dit speelt bij één code: ‘Zelden’ (alfa 0,31, AC1 0,99, gelijk 99%)." in text
    rows = tuple(row for row in ROWS if row is not RARE)
    without = replace(found, between=replace(found.between, rows=rows))
    assert "dit speelt nu niet" in _text(_page(without))


def test_segments_that_differ_are_one_click_away_and_openable(found: AgreementFound) -> None:
    page = _page(found)
    assert '<a href="#v-vaak">2 verschillen</a>' in page
    assert '<ul class="verschil" id="v-vaak">' in page
    text = _text(page)
    assert (
        "9K2:7f3a91c2 (segment 4): gegeven door anna, niet door bram → /verschil/9K2/7f3a91c2"
        in text
    )
    assert "houding: anna positief, bram geen → /verschil/9O1/0a0b0c0d.2" in text


def test_what_was_in_sight_is_told_and_split_where_it_differs(found: AgreementFound) -> None:
    assert "Van geen van de segmenten is vastgelegd" in _text(_page(found))
    blind = replace(found.between, strata=((Basis.BLIND, 200),))
    assert "Al die segmenten zijn blind gecodeerd" in _text(_page(replace(found, between=blind)))
    parts = ((Basis.BLIND, 50), (Basis.SHOWN, 150))
    rows = (*ROWS, _row(Level.MASI, basis=Basis.BLIND, segments=50),
            _row(Level.MASI, basis=Basis.SHOWN, segments=150))  # fmt: skip
    split = replace(found, between=replace(found.between, strata=parts, rows=rows))
    text = _text(_page(split))
    assert "50 segmenten zijn blind gecodeerd en bij 150 segmenten had iemand voorstellen" in text
    assert "blind gelezen: niemand zag voorstellen 50 12" in text
    assert "Alleen bij blind gelezen segmenten zijn coderingen onafhankelijk" in text


def test_the_plan_says_segments_reports_and_how_often_the_code_would_occur(
    found: AgreementFound,
) -> None:
    text = _text(_page(found))
    assert "400 segmenten, dat zijn ongeveer 20 verslagen. De code zou er zo’n 44 keer" in text
    assert "Voor ‘Zelden’, die aan 1% van de segmenten is gegeven: 4.000 segmenten" in text
    assert "1,60 keer zoveel" in text


def test_without_two_readers_it_says_how_to_get_there(found: AgreementFound) -> None:
    nothing = replace(found, between=Between(of_reports=40))
    text = _text(_page(nothing))
    assert "nog geen segmenten die twee mensen los van elkaar hebben gelezen (van 40" in text
    assert "oza assign --coder anna --coder bram --share 0.2" in text
    assert "Per code" not in text
    assert told(nothing, False) == []
    assert agreement_figures(nothing) == {}


def test_the_machine_stands_beside_people_with_precision_and_recall(found: AgreementFound) -> None:
    pair = ("het programma", "mensen")
    rows = (
        ModelRow(_row(Level.MEAN, coders=pair), Measured(0.6, 0.5, 0.7), Measured(0.4)),
        ModelRow(_row(Level.CODE, "vaak", coders=pair), Measured(0.5), Measured(None)),
    )
    against = Against(30, 25, ("anna",), 0.1, 0.125, rows)
    text = _text(_page(replace(found, against=against)))
    assert "gaf ook een mens 60% (precisie 0,60 (0,50–0,70))" in text
    assert "niet met gelijke kans geloot (0,100 tot 0,125)" in text
    assert "Vaak 200 bij 12 20 · 24 0,50 –" in text
    assert "nog geen enkel zo gecodeerd" in _text(_page(found))


def test_a_coder_against_herself_alone_has_a_page_of_her_own(found: AgreementFound) -> None:
    rows = tuple(replace(row, coders=("eerst", "nu")) for row in ROWS)
    once = Again("anna", "2025-03-01", ("1K1", "1O1"), 40, 9, 33, rows)
    text = _text(_page(replace(found, between=Between(), against=Against(), again=(once,))))
    assert "vóór 1 maart 2025" in text
    assert "Over 9 daarvan besliste zij opnieuw; bij 33 staan nog precies dezelfde codes" in text
    assert "zwakste vorm van betrouwbaarheid" in text
    assert "nog geen segmenten die twee mensen" not in text


def test_only_a_demonstration_says_that_people_did_not_code(found: AgreementFound) -> None:
    assert "niet door mensen gedaan" in _text(_page(found, demonstration=True))
    assert "verzonnen" not in _text(_page(found))


def test_nothing_is_fetched_and_no_figure_lies_outside(found: AgreementFound) -> None:
    drawn = agreement_figures(found)
    assert set(drawn) == {"alfa-1.png", "alfa-1.svg"}
    assert drawn == agreement_figures(found)
    page = agreement_page(found, True, "x", ACTORS, drawn)
    assert set(re.findall(r'(?:src|href)="(\w+:|#)', page)) == {"data:", "#"}
    assert "<script" not in page
    assert page == agreement_page(found, True, "x", ACTORS, drawn)


def test_only_codes_on_which_coders_part_are_drawn(found: AgreementFound) -> None:
    alike = replace(ROWS[4], percentage=Measured(1.0), alpha=Measured(1.0))
    rows = (*ROWS[:4], alike, UNUSED)
    assert agreement_figures(replace(found, between=replace(found.between, rows=rows))) == {}


def test_the_method_section_is_told_alpha_its_reading_and_what_was_in_sight(
    found: AgreementFound,
) -> None:
    (one,) = told(found, True)
    assert (one.between, one.segments, one.respondents) == ("anna en bram", 200, 12)
    assert (one.value, one.low, one.high) == (0.85, 0.71, 0.94)
    for words in (
        "gemiddelde over de 2 codes", "‘voorlopig tot betrouwbaar’", "MASI",
        "200 zonder dat is vastgelegd", "verzonnen",
    ):  # fmt: skip
        assert words in one.reading
    assert "verzonnen" not in told(found, False)[0].reading


def test_every_number_has_a_line_of_its_own(found: AgreementFound, tmp_path: Path) -> None:
    write_rows(tmp_path / "a.csv", found)
    lines = list(
        csv.DictReader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines(), delimiter=";")
    )
    assert tuple(lines[0]) == HEADER
    own = {(r["level"], r["code"], r["statistic"]): r for r in lines}
    assert len(own) == len(lines)
    kappa = own["code", "vaak", "kappa_cohen"]
    assert (kappa["estimate"], kappa["low"], kappa["high"]) == ("0,8400", "0,7000", "0,9300")
    assert (kappa["pair"], kappa["n"], kappa["respondents"]) == ("anna+bram", "200", "12")
    assert own["code", "nooit", "alpha"]["estimate"] == ""
    assert own["code", "nooit", "alpha"]["reason"] == "niemand gaf deze code"
    assert ("masi", "", "kappa_cohen") not in own

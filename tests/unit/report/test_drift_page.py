"""The page on drift says what it knows, how sure that is, and what to do."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from pipeline.domain.drift import (
    Advice,
    Calibrated,
    Course,
    Drift,
    Fresh,
    Moved,
    Part,
    Recognised,
    Side,
    Spoke,
    Tally,
    Term,
    Vocabulary,
)
from pipeline.domain.evaluation import Measured, Reliability
from pipeline.domain.ids import Actor
from pipeline.report.drift_csv import HEADER, write_rows
from pipeline.report.drift_page import drift_page
from pipeline.report.drift_sentences import asked_note, for_terminal, headlines, moved_advice, told
from pipeline.report.drift_suggestions import calibration, evidence, to_do
from pipeline.report.drift_words import factor, from_to, points, points_between, signed

PLURAL = {Actor.OUDER: "ouders", Actor.PARTNER: "groepen partners"}
NONE = Measured(None)


def moved(code: str, course: Course, **given: object) -> Moved:
    values: dict[str, object] = {
        "actor": Actor.OUDER,
        "code": code,
        "label": code.capitalize(),
        "main": False,
        "before": Side(8, 15),
        "now": Side(1, 6),
        "change": Measured(-0.3667, -0.6244, 0.0931),
        "returned": (1, 1, 0, 0),
        "course": course,
        "clear": False,
        "as_clear": 3,
        "by_chance": 2.46,
        "given": 1,
        "recognised": 1.8,
    }
    return Moved(**{**values, **given})  # type: ignore[arg-type]


def recognised(code: str, advice: Advice, *reasons: str) -> Recognised:
    many, few = Part(20, 25, 9, Measured(0.8)), Part(3, 12, 5, Measured(0.25))
    return Recognised(
        code, code.capitalize(), many, few, Measured(-0.55, -0.75, -0.2), many, few,
        Measured(-0.55, -0.75, -0.2), Measured(1.38, 0.7, 2.5), 0.99, 0.86, Measured(0.32),
        Measured(0.44), Measured(0.12, 0.05, 0.19), advice, reasons,
    )  # fmt: skip


def calibrated(slope: Measured) -> Calibrated:
    band = Reliability(0.35, Measured(0.3, 0.2, 0.4), 120)
    return Calibrated(219, 12, Measured(0.008), 0.003, Measured(1.16, 0.95, 1.39),
                      Measured(0.21, -0.07, 0.46), slope, (band,))  # fmt: skip


FRESH = Fresh(
    (1268, 43),
    4,
    False,
    recognised("", Advice.REVIEW),
    (recognised("hulp", Advice.REDEFINE, "recall", "strange"), recognised("rust", Advice.NOTHING)),
    calibrated(Measured(1.01, 0.95, 1.08)),
    calibrated(Measured(0.85, 0.79, 0.93)),
    (49, 1.83),
)
FOUND = Drift(
    study="Ervaringen",
    before="golf-1",
    wave="golf-2",
    codebook_version="1.1.0",
    versions_before=("1.0.0",),
    versions=("1.1.0",),
    validated_before=True,
    validated=True,
    spoke=(Spoke(Actor.OUDER, 15, 16, 6, 6, 2, 27.5, 21.0, 26.1, 22.2),),
    absent=(Actor.PARTNER,),
    moved=(
        moved("zorgen", Course.FADED),
        moved("druk", Course.STEADY),
        moved(
            "vriendschap",
            Course.APPEARED,
            before=Side(0, 15),
            now=Side(6, 6),
            clear=True,
            change=Measured(1.0, 0.56, 1.0),
            as_clear=1,
            by_chance=0.0,
        ),
    ),
    considered=40,
    clear=Tally(1, Measured(2.2, 0.0, 6.0)),
    faded=Tally(1, Measured(0.7, 0.0, 2.0)),
    appeared=Tally(1, Measured(0.2, 0.0, 1.0)),
    dealt=1000,
    vocabulary=(
        Vocabulary(
            (Actor.OUDER,), 15, 6, 700, (Term("chatbot", Side(0, 15), Side(5, 6), 1.9, 0.2),), ()
        ),
    ),
    accepted=(),
    fresh=FRESH,
)
UNREAD = replace(FOUND, validated=False, moved=(), spoke=(), considered=0, fresh=None)


def test_a_theme_that_faded_is_named_with_both_counts_and_with_what_chance_brings() -> None:
    _, faded, appeared, clear, doubt, *_ = headlines(FOUND, PLURAL)
    assert faded == (
        "Vrijwel verdwenen: bij ouders ‘Zorgen’ (8 van de 15 → 1 van de 6). Dat is er één; door"
        " toeval alleen zouden het er gemiddeld 0,7 (meestal 0 tot 2) zijn."
    )
    assert appeared.startswith("Opgekomen: bij ouders ‘Vriendschap’ (0 van de 15 → 6 van de 6).")
    assert "Van de 40 vergelijkingen" in clear
    assert doubt.startswith("Bij één van de genoemde codes bevat het interval wél 0")
    assert not any("Druk" in line for line in told(FOUND, PLURAL))


def test_what_is_the_same_finding_under_another_name_is_not_named_again() -> None:
    twin = moved("tak", Course.FADED, as_clear=0)
    more = replace(FOUND, moved=(*FOUND.moved, twin))
    assert headlines(more, PLURAL) == headlines(FOUND, PLURAL)


def test_the_terminal_shows_no_word_of_anybody() -> None:
    assert any("‘chatbot’" in line for line in headlines(FOUND, PLURAL))
    lines = for_terminal(FOUND, PLURAL)
    assert "Nieuwe woorden: 1; zij staan in het verslag." in lines
    assert "chatbot" not in " ".join(lines)


def test_what_may_look_like_drift_is_said_beside_it() -> None:
    notes = " ".join(asked_note(FOUND, PLURAL))
    assert "Niet vergeleken zijn groepen partners" in notes
    assert "gemiddeld 21 segmenten tegenover 28" in notes
    assert "golf-1 is gecodeerd met 1.0.0, golf-2 met 1.1.0" in notes
    assert "Alleen verslagen die helemaal zijn gelezen" in notes
    quiet = replace(
        FOUND,
        absent=(),
        versions=("1.0.0",),
        spoke=(Spoke(Actor.OUDER, 15, 15, 6, 6, 2, 22.0, 21.0, 26.1, 22.2),),
    )
    (only,) = asked_note(quiet, PLURAL)
    assert only.startswith("Of een onderwerp bij het gesprek hoorde")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"clear": True}, "Ga na of ernaar is gevraagd; zo ja, dan is het minder geworden voor wie u sprak."),
        ({}, "Noem het niet zonder beide aantallen."),
        ({"recognised": 4.2}, "het programma verwachtte 4,2 coderingen, gegeven is er 1."),
        ({"course": Course.GREW}, "is het hetzelfde thema als eerst"),
        ({"course": Course.GREW, "code": "hulp"}, "er staat iets nieuws onder deze code"),
    ],
)  # fmt: skip
def test_what_to_do_about_a_theme(given: dict[str, object], said: str) -> None:
    one = replace(moved("zorgen", Course.FADED), **given)  # type: ignore[arg-type]
    assert said in moved_advice(one, FRESH.codes)


def test_what_to_do_about_suggestions_says_how_much_may_be_chance() -> None:
    redefine, chance = to_do(FOUND)
    assert redefine.startswith("Definitie bekijken: ‘Hulp’. Lees de passages")
    assert "49 vergelijkingen; door toeval alleen zouden er gemiddeld 1,8 een advies" in chance
    calm = replace(FOUND, fresh=replace(FRESH, codes=FRESH.codes[1:]))
    assert to_do(calm) == ["Bij geen enkele code is er aanleiding om iets te doen."]
    few = replace(FOUND, fresh=replace(FRESH, codes=(), compared=(0, 0.0)))
    assert to_do(few)[0].startswith("Geen code komt in beide golven vaak genoeg voor")


def test_it_says_which_kind_of_evidence_it_rests_on() -> None:
    read, learned = evidence(FOUND)
    assert "er is gecodeerd door te lezen" in read
    assert "1.268 segmenten van 43 respondenten" in learned
    assert "Vier respondenten die terugkwamen, zijn daarbij weggelaten" in learned
    knows = evidence(replace(FOUND, fresh=replace(FRESH, knows_returning=True)))[1]
    assert "bij hen lijkt het model beter dan het is" in knows


def test_calibration_in_words() -> None:
    height, slope = calibration(FOUND)
    assert "1,16 code voor elke code die het programma verwachtte (0,95 tot 1,39)" in height
    assert "goed genoeg" in height
    assert "Kansen zijn te uitgesproken" in slope


def test_a_wave_that_is_not_coded_shows_no_share_at_all() -> None:
    shown = drift_page(UNREAD, True, "Voorbehoud.", PLURAL)
    text = lxml.html.fromstring(shown).text_content()
    assert "Van golf-2 is nog geen verslag helemaal gelezen en gecodeerd" in text
    assert "wat het programma voorstelt, telt daarvoor niet mee" in text
    assert "Wat er wordt verteld" not in text
    assert "chatbot" in text


def test_the_page_stands_alone_and_escapes_what_people_named() -> None:
    odd = replace(FOUND, moved=(moved("x", Course.FADED, label="<b>Zorg & geld</b>"),))
    shown = drift_page(odd, False, "Voorbehoud.", PLURAL)
    assert "<b>Zorg" not in shown
    assert "&lt;b&gt;Zorg &amp; geld" in shown
    assert "<script" not in shown
    assert "://" not in shown
    tree = lxml.html.fromstring(shown)
    targets = {a.get("href")[1:] for a in tree.iterfind(".//a")}
    assert targets
    assert targets <= {e.get("id") for e in tree.iterfind(".//*[@id]")}
    for table in tree.iterfind(".//table"):
        widths = {len(row) for row in table.iterfind(".//tr")}
        assert len(widths) == 1, table.find("caption").text


def test_every_number_is_a_line(tmp_path: Path) -> None:
    write_rows(tmp_path / "drift.csv", FOUND)
    with (tmp_path / "drift.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    assert tuple(rows[0]) == HEADER
    assert {len(row) for row in rows} == {len(HEADER)}
    first = dict(zip(HEADER, rows[1], strict=True))
    assert (first["actor"], first["before"], first["n_now"]) == ("ouder", "8", "6")
    assert (first["low"], first["outcome"]) == ("-0,6244", "vrijwel verdwenen")
    assert len(rows) == 1 + len(FOUND.moved) + 1 + 2 * 3


def test_numbers_as_a_reader_has_them() -> None:
    assert from_to(moved("a", Course.FADED)) == "8 van de 15 → 1 van de 6"
    assert [points(x) for x in (-0.3667, 0.09, 0.0, None)] == ["−37", "+9", "0", "–"]
    assert points_between(Measured(-0.37, -0.624, 0.0931)) == "−62 tot +9"
    assert points_between(NONE) == ""
    assert signed(Measured(0.21, -0.07, 0.46)) == "0,21 (−0,07 tot 0,46)"
    assert (signed(NONE), factor(NONE)) == ("–", "–")
    assert factor(Measured(1.16, 0.95, 1.39)) == "1,2 (1,0 tot 1,4)"

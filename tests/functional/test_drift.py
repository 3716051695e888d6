"""What drifted between two waves, as a user asks for it."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from pipeline.__main__ import main
from pipeline.domain.judgement import Decision, Verdict
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.tables import read_segments

from .conftest import Oza

ROOT = Path(__file__).parents[2]
FIRST = [f"{oza}K1" for oza in range(1, 8)]
SECOND = ["1K1", "2K1", *(f"{oza}K2" for oza in range(3, 8))]
RAISED = {
    # code → respondents of the first wave, and of the second
    "omgeving": (set(FIRST), set()),
    "sociaal-vriendschap": (set(), set(SECOND)),
    "aandacht": (set(FIRST), set(SECOND)),
    "gezin-belasting": (set(FIRST), set()),  # no subject of the interviews with children
}
TEXT = """I: Hoe is het hier?

R: Het lokaal is rustig, met een bank en planten. Dat is fijn als het me te veel wordt.

I: En verder?

R: {more} De juf helpt me elke dag even apart met rekenen.
"""


def build(layout: Layout, people: list[str], more: str) -> None:
    """A wave of children, of whom each says `more`."""
    layout.reports.mkdir(parents=True, exist_ok=True)
    for path in layout.reports.glob("*.md"):
        path.unlink()
    rows = ["id;bestand;actor;oza;leeftijd;geslacht;deelnemers;datum"]
    for who in people:
        (layout.reports / f"{who}.md").write_text(TEXT.format(more=more), "utf-8")
        rows.append(f"{who};{who}.md;kind;{who[0]};;;1;2025-01-20")
    (layout.wave_folder / "register.csv").write_text("\n".join(rows) + "\n", "utf-8")


@pytest.fixture
def two(project: Layout) -> Layout:
    """A second wave beside the first; nothing is decided yet."""
    later = Layout(project.root, project.study, "golf-2")
    build(project, FIRST, "Ik teken veel en ik speel graag met blokken.")
    build(later, SECOND, "Ik oefen met de chatbot op de laptop.")
    return later


Validate = Callable[..., None]


@pytest.fixture
def validate(oza: Oza, two: Layout, decide: Callable[..., Decision]) -> Validate:
    """Anna reads reports of a wave whole and gives the codes of `RAISED` to their first segment."""

    def work(wave: str, people: list[str], **given: object) -> None:
        assert oza("segment", "--wave", wave).code == 0
        at = Layout(two.root, two.study, wave)
        now = wave == "golf-2"
        lines = []
        firsts = set()
        for s in read_segments(at.stage("segment") / "segments.parquet"):
            if s.respondent not in people:
                continue
            about: dict[str, object] = {"wave": wave, "coder": "anna", "digest": s.digest}
            lines.append(decide(s.id, "", verdict=Verdict.DONE, **about))
            if s.respondent not in firsts:
                codes = [code for code, raised in RAISED.items() if s.respondent in raised[now]]
                lines += [decide(s.id, code, **{**about, **given}) for code in codes]
            firsts.add(s.respondent)
        append_decisions(at.ledger("anna"), lines)

    return work


def found(layout: Layout) -> dict[str, Any]:
    return json.loads((layout.stage("drift") / "drift.json").read_text("utf-8"))


def page(layout: Layout) -> str:
    return (layout.stage("drift") / "drift.html").read_text("utf-8")


def of_code(layout: Layout, code: str) -> dict[str, Any]:
    (row,) = [one for one in found(layout)["moved"] if one["code"] == code]
    return row


def test_with_one_wave_it_says_what_a_second_one_is(oza: Oza, project: Layout) -> None:
    said = oza("drift")
    assert said.code == 4
    assert said.err.count("\n") == 1
    assert "vóór 'golf-1' is er geen golf om mee te vergelijken" in said.err
    assert "een tweede golf" in said.err
    assert not project.stage("drift").exists()


def test_the_first_wave_and_a_wave_that_does_not_exist(oza: Oza, two: Layout) -> None:
    said = oza("drift", "--wave", "golf-1")
    assert (said.code, "--wave golf-2" in said.err) == (4, True)
    said = oza("drift", "--wave", "golf-2", "--against", "golf-0")
    assert said.code == 10
    assert "er is geen golf 'golf-0' vóór 'golf-2'" in said.err
    assert "er is: golf-1" in said.err


def test_of_a_wave_that_is_not_coded_only_words_are_compared(
    oza: Oza, two: Layout, validate: Validate
) -> None:
    validate("golf-1", FIRST)
    said = oza("drift", "--wave", "golf-2")
    assert said.code == 0, said.err
    assert "Van golf-2 is nog geen verslag helemaal gelezen en gecodeerd" in said.out
    result = found(two)
    assert (result["moved"], result["spoke"], result["fresh"]) == ([], [], None)
    (words,) = result["vocabulary"]
    assert "chatbot" in {term["text"] for term in words["new"]}
    assert "blok" in {term["text"] for term in words["gone"]}
    assert "Wat er wordt verteld" not in page(two)


def test_what_faded_and_what_appeared_is_named(oza: Oza, two: Layout, validate: Validate) -> None:
    validate("golf-1", FIRST)
    validate("golf-2", SECOND)
    said = oza("drift", "--wave", "golf-2")
    assert said.code == 0, said.err
    faded, appeared = of_code(two, "omgeving"), of_code(two, "sociaal-vriendschap")
    assert (faded["course"], faded["clear"]) == ("vrijwel verdwenen", True)
    assert faded["returned"] == [0, 2, 0, 0]
    assert (appeared["course"], appeared["now"]) == ("opgekomen", {"raised": 7, "total": 7})
    assert of_code(two, "aandacht")["course"] == "geen duidelijk verschil"
    (spoke,) = found(two)["spoke"]
    assert (spoke["before"], spoke["now"], spoke["returned"]) == (7, 7, 2)
    assert (
        "Vrijwel verdwenen: bij kinderen ‘Fijne plek en rustruimte’ (7 van de 7 → 0 van de 7)"
        in (said.out)
    )
    assert "zijn" in found(two)["told"][1]


def test_who_was_not_asked_did_not_fall_silent(oza: Oza, two: Layout, validate: Validate) -> None:
    validate("golf-1", FIRST)
    validate("golf-2", SECOND)
    assert oza("drift", "--wave", "golf-2").code == 0
    for code in ("gezin-belasting", "gezin"):
        row = of_code(two, code)
        assert (row["course"], row["change"]["value"], row["as_clear"]) == (
            "niet gevraagd",
            None,
            0,
        )
    faded, *others = found(two)["told"][1:5]
    assert faded.startswith("Vrijwel verdwenen")
    assert not any("gezin" in line for line in (faded, *others))


def test_a_report_that_is_half_read_does_not_count(
    oza: Oza, two: Layout, validate: Validate
) -> None:
    validate("golf-1", FIRST)
    validate("golf-2", SECOND[:4])
    assert oza("drift", "--wave", "golf-2").code == 0
    row = of_code(two, "omgeving")
    assert (row["now"]["total"], row["course"]) == (4, "te weinig respondenten")
    assert row["change"]["value"] is None
    assert found(two)["considered"] == 0
    assert "Bij geen enkele code is het verschil groot" in page(two)


def test_seen_suggestions_are_told_apart_from_what_a_model_would_say(
    oza: Oza, two: Layout, validate: Validate
) -> None:
    seen = {"seen": 0.8, "verdict": Verdict.ACCEPT}
    validate("golf-1", FIRST, **seen)
    validate("golf-2", SECOND, **seen)
    assert oza("drift", "--wave", "golf-2").code == 0
    every = found(two)["accepted"][0]
    assert (every["before"]["hits"], every["now"]["hits"]) == (21, 14)
    assert "Wat codeurs deden met voorstellen die zij zagen: 21 besluiten" in page(two)
    assert "Geaccepteerd van wat codeurs zagen voorgesteld" in page(two)


def test_the_same_again_gives_the_same_bytes_and_the_terminal_no_words(
    oza: Oza, two: Layout, validate: Validate, files: Callable[[Path], dict[str, bytes]]
) -> None:
    validate("golf-1", FIRST)
    validate("golf-2", SECOND)
    said = oza("drift", "--wave", "golf-2")
    first = files(two.stage("drift"))
    assert set(first) == {"drift.html", "drift.json", "drift.csv"}
    assert oza("drift", "--wave", "golf-2", "--against", "golf-1").code == 0
    assert files(two.stage("drift")) == first
    assert "chatbot" in page(two)
    assert "chatbot" not in said.out + said.err


def test_every_number_stands_on_a_line_of_its_own(
    oza: Oza, two: Layout, validate: Validate
) -> None:
    validate("golf-1", FIRST)
    validate("golf-2", SECOND)
    assert oza("drift", "--wave", "golf-2").code == 0
    with (two.stage("drift") / "drift.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    (row,) = [row for row in rows if row["kind"] == "thema" and row["code"] == "omgeving"]
    counts = [row[name] for name in ("before", "n_before", "now", "n_now", "difference")]
    assert counts == ["7", "7", "0", "7", "-1,0000"]
    assert {"thema", "woord", "model"} == {row["kind"] for row in rows}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The second wave of the shipped study, after `oza drift`."""
    root = tmp_path_factory.mktemp("geleverd")
    for name in ("codebook", "corpus"):
        ignored = shutil.ignore_patterns("private", ".*")
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    with pytest.MonkeyPatch.context() as patch:
        which = ["--study", "ervaringen", "--wave", "golf-2"]
        patch.setattr(sys, "argv", ["oza", "drift", "--root", str(root), *which])
        with pytest.raises(SystemExit) as end:
            main()
    assert not end.value.code
    return Layout(root, "ervaringen", "golf-2")


def test_the_theme_that_faded_in_the_shipped_study_is_named(shipped: Layout) -> None:
    """DATACARD.md says which; nothing of the program knows it."""
    result = found(shipped)
    faded = [one for one in result["moved"] if one["course"] == "vrijwel verdwenen"]
    assert ("ouder", "voortbestaan") in {(one["actor"], one["code"]) for one in faded}
    tally = result["faded"]
    assert tally["found"] <= 10
    assert tally["found"] > tally["by_chance"]["high"]
    assert "‘Zorgen over het voortbestaan’ (8 van de 15 → 1 van de 6)" in result["told"][1]


def test_its_two_new_themes_are_found_in_words_and_where_they_are_coded(shipped: Layout) -> None:
    """A chatbot, and what a family has to pay: neither is in the codebook."""
    result = found(shipped)
    (words,) = result["vocabulary"]
    assert {"scherm", "betalen", "bijdrage", "euro"} <= {term["text"] for term in words["new"]}
    advice = {one["code"]: one["advice"] for one in result["fresh"]["codes"]}
    assert advice["ouders-ondersteuning"] == "definitie bekijken"
    recall = result["fresh"]["all_codes"]["recall_change"]
    assert recall["high"] < 0


def test_it_compares_who_was_interviewed_in_both_waves_and_names_nobody(shipped: Layout) -> None:
    result = found(shipped)
    assert result["absent"] == ["professional", "partner"]
    assert {one["actor"] for one in result["moved"]} == {"kind", "ouder"}
    assert sum(one["returned"] for one in result["spoke"]) == 4
    assert result["fresh"]["set_aside"] == 4
    shown = lxml.html.fromstring(page(shipped)).text_content()
    assert not re.search(r"\b\d[KOPS]\d\b", shown + json.dumps(result))
    said = [s.text for s in read_segments(shipped.stage("segment") / "segments.parquet")]
    runs = {
        " ".join(words[at : at + 6])
        for text in said
        for words in (text.split(),)
        for at in range(len(words) - 5)
    }
    told = " ".join(shown.split()).split()
    assert not any(" ".join(told[at : at + 6]) in runs for at in range(len(told) - 5))

"""Revising a place on its page: with a reason, taken back, in two tabs, after the study changed."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from pipeline.domain.judgement import Stance
from pipeline.domain.revision import Revision
from pipeline.store.revisions import append_revision, read_revisions
from tests.unit.web.weighing.conftest import (
    CELL,
    KOST,
    SEEN,
    SEGMENTS,
    URENSTAAT,
    WAVE,
    cell_of,
    revise,
)

POSITIVE = Stance.POSITIVE


def test_a_place_is_revised_with_a_reason_and_taken_back(weighed: Any) -> None:
    weighed.decide("anna", (KOST, POSITIVE), (URENSTAAT, POSITIVE))
    browser, place = weighed.browser(), f"{WAVE}/{SEGMENTS[KOST].id}"
    text = browser.get(CELL).text
    assert f'name="passage:{place}"' in text
    got = revise(browser, plaats="2", reden="  het valt\r\nmee ", **{f"passage:{place}": "1"})
    assert got.location == f"{CELL}?gezegd=1"
    (line,) = read_revisions(weighed.layout.revisions)
    assert (line.by, line.source, line.after, line.reason) == ("anna", 3, 2, "het valt mee")
    assert line.segments == (place,)
    told = browser.get(got.location).text
    assert "Bewaard." in told
    assert "de studie zet deze wijze op plaats 3 (anna," in told
    assert "van plaats 3 naar plaats 2. " in told
    assert "Ten minste de uren van elk kind." in told, "de studie blijft zoals zij is geschreven"
    assert ", herzien," in cell_of(browser.get("/beoordeling").text)
    assert revise(browser, doe="terugnemen", **{SEEN: "2"}).status == 303
    told = browser.get(CELL).text
    assert "teruggenomen, van plaats 2 naar plaats 3" in told
    assert 'value="terugnemen"' not in told
    assert len(read_revisions(weighed.layout.revisions)) == 2


def test_what_was_not_seen_is_not_taken_back(weighed: Any) -> None:
    """Two tabs, or two people: what she sees standing is no longer what stands."""
    anna, bram = weighed.browser("anna"), weighed.browser("bram")
    assert revise(anna, plaats="2", reden="omdat").status == 303
    stale = anna.get(CELL).text
    assert revise(bram, plaats="1", reden="nog minder", **{SEEN: "2"}).status == 303
    # The form to take back says which position she saw.
    assert '<input type="hidden" name="stand:administratie" value="2"><button' in stale
    got = revise(anna, doe="terugnemen", **{SEEN: "2"})
    assert got.status == 422
    assert "inmiddels op plaats 1 en niet meer op 2" in html.unescape(got.text)
    assert len(read_revisions(weighed.layout.revisions)) == 2
    assert revise(anna, doe="terugnemen", **{SEEN: "1"}).status == 303


def test_who_was_refused_for_what_changed_meanwhile_decides_on_what_stands_now(
    weighed: Any,
) -> None:
    anna, bram = weighed.browser("anna"), weighed.browser("bram")
    assert revise(bram, plaats="2", reden="minder").status == 303
    refused = revise(anna, plaats="1", reden="nog minder")
    assert refused.status == 422
    form = refused.text[refused.text.index('id="herzien"') :]
    (seen,) = re.findall(rf'name="{SEEN}" value="(\d)"', form)
    assert ">nog minder</textarea>" in form
    assert revise(anna, plaats="1", reden="nog minder", **{SEEN: seen}).status == 303
    # Refused for something else, she has still seen only what she saw.
    form = revise(anna, plaats="3", reden=" ").text
    assert f'name="{SEEN}" value="3"' in form[form.index('id="herzien"') :]


def test_a_button_that_is_pressed_twice_is_kept_once(weighed: Any) -> None:
    browser, place = weighed.browser(), f"{WAVE}/{SEGMENTS[KOST].id}"
    form = {"plaats": "2", "reden": " omdat  het", f"passage:{place}": "1"}
    assert [revise(browser, **form).status for _ in range(2)] == [303, 303]
    assert len(read_revisions(weighed.layout.revisions)) == 1
    assert revise(browser, **{**form, "reden": "iets anders"}).status == 422
    assert revise(weighed.browser("bram"), **form).status == 422, "dat was een ander"
    back = {"doe": "terugnemen", SEEN: "2"}
    assert [revise(browser, **back).status for _ in range(2)] == [303, 303]
    assert len(read_revisions(weighed.layout.revisions)) == 2


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"plaats": "2", "reden": " "}, "vraagt om een reden"),
        ({"reden": "omdat"}, "kies een nieuwe plaats"),
        ({"plaats": "4", "reden": "omdat"}, "kies een nieuwe plaats"),
        ({"plaats": "3", "reden": "omdat"}, "staat daar al op plaats 3"),
        ({"plaats": "2", "reden": "omdat", "schaal": "kwaliteit"}, "kies een schaal"),
        ({"plaats": "2", "reden": "x" * 9000}, "te lang"),
        ({"plaats": "2", "reden": "omdat", "stand:administratie": "1"}, "inmiddels op plaats 3"),
        ({"plaats": "2", "reden": "omdat", "passage:ronde-1/9G9:00000000": "1"}, "geen segment"),
        ({"doe": "terugnemen"}, "niet herzien"),
    ],
)
def test_what_cannot_be_kept_is_said_and_handed_back(
    weighed: Any, form: dict[str, str], said: str
) -> None:
    browser = weighed.browser()
    browser.get(CELL)
    got = revise(browser, **form)
    assert got.status == 422
    assert said in html.unescape(got.text)
    assert read_revisions(weighed.layout.revisions) == []
    if len(form.get("reden", " ")) < 9:
        assert f">{form.get('reden', '')}</textarea>" in got.text


def test_only_a_click_of_this_page_revises(weighed: Any, alone: Any) -> None:
    browser = weighed.browser()
    browser.get(CELL)
    form = {"schaal": "administratie", "plaats": "2", "reden": "omdat"}
    assert browser.post(CELL, csrf="anders", **form).status == 403
    assert browser.post(CELL, headers={"origin": "http://elders"}, **form).status == 403
    assert read_revisions(weighed.layout.revisions) == []
    reader = alone.browser()
    assert "herzien" not in reader.get(CELL).text
    assert reader.post(CELL, **form).status == 404
    assert read_revisions(alone.layout.revisions) == []


def test_the_study_that_changes_under_a_revision_is_told(weighed: Any) -> None:
    browser = weighed.browser()
    browser.get(CELL)
    assert revise(browser, plaats="2", reden="omdat").status == 303
    criteria = weighed.layout.study_folder / "appraisal" / "criteria.yaml"
    text = criteria.read_text(encoding="utf-8")
    at = text.index(
        "model: productie, position: 3", text.index("- id: administratie\n        label")
    )
    moved = text[:at] + text[at:].replace("position: 3", "position: 1", 1)
    criteria.write_text(moved, encoding="utf-8")
    assert "ging uit van plaats 3, nu staat er 1" in browser.get(CELL).text
    board = browser.get("/beoordeling").text
    assert "gewijzigd sinds één van de herzieningen" in board
    told = "Productiefinanciering, Wat ten minste moet worden vastgelegd"
    assert f'<a href="{CELL}" lang="nl">{told}</a>: de herziening geldt nog.' in board
    # Who finds that it still holds says so, on the same place.
    assert revise(browser, plaats="2", reden="nog steeds", **{SEEN: "2"}).status == 303
    told = browser.get(CELL).text
    assert "ging uit van plaats 3" not in told
    assert "opnieuw bekeken, blijft op plaats 2" in told
    assert "gewijzigd sinds" not in browser.get("/beoordeling").text


def test_a_revision_of_a_scale_that_is_gone_is_told_and_counts_for_nothing(weighed: Any) -> None:
    line = Revision("lasten", "productie", 3, 3, 2, "anna", "2026-01-01T00:00:00Z", "omdat")
    append_revision(weighed.layout.revisions, lambda _: line)
    board = weighed.browser().get("/beoordeling").text
    assert "Productiefinanciering, lasten</span>: de studie kent deze plaats niet meer" in board
    assert ", herzien" not in cell_of(board)


def test_to_the_place_of_the_study_is_taking_back(weighed: Any) -> None:
    browser = weighed.browser()
    assert revise(browser, plaats="2", reden="omdat").status == 303
    assert revise(browser, plaats="3", reden="toch niet", **{SEEN: "2"}).status == 303
    assert read_revisions(weighed.layout.revisions)[1].taken_back
    assert ", herzien" not in cell_of(browser.get("/beoordeling").text)
    assert "toch niet" in browser.get(CELL).text

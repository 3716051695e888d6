"""Proposals for codes: the list, and what is decided there."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from pipeline.config.codes import read_codebook
from pipeline.domain.ids import Actor
from pipeline.domain.proposal import Outcome
from pipeline.store.proposals import read_rulings

STUDY = ("study.toml", "chapters.toml", "wording.toml")
NEW = {
    "label": "Rouw en verlies",
    "id": "rouw",
    "ouder": "gezin",
    "definitie": "Iemand mist wie of wat er niet meer is.",
    "gebruik": "Als het verlies zelf wordt genoemd: 'sinds opa er niet meer is'.",
    "actor:kind": "1",
    "actor:ouder": "1",
    "voorbeeld": "Ik mis mijn opa nog elke dag.",
    "wie": "kind",
}


@pytest.fixture
def proposed(page: Any, study_folder: Any) -> Any:
    """Anna's browser, after she proposed two codes; the rest of the study is there as well."""
    for name in STUDY:
        (page.layout.study_folder / name).write_bytes((study_folder / name).read_bytes())
    anna = page.browser("anna")
    for name, text in (("Rouw", "komt vaak terug"), ("Geluid", "zie onderwerp T-7")):
        assert anna.post("/notitie", soort="voorstel", over=name, tekst=text).status == 303
    anna.get("/voorstellen")
    return anna


def stand_of(browser: Any, name: str) -> str:
    text = browser.get("/voorstellen").text
    found = re.search(rf'name="naam" value="{name}"><input[^>]*name="stand" value="([^"]*)"', text)
    assert found is not None
    return unescape(found[1])


def send(browser: Any, what: str, name: str, **fields: str) -> Any:
    return browser.post(
        "/voorstellen", doe=what, naam=name, stand=stand_of(browser, name), **fields
    )


def test_the_list_says_who_when_what_and_from_which_topic(page: Any, proposed: Any) -> None:
    text = page.browser("bram").get("/voorstellen").text
    assert "Nog te beslissen: 2" in text
    assert re.search(r"anna, \d{4}-\d\d-\d\d", text)
    assert "komt vaak terug" in text
    assert text.count("komt uit onderwerp T-7") == 1
    assert 'href="/voorstellen"' in proposed.get("/codeboek").text
    assert 'href="/voorstellen"' in proposed.get("/notities").text


def test_a_code_that_is_taken_up_can_be_given_at_once(page: Any, proposed: Any) -> None:
    codes = page.layout.study_folder / "codes.yaml"
    before = codes.read_text("utf-8")
    assert (
        "niet (meer) in het codeboek" in proposed.click(page.druk, "toevoegen:rouw", htmx=True).text
    )
    got = send(proposed, "opnemen", "Rouw", reden="vaak genoeg", **NEW)
    assert got.location == "/voorstellen?gezegd=opnemen"
    told = proposed.get(got.location).text
    assert "is meteen te gebruiken" in told
    assert "Opgenomen als ‘Rouw en verlies’ door anna" in told
    code = read_codebook(codes)["rouw"]
    assert (code.parent, code.actors, code.label) == (
        "gezin", (Actor.KIND, Actor.OUDER), "Rouw en verlies"
    )  # fmt: skip
    assert code.examples[0].text == NEW["voorbeeld"]
    after = codes.read_text("utf-8").splitlines()
    assert [line for line in before.splitlines() if line not in after] == []
    got = proposed.click(page.druk, "toevoegen:rouw", htmx=True)
    assert "‘Rouw en verlies’ toegevoegd" in got.text
    assert page.ledger()[-1].code == "rouw"
    assert "Nog te beslissen: 1" in told


def test_merging_and_declining_want_a_reason(page: Any, proposed: Any) -> None:
    for what in ("samenvoegen", "afwijzen"):
        got = send(proposed, what, "Rouw", code="gezin", reden="  ")
        assert got.status == 422
        assert "Een reden is verplicht" in got.text
    assert read_rulings(page.layout.rulings) == []
    send(proposed, "samenvoegen", "Rouw", code="gezin", reden="valt daaronder")
    send(page.browser("bram"), "afwijzen", "Geluid", reden="te weinig")
    rulings = read_rulings(page.layout.rulings)
    assert [(r.names, r.outcome, r.code, r.by, r.reason) for r in rulings] == [
        (("Rouw",), Outcome.MERGED, "gezin", "anna", "valt daaronder"),
        (("Geluid",), Outcome.DECLINED, "", "bram", "te weinig"),
    ]
    text = proposed.get("/voorstellen").text
    assert "Nog te beslissen: 0" in text
    assert "valt daaronder" in text
    assert 'action="/voorstellen"' not in text, "er valt niets meer te beslissen"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"definitie": ""}, "een code heeft een naam"),
        ({"actor:kind": "", "wie": "partner"}, "voor wie de code niet geldt"),
        ({"id": "Rouw!"}, "bestaat uit kleine letters"),
        ({"id": "gezin"}, "deze id is al van"),
        ({"ouder": "bestaat-niet"}, "niet (meer) in het codeboek"),
        ({"label": "Toekomst"}, "Er is niets bewaard"),
    ],
)
def test_what_cannot_be_taken_up_is_given_back_and_changes_nothing(
    page: Any, proposed: Any, change: dict[str, str], said: str
) -> None:
    codes = page.layout.study_folder / "codes.yaml"
    before = codes.read_bytes()
    got = send(proposed, "opnemen", "Rouw", **{**NEW, **change})
    assert got.status == 422
    assert said in got.text
    assert "Ik mis mijn opa nog elke dag." in got.text
    assert "<details open>" in got.text
    assert codes.read_bytes() == before
    assert read_rulings(page.layout.rulings) == []


def test_what_changed_meanwhile_or_is_not_there_is_refused(page: Any, proposed: Any) -> None:
    bram, stand = page.browser("bram"), stand_of(proposed, "Rouw")
    send(bram, "afwijzen", "Rouw", reden="te weinig")
    form = {"naam": "Rouw", "stand": stand, "reden": "toch"}
    got = proposed.post("/voorstellen", doe="afwijzen", **form)
    assert "over dit voorstel is al besloten" in got.text
    bram.post("/notitie", soort="voorstel", over="Geluid", tekst="ik ook")
    got = proposed.post("/voorstellen", doe="afwijzen", **{**form, "naam": "Geluid"})
    assert "veranderd sinds deze bladzijde" in got.text
    for name, what in (("Bestaat niet", "afwijzen"), ("Geluid", "zomaar")):
        got = proposed.post("/voorstellen", doe=what, naam=name, stand=stand, reden="x")
        assert got.status == 422
    assert len(read_rulings(page.layout.rulings)) == 1


def test_only_who_is_signed_in_on_this_page_decides(page: Any, proposed: Any) -> None:
    form = {"doe": "afwijzen", "naam": "Rouw", "stand": stand_of(proposed, "Rouw"), "reden": "x"}
    assert page.stranger().get("/voorstellen").status == 401
    assert page.stranger().post("/voorstellen", **form).status == 401
    assert proposed.post("/voorstellen", {"origin": "http://elders"}, **form).status == 403
    assert proposed.post("/voorstellen", **{**form, "csrf": "anders"}).status == 403
    assert read_rulings(page.layout.rulings) == []


def test_words_about_a_report_that_both_still_code_stay_out_of_sight(
    page: Any, proposed: Any
) -> None:
    page.desk.team.assign("1K1", ["anna", "bram"], "chris", "2025-01-01T00:00:00Z")
    bram = page.browser("bram")
    bram.post("/notitie", soort="voorstel", over="Buik", tekst="in 1K1 staat buikpijn")
    for address in ("/voorstellen", "/notities"):
        text = proposed.get(address).text
        assert "staat buikpijn" not in text
        assert "nog onafhankelijk wordt gecodeerd" in text
        assert "komt vaak terug" in text
        assert "staat buikpijn" in bram.get(address).text, "het eigen voorstel"
    for browser in (proposed, bram):
        for segment in (page.druk, page.thuis, page.blijven):
            browser.click(segment, "gelezen")
    assert "staat buikpijn" in proposed.get("/voorstellen").text, "allen zijn klaar"

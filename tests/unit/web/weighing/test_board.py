"""The scoreboard, what a place rests on, and who may see that."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from pipeline.domain.judgement import Stance, Verdict
from pipeline.domain.revision import Revision
from pipeline.store.ledger import append_decisions
from pipeline.store.revisions import append_revision
from pipeline.web.judging import SHADES, shade
from tests.unit.web.weighing.conftest import (
    CELL,
    KOST,
    SCHRIJVEN,
    SEGMENTS,
    URENSTAAT,
    VOORHEEN,
    WAVE,
    WEER,
    cell_of,
    decision,
    revise,
)

CONCERN, POSITIVE, NEUTRAL = Stance.CONCERN, Stance.POSITIVE, Stance.NEUTRAL


def test_shades_are_told_apart_by_lightness_and_by_the_figure() -> None:
    assert [shade(one) for one in SHADES] == [1, 2, 3, 4, 5]
    assert [shade(Fraction(n, 3)) for n in (3, 4, 5, 7, 8)] == [1, 2, 2, 4, 4]
    assert shade(Fraction(5, 4)) == 2, "halverwege is de donkerste"


def test_every_cell_has_its_figure_and_leads_to_where_it_came_from(alone: Any) -> None:
    browser = alone.browser()
    text = browser.get("/beoordeling?w.kwaliteit=2").text
    assert len(re.findall(r'<td class="score s[1-5]">', text)) == 6 * 8
    assert cell_of(text) == "1: Productiefinanciering op Administratieve lasten"
    assert f'href="{CELL}?w.kwaliteit=2"' in text
    told = browser.get(f"{CELL}?w.kwaliteit=2").text
    assert "Plaats 3 van 3 geeft score 1: links is hier gunstig." in told
    assert "Ten minste de uren van elk kind." in told
    assert 'href="/beoordeling?w.kwaliteit=2"' in told
    assert browser.get("/beoordeling/administratie/lening").status == 404
    assert browser.get("/beoordeling/prijs/productie").status == 404


def test_what_would_change_the_order_moves_with_the_weights(alone: Any) -> None:
    browser = alone.browser()
    light, heavy = (
        browser.get("/beoordeling").text,
        browser.get("/beoordeling?w.administratie=9").text,
    )
    assert "(gewicht 9): onder" in heavy
    told = re.findall(r"<li><strong[^>]*>[^<]+</strong> \(gewicht.*?</li>", light, re.S)
    assert len(told) == 8
    assert all(one.count("onder ") <= 1 and one.count("boven ") <= 1 for one in told)
    assert "Gewichten anders dan 1:" in heavy
    assert "Gewichten anders dan 1:" not in light
    first = re.compile(r'<span class="plaats"[^>]*>1</span> <span lang="nl">(.*?)</span>')
    assert first.search(light)[1] != first.search(heavy)[1]  # type: ignore[index]


def test_passages_stand_for_and_against_by_perspective(weighed: Any) -> None:
    weighed.decide(
        "anna", (KOST, CONCERN), (URENSTAAT, CONCERN), (SCHRIJVEN, CONCERN), (WEER, POSITIVE)
    )
    weighed.decide("anna", (VOORHEEN, None))
    browser = weighed.browser()
    assert cell_of(browser.get("/beoordeling").text).endswith(", gedekt")
    text = browser.get(CELL).text
    table = re.search(r'<table class="wiewat">.*?</table>', text, re.S)[0]  # type: ignore[index]
    rows = re.findall(r"<tr[^>]*><th scope=\"row\".*?</tr>", table, re.S)
    assert [re.findall(r'class="getal">(.*?)</td>', row) for row in rows] == [
        ["–", "2 (2)", "–"],  # gemeenten
        ["1 (1)", "1 (1)", "–"],  # aanbieders: één respondent, die beide zegt
        ["1 (1)", "3 (3)", "–"],
    ]
    assert "Wij schrijven vooral &lt;uren&gt; op." in text, "tekst is tekst"
    assert "Dat was voorheen niet zo." not in text, "daar staat deze code niet op"
    assert f'href="/verslag/2G1/{SEGMENTS[URENSTAAT].id[4:]}' in text


def test_without_a_passage_nothing_is_contradicted(weighed: Any) -> None:
    browser = weighed.browser()
    assert cell_of(browser.get("/beoordeling").text).endswith(", niet gedekt")
    text = browser.get(CELL).text
    assert "geen gevalideerde passage" in text
    assert "0 gelezen" in browser.get("/beoordeling").text


def test_a_wave_that_is_half_read_says_so_where_a_place_is_judged(weighed: Any) -> None:
    weighed.decide("anna", (KOST, CONCERN), (URENSTAAT, CONCERN))
    browser = weighed.browser()
    for page in ("/beoordeling", CELL):
        assert "Van de 5 segmenten zijn er 2 gelezen" in browser.get(page).text
    weighed.decide("anna", (VOORHEEN, None), (SCHRIJVEN, None), (WEER, None))
    for page in ("/beoordeling", CELL):
        assert "segmenten zijn er" not in browser.get(page).text


def test_a_code_without_a_stance_is_told_where_it_does_not_count(weighed: Any) -> None:
    weighed.decide("anna", (KOST, CONCERN), (URENSTAAT, Stance.NONE), (SCHRIJVEN, Stance.NONE))
    browser = weighed.browser()
    for page in ("/beoordeling", CELL):
        assert "2 coderingen hebben geen houding" in browser.get(page).text
    assert "urenstaat" not in browser.get(CELL).text


def test_a_perspective_that_does_not_judge_is_marked(weighed: Any) -> None:
    rows = [
        decision(SEGMENTS[at], "anna", code=code, verdict=Verdict.ADD, stance=POSITIVE)
        for at, code in (
            (KOST, "productie-keuzevrijheid"),
            (SCHRIJVEN, "productie-keuzevrijheid"),
            (SCHRIJVEN, "perspectief-ouder"),
        )
    ]
    append_decisions(weighed.layout.ledger("anna"), rows)
    text = weighed.browser().get("/beoordeling/keuzevrijheid/productie").text
    heads = re.findall(r'<tr><th scope="row"><span lang="nl">(\w+)</span>(.*?)</th>', text)
    assert [(name, "telt niet mee" in said) for name, said in heads] == [
        ("gemeenten", True),
        ("ouders", False),
    ]


def test_who_speaks_for_another_is_told(weighed: Any) -> None:
    weighed.decide("anna", (KOST, CONCERN), (SCHRIJVEN, CONCERN))
    assert "verwoord door een ander" not in weighed.browser().get(CELL).text
    more = decision(SEGMENTS[KOST], "anna", code="perspectief-ouder", verdict=Verdict.ADD)
    append_decisions(weighed.layout.ledger("anna"), [more])
    text = weighed.browser().get(CELL).text
    (told,) = re.findall(r"verwoord door een ander:.*?</span>", text)
    assert ">gemeenten<" in told


class TestWhoMaySee:
    """Who codes a report with others sees nothing of theirs until everybody is done."""

    def seen(self, weighed: Any, coder: str) -> tuple[str, str]:
        browser = weighed.browser(coder)
        return browser.get(CELL).text, cell_of(browser.get("/beoordeling").text)

    def test_until_both_are_done_neither_words_nor_counts(self, weighed: Any) -> None:
        weighed.assign("1G1", "anna", "bram")
        weighed.decide("anna", (KOST, CONCERN), (VOORHEEN, CONCERN), (URENSTAAT, CONCERN))
        weighed.read_all("anna", "1G1")
        text, flag = self.seen(weighed, "bram")
        assert "halve dag" not in text
        assert "urenstaat" in text, "dat verslag codeert zij niet"
        assert "1 (1)" in text
        assert "2 (3)" not in text
        assert flag.endswith(", eenzijdig")
        assert "Eén verslag telt hier voor u nog niet mee" in text
        assert "segmenten zijn er" not in weighed.browser("bram").get("/beoordeling").text
        weighed.read_all("bram", "1G1")
        text, flag = self.seen(weighed, "bram")
        assert "halve dag" in text
        assert "telt hier voor u nog niet mee" not in text

    def test_of_a_report_that_two_code_unasked_as_well(self, weighed: Any) -> None:
        weighed.decide("bram", (KOST, CONCERN))
        assert "halve dag" in self.seen(weighed, "anna")[0], "zij codeert het niet"
        weighed.decide("anna", (VOORHEEN, None))
        assert "halve dag" not in self.seen(weighed, "anna")[0]

    def test_what_carries_a_revision_tells_no_coding_either(self, weighed: Any) -> None:
        weighed.assign("1G1", "anna", "bram")
        weighed.decide("anna", (KOST, CONCERN), (URENSTAAT, CONCERN))
        carried = {f"passage:{WAVE}/{SEGMENTS[at].id}": "1" for at in (KOST, URENSTAAT)}
        got = revise(weighed.browser("anna"), plaats="2", reden="omdat", **carried)
        assert got.status == 303
        text, _ = self.seen(weighed, "bram")
        history = text[text.index('id="geschiedenis"') :]
        assert SEGMENTS[URENSTAAT].id in history
        assert SEGMENTS[KOST].id not in history
        weighed.read_all("anna", "1G1")
        weighed.read_all("bram", "1G1")
        assert SEGMENTS[KOST].id in self.seen(weighed, "bram")[0]

    def test_who_only_weighs_sees_no_participant(self, alone: Any) -> None:
        alone.decide("anna", (KOST, CONCERN))
        line = Revision(
            "administratie", "productie", 3, 3, 2, "anna", "2026-01-01T00:00:00Z", "omdat",
            (f"{WAVE}/{SEGMENTS[KOST].id}",),
        )  # fmt: skip
        append_revision(alone.layout.revisions, lambda _: line)
        text = alone.browser().get(CELL).text
        assert "omdat" in text
        assert "halve dag" not in text
        assert "1G1" not in text


def test_the_codebook_that_changes_under_an_open_page_is_followed(weighed: Any) -> None:
    browser, folder = weighed.browser(), weighed.layout.study_folder
    codes = folder / "codes.yaml"
    whole = codes.read_text(encoding="utf-8")
    codes.write_text("kapot", encoding="utf-8")
    assert browser.get(CELL).status == 200, "met de vorige versie"
    for path in (folder / "chapters.toml", codes):
        text = whole if path == codes else path.read_text(encoding="utf-8")
        path.write_text(text.replace("productie-administratie", "een-ander"), encoding="utf-8")
    got = browser.get(CELL)
    assert got.status == 503
    assert "evidence.yaml" in got.text

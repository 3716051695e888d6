"""What the pages show."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from typing import Any

from pipeline.config.study import Study
from pipeline.domain.ids import Actor
from pipeline.web.finding import codes_named, only_one
from pipeline.web.sentences import SENTENCES
from pipeline.web.views import marked


def test_the_report_is_read_as_a_report(page: Any) -> None:
    text = page.browser().get("/verslag/1K1").text
    assert "<h2>Verslag 1K1</h2>" in text
    assert "<h3>Gesprek</h3>" in text
    assert text.count("<h3>Gesprek</h3>") == 1
    assert "Hoe was het?" in text
    assert "&amp; &lt;b&gt;niemand&lt;/b&gt;" in text, "tekst is tekst"
    assert 'aria-current="true"' in text


def test_a_segment_of_a_transcript_says_when_it_was_said(page: Any) -> None:
    assert 'class="moment"' not in page.browser().get("/verslag/1K1").text
    timed = replace(page.druk, spoken_from=751.9, spoken_to=760.0)
    page.rewrite([timed, page.thuis, page.blijven, page.gebeld])
    text = page.browser().get("/verslag/1K1").text
    assert text.count('class="moment"') == 1
    assert "in de opname op </span>00:12:31 </span>Ik had elke ochtend" in text


def test_suggestions_stand_beside_it_with_their_probability(page: Any) -> None:
    text = page.browser().get("/verslag/1K1").text
    assert "Overprikkeling, uitputting en boosheid" in text
    assert "kans 81%" in text


def test_on_request_the_words_that_carried_it(page: Any) -> None:
    browser = page.browser()
    assert "<mark>" not in browser.get("/verslag/1K1").text
    name = page.druk.id.partition(":")[2]
    text = browser.get(f"/verslag/1K1/{name}?waarom=vastlopen-overprikkeling").text
    assert "<mark>veel te druk</mark>" in text
    assert "tien scholen gebeld" in text, "een gevalideerde passage die erop lijkt"


def test_next_goes_on_in_the_chosen_order_and_comes_to_an_end(page: Any) -> None:
    browser = page.browser()
    every = [page.druk, page.thuis, page.blijven, page.gebeld]

    def name(segment: Any) -> str:
        return str(segment.id.replace(":", "/"))

    after = browser.get(f"/volgende?orde=leesvolgorde&na={page.druk.id}").location
    assert after.startswith(f"/verslag/{name(page.thuis)}")
    assert name(page.gebeld) in browser.get("/volgende?orde=leerzaam").location
    assert (
        name(page.blijven) in browser.get(f"/volgende?orde=leerzaam&na={page.gebeld.id}").location
    )
    for segment in every:
        browser.click(segment, "gelezen")
    end = browser.get("/volgende?orde=leerzaam")
    assert end.location == "/?klaar=leerzaam"
    assert "alles is gelezen" in browser.get(end.location).text


def test_progress_counts_ones_own_and_says_who_else_is_busy(page: Any) -> None:
    anna, bram = page.browser("anna"), page.browser("bram")
    anna.click(page.druk, "akkoord:vastlopen-overprikkeling")
    bram.click(page.druk, "gelezen")
    text = anna.get("/").text
    assert "1 / 3" in text
    assert re.search(r"bram <span[^>]*>bezig</span>", text), "en niet hoe ver"


def test_the_codebook_is_searched(page: Any) -> None:
    browser = page.browser()
    assert "88 codes" in browser.get("/codeboek").text
    assert "Alleen codes voor: kind" in browser.get(f"/codeboek?segment={page.druk.id}").text
    found = browser.get("/codeboek?zoek=overprik", **{"hx-request": "true"}).text
    assert "Overprikkeling, uitputting en boosheid" in found
    assert "<html" not in found


def test_english_is_a_choice_and_keys_can_be_off(page: Any) -> None:
    browser = page.browser()
    browser.post("/voorkeur", taal="en", toetsen="uit")
    text = browser.get("/verslag/1K1").text
    assert '<html lang="en">' in text
    assert "Suggestions" in text
    assert 'data-toetsen="uit"' in text


def test_what_is_not_there_is_said(page: Any) -> None:
    browser = page.browser()
    assert browser.get("/verslag/9K9").status == 404
    assert browser.get("/verslag/1K1/00000000").status == 303
    assert (
        "evil" not in browser.get("/verslag/1K1?gezegd=evil&code=evil").text.partition("<main")[0]
    )


def test_a_codebook_that_cannot_be_read_leaves_the_last_one(page: Any) -> None:
    browser = page.browser()
    codes = page.layout.study_folder / "codes.yaml"
    codes.write_text("kapot", encoding="utf-8")
    assert "werkt met de vorige versie" in browser.get("/verslag/1K1").text


def test_codes_are_found_by_a_few_letters(study: Study) -> None:
    book = study.codebook
    assert codes_named(book, "  ") == []
    labels = [code.label for code in codes_named(book, "druk", Actor.KIND)]
    assert labels[0].startswith("Druk")
    assert all(Actor.KIND in code.actors for code in codes_named(book, "a", Actor.KIND))
    exact = codes_named(book, "toekomst")
    assert only_one(exact, "Toekomst").id == "toekomst"  # type: ignore[union-attr]
    assert codes_named(book, "één voor de toekomst van morgen") == []


def test_marks_never_overlap() -> None:
    parts = list(marked("abcdefgh", [(4, 6), (1, 3), (2, 5), (7, 99)]))
    assert "".join(text for text, _ in parts) == "abcdefgh"
    assert [text for text, on in parts if on] == ["bc", "de", "f", "h"]


def test_both_languages_ask_for_the_same_values() -> None:
    def fields(text: str) -> set[str | None]:
        return {name for _, name, *_ in string.Formatter().parse(text) if name}

    for key, (dutch, english) in SENTENCES.items():
        assert dutch.strip(), key
        assert fields(dutch) == fields(english), key


def test_notes_are_kept_and_proposals_are_shared(page: Any) -> None:
    anna, bram = page.browser("anna"), page.browser("bram")
    assert (
        anna.post("/notitie", soort="verslag", over="1K1", tekst="onrustig gesprek").status == 303
    )
    assert anna.post("/notitie", soort="code", over="toekomst", tekst="te ruim").status == 303
    assert (
        anna.post("/notitie", soort="voorstel", over="Rouw", tekst="komt vaak terug").status == 303
    )
    assert anna.post("/notitie", soort="verslag", over="9K9", tekst="weg").status == 422
    mine = anna.get("/notities?verslag=1K1").text
    assert mine.count("onrustig gesprek") == 2, "in het veld en in de lijst"
    assert "te ruim" in mine
    theirs = bram.get("/notities").text
    assert "komt vaak terug" in theirs
    assert "onrustig" not in theirs
    anna.post("/notitie", soort="verslag", over="1K1", tekst="")
    assert "onrustig" not in anna.get("/notities?verslag=1K1").text
    assert page.layout.notes("anna").read_text(encoding="utf-8").count("\n") == 4

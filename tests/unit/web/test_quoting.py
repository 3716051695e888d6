"""What may be quoted is marked on the page: words found literally, kept as places and digests."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.domain.quotable import QuoteMark, QuoteVerdict
from pipeline.domain.recut import Former
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.store.quotable import read_marks
from pipeline.store.tables import write_table

SAID = "De klas was veel te druk."


def post(browser: Any, segment: Segment, doe: str, htmx: bool = False, **form: str) -> Any:
    headers = {"hx-request": "true"} if htmx else {}
    fields = {"segment": segment.id, "digest": segment.digest, "doe": doe, **form}
    return browser.post("/citaat", headers, **fields)


def marks(page: Any, coder: str = "anna") -> list[QuoteMark]:
    return read_marks(page.layout.quotation_marks(coder))


def shown(browser: Any, segment: Segment) -> str:
    """The quotable stretches of a segment as its page shows them."""
    text = browser.get(f"/verslag/{segment.id.replace(':', '/')}").text
    found = re.findall(r'<span class="citeerbaar"[^>]*>(.*?)<span class="verborgen"', text)
    return "|".join(found)


def test_a_span_is_marked_and_no_word_of_it_is_kept(page: Any) -> None:
    browser = page.browser()
    got = post(browser, page.druk, "citeerbaar", tekst=f"\r\n {SAID}\r\n")
    assert got.status == 303
    assert "gezegd=saved-citeerbaar" in got.location
    (mark,) = marks(page)
    assert page.druk.text[mark.start : mark.end] == SAID
    assert (mark.span, mark.digest) == (text_digest(SAID), page.druk.digest)
    assert (mark.coder, mark.verdict, mark.wave) == ("anna", QuoteVerdict.QUOTABLE, "golf-1")
    kept = page.layout.quotation_marks("anna").read_text(encoding="utf-8")
    assert "klas" not in kept
    assert shown(browser, page.druk) == SAID
    text = browser.get(got.location.partition("#")[0]).text
    assert "Bewaard: citeerbaar" in text
    assert mark.id in text
    assert page.ledger() == [], "over codes is niets gezegd"


def test_htmx_gets_the_text_and_what_stands_beside_it(page: Any) -> None:
    got = post(page.browser(), page.druk, "citeerbaar", htmx=True, tekst=SAID)
    assert got.status == 200
    assert "<html" not in got.text
    assert '<textarea id="citaat"' in got.text
    assert 'id="stuk-1" hx-swap-oob="true"' in got.text
    assert "nog niet gelezen" in got.text
    assert 'class="citeerbaar"' in got.text
    assert 'hx-swap-oob="innerHTML">· 1 passage' in got.text


def test_a_click_on_a_code_leaves_the_quotation_in_sight(page: Any) -> None:
    browser = page.browser()
    post(browser, page.druk, "citeerbaar", tekst=SAID)
    assert f'citeerbaar">{SAID}' in browser.click(page.druk, "gelezen", htmx=True).text
    name = page.druk.id.replace(":", "/")
    text = browser.get(f"/verslag/{name}?waarom=vastlopen-overprikkeling").text
    assert "De klas was <mark>veel te druk</mark>.<span" in text, "beide merken tegelijk"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("De klas was erg druk.", "Een citaat is letterlijk"),
        ("klas was veel te dr", "niet midden in een woord"),
        ("   ", "niets om te citeren"),
        ("", "niets om te citeren"),
    ],
)
def test_what_is_not_literal_is_refused(page: Any, words: str, sentence: str) -> None:
    browser = page.browser()
    got = post(browser, page.druk, "citeerbaar", tekst=words)
    assert got.status == 422
    assert sentence in got.text
    assert f"/verslag/{page.druk.id.replace(':', '/')}" in got.text, "en zo terug"
    quick = post(browser, page.druk, "citeerbaar", htmx=True, tekst=words)
    assert quick.status == 200
    assert '<div id="melding" hx-swap-oob="innerHTML">Niet bewaard: ' in quick.text
    assert sentence in quick.text
    assert not page.layout.quotation_marks("anna").exists()


def swapped(page: Any, text: str, speaker: str = "R") -> Segment:
    """The first segment with another text, as the stages would write it after a name was found."""
    changed: Segment = replace(page.druk, text=text, speaker=speaker)
    page.rewrite([changed, page.thuis, page.blijven, page.gebeld])
    return changed


def test_the_hint_decides_between_places(page: Any) -> None:
    here = swapped(page, "Ja hoor 😀😀. Toen was het stil. Ja hoor 😀😀.")
    last = here.text.rindex("Ja")
    browser = page.browser()
    post(browser, here, "citeerbaar", tekst="Ja hoor 😀😀.", van=str(last - 1))
    assert [m.start for m in marks(page)] == [last]
    post(browser, here, "citeerbaar", tekst="Ja hoor 😀😀.", van="geen getal")
    assert [m.start for m in marks(page)] == [last, 0]
    assert len({m.id for m in marks(page)}) == 1, "dezelfde woorden, hetzelfde citaat"
    assert shown(browser, here) == "Ja hoor 😀😀.|Ja hoor 😀😀."


def test_labels_emoji_and_accents_stay_whole(page: Any) -> None:
    here = swapped(page, "Toen kwam [naam kind 2] 👩\u200d👧 in het cafe\u0301 zitten.")
    browser = page.browser()
    for words in ("kwam [naam kind", "👩", "in het cafe"):
        assert post(browser, here, "citeerbaar", tekst=words).status == 422
    whole = "[naam kind 2] 👩\u200d👧 in het cafe\u0301"
    assert post(browser, here, "citeerbaar", tekst=whole).status == 303
    assert shown(browser, here) == whole


def test_a_label_elsewhere_moves_it_and_one_within_it_loses_it(page: Any) -> None:
    first = swapped(page, "Toen kwam Sofie erbij. Het werd eindelijk rustig.")
    browser = page.browser()
    post(browser, first, "citeerbaar", tekst="Het werd eindelijk rustig.")
    post(browser, first, "citeerbaar", tekst="Toen kwam Sofie erbij.")
    assert shown(browser, first).count("|") == 1
    later = swapped(page, first.text.replace("Sofie", "[naam kind]"))
    assert shown(browser, later) == "Het werd eindelijk rustig."
    assert len(marks(page)) == 2, "wat kwijt is, blijft in het logboek"
    name = marks(page)[0].id
    assert post(browser, later, f"terug:{name}").status == 303
    assert shown(browser, later) == ""
    assert marks(page)[-1].verdict is QuoteVerdict.RETRACT


def test_the_same_again_adds_nothing(page: Any) -> None:
    browser = page.browser()
    post(browser, page.druk, "citeerbaar", tekst=SAID)
    got = post(browser, page.druk, "citeerbaar", tekst=SAID)
    assert "gezegd=nothing-changed" in got.location
    post(browser, page.druk, "niet-citeren")
    post(browser, page.druk, "niet-citeren")
    post(browser, page.druk, "terug:segment")
    post(browser, page.druk, "terug:segment")
    post(browser, page.druk, "terug:")
    post(browser, page.druk, "wat anders")
    assert [m.verdict.value for m in marks(page)] == ["citeerbaar", "niet citeren", "ingetrokken"]


def test_never_to_be_quoted_goes_before_quotable(page: Any) -> None:
    browser = page.browser()
    post(browser, page.druk, "citeerbaar", tekst=SAID)
    post(browser, page.druk, "niet-citeren")
    assert shown(browser, page.druk) == ""
    text = browser.get("/verslag/1K1").text
    assert "⊘ niet citeren" in text
    assert 'id="citaat"' not in text
    refused = post(browser, page.druk, "citeerbaar", tekst="Ik had elke ochtend buikpijn.")
    assert refused.status == 422
    assert "Neem dat eerst terug" in refused.text
    post(browser, page.druk, "terug:segment")
    assert shown(browser, page.druk) == SAID


def test_double_coding_stays_blind(page: Any) -> None:
    anna, bram = page.browser("anna"), page.browser("bram")
    post(anna, page.druk, "citeerbaar", tekst=SAID)
    post(anna, page.thuis, "niet-citeren")
    theirs = bram.get("/verslag/1K1").text
    assert 'class="citeerbaar"' not in theirs
    assert "⊘" not in theirs
    name = marks(page)[0].id
    post(bram, page.druk, f"terug:{name}")
    assert not page.layout.quotation_marks("bram").exists()
    assert shown(anna, page.druk) == SAID


def test_paraphrase_is_marked_with_a_warning_and_quotation_marks_are_left_out(page: Any) -> None:
    here = swapped(page, 'Hij is blij. Hij zegt: "Het is hier rustig."', speaker="")
    browser = page.browser()
    got = post(browser, here, "citeerbaar", htmx=True, tekst="Hij is blij.")
    assert "niemands letterlijke woorden" in got.text
    assert "niet letterlijk gezegd" in got.text
    post(browser, here, "citeerbaar", tekst='"Het is hier rustig."')
    assert shown(browser, here) == "Hij is blij.|Het is hier rustig."


def test_a_text_that_changed_meanwhile_is_noticed(page: Any) -> None:
    browser = page.browser()
    for seen in (replace(page.druk, digest="0" * 16), replace(page.druk, id="1K1:00000000")):
        got = post(browser, seen, "citeerbaar", tekst=SAID)
        assert got.status == 409
        assert "opnieuw" in got.text
    assert not page.layout.quotation_marks("anna").exists()


def test_a_ledger_that_was_changed_is_told(page: Any) -> None:
    browser = page.browser()
    post(browser, page.druk, "citeerbaar", tekst=SAID)
    path = page.layout.quotation_marks("anna")
    path.write_text(path.read_text("utf-8").replace("citeerbaar", "ingetrokken"), "utf-8")
    got = browser.get("/verslag/1K1")
    assert got.status == 503
    assert "anna.jsonl:1" in got.text
    assert page.said == []


def test_marks_are_there_after_a_restart(page: Any, reopen: Callable[[], Any]) -> None:
    post(page.browser(), page.druk, "citeerbaar", tekst=SAID)
    assert shown(reopen().browser(), page.druk) == SAID


def test_what_was_said_of_a_segment_holds_for_its_parts(page: Any) -> None:
    browser = page.browser()
    post(browser, page.druk, "citeerbaar", tekst=SAID)
    post(browser, page.druk, "niet-citeren")
    halves = ("Ik had elke ochtend buikpijn.", SAID)
    parts = [
        replace(page.druk, id=f"1K1:{text_digest(t)[:8]}", digest=text_digest(t), text=t)
        for t in halves
    ]
    page.rewrite([*parts, page.thuis, page.blijven, page.gebeld])
    formers = [Former(part.id, page.druk.id) for part in parts]
    write_table(page.layout.stage("segment") / "formers.parquet", formers, Former)
    assert browser.get("/verslag/1K1").text.count('class="nietciteren"') == 2
    post(browser, parts[1], "terug:segment")
    text = browser.get("/verslag/1K1").text
    assert text.count('class="nietciteren"') == 1, "alleen dit deel"
    assert shown(browser, parts[1]) == SAID


def test_the_key_and_the_field_are_there_without_a_script(page: Any) -> None:
    browser = page.browser()
    text = browser.get("/verslag/1K1").text
    assert '<details id="citeren">' in text
    assert f'name="tekst" rows="3" lang="nl" aria-describedby="citaathoe">{page.druk.text}<' in text
    assert text.count('data-toets="q"') == 1
    browser.post("/voorkeur", taal="en")
    assert "What may be quoted" in browser.get("/verslag/1K1").text


def test_undo_takes_back_a_mark_and_a_taking_back(page: Any) -> None:
    from pipeline.store.quotable import read_marks

    browser = page.browser()
    form = {"segment": page.druk.id, "digest": page.druk.digest}
    browser.post("/citaat", doe="citeerbaar", tekst="De klas was veel te druk.", **form)
    browser.post("/ongedaan", segment=page.druk.id)
    path = page.layout.quotation_marks("anna")
    assert [m.verdict.value for m in read_marks(path)] == ["citeerbaar", "ingetrokken"]
    browser.post("/citaat", doe="niet-citeren", **form)
    browser.post("/citaat", doe="terug:segment", **form)
    browser.post("/ongedaan", segment=page.druk.id)
    assert [m.verdict.value for m in read_marks(path)][2:] == [
        "niet citeren",
        "ingetrokken",
        "niet citeren",
    ]
    browser.click(page.druk, "gelezen")
    browser.post("/ongedaan", segment=page.druk.id)
    assert len(read_marks(path)) == 5, "na een besluit gaat ongedaan maken daarover"

"""Marking what may be quoted, as a person does it: by mouse, by keyboard, and without a script."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.quotable import QuoteMark, QuoteVerdict, standing_marks
from pipeline.domain.segment import Segment
from pipeline.store.layout import Layout
from pipeline.store.quotable import read_marks
from pipeline.store.tables import read_segments

HERE = ".stuk.hier .tekst > p"


def said(page: Any, text: str) -> None:
    page.locator("#melding", has_text=text).wait_for()


def segment_with(project: Layout, words: str) -> Segment:
    segments = read_segments(project.stage("segment") / "segments.parquet")
    return next(s for s in segments if words in s.text)


def at(page: Any, address: str, here: Segment) -> None:
    origin = address.partition("/aanmelden")[0]
    page.goto(f"{origin}/verslag/{here.id.replace(':', '/')}")
    page.wait_for_load_state("load")


def select(page: Any, words: str) -> None:
    """Drags the mouse over words of the segment at hand, as a hand does: from halfway the first
    letter to halfway past the last."""
    box = page.evaluate(
        """([within, words]) => {
          const walker = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const from = node.data.indexOf(words);
            if (from < 0) continue;
            const edge = (at) => { const range = document.createRange(); range.setStart(node, at);
              range.setEnd(node, at + 1); return range.getBoundingClientRect(); };
            const first = edge(from), last = edge(from + words.length - 1);
            return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
          }
          return null;
        }""",
        [HERE, words],
    )
    assert box is not None
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move(box[2], box[3], steps=8)
    page.mouse.up()
    assert page.evaluate("String(getSelection())").strip() == words


def marks(project: Layout) -> list[QuoteMark]:
    path = project.quotation_marks("anna")
    return read_marks(path) if path.exists() else []


def words_of(project: Layout, here: Segment) -> list[str]:
    return [here.text[m.start : m.end] for m in standing_marks(marks(project)) if m.span]


def test_by_mouse(project: Layout, serve: Any, window: Any) -> None:
    address = serve("anna")["anna"]
    page = window(address)
    here = segment_with(project, "gewoon mezelf")
    at(page, address, here)
    select(page, "gewoon mezelf")
    page.keyboard.press("q")
    said(page, "Bewaard: citeerbaar")
    assert words_of(project, here) == ["gewoon mezelf"]
    shown = page.locator(f"{HERE} .citeerbaar")
    assert shown.get_attribute("title") == "citeerbaar"
    assert "dotted" in shown.evaluate("e => getComputedStyle(e).textDecorationStyle")
    assert page.locator(f"{HERE} .verborgen").inner_text().strip() == "(citeerbaar)"
    assert not page.locator("#citeren").get_attribute("open"), "met de toets blijft het dicht"

    # With a button: the selection is not lost by pressing it. It runs over what is marked already.
    page.click("#citeren summary")
    select(page, "Niemand lacht me uit")
    page.click("#citeer")
    page.locator("#citeertel", has_text="2 passages").wait_for()
    assert words_of(project, here) == ["gewoon mezelf", "Niemand lacht me uit"]
    page.evaluate(f"getSelection().selectAllChildren(document.querySelector('{HERE}'))")
    page.keyboard.press("q")
    page.locator("#citeertel", has_text="3 passages").wait_for()
    assert words_of(project, here)[2] == here.text, "zonder spreker en zonder verborgen woorden"

    page.click(".citaten button >> nth=1")
    said(page, "teruggenomen")
    assert len(words_of(project, here)) == 2
    page.click("#nietciteren")
    page.wait_for_selector(".nietciteren")
    assert page.locator("#citaat").count() == 0
    page.click("#terug-segment")
    page.wait_for_selector("#citaat")
    assert page.locator(".is-gelezen").count() == 0, "niets is hierdoor gelezen"


def test_a_selection_past_the_segment_is_refused(project: Layout, serve: Any, window: Any) -> None:
    address = serve("anna")["anna"]
    page = window(address)
    here = segment_with(project, "gewoon mezelf")
    at(page, address, here)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article'))")
    page.keyboard.press("q")
    said(page, "alleen woorden van dit ene segment")
    assert marks(project) == []
    box = page.locator(HERE).bounding_box()
    page.mouse.click(box["x"] + 60, box["y"] + 10, click_count=3)
    page.keyboard.press("q")
    said(page, "Bewaard: citeerbaar")
    assert words_of(project, here) == [here.text], "drie keer klikken neemt de alinea"


def test_by_keyboard(project: Layout, serve: Any, window: Any) -> None:
    address = serve("anna")["anna"]
    page = window(address)
    here = segment_with(project, "gewoon mezelf")
    at(page, address, here)
    page.keyboard.press("q")
    assert page.evaluate("document.activeElement.id") == "citaat"
    assert marks(project) == []
    page.keyboard.press("Control+Home")
    for _ in range(len("Hier mag ik gewoon mezelf zijn.")):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+Enter")
    said(page, "Bewaard: citeerbaar")
    assert words_of(project, here) == ["Hier mag ik gewoon mezelf zijn."]
    assert page.evaluate("document.activeElement.id") == "citaat", "en zo verder"
    assert page.input_value("#citaat") == here.text
    page.keyboard.press("Control+Home")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+Enter")
    said(page, "niet midden in een woord")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id").startswith("terug-")
    page.keyboard.press("Enter")
    said(page, "teruggenomen")
    page.wait_for_function("document.activeElement.matches('#citeren summary')")
    assert [m.verdict for m in marks(project)] == [QuoteVerdict.QUOTABLE, QuoteVerdict.RETRACT]
    assert page.evaluate("scrollX") == 0


def test_words_after_an_emoji_are_found_where_they_stand(
    project: Layout, serve: Any, window: Any
) -> None:
    """The browser counts UTF-16: the hint is in code points all the same."""
    path = project.reports / "1K1.md"
    text = path.read_text("utf-8").replace("Niemand lacht", "Fijn 😀😀😀😀. Fijn. Niemand lacht")
    path.write_text(text, encoding="utf-8")
    address = serve("anna")["anna"]
    here = segment_with(project, "😀")
    page = window(address)
    at(page, address, here)
    page.keyboard.press("q")
    last = here.text.rindex("Fijn")
    page.evaluate(
        "at => { const f = document.querySelector('#citaat'); const i = f.value.lastIndexOf('Fijn');"
        " f.setSelectionRange(i, i + 4); }",
        0,
    )
    page.keyboard.press("Control+Enter")
    said(page, "Bewaard: citeerbaar")
    assert [(m.start, m.end) for m in marks(project)] == [(last, last + 4)]


def test_without_javascript(project: Layout, serve: Any, window: Any) -> None:
    address = serve("anna")["anna"]
    page = window(address, java_script_enabled=False)
    here = segment_with(project, "gewoon mezelf")
    at(page, address, here)
    page.click("#citeren summary")
    page.fill("#citaat", "\nNiemand lacht me uit\n")
    page.click("#citeer")
    assert "Bewaard: citeerbaar" in page.inner_text("#melding")
    assert words_of(project, here) == ["Niemand lacht me uit"]
    page.click("#citeren summary")
    page.fill("#citaat", "Niemand lachte me uit")
    page.click("#citeer")
    assert "letterlijk" in page.inner_text("main")
    page.click("main a.knop")
    page.click("#citeren summary")
    page.click(".citaten button")
    assert words_of(project, here) == []


def test_no_rule_of_accessibility_is_broken(project: Layout, serve: Any, window: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {
        "runOnly": {"type": "tag", "values": tags},
        "rules": {"target-size": {"enabled": True}},
    }
    address = serve("anna")["anna"]
    here = segment_with(project, "gewoon mezelf")
    for scheme in ("light", "dark"):
        page = window(address, bypass_csp=True, color_scheme=scheme)
        at(page, address, here)
        select(page, "gewoon mezelf")
        page.keyboard.press("q")
        page.locator("#citeertel", has_text="1 passage").wait_for()
        page.click("#citeren summary")
        broken = axe.run(page, options=options).response["violations"]
        page.click("#nietciteren")
        page.wait_for_selector(".nietciteren")
        broken += axe.run(page, options=options).response["violations"]
        assert [(one["id"], [n["html"] for n in one["nodes"]]) for one in broken] == []
        page.click("#terug-segment")
        page.wait_for_selector("#citaat")


@pytest.mark.skipif(not os.environ.get("OZA_SHOTS"), reason="alleen op verzoek: OZA_SHOTS=map")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screenshots(project: Layout, serve: Any, window: Any, scheme: str) -> None:
    address = serve("anna")["anna"]
    page = window(address, color_scheme=scheme)
    here = segment_with(project, "gewoon mezelf")
    at(page, address, here)
    folder = Path(os.environ["OZA_SHOTS"])
    select(page, "gewoon mezelf")
    page.keyboard.press("q")
    said(page, "Bewaard: citeerbaar")
    page.click("#citeren summary")
    page.locator("#citeren").scroll_into_view_if_needed()
    page.screenshot(path=folder / f"citeren-{scheme}.png")
    page.click("#nietciteren")
    page.wait_for_selector(".nietciteren")
    page.screenshot(path=folder / f"niet-citeren-{scheme}.png")

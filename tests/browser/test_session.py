"""Whole sessions of coding, as a person does them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.domain.judgement import Verdict, reviewed_segments, standing
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_decisions
from pipeline.store.tables import read_segments, read_suggestions, read_turns


def said(page: Any, text: str) -> None:
    page.locator("#melding", has_text=text).wait_for()


def arrived(page: Any) -> None:
    """The report is there and its keys work."""
    page.wait_for_selector("#hier")
    page.wait_for_load_state("load")


def first_in_sight(project: Layout) -> str:
    """A segment with a suggestion that is not blind."""
    suggest = project.stage("suggest")
    blind = {t.segment for t in read_turns(suggest / "queue.parquet") if t.blind}
    found = [s.segment for s in read_suggestions(suggest / "suggestions.parquet")]
    return next(segment for segment in found if segment not in blind)


def test_a_session_by_keyboard(
    project: Layout, serve: Callable[..., dict[str, str]], window: Callable[..., Any]
) -> None:
    address = serve("anna")["anna"]
    page = window(address)
    origin = address.partition("/aanmelden")[0]
    here = first_in_sight(project)
    page.goto(f"{origin}/verslag/{here.replace(':', '/')}")

    page.keyboard.press("?")
    assert page.is_visible("#toetsenvenster")
    page.keyboard.press("Escape")

    page.keyboard.press("1")
    said(page, "akkoord met")
    page.keyboard.press("p")
    said(page, "houding")
    page.keyboard.press("t")
    page.keyboard.type("toekomst")
    page.wait_for_selector("#gevonden button")
    page.keyboard.press("Enter")
    said(page, "toegevoegd")
    page.keyboard.press("u")
    said(page, "ongedaan gemaakt")
    page.keyboard.press("m")
    page.keyboard.type("een memo")
    page.keyboard.press("Control+Enter")
    said(page, "memo")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.wait_for_selector("#codezoek")
    assert page.evaluate("document.activeElement.id") == "codezoek"
    page.keyboard.press("Escape")

    every = read_segments(project.stage("segment") / "segments.parquet")
    shown = "#memoform [name=segment]"
    while page.locator(shown).count():
        before = page.input_value(shown)
        page.keyboard.press("n")
        other = page.locator(f'{shown}:not([value="{before}"])')
        other.or_(page.locator(".kaarten")).first.wait_for(state="attached")
        if other.count():
            page.keyboard.press("g")
            said(page, "gelezen")
    assert "alles is gelezen" in page.inner_text("main")

    decisions = read_decisions(project.ledger("anna"))
    assert {id_ for _, id_ in reviewed_segments(decisions)} == {s.id for s in every}
    stands = standing(decisions)
    assert stands[("golf-1", here, "")].memo == "een memo"
    assert stands[("golf-1", here, "toekomst")].verdict is Verdict.RETRACT


def test_without_javascript(
    project: Layout, serve: Callable[..., dict[str, str]], window: Callable[..., Any]
) -> None:
    address = serve("anna")["anna"]
    page = window(address, java_script_enabled=False)
    origin = address.partition("/aanmelden")[0]
    here = first_in_sight(project)
    page.goto(f"{origin}/verslag/{here.replace(':', '/')}")
    page.click(".keuze .ja >> nth=0")
    assert "Bewaard: akkoord" in page.inner_text("#melding")
    page.fill("#zoek", "o")
    page.press("#zoek", "Enter")
    page.click(".gevonden button >> nth=0")
    assert "Bewaard" in page.inner_text("#melding") or "stond er al" in page.inner_text("#melding")
    page.click("#ongedaan")
    assert "ongedaan" in page.inner_text("#melding")
    assert len(read_decisions(project.ledger("anna"))) == 3


def test_two_coders_at_once_keep_their_own(
    project: Layout, serve: Callable[..., dict[str, str]], window: Callable[..., Any]
) -> None:
    addresses = serve("anna", "bram")
    anna, bram = window(addresses["anna"]), window(addresses["bram"])
    for page in (anna, bram):
        page.click(".kaart >> nth=0")
        arrived(page)
    anna.keyboard.press("g")
    bram.click("#memo")
    bram.keyboard.type("van bram")
    bram.click("#memobewaar")
    said(anna, "gelezen")
    said(bram, "memo")
    assert "van bram" not in anna.content()
    assert [d.memo for d in read_decisions(project.ledger("bram"))] == ["van bram"]
    assert len(read_decisions(project.ledger("anna"))) == 1


def test_a_server_that_is_gone_is_said(
    project: Layout, serve: Callable[..., dict[str, str]], window: Callable[..., Any]
) -> None:
    page = window(serve("anna")["anna"])
    page.click(".kaart >> nth=0")
    arrived(page)
    page.keyboard.press("g")
    said(page, "gelezen")
    serve.stop()  # type: ignore[attr-defined]
    page.keyboard.press("u")
    page.wait_for_selector("#storing .waarschuwing")
    assert "antwoordt niet" in page.inner_text("#storing")
    assert len(read_decisions(project.ledger("anna"))) == 1


def test_a_killed_server_started_again_has_every_click(
    project: Layout, serve: Callable[..., dict[str, str]], window: Callable[..., Any]
) -> None:
    page = window(serve("anna")["anna"])
    page.click(".kaart >> nth=0")
    arrived(page)
    segment = page.input_value("#memoform [name=segment]")
    page.keyboard.press("g")
    said(page, "gelezen")
    serve.stop()  # type: ignore[attr-defined]
    address = serve("anna")["anna"]
    page.goto(address)
    page.goto(f"{address.partition('/aanmelden')[0]}/verslag/{segment.replace(':', '/')}")
    arrived(page)
    page.locator("#gelezen", has_text="Toch niet gelezen").wait_for()
    page.keyboard.press("u")
    said(page, "ongedaan gemaakt")
    verdicts = [d.verdict for d in read_decisions(project.ledger("anna"))]
    assert verdicts == [Verdict.DONE, Verdict.RETRACT]

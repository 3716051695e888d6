"""Splitting and joining on the page: for everybody, undone as easily, nobody's work lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.domain.judgement import Decision, Verdict
from pipeline.domain.recut import Former, RecutKind, formers_of
from pipeline.domain.report import Block, BlockKind, Report
from pipeline.store.ledger import append_decisions
from pipeline.store.recuts import read_all_recuts
from pipeline.text.segmenting import segmented

CODE = "vastlopen-overprikkeling"


@pytest.fixture
def cutting(page: Any, write_segments: Any, report_1k1: Report) -> Any:
    """The page with a segmenting stage behind it, as `oza review` has it."""

    def resegment() -> None:
        found = segmented(report_1k1, None, read_all_recuts(page.layout.segmenting, "golf-1"))
        formers = [Former(s, f) for s, older in formers_of(found.steps).items() for f in older]
        write_segments(page.layout, [*found.segments, page.gebeld], formers)

    page.desk.resegment = resegment
    resegment()
    return page


@pytest.fixture
def report_1k1(page: Any) -> Report:
    """The report of 1K1: two turns, the second in one piece with what follows it."""
    texts = (page.druk.text, page.thuis.text, page.blijven.text)
    blocks, text = [], ""
    for at, own in enumerate(texts):
        kind = BlockKind.TURN
        blocks.append(Block(kind, len(text), len(text) + len(own), 0, "R" if at else "M"))
        text += own + "\n"
    return Report("1K1", text, tuple(blocks))


def own(page: Any) -> list[Any]:
    return list(page.desk.shelf.snapshot().reports["1K1"])


def texts(page: Any) -> list[str]:
    return [segment.text for segment in own(page)]


def post(browser: Any, segment: Any, doe: str) -> Any:
    return browser.post("/grens", segment=segment.id, digest=segment.digest, doe=doe)


def test_a_segment_is_split_where_a_sentence_ends(cutting: Any) -> None:
    browser, first = cutting.browser(), own(cutting)[0]
    text = browser.get(f"/verslag/1K1/{first.id[4:]}").text
    assert 'value="splitsen:29"' in text
    assert "Voeg samen met het volgende" not in text, "een andere spreker"
    got = post(browser, first, "splitsen:29")
    assert got.status == 303
    assert texts(cutting)[:2] == ["Ik had elke ochtend buikpijn.", "De klas was veel te druk."]
    assert "Bewaard: gesplitst" in browser.get(got.location.partition("#")[0]).text
    assert "buikpijn" not in cutting.layout.recuts("anna").read_text()


def test_only_sentence_ends_and_neighbours_of_one_turn(cutting: Any) -> None:
    browser, (first, second, third) = cutting.browser(), own(cutting)
    before = texts(cutting)
    for segment, doe in (
        (first, "splitsen:5"),
        (first, "splitsen:-29"),
        (first, "splitsen:x"),
        (first, "samenvoegen:volgende"),
        (third, "samenvoegen:volgende"),
        (first, "weg"),
    ):
        got = post(browser, segment, doe)
        assert "cut-place" in got.location, doe
    assert texts(cutting) == before
    assert read_all_recuts(cutting.layout.segmenting, "golf-1") == []
    post(browser, third, "samenvoegen:vorige")
    assert texts(cutting)[1] == f"{second.text}\n{third.text}"
    got = post(browser, second, "splitsen:10")
    assert got.status == 409, "dit segment is er niet meer"


def test_undo_brings_back_the_segment_with_its_decisions(cutting: Any) -> None:
    browser, first = cutting.browser(), own(cutting)[0]
    browser.click(first, f"akkoord:{CODE}")
    post(browser, first, "splitsen:29")
    part = own(cutting)[1]
    text = browser.get(f"/verslag/1K1/{part.id[4:]}").text
    assert "Stond op het vorige segment" in text
    assert f'value="toevoegen:{CODE}:"' in text
    got = browser.post("/ongedaan", segment=part.id)
    assert got.status == 303
    assert own(cutting)[0] == first
    text = browser.get(f"/verslag/1K1/{first.id[4:]}").text
    assert "staat-akkoord" in text
    assert len(cutting.ledger()) == 1, "geen besluit is geraakt"
    kinds = [r.kind for r in read_all_recuts(cutting.layout.segmenting, "golf-1")]
    assert kinds == [RecutKind.SPLIT, RecutKind.JOIN]


def test_undo_of_joining_splits_again_and_undo_goes_on_before_it(cutting: Any) -> None:
    browser, (_, second, third) = cutting.browser(), own(cutting)
    browser.click(second, "gelezen")
    post(browser, second, "samenvoegen:volgende")
    browser.post("/ongedaan", segment=own(cutting)[1].id)
    assert own(cutting)[1:] == [second, third]
    browser.post("/ongedaan", segment=second.id)
    assert cutting.ledger()[-1].verdict is Verdict.RETRACT


def test_after_a_decision_undo_is_about_that_decision(cutting: Any) -> None:
    browser, first = cutting.browser(), own(cutting)[0]
    post(browser, first, "splitsen:29")
    part = own(cutting)[0]
    browser.click(part, "gelezen")
    browser.post("/ongedaan", segment=part.id)
    assert cutting.ledger()[-1].verdict is Verdict.RETRACT
    assert len(own(cutting)) == 4


def test_what_others_decided_on_keeps_its_segment(
    cutting: Any, decide: Callable[..., Decision]
) -> None:
    first = own(cutting)[0]
    other = decide(segment=first.id, code=CODE, coder="bram", verdict=Verdict.REJECT, seen=0.8)
    append_decisions(cutting.layout.ledger("bram"), [other])
    got = post(cutting.browser(), first, "splitsen:29")
    assert "cut-others" in got.location
    assert own(cutting)[0] == first
    taken_back = decide(segment=first.id, code=CODE, coder="bram", verdict=Verdict.RETRACT)
    append_decisions(cutting.layout.ledger("bram"), [taken_back])
    post(cutting.browser(), first, "splitsen:29")
    assert len(own(cutting)) == 4

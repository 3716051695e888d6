"""The drawings on their pages: not there, drawn when asked, fetched, and grown old."""

from __future__ import annotations

import os
import threading
from typing import Any

from pipeline.web.aids import Drawn
from tests.unit.web.weighing.conftest import aids_in

SVG = "/praatplaten/bestand/praatplaat-algemeen.svg"


def test_they_are_drawn_when_somebody_asks(alone: Any) -> None:
    browser = alone.browser()
    text = browser.get("/praatplaten").text
    assert "nog niet getekend" in text
    assert "<img" not in text
    assert browser.get(SVG).status == 404
    assert browser.get("/praatplaten/algemeen").location == "/praatplaten"
    assert alone.drawn == [], "bekijken tekent niet"
    assert browser.post("/praatplaten").location == "/praatplaten?gezegd=1"
    assert alone.drawn == [0]
    text = browser.get("/praatplaten?gezegd=1").text
    assert "De praatplaten zijn getekend." in text
    assert text.count("<img") == 4
    for name in ("praatplaat-algemeen.pdf", "praatplaat-eigen-setting.png", "alles.docx"):
        assert f'href="/praatplaten/bestand/{name}" download' in text


def test_a_drawing_carries_its_own_style_and_runs_nothing(alone: Any) -> None:
    browser = alone.browser()
    browser.get("/praatplaten")
    browser.post("/praatplaten")
    got = browser.get(SVG)
    assert got.headers["content-type"] == "image/svg+xml"
    policy = got.headers["content-security-policy"]
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'")
    pdf = browser.get(SVG.replace("svg", "pdf"))
    assert pdf.headers["content-type"] == "application/pdf"
    assert "unsafe-inline" not in pdf.headers["content-security-policy"]


def test_nothing_else_is_fetched_by_that_name(alone: Any) -> None:
    browser = alone.browser()
    browser.get("/praatplaten")
    browser.post("/praatplaten")
    (alone.layout.root / "platen" / "geheim.txt").write_text("x", encoding="utf-8")
    for name in (
        "geheim.txt",
        "..%2fgeheim.txt",
        "../codebook/financiering/codes.yaml",
        "algemeen",
    ):
        assert browser.get(f"/praatplaten/bestand/{name}").status == 404


def test_one_is_shown_as_large_as_asked_and_in_words(alone: Any) -> None:
    browser = alone.browser()
    browser.get("/praatplaten")
    browser.post("/praatplaten")
    text = browser.get("/praatplaten/zorg-in-onderwijs?maat=3").text
    assert 'class="maat-3"' in text
    assert "Bij &#39;Per kind&#39;: uitkomst" in text
    assert 'class="maat-1"' in browser.get("/praatplaten/zorg-in-onderwijs?maat=999").text
    assert browser.get("/praatplaten/elders").status == 404


def test_after_a_change_of_the_questions_they_are_old(alone: Any) -> None:
    browser = alone.browser()
    browser.get("/praatplaten")
    browser.post("/praatplaten")
    flow = alone.layout.study_folder / "appraisal" / "flows" / "algemeen.yaml"
    later = (alone.layout.root / "platen" / "alles.docx").stat().st_mtime_ns + 10**9
    os.utime(flow, ns=(later, later))
    text = browser.get("/praatplaten").text
    assert "gewijzigd nadat deze praatplaten zijn getekend" in text
    assert "<img" in text, "de oude zijn nog te bekijken"


def test_who_comes_while_they_are_drawn_waits_and_draws_nothing(layout: Any) -> None:
    drawn: list[int] = []
    aids = aids_in(layout, drawn)
    begun, go_on = threading.Event(), threading.Event()
    finish = aids._draw

    def slowly() -> None:
        begun.set()
        assert go_on.wait(10)
        finish()

    aids._draw = slowly
    first, second = (threading.Thread(target=aids.draw) for _ in range(2))
    first.start()
    assert begun.wait(10)
    second.start()
    assert aids.plates().state is Drawn.BUSY
    assert aids.plate("praatplaat-algemeen.svg") is None
    go_on.set()
    first.join(10)
    second.join(10)
    assert drawn == [0]
    assert aids.plates().state is Drawn.NEW

"""What every request has to pass: address, origin, sign-in, form."""

from __future__ import annotations

from typing import Any

import pytest

FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_only_its_own_address_is_answered(page: Any) -> None:
    browser = page.browser()
    for host in (
        "kwaad.example:8000",
        "127.0.0.1:9999",
        "127.0.0.1",
        "localhost.kwaad.example:8000",
    ):
        assert browser.get("/", host=host).status == 421


def test_who_did_not_sign_in_sees_nothing(page: Any) -> None:
    stranger = page.stranger()
    for path in ("/", "/verslag/1K1", "/codeboek", "/volgende", "/codes?zoek=a", "/toetsen"):
        got = stranger.get(path)
        assert got.status == 401
        assert "buikpijn" not in got.text
    assert stranger.get("/aanmelden?token=fout").status == 401
    assert stranger.click(page.druk, "gelezen").status == 401


def test_the_cookie_is_for_this_page_only(page: Any) -> None:
    got = page.stranger().get(f"/aanmelden?token={page.signin.tokens['anna']}")
    cookie = got.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert got.location == "/", "het adres met het token blijft niet staan"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://kwaad.example"},
        {"origin": "https://127.0.0.1:8000"},
        {"origin": "http://localhost:8000"},
        {"origin": "null"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_does_nothing(page: Any, headers: dict[str, str]) -> None:
    browser = page.browser()
    got = browser.post(
        "/besluit", headers, segment=page.druk.id, digest=page.druk.digest, doe="gelezen"
    )
    assert got.status == 403
    assert not page.layout.ledger("anna").exists() or page.ledger() == []


def test_a_form_without_its_token_does_nothing(page: Any) -> None:
    anna, bram = page.browser("anna"), page.browser("bram")
    anna.csrf = bram.csrf
    assert anna.click(page.druk, "gelezen").status == 403
    anna.csrf = ""
    assert anna.click(page.druk, "gelezen").status == 403


def test_other_ways_of_asking_are_refused(page: Any) -> None:
    browser = page.browser()
    assert browser.post("/besluit", {"content-type": "text/plain"}).status == 415
    assert browser._ask("DELETE", "/besluit", b"", {}).status == 405
    assert browser.click(page.druk, "memo", memo="x" * 70_000).status == 413


def test_every_answer_is_kept_from_caches_and_frames(page: Any) -> None:
    browser = page.browser()
    for path in ("/", "/verslag/1K1", "/static/stijl.css", "/bestaat-niet", "/verslag/9K9"):
        headers = browser.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-frame-options"] == "DENY"
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy


def test_pages_hold_no_script_or_style_of_their_own(page: Any) -> None:
    browser = page.browser()
    name = page.druk.id.partition(":")[2]
    for path in (
        "/",
        f"/verslag/1K1/{name}?waarom=vastlopen-overprikkeling",
        "/codeboek",
        "/toetsen",
    ):
        text = browser.get(path).text
        assert "<style" not in text
        assert "style=" not in text
        assert "onclick" not in text
        assert "http:" not in text.replace("http://www.w3.org", "")


def test_signing_out_ends_it(page: Any) -> None:
    browser = page.browser()
    assert browser.post("/afmelden").status == 303
    assert browser.get("/").status == 401


def test_trouble_is_told_without_words_of_participants(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = page.browser()

    def fail(*_: object) -> None:
        raise ValueError("Ik had elke ochtend buikpijn")

    monkeypatch.setattr(page.desk.shelf, "snapshot", fail)
    got = browser.get("/verslag/1K1")
    assert got.status == 500
    assert "buikpijn" not in got.text
    assert "ValueError" in page.said[0]
    assert "buikpijn" not in page.said[0]


def test_a_broken_ledger_is_told(page: Any) -> None:
    browser = page.browser()
    browser.click(page.druk, "gelezen")
    path = page.layout.ledger("anna")
    path.write_bytes(path.read_bytes().replace(b"gelezen", b"gelezem"))
    got = browser.get("/verslag/1K1")
    assert got.status == 503
    assert "anna.jsonl:1" in got.text

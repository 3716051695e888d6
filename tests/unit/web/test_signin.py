"""Signing in by name and passphrase, over https, and sessions that end."""

from __future__ import annotations

import asyncio
import hashlib
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.concurrency import run_in_threadpool

from pipeline.store import passphrases as stored
from pipeline.store.passphrases import Hashed
from pipeline.web import passphrases as trying
from pipeline.web.app import application
from pipeline.web.passphrases import Answer, Passphrases
from pipeline.web.reach import reach_of
from pipeline.web.signin import IDLE, LONGEST, SignIn

NAME = "oza.instituut.nl"
WORDS = {"anna": "vier hele gewone woorden", "bram": "een heel andere zin dan"}
PAGE = "/toetsen"


def cheap(passphrase: str) -> Hashed:
    """A hash of little cost: these tests are about signing in."""
    salt = passphrase.encode().ljust(16)[:16]
    digest = hashlib.scrypt(passphrase.encode(), salt=salt, n=2**14, r=1, p=1, dklen=32)
    return Hashed(salt, digest, 2**14, 1, 1)


@dataclass
class Clock:
    now: float = 5000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Shared:
    """A page behind a proxy with TLS, and a clock to turn."""

    page: Any
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        hashes = {coder: cheap(words) for coder, words in WORDS.items()}
        self.known = Passphrases(hashes, self.clock)
        self.signin = SignIn([], "oza-8000", self.known, secure=True, clock=self.clock)
        reach = reach_of("127.0.0.1", (NAME,), behind_tls=True)
        self.app = application(
            self.page.desk, self.signin, reach.hosts(8000), self.page.said.append, reach.scheme
        )

    def browser(self) -> Any:
        browser = self.page.stranger()
        browser.app = self.app
        return browser

    def get(self, browser: Any, path: str, **headers: str) -> Any:
        return browser.get(path, **{"host": NAME, **headers})

    def post(self, browser: Any, path: str, **form: str) -> Any:
        return browser.post(path, {"host": NAME, "origin": f"https://{NAME}"}, **form)

    def enter(self, browser: Any, name: str, words: str, **form: str) -> Any:
        return self.post(browser, "/aanmelden", naam=name, wachtzin=words, **form)


@pytest.fixture
def shared(page: Any) -> Shared:
    return Shared(page)


def test_name_and_passphrase_open_the_page(shared: Shared) -> None:
    browser = shared.browser()
    assert shared.get(browser, PAGE).status == 401
    got = shared.enter(browser, "anna", WORDS["anna"])
    assert (got.status, got.location) == (303, "/")
    assert "aangemeld als anna" in shared.get(browser, PAGE).text
    assert shared.get(browser, "/aanmelden").location == "/"
    assert shared.post(browser, "/afmelden").status == 303
    assert shared.get(browser, PAGE).status == 401


def test_names_are_read_with_a_capital_too(shared: Shared) -> None:
    browser = shared.browser()
    assert shared.enter(browser, " Anna ", WORDS["anna"]).status == 303
    assert "aangemeld als anna" in shared.get(browser, PAGE).text


def test_a_wrong_name_and_a_wrong_passphrase_say_the_same(shared: Shared) -> None:
    def told(name: str, words: str) -> tuple[int, str]:
        got = shared.enter(shared.browser(), name, words)
        return got.status, got.text.replace(f'value="{name}"', 'value=""')

    wrong = told("anna", WORDS["bram"])
    assert wrong == told("niemand", WORDS["anna"]) == told("../etc/passwd", "") == told("", "")
    assert wrong[0] == 401
    assert 'role="alert"' in wrong[1]
    assert WORDS["bram"] not in wrong[1], "de wachtzin komt niet terug op de bladzijde"


def test_an_unknown_name_costs_a_hash_as_costly(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs: list[int] = []

    def seen(kept: Hashed, passphrase: str) -> bool:
        costs.append(kept.cost)
        return stored.matches(kept, passphrase)

    monkeypatch.setattr(trying, "matches", seen)
    for name in ("anna", "niemand"):
        assert shared.enter(shared.browser(), name, "een zin die niet klopt").status == 401
    assert len(costs) == 2
    assert costs[0] == costs[1]


def test_a_name_waits_and_another_does_not(shared: Shared) -> None:
    for name in ("anna", "niemand"):
        for _ in range(3):
            assert shared.enter(shared.browser(), name, "fout fout fout").status == 401
        got = shared.enter(shared.browser(), name, WORDS["anna"])
        assert got.status == 429, "ook de goede wachtzin wacht"
        assert "Wacht 2 seconden" in got.text
        assert got.headers["retry-after"] == "2"
    assert shared.enter(shared.browser(), "bram", WORDS["bram"]).status == 303
    shared.clock.now += 2
    assert shared.enter(shared.browser(), "anna", WORDS["anna"]).status == 303
    assert shared.enter(shared.browser(), "anna", "fout fout fout").status == 401


def test_a_browser_of_hers_gets_in_while_somebody_guesses_at_her_name(shared: Shared) -> None:
    hers = shared.browser()
    shared.enter(hers, "anna", WORDS["anna"])
    shared.post(hers, "/afmelden", csrf=_csrf(shared, hers))
    for n in range(200):
        shared.enter(shared.browser(), "anna" if n % 2 else f"naam {n}", "fout fout fout")
    assert shared.enter(shared.browser(), "anna", WORDS["anna"]).status == 429
    assert shared.enter(hers, "bram", WORDS["bram"]).status == 429, "alleen voor haar naam"
    for _ in range(3):
        assert shared.enter(hers, "anna", "fout fout fout").status == 401
    assert shared.enter(hers, "anna", WORDS["anna"]).status == 429, "ook haar browser wacht"
    shared.clock.now += 2
    assert shared.enter(hers, "anna", WORDS["anna"]).status == 303


@pytest.mark.parametrize("device", ["", ".", "x.y", "een.twee.drie", "é.é"])
def test_a_made_up_mark_of_a_browser_counts_for_nothing(shared: Shared, device: str) -> None:
    for _ in range(3):
        asyncio.run(shared.known.check("anna", "fout", "kwaad", device))
    found = asyncio.run(shared.known.check("anna", WORDS["anna"], "kwaad", device))
    assert found == Answer(wait=2)
    other = shared.known.device_for("bram")
    assert asyncio.run(shared.known.check("anna", WORDS["anna"], "kwaad", other)).wait == 2
    own = shared.known.device_for("anna")
    assert asyncio.run(shared.known.check("anna", WORDS["anna"], "kwaad", own)) == Answer("anna")


def test_few_hashes_at_once_and_clicks_go_on(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, most, busy = 0, 0, threading.Lock()
    go = threading.Event()

    def slow(kept: Hashed, passphrase: str) -> bool:
        nonlocal now, most
        with busy:
            now += 1
            most = max(most, now)
        go.wait(10)
        with busy:
            now -= 1
        return False

    monkeypatch.setattr(trying, "matches", slow)

    async def many() -> float:
        tries = [
            asyncio.create_task(shared.known.check(f"naam {n}", "fout", f"adres {n}", ""))
            for n in range(50)
        ]
        await asyncio.sleep(0.1)
        began = time.perf_counter()
        await run_in_threadpool(lambda: None)
        passed = time.perf_counter() - began
        go.set()
        assert await asyncio.gather(*tries) == [Answer()] * 50
        return passed

    assert asyncio.run(many()) < 5, "wie klikt, wacht niet op wie aanmeldt"
    assert 1 <= most <= 2


def test_cookies_are_for_https_and_this_name_only(shared: Shared) -> None:
    browser = shared.browser()
    got = shared.enter(browser, "anna", WORDS["anna"])
    assert set(browser.cookies) == {"__Host-oza-8000", "__Host-oza-8000-browser"}
    attributes = set(got.headers["set-cookie"].lower().split("; ")[1:])
    assert {"secure", "httponly", "samesite=strict", "path=/"} <= attributes
    assert not any(one.startswith("domain") for one in attributes)
    gone = shared.post(browser, "/afmelden", csrf=_csrf(shared, browser)).headers["set-cookie"]
    assert gone.startswith('__Host-oza-8000="";')
    assert "Max-Age=0" in gone
    assert "Secure" in gone
    taal = shared.get(browser, "/aanmelden?taal=en").headers["set-cookie"]
    assert "Secure" in taal


def test_only_the_name_as_a_whole_is_held_to_https(shared: Shared) -> None:
    browser = shared.browser()
    held = "strict-transport-security"
    assert shared.get(browser, "/aanmelden").headers[held] == "max-age=15552000"
    assert held not in browser.get("/aanmelden", host="localhost:8000").headers
    assert held not in browser.get("/aanmelden", host="kwaad.example").headers
    assert held not in shared.page.stranger().get("/aanmelden").headers


@pytest.mark.parametrize(
    "host",
    ["kwaad.example", f"{NAME}.kwaad.example", f"{NAME}:8000", f"{NAME}.", "instituut.nl",
     "192.168.1.5:8000", "localhost", ""],
)  # fmt: skip
def test_another_name_is_refused_whatever_a_proxy_says(shared: Shared, host: str) -> None:
    browser = shared.browser()
    got = browser.get("/aanmelden", host=host, **{"x-forwarded-host": NAME})
    assert got.status == 421
    assert "wachtzin" not in got.text


@pytest.mark.parametrize(
    "origin",
    [f"http://{NAME}", f"https://{NAME}:8443", f"https://{NAME}.kwaad.example", "null", "",
     "https://kwaad.example", f"//{NAME}", NAME],
)  # fmt: skip
def test_the_form_is_taken_from_its_own_page_only(shared: Shared, origin: str) -> None:
    browser = shared.browser()
    headers = {"host": NAME, "origin": origin, "x-forwarded-proto": "http"}
    form = {"naam": "anna", "wachtzin": WORDS["anna"]}
    assert browser.post("/aanmelden", headers, **form).status == 403
    assert browser.cookies == {}


def test_twelve_hours_without_a_click_and_a_day_end_a_session(shared: Shared) -> None:
    browser = shared.browser()
    shared.enter(browser, "anna", WORDS["anna"])
    shared.clock.now += IDLE - 1
    assert shared.get(browser, PAGE).status == 200
    shared.clock.now += IDLE - 1
    assert shared.get(browser, PAGE).status == 200
    shared.clock.now += 2
    assert shared.get(browser, PAGE).status == 401, "een dag na het aanmelden"
    shared.enter(browser, "anna", WORDS["anna"])
    shared.clock.now += IDLE
    assert shared.get(browser, PAGE).status == 401
    shared.clock.now -= IDLE
    assert shared.get(browser, PAGE).status == 401, "wat voorbij is, komt niet terug"
    assert LONGEST == 2 * IDLE == 24 * 3600


def test_an_ended_session_hands_back_the_memo_and_keeps_nothing(shared: Shared) -> None:
    browser = shared.browser()
    shared.enter(browser, "anna", WORDS["anna"])
    csrf = _csrf(shared, browser)
    shared.clock.now += IDLE
    about = {"segment": shared.page.druk.id, "digest": shared.page.druk.digest}
    got = shared.post(browser, "/besluit", csrf=csrf, doe="memo", memo="lang bedacht", **about)
    assert got.status == 401
    assert "lang bedacht" in got.text
    assert 'href="/aanmelden"' in got.text
    assert shared.page.ledger("anna") == []


def test_after_signing_in_she_goes_on_where_she_was(shared: Shared) -> None:
    browser = shared.browser()
    text = shared.get(browser, "/notities?verslag=1K1").text
    assert re.search(r'name="naar" value="([^"]*)"', text)[1] == "/notities?verslag=1K1"  # type: ignore[index]
    got = shared.enter(browser, "anna", WORDS["anna"], naar="/notities?verslag=1K1")
    assert got.location == "/notities?verslag=1K1"


@pytest.mark.parametrize(
    "way",
    ["https://kwaad.example", "//kwaad.example", "/\\kwaad.example", "kwaad", "/a\nb", "/a\tb",
     "/" + "a" * 400, "/aanmelden?token=x"],
)  # fmt: skip
def test_signing_in_leads_to_no_other_site(shared: Shared, way: str) -> None:
    assert shared.enter(shared.browser(), "anna", WORDS["anna"], naar=way).location == "/"


def test_each_sign_in_is_a_session_of_its_own(shared: Shared) -> None:
    browser = shared.browser()
    shared.enter(browser, "anna", WORDS["anna"])
    first = browser.cookies["__Host-oza-8000"]
    shared.enter(browser, "bram", WORDS["bram"])
    assert browser.cookies["__Host-oza-8000"] != first
    browser.cookies["__Host-oza-8000"] = first
    assert shared.get(browser, PAGE).status == 401, "de vorige aanmelding is voorbij"


def test_many_sessions_of_one_coder_send_nobody_else_away(shared: Shared) -> None:
    browser = shared.browser()
    shared.enter(browser, "bram", WORDS["bram"])
    mine = [shared.signin.begin_as("anna") for _ in range(100)]
    assert len(shared.signin._held) == 26
    assert mine[-1].id in shared.signin._held
    assert shared.get(browser, PAGE).status == 200


def test_the_form_is_accessible_and_in_both_languages(shared: Shared) -> None:
    browser = shared.browser()
    text = shared.get(browser, "/aanmelden").text
    for name, kind in (("naam", "username"), ("wachtzin", "current-password")):
        assert f'<label for="{name}">' in text
        assert re.search(rf'<input id="{name}"[^>]*autocomplete="{kind}"', text)
    assert 'role="alert">Deze' not in text
    assert shared.get(browser, "/aanmelden?taal=en").location == "/aanmelden"
    text = shared.get(browser, "/aanmelden").text
    assert '<html lang="en">' in text
    assert '<label for="wachtzin">Passphrase' in text
    assert "do not belong together" in shared.enter(browser, "anna", "wrong wrong").text


def test_nothing_typed_is_said_in_the_window(shared: Shared) -> None:
    for name in ("anna", "geheim in het verkeerde veld"):
        for _ in range(4):
            shared.enter(shared.browser(), name, "heel geheime wachtzin")
    assert shared.page.said == []


def test_tokens_alone_give_no_form(page: Any) -> None:
    stranger = page.stranger()
    text = stranger.get("/aanmelden").text
    assert "oza review" in text
    assert "wachtzin" not in text
    assert stranger.post("/aanmelden", naam="anna", wachtzin="x").status == 401


def _csrf(shared: Shared, browser: Any) -> str:
    found: Callable[[str], Any] = re.compile(r'name="csrf" value="([^"]+)"').search
    return str(found(shared.get(browser, PAGE).text)[1])

"""Accepting in one go on the page: what is shown is what is written, and it can be taken back."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.config.study import Study, read_study
from pipeline.domain.double_coding import Assignment
from pipeline.domain.judgement import Decision, Suggestion, Verdict, codings_of, standing
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.stages.bulk import accept as accept_by_command
from pipeline.store.assignments import append_assignments
from pipeline.store.ledger import append_decisions, read_decisions
from pipeline.store.tables import write_table
from pipeline.web.asked import asked_in

SHIPPED = Path(__file__).parents[3] / "codebook" / "ervaringen"
ANGST, DRUK = "vastlopen-angst", "vastlopen-overprikkeling"
HALF = {"vanaf": "50", "code": ""}
NEVER = "9" * 16
Make = Callable[..., Decision]


@pytest.fixture
def wide(page: Any) -> Any:
    """The small wave with the study's settings and a few suggestions more; the third is blind."""
    for name in ("study.toml", "chapters.toml", "wording.toml"):
        shutil.copy(SHIPPED / name, page.layout.study_folder)
    every = [
        suggestion(page.druk, DRUK, 0.95, ((42, 54),)),
        suggestion(page.druk, ANGST, 0.6),
        suggestion(page.thuis, ANGST, 0.92),
        suggestion(page.blijven, ANGST, 0.99),
        suggestion(page.gebeld, "gezin-regelen", 0.9),
    ]
    suggest(page, every)
    return page


def segment_of(text: str) -> Segment:
    digest = text_digest(text)
    return Segment(f"1K1:{digest[:8]}", "1K1", 0, len(text), digest, text)


def suggestion(
    segment: Segment, code: str, chance: float, words: tuple[tuple[int, int], ...] = ()
) -> Suggestion:
    return Suggestion(segment.id, code, chance, words, "m1", "c1")


def suggest(page: Any, every: list[Suggestion]) -> None:
    write_table(page.layout.stage("suggest") / "suggestions.parquet", every, Suggestion)


def hidden(text: str, name: str = "lijst") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found is not None, name
    return found[1]


def shown(browser: Any, vanaf: str = "90", code: str = "") -> dict[str, str]:
    """The form under the preview, as a browser would send it."""
    text = browser.get(f"/ineens?vanaf={vanaf}&code={code}").text
    return {"vanaf": vanaf, "code": code, "lijst": hidden(text), "doe": "accepteren"}


def taking_back(browser: Any) -> dict[str, str]:
    text = browser.get("/ineens?doe=terugnemen").text
    return {"lijst": hidden(text), "doe": "terugnemen"}


def subjects(decisions: list[Decision]) -> set[tuple[str, str]]:
    return {(d.segment, d.code) for d in decisions}


# --- The preview ----------------------------------------------------------------------------------


def test_looking_shows_what_would_happen_and_writes_nothing(wide: Any) -> None:
    browser = wide.browser()
    assert 'href="/ineens"' in browser.get("/").text
    text = browser.get("/ineens").text
    assert "Vanaf 90%: 3 codes op 3 segmenten; geloot om na te kijken: 3" in text
    assert 'value="90"' in text
    assert "Overprikkeling, uitputting en boosheid" in text
    assert "De klas was <mark>veel te druk</mark>." in text
    assert "&lt;b&gt;niemand&lt;/b&gt;" in text, "tekst is tekst"
    assert f"/verslag/1O1/{wide.gebeld.id[4:]}?" in text
    assert "telt in geen enkele tabel mee" in text
    assert not wide.layout.ledger("anna").exists()


def test_a_probability_and_a_code_are_chosen(wide: Any) -> None:
    browser = wide.browser()
    assert "Vanaf 60%: 4 codes op 3 segmenten" in browser.get("/ineens?vanaf=60").text
    assert "Vanaf 92,5%: 1 code op 1 segment;" in browser.get("/ineens?vanaf=92,5").text
    only = browser.get(f"/ineens?vanaf=60&code={ANGST}").text
    assert "Vanaf 60%: 2 codes op 2 segmenten" in only
    assert f'value="{ANGST}" selected' in only
    nothing = browser.get("/ineens?vanaf=99").text
    assert "Vanaf 99% is er niets in één keer te accepteren" in nothing
    assert 'value="accepteren"' not in nothing


def test_of_many_passages_a_handful_is_shown_the_least_probable_first(wide: Any) -> None:
    many = [segment_of(f"Zin nummer {at}.") for at in range(7)]
    wide.rewrite([*many, wide.gebeld])
    rows = [suggestion(s, ANGST, 0.99 - at / 100) for at, s in enumerate(many) if at != 2]
    suggest(wide, rows)
    text = wide.browser().get("/ineens").text
    assert "Bekijk 5 van de 6, de minst waarschijnlijke eerst" in text
    assert re.findall(r"Zin nummer (\d)", text) == ["6", "5", "4", "3", "1"]


@pytest.mark.parametrize("typed", ["", "abc", "-1", "101", "nan", "1e2", "٩٠", "9" * 400])
def test_what_is_no_percentage_is_said_and_the_usual_one_is_shown(wide: Any, typed: str) -> None:
    got = wide.browser().get(f"/ineens?vanaf={typed}")
    assert got.status == 200
    assert "Een kans is een getal van 0 tot en met 100; dit is de lijst vanaf 90%" in got.text
    assert "Vanaf 90%: 3 codes" in got.text


def test_a_percentage_is_the_number_that_the_command_takes(study: Study) -> None:
    for whole in range(101):
        asked = asked_in({"vanaf": str(whole)}, study.codebook)
        assert asked.above == float(f"{whole / 100:.2f}")
    assert asked_in({"vanaf": "92,3"}, study.codebook).above == 0.923


@pytest.mark.parametrize(
    ("agreed", "refused", "said", "few", "poor"),
    [
        (0, 0, "nog niet eerder beslist", True, False),
        (9, 0, "eerder 9 van de 9 akkoord (100%)", True, False),
        (18, 2, "eerder 18 van de 20 akkoord (90%)", False, False),
        (8, 2, "eerder 8 van de 10 akkoord (80%)", False, False),
        (15, 5, "eerder 15 van de 20 akkoord (75%)", False, True),
        (1, 2, "eerder 1 van de 3 akkoord (33%)", True, True),
    ],
)
def test_it_says_how_such_suggestions_did_and_warns(
    wide: Any, decide: Make, agreed: int, refused: int, said: str, few: bool, poor: bool
) -> None:
    before = [
        decide(f"1K1:{at:08x}", ANGST, wave="golf-0", seen=0.95, verdict=verdict)
        for at, verdict in enumerate([Verdict.ACCEPT] * agreed + [Verdict.REJECT] * refused)
    ]
    append_decisions(wide.layout.ledger("anna"), before)
    text = wide.browser().get(f"/ineens?code={ANGST}").text
    row = text.partition('<ul class="ineens">')[2].partition("</ul>")[0]
    assert said in row
    assert ("minder dan 10 keer beslist" in row) == few
    assert ("minder dan 80% van zulke voorstellen" in row) == poor
    assert row.count('aria-hidden="true">⚠') == few + poor


def test_of_others_it_counts_only_what_she_may_see(wide: Any, decide: Make) -> None:
    """Who is still coding a report may not learn from a count what another gave it."""
    mark = {"coder": "bram", "code": ANGST, "seen": 0.95, "verdict": Verdict.ACCEPT}
    append_decisions(
        wide.layout.ledger("bram"),
        [
            decide(wide.druk.id, **mark),
            decide(wide.thuis.id, **mark),
            decide(wide.blijven.id, **mark),
            decide("1K1:00000000", wave="golf-0", **mark),
        ],
    )
    browser = wide.browser()
    append_decisions(wide.layout.ledger("anna"), [decide(wide.blijven.id, "")])
    assert "eerder 1 van de 1 akkoord" in browser.get(f"/ineens?code={ANGST}").text
    done = [decide(s.id, "") for s in (wide.druk, wide.thuis)]
    append_decisions(wide.layout.ledger("anna"), done)
    more = [suggestion(wide.gebeld, ANGST, 0.95)]
    suggest(wide, more)
    assert "eerder 4 van de 4 akkoord" in browser.get(f"/ineens?code={ANGST}").text


def test_a_damaged_ledger_of_another_does_not_stand_in_the_way(wide: Any) -> None:
    wide.layout.ledger("bram").parent.mkdir(parents=True, exist_ok=True)
    wide.layout.ledger("bram").write_text('{"chain": "x"}\n{"chain": "y"}\n', encoding="utf-8")
    got = wide.browser().get("/ineens")
    assert got.status == 200
    assert "Vanaf 90%: 3 codes" in got.text


def test_it_speaks_english_too(wide: Any) -> None:
    browser = wide.browser()
    browser.post("/voorkeur", taal="en", toetsen="aan")
    text = browser.get("/ineens?vanaf=92.5").text
    assert "From 92.5%: 1 code on 1 segment; drawn to be checked: 1" in text
    got = browser.post("/ineens", **shown(browser))
    assert "Accepted in one go: 3 codes on 3 segments" in browser.get(got.location).text
    assert "By anna in this wave: 3 codes on 3 segments" in browser.get("/ineens").text
    assert "Take everything back?" in browser.get("/ineens?doe=terugnemen").text


# --- Accepting ------------------------------------------------------------------------------------


def test_it_writes_what_the_command_would_write(wide: Any) -> None:
    browser = wide.browser()
    got = browser.post("/ineens", **shown(browser))
    assert (got.status, got.location) == (303, "/?ineens=geaccepteerd")
    made = wide.ledger()
    assert len(made) == 3
    assert wide.blijven.id not in {d.segment for d in made}, "blind"
    study = read_study(wide.layout.study_folder)
    accept_by_command(wide.layout, study, "bram", 0.9, made[0].at)
    assert [replace(d, coder="anna") for d in wide.ledger("bram")] == made
    said = browser.get(got.location).text
    assert "In één keer geaccepteerd: 3 codes op 3 segmenten; geloot om na te kijken: 3." in said
    assert "geaccepteerd" not in browser.get("/?ineens=evil").text.partition("verder")[0]


def test_it_draws_what_the_command_would_draw(wide: Any) -> None:
    many = [segment_of(f"Zin nummer {at}.") for at in range(30)]
    wide.rewrite([*many, wide.gebeld])
    suggest(wide, [suggestion(s, ANGST, 0.95) for s in many])
    browser = wide.browser()
    assert "29 codes op 29 segmenten; geloot om na te kijken: 5" in browser.get("/ineens").text
    browser.post("/ineens", **shown(browser))
    study = read_study(wide.layout.study_folder)
    accept_by_command(wide.layout, study, "bram", 0.9, "2025")
    drawn = [{d.segment for d in wide.ledger(name) if d.drawn} for name in ("anna", "bram")]
    assert len(drawn[0]) == 5
    assert drawn[0] == drawn[1]


def test_what_is_accepted_is_no_reading(wide: Any) -> None:
    browser = wide.browser()
    browser.post("/ineens", **shown(browser))
    codings, owner = codings_of({"anna": wide.ledger()}, [])
    assert owner == {}
    assert all(c.bulk for c in codings)
    assert "0 / 3" in browser.get("/").text


def test_a_double_click_adds_nothing_and_says_the_same(wide: Any) -> None:
    browser = wide.browser()
    form = shown(browser)
    first, second = browser.post("/ineens", **form), browser.post("/ineens", **form)
    assert first.location == second.location
    assert len(wide.ledger()) == 3


def test_the_same_click_many_times_at_once_is_one(wide: Any) -> None:
    browsers = [wide.browser() for _ in range(6)]
    forms = [shown(browser) for browser in browsers]
    found: list[int] = []

    def click(at: int) -> None:
        found.append(browsers[at].post("/ineens", **forms[at]).status)

    threads = [threading.Thread(target=click, args=(at,)) for at in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [303] * 6
    assert len(read_decisions(wide.layout.ledger("anna"))) == 3


def decided_meanwhile(page: Any) -> None:
    page.browser().click(page.thuis, f"afwijzen:{ANGST}")


def read_meanwhile(page: Any) -> None:
    page.browser().click(page.druk, "gelezen")


def suggested_anew(page: Any) -> None:
    suggest(page, [suggestion(page.druk, DRUK, 0.95), suggestion(page.druk, ANGST, 0.97)])


def read_again(page: Any) -> None:
    changed = replace(page.thuis, id="1K1:ffffffff", digest="f" * 16)
    page.rewrite([page.druk, changed, page.blijven, page.gebeld])
    suggest(page, [suggestion(page.druk, DRUK, 0.95), suggestion(changed, ANGST, 0.95)])


@pytest.mark.parametrize("happens", [decided_meanwhile, read_meanwhile, suggested_anew, read_again])
def test_nothing_is_written_but_what_was_shown(wide: Any, happens: Callable[[Any], None]) -> None:
    browser = wide.browser()
    form = shown(browser)
    happens(wide)
    before = wide.ledger()
    got = browser.post("/ineens", **form)
    assert got.status == 409
    assert 'role="alert">Er is niets geaccepteerd: de lijst is veranderd' in got.text
    assert wide.ledger() == before
    again = browser.post("/ineens", **{**form, "lijst": hidden(got.text)})
    assert again.status == 303
    assert [d.bulk for d in wide.ledger()[len(before) :]].count(True) >= 1


@pytest.mark.parametrize(
    "sent", [{"lijst": NEVER}, {"lijst": ""}, {"vanaf": "60"}, {"vanaf": "x" * 9}]
)
def test_a_form_that_does_not_fit_its_list_writes_nothing(wide: Any, sent: dict[str, str]) -> None:
    browser = wide.browser()
    form = {**shown(browser, "92"), **sent}
    assert browser.post("/ineens", **form).status == 409
    assert not wide.layout.ledger("anna").exists() or wide.ledger() == []


def test_an_empty_list_is_never_accepted(wide: Any) -> None:
    browser = wide.browser()
    empty = "e3b0c44298fc1c14"  # the digest of nothing
    got = browser.post("/ineens", vanaf="100", code="", lijst=empty, doe="accepteren")
    assert got.status == 409


def test_a_list_that_was_taken_back_is_not_said_to_stand(wide: Any) -> None:
    browser = wide.browser()
    form = shown(browser)
    browser.post("/ineens", **form)
    browser.post("/ineens", **taking_back(browser))
    suggest(wide, [suggestion(wide.druk, ANGST, 0.97)])
    assert browser.post("/ineens", **form).status == 409


def test_only_the_own_ledger_is_written(wide: Any) -> None:
    bram, anna = wide.browser("bram"), wide.browser("anna")
    bram.click(wide.gebeld, "akkoord:gezin-regelen")
    before = wide.layout.ledger("bram").read_bytes()
    anna.post("/ineens", **shown(anna))
    anna.post("/ineens", **taking_back(anna))
    assert wide.layout.ledger("bram").read_bytes() == before
    assert "nog ongelezen</h2>" not in bram.get("/ineens").text


def test_a_report_that_was_given_to_others_stays_out(wide: Any) -> None:
    append_assignments(
        wide.layout.assignments, [Assignment("golf-1", "1K1", ("bram", "carla"), "2025")]
    )
    anna, bram = wide.browser("anna"), wide.browser("bram")
    assert "Vanaf 90%: 1 code op 1 segment" in anna.get("/ineens").text
    assert "Vanaf 90%: 3 codes op 3 segmenten" in bram.get("/ineens").text
    anna.post("/ineens", **shown(anna))
    assert {d.respondent for d in wide.ledger()} == {"1O1"}


def test_who_is_not_signed_in_or_has_another_form_gets_nothing(wide: Any) -> None:
    browser = wide.browser()
    form = shown(browser)
    assert wide.stranger().get("/ineens").status == 401
    assert browser.post("/ineens", **{**form, "csrf": "x"}).status == 403
    assert not wide.layout.ledger("anna").exists()


# --- Taking back ----------------------------------------------------------------------------------


def test_taking_back_asks_first_and_erases_nothing(wide: Any) -> None:
    browser = wide.browser()
    browser.post("/ineens", **shown(browser))
    text = browser.get("/ineens").text
    assert "3 codes op 3 segmenten; nog na te kijken: 3" in text
    assert '<button name="doe" value="terugnemen">' in text
    asked = browser.get("/ineens?doe=terugnemen").text
    assert "Het gaat om 3 codes op 3 segmenten. Alles terugnemen?" in asked
    assert len(wide.ledger()) == 3, "vragen is nog geen doen"
    form = taking_back(browser)
    got = browser.post("/ineens", **form)
    assert got.location == "/?ineens=teruggenomen"
    assert (
        "Teruggenomen wat in één keer was geaccepteerd: 3 codes op 3"
        in browser.get(got.location).text
    )
    made = wide.ledger()
    assert [d.verdict for d in made] == [Verdict.ACCEPT] * 3 + [Verdict.RETRACT] * 3
    assert browser.post("/ineens", **form).location == got.location, "twee keer is een keer"
    assert len(wide.ledger()) == 6
    assert "nog ongelezen</h2>" not in browser.get("/ineens").text
    assert "Er staat niets (meer)" in browser.get("/ineens?doe=terugnemen").text


def test_what_was_taken_back_may_be_accepted_again(wide: Any) -> None:
    browser = wide.browser()
    browser.post("/ineens", **shown(browser))
    browser.post("/ineens", **taking_back(browser))
    assert browser.post("/ineens", **shown(browser, "92")).status == 303
    assert subjects([d for d in standing(wide.ledger()).values() if d.bulk]) == {
        (wide.druk.id, DRUK),
        (wide.thuis.id, ANGST),
    }


def test_what_was_read_or_checked_since_stays(wide: Any) -> None:
    browser = wide.browser()
    browser.post("/ineens", **shown(browser, "60"))
    browser.click(wide.thuis, f"akkoord:{ANGST}")
    browser.click(wide.druk, f"akkoord:{ANGST}")
    stands = standing(wide.ledger())
    assert stands[("golf-1", wide.druk.id, DRUK)].bulk, "geloot: vraagt een eigen antwoord"
    browser.post("/ineens", **taking_back(browser))
    after = standing(wide.ledger())
    changed = {subject for subject in after if after[subject] != stands[subject]}
    assert changed == {("golf-1", wide.gebeld.id, "gezin-regelen")}


def test_taking_back_writes_only_what_was_shown(wide: Any) -> None:
    browser = wide.browser()
    browser.post("/ineens", **shown(browser))
    form = taking_back(browser)
    browser.click(wide.thuis, f"akkoord:{ANGST}")
    before = wide.ledger()
    got = browser.post("/ineens", **form)
    assert got.status == 409
    assert "Er is niets teruggenomen" in got.text
    assert "Het gaat om 2 codes op 2 segmenten" in got.text
    assert wide.ledger() == before


def test_undo_leaves_an_acceptance_in_one_go_whole(wide: Any, reopen: Callable[[], Any]) -> None:
    browser = wide.browser()
    browser.click(wide.thuis, f"afwijzen:{ANGST}")
    browser.post("/ineens", **shown(browser))
    bulk = [d for d in wide.ledger() if d.bulk]
    browser.post("/ongedaan", segment=wide.druk.id)
    assert standing(wide.ledger())[("golf-1", wide.thuis.id, ANGST)].verdict is Verdict.RETRACT
    browser.post("/ongedaan", segment=wide.druk.id)
    assert [d for d in standing(wide.ledger()).values() if d.bulk] == bulk
    browser.post("/ineens", **taking_back(browser))
    browser.post("/ineens", **shown(browser))
    before = wide.ledger()
    reopen().browser().post("/ongedaan", segment=wide.druk.id)
    assert wide.ledger() == before


def test_undo_leaves_a_taking_back_whole(wide: Any, reopen: Callable[[], Any]) -> None:
    browser = wide.browser()
    browser.post("/ineens", **shown(browser))
    browser.post("/ineens", **taking_back(browser))
    before = wide.ledger()
    reopen().browser().post("/ongedaan", segment=wide.druk.id)
    assert wide.ledger() == before

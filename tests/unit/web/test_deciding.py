"""Clicks become decisions of the same kind as those of the workbook, on disk before the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.domain.judgement import Decision, Stance, Verdict, reviewed_segments, standing
from pipeline.store.ledger import append_decisions

CODE = "vastlopen-overprikkeling"


def test_accepting_says_what_was_seen(page: Any) -> None:
    browser = page.browser()
    got = browser.click(page.druk, f"akkoord:{CODE}")
    assert got.status == 303
    (decision,) = page.ledger()
    assert (decision.verdict, decision.code, decision.seen) == (Verdict.ACCEPT, CODE, 0.81)
    assert (decision.model, decision.coder, decision.share) == ("m1", "anna", 0.1)
    assert not decision.blind
    assert "akkoord" in browser.get(got.location.partition("#")[0]).text


def test_every_act_is_a_line_of_its_own(page: Any) -> None:
    browser = page.browser()
    acts = [
        f"akkoord:{CODE}",
        f"houding:{CODE}:positief",
        "afwijzen:vastlopen-angst",
        "toevoegen:sociaal-veilig",
        f"terugnemen:{CODE}",
        "gelezen",
        "ongelezen",
    ]
    for at, act in enumerate(acts, start=1):
        assert browser.click(page.druk, act, htmx=True).status == 200
        assert len(page.ledger()) == at
    kinds = [(d.code, d.verdict.value, d.stance.value) for d in page.ledger()]
    assert kinds == [
        (CODE, "akkoord", ""),
        (CODE, "akkoord", "positief"),
        ("vastlopen-angst", "afgewezen", ""),
        ("sociaal-veilig", "toegevoegd", ""),
        (CODE, "ingetrokken", ""),
        ("", "gelezen", ""),
        ("", "ingetrokken", ""),
    ]


def test_the_same_click_twice_adds_nothing(page: Any) -> None:
    browser = page.browser()
    browser.click(page.druk, f"akkoord:{CODE}")
    got = browser.click(page.druk, f"akkoord:{CODE}", htmx=True)
    assert "Dat stond er al." in got.text
    assert len(page.ledger()) == 1


def test_a_stance_pressed_again_is_taken_off(page: Any) -> None:
    browser = page.browser()
    for _ in range(2):
        browser.click(page.druk, f"akkoord:{CODE}")
        browser.click(page.druk, f"houding:{CODE}:neutraal")
    assert page.ledger()[-1].stance is Stance.NONE


def test_a_code_is_added_by_part_of_its_name(page: Any) -> None:
    browser = page.browser()
    got = browser.click(page.druk, "toevoegen", htmx=True, zoek="jezelf mogen")
    assert "Veilig en jezelf mogen zijn" in got.text
    assert [d.code for d in page.ledger()] == ["sociaal-veilig"]
    several = browser.click(page.druk, "toevoegen", zoek="angst")
    assert several.status == 200
    assert "Kies er een" in several.text
    assert 'value="vastlopen-angst"' in several.text
    assert "past bij ‘zzz’" in browser.click(page.druk, "toevoegen", zoek="zzz").text
    assert len(page.ledger()) == 1


def test_a_code_of_another_actor_is_refused(page: Any) -> None:
    got = page.browser().click(page.druk, "toevoegen:rol-gemeente", htmx=True)
    assert "geldt niet voor actor kind" in got.text
    assert not page.layout.ledger("anna").exists() or page.ledger() == []


def test_a_blind_segment_has_no_suggestion_to_accept(page: Any) -> None:
    browser = page.browser()
    path = f"/verslag/1K1/{page.blijven.id.partition(':')[2]}"
    text = browser.get(path).text
    assert "Blind segment" in text
    assert "Verschillende vervolgtrajecten" not in text
    assert (
        "niet voorgesteld" in browser.click(page.blijven, "akkoord:vervolg-route", htmx=True).text
    )
    browser.click(page.blijven, "toevoegen:vervolg-route")
    (decision,) = page.ledger()
    assert (decision.blind, decision.share, decision.seen) == (True, 0.1, None)
    assert decision.verdict is Verdict.ADD
    assert "Blind segment" in browser.get(path).text, "blind gecodeerd blijft blind"


def test_who_decided_in_sight_is_not_blind_since(
    page: Any, decide: Callable[..., Decision]
) -> None:
    seen = decide(segment=page.blijven.id, code="vervolg-route", verdict=Verdict.REJECT, seen=0.7)
    append_decisions(page.layout.ledger("anna"), [seen])
    path = f"/verslag/1K1/{page.blijven.id.partition(':')[2]}"
    assert "Blind segment" not in page.browser().get(path).text


def test_a_memo_reads_the_segment_and_keeps_its_lines(page: Any) -> None:
    browser = page.browser()
    browser.click(page.thuis, "memo", memo="eerste regel\r\ntweede <b>regel</b>")
    (decision,) = page.ledger()
    assert (decision.verdict, decision.memo) == (Verdict.DONE, "eerste regel\ntweede <b>regel</b>")
    assert "tweede &lt;b&gt;regel" in browser.get(f"/verslag/1K1/{page.thuis.id[4:]}").text
    long = browser.click(page.thuis, "memo", htmx=True, memo="x" * 4001)
    assert "hoogstens 4000 tekens" in long.text
    assert len(page.ledger()) == 1


def test_undo_is_a_new_decision_step_by_step(page: Any) -> None:
    browser = page.browser()
    browser.click(page.druk, f"akkoord:{CODE}")
    browser.click(page.druk, f"houding:{CODE}:positief")
    browser.post("/ongedaan", segment=page.druk.id)
    assert page.ledger()[-1].stance is Stance.NONE
    browser.post("/ongedaan", segment=page.druk.id)
    assert page.ledger()[-1].verdict is Verdict.RETRACT
    assert len(page.ledger()) == 4
    got = browser.post("/ongedaan", {"hx-request": "true"}, segment=page.druk.id)
    assert "niets om ongedaan te maken" in got.text
    assert len(page.ledger()) == 4


def test_undo_goes_back_to_where_it_was(page: Any) -> None:
    browser = page.browser()
    browser.click(page.druk, f"akkoord:{CODE}")
    got = browser.post("/ongedaan", {"hx-request": "true"}, segment=page.thuis.id)
    assert page.druk.id.partition(":")[2] in got.headers["hx-redirect"]


def test_undo_works_after_a_restart(page: Any, reopen: Callable[[], Any]) -> None:
    page.browser().click(page.druk, f"akkoord:{CODE}")
    again = reopen()
    again.browser().post("/ongedaan", segment=page.druk.id)
    assert page.ledger()[-1].verdict is Verdict.RETRACT


def test_undo_leaves_what_was_decided_elsewhere_since(page: Any) -> None:
    browser = page.browser()
    browser.click(page.druk, f"akkoord:{CODE}")
    append_decisions(
        page.layout.ledger("anna"), [replace(page.ledger()[-1], verdict=Verdict.REJECT, at="2030")]
    )
    browser.post("/ongedaan", segment=page.druk.id)
    assert page.ledger()[-1].verdict is Verdict.REJECT


@pytest.fixture
def accepted_unread(page: Any, decide: Callable[..., Decision]) -> Callable[..., None]:
    def write(code: str, *, drawn: bool) -> None:
        bulk = decide(
            segment=page.druk.id, code=code, verdict=Verdict.ACCEPT, seen=0.9, share=0.1, bulk=True,
            check=0.5, drawn=drawn, digest=page.druk.digest,
        )  # fmt: skip
        append_decisions(page.layout.ledger("anna"), [bulk])

    return write


def test_who_reads_answers_for_what_was_accepted_unread(
    page: Any, accepted_unread: Callable[..., None]
) -> None:
    accepted_unread(CODE, drawn=False)
    browser = page.browser()
    assert "in één keer geaccepteerd" in browser.get(f"/verslag/1K1/{page.druk.id[4:]}").text
    browser.click(page.druk, "afwijzen:vastlopen-angst")
    assert len(page.ledger()) == 2, "afwijzen is nog geen lezen"
    browser.click(page.druk, "toevoegen:sociaal-veilig")
    stands = standing(page.ledger())
    assert not stands[("golf-1", page.druk.id, CODE)].bulk
    browser.post("/ongedaan", segment=page.druk.id)
    assert standing(page.ledger())[("golf-1", page.druk.id, CODE)].bulk
    assert reviewed_segments(page.ledger()) == set()


def test_what_was_drawn_to_be_checked_wants_an_answer(
    page: Any, accepted_unread: Callable[..., None]
) -> None:
    accepted_unread(CODE, drawn=True)
    browser = page.browser()
    assert "Controle" in browser.get("/").text
    assert browser.get("/volgende?orde=controle").location.startswith(
        f"/verslag/1K1/{page.druk.id[4:]}"
    )
    assert "Eerst akkoord of afwijzen" in browser.click(page.druk, "gelezen", htmx=True).text
    assert len(page.ledger()) == 1
    browser.click(page.druk, f"afwijzen:{CODE}")
    browser.click(page.druk, "gelezen")
    assert [d.verdict for d in page.ledger()[1:]] == [Verdict.REJECT, Verdict.DONE]


def test_two_coders_write_only_their_own_ledger(page: Any) -> None:
    anna, bram = page.browser("anna"), page.browser("bram")
    anna.click(page.druk, f"akkoord:{CODE}")
    bram.click(page.druk, f"afwijzen:{CODE}")
    assert [d.verdict for d in page.ledger("anna")] == [Verdict.ACCEPT]
    assert [d.verdict for d in page.ledger("bram")] == [Verdict.REJECT]
    path = f"/verslag/1K1/{page.druk.id[4:]}"
    assert "afgewezen" not in anna.get(path).text


def test_a_report_read_again_under_an_open_page_is_noticed(page: Any) -> None:
    browser = page.browser()
    changed = replace(page.thuis, digest="f" * 16)
    page.rewrite([page.druk, changed, page.blijven, page.gebeld])
    got = browser.click(page.thuis, "memo", memo="mijn lange memo")
    assert got.status == 409
    assert "Dit verslag is intussen gewijzigd" in got.text
    assert "mijn lange memo" in got.text
    page.rewrite([page.druk, page.blijven, page.gebeld])
    assert browser.click(page.thuis, "gelezen", htmx=True).status == 409
    assert not page.layout.ledger("anna").exists() or page.ledger() == []
    assert browser.click(page.druk, "gelezen").status == 303

"""Double coding: nobody sees another's work too early, and what differs is found."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.domain.judgement import Decision, Verdict
from pipeline.store.assignments import read_assignments
from pipeline.store.ledger import append_decisions

CODE = "vastlopen-overprikkeling"
VEILIG = "sociaal-veilig"


@pytest.fixture
def both(page: Any) -> tuple[Any, Any]:
    """Anna and Bram, who code 1K1 together."""
    browsers = page.browser("anna"), page.browser("bram")
    got = browsers[0].post(
        "/verdelen", verslag="1K1", doe="geef", **{"codeur:anna": "1", "codeur:bram": "1"}
    )
    assert got.status == 303
    return browsers


def at(segment: Any, place: str = "verslag") -> str:
    return f"/{place}/{segment.id.replace(':', '/')}"


def read_all(browser: Any, page: Any) -> None:
    for segment in (page.druk, page.thuis, page.blijven):
        browser.click(segment, "gelezen")


def everything(browser: Any, page: Any) -> dict[str, str]:
    """Every page that a coder can ask for by hand, and where it sends her."""
    places = [
        "/", "/verschillen", "/verschillen?open=1", f"/verschillen?code={VEILIG}",
        "/volgende?orde=verschillen", "/volgende?orde=leesvolgorde", "/codeboek", "/notities",
        f"/codes?zoek=veilig&segment={page.thuis.id}", "/verslag/1K1", "/ineens", "/ineens?vanaf=10",
        *(at(s) for s in (page.druk, page.thuis, page.blijven)),
        *(at(s, "verschil") for s in (page.druk, page.thuis, page.blijven)),
        f"{at(page.druk)}?waarom={CODE}",
    ]  # fmt: skip
    shown = {}
    for place in places:
        got = browser.get(place)
        shown[place] = f"{got.status} {got.headers.get('location', '')} {got.text}"
    return shown


def busy(page: Any, bram: Any) -> None:
    """What Bram may do without anybody noticing, but for the last step to being done."""
    bram.click(page.thuis, f"toevoegen:{VEILIG}")
    bram.click(page.thuis, f"houding:{VEILIG}:positief")
    bram.click(page.thuis, "memo", memo="alleen van bram")
    bram.click(page.druk, f"afwijzen:{CODE}")
    bram.click(page.druk, "gelezen")


@pytest.mark.parametrize("assigned", [True, False])
def test_while_both_are_busy_no_page_changes_by_what_the_other_does(
    page: Any, assigned: bool
) -> None:
    anna, bram = page.browser("anna"), page.browser("bram")
    if assigned:
        page.desk.team.assign("1K1", ["anna", "bram"], "chris", "2025-01-01T00:00:00Z")
    anna.click(page.druk, f"akkoord:{CODE}")
    bram.click(page.druk, "memo", memo="begonnen")
    before = everything(anna, page)
    busy(page, bram)
    assert everything(anna, page) == before
    bram.click(page.blijven, "gelezen")
    after = everything(anna, page)
    assert {place for place in before if before[place] != after[place]} == {"/"}
    assert before["/"].replace("bezig", "klaar") == after["/"]
    assert "alleen van bram" not in "".join(after.values())


def test_the_page_of_a_difference_is_refused_before_both_are_done(
    page: Any, both: tuple[Any, Any]
) -> None:
    anna, bram = both
    busy(page, bram)
    read_all(bram, page)
    for browser in both:
        got = browser.get(at(page.thuis, "verschil"))
        assert got.status == 403
        assert "pas te zien als iedereen" in got.text
        assert browser.post(at(page.thuis, "verschil"), doe="bewaar", reden="x").status == 403
    assert anna.get("/volgende?orde=verschillen").location == "/verschillen?klaar=1"
    assert (
        "Nog niet te vergelijken, omdat niet iedereen klaar is: 1K1."
        in anna.get("/verschillen").text
    )
    assert not page.layout.ledger("consensus").exists()
    read_all(anna, page)
    assert anna.get(at(page.thuis, "verschil")).status == 200
    assert "alleen van bram" in anna.get(at(page.thuis, "verschil")).text


def test_who_takes_reading_back_closes_it_again(page: Any, both: tuple[Any, Any]) -> None:
    anna, bram = both
    read_all(anna, page)
    read_all(bram, page)
    assert anna.get(at(page.thuis, "verschil")).status == 200
    bram.click(page.thuis, "ongelezen")
    assert anna.get(at(page.thuis, "verschil")).status == 403


def test_of_a_report_of_nobody_in_particular_a_third_sees_only_what_she_did_not_begin(
    page: Any,
) -> None:
    page.signin.tokens["chris"] = "een lang teken van chris"
    anna, bram, chris = page.browser("anna"), page.browser("bram"), page.browser("chris")
    read_all(anna, page)
    assert chris.get(at(page.thuis, "verschil")).status == 403
    bram.click(page.thuis, f"toevoegen:{VEILIG}")
    read_all(bram, page)
    assert chris.get(at(page.thuis, "verschil")).status == 200
    chris.click(page.druk, f"akkoord:{CODE}")
    assert chris.get(at(page.thuis, "verschil")).status == 403
    assert chris.get("/volgende?orde=verschillen").location == "/verschillen?klaar=1"
    assert anna.get(at(page.thuis, "verschil")).status == 200
    assert "chris" not in anna.get(at(page.druk, "verschil")).text.partition("<main")[2]


def test_who_was_not_given_a_report_reads_it_and_decides_nothing(
    page: Any, both: tuple[Any, Any]
) -> None:
    page.signin.tokens["chris"] = "een lang teken van chris"
    chris = page.browser("chris")
    assert "buikpijn" in chris.get("/verslag/1K1").text
    for doe in (f"akkoord:{CODE}", "gelezen", "memo"):
        got = chris.click(page.druk, doe, htmx=True, memo="toch")
        assert "aan anderen toegewezen" in got.text
    told = chris.get(chris.click(page.druk, "gelezen").location.partition("#")[0]).text
    assert "aan anderen toegewezen" in told
    assert not page.layout.ledger("chris").exists() or page.ledger("chris") == []
    assert chris.click(page.gebeld, "gelezen").status == 303
    assert len(page.ledger("chris")) == 1


def test_what_is_left_counts_only_what_is_hers(page: Any, both: tuple[Any, Any]) -> None:
    page.signin.tokens["chris"] = "een lang teken van chris"
    chris = page.browser("chris")
    assert set(re.findall(r"nog (\d+)", chris.get("/").text)) == {"1"}
    assert set(re.findall(r"nog (\d+)", both[0].get("/").text)) == {"4"}
    for order in ("leesvolgorde", "leerzaam", "opbrengst", "dun"):
        assert at(page.gebeld) in chris.get(f"/volgende?orde={order}").location
    chris.click(page.gebeld, "gelezen")
    assert chris.get("/volgende?orde=leerzaam").location == "/?klaar=leerzaam"


def test_assigning_is_kept_and_can_be_taken_back(page: Any, both: tuple[Any, Any]) -> None:
    anna, _ = both
    again = anna.post(
        "/verdelen", verslag="1K1", doe="geef", **{"codeur:bram": "1", "codeur:anna": "1"}
    )
    assert "Bewaard: de verdeling" in anna.get(again.location.partition("#")[0]).text
    (one,) = read_assignments(page.layout.assignments)
    assert (one.wave, one.respondent, one.coders, one.by) == (
        "golf-1", "1K1", ("anna", "bram"), "anna"
    )  # fmt: skip
    assert page.desk.units_are_fixed("1K1")
    assert not page.desk.units_are_fixed("1O1")
    for form in (
        {"verslag": "1K1", "doe": "geef"},
        {"verslag": "9K9", "doe": "terugnemen"},
        {"verslag": "1K1", "doe": "geef", "codeur:zomaar": "1"},
        {"verslag": "1K1", "doe": "geef", "codeur:consensus": "1"},
    ):
        assert anna.post("/verdelen", **form).status == 422
    anna.post("/verdelen", verslag="1K1", doe="terugnemen")
    assert page.desk.team.assigned() == {}
    assert len(read_assignments(page.layout.assignments)) == 2
    assert anna.post("/verdelen", headers={"origin": "http://elders"}, verslag="1K1").status == 403


def test_the_overview_says_with_whom(page: Any, both: tuple[Any, Any]) -> None:
    anna, bram = both
    assert re.search(r"samen met</span> <span[^>]*>bram</span></td>", anna.get("/").text)
    bram.click(page.druk, "gelezen")
    assert re.search(
        r"samen met</span> <span[^>]*>bram <span[^>]*>bezig</span></span></td>", anna.get("/").text
    )
    read_all(bram, page)
    read_all(anna, page)
    assert 'href="/verschillen">vergelijken</a>' in anna.get("/").text


def test_differences_are_counted_and_filtered(page: Any, both: tuple[Any, Any]) -> None:
    anna, bram = both
    anna.click(page.druk, f"akkoord:{CODE}")
    anna.click(page.druk, f"houding:{CODE}:aandachtspunt")
    bram.click(page.druk, f"akkoord:{CODE}")
    bram.click(page.thuis, f"toevoegen:{VEILIG}")
    read_all(anna, page)
    read_all(bram, page)
    text = anna.get("/verschillen").text
    row = re.search(r"<tr><th scope=\"row\">1K1.*?</tr>", text, re.DOTALL)
    assert row is not None
    assert re.findall(r'class="getal">([^<]+)<', row[0]) == ["3", "1", "1", "–", "2"]
    assert text.count('class="waar"') == 2
    assert "wel bram; niet anna" in text
    assert "houding anna aandachtspunt, bram geen" in text
    assert anna.get(f"/verschillen?code={VEILIG}").text.count('class="waar"') == 1
    assert anna.get("/verschillen?code=onzin").text.count('class="waar"') == 2
    first = anna.get("/volgende?orde=verschillen").location
    assert first == at(page.druk, "verschil")
    after = anna.get(f"/volgende?orde=verschillen&na={page.druk.id}").location
    assert after == at(page.thuis, "verschil")
    assert anna.get(f"/volgende?orde=verschillen&na={page.thuis.id}").location == first
    htmx = {"hx-request": "true"}
    assert anna.get("/volgende?orde=verschillen", **htmx).headers["hx-redirect"] == first


def test_the_order_of_differences_is_there_only_when_there_is_one(
    page: Any, both: tuple[Any, Any]
) -> None:
    anna, bram = both
    bram.click(page.thuis, f"toevoegen:{VEILIG}")
    read_all(bram, page)
    read_all(anna, page)
    assert 'href="/volgende?orde=verschillen"' in anna.get("/").text
    assert '<option value="verschillen"' in anna.get("/verslag/1K1").text
    anna.click(page.thuis, f"toevoegen:{VEILIG}")
    assert 'href="/volgende?orde=verschillen"' not in anna.get("/").text
    assert '<option value="verschillen"' not in anna.get("/verslag/1K1").text
    assert anna.get("/verslag/1K1?orde=verschillen").status == 200


def test_accepted_unread_is_no_coding_to_compare(
    page: Any, both: tuple[Any, Any], decide: Callable[..., Decision]
) -> None:
    anna, bram = both
    bulk = decide(
        segment=page.druk.id, code="vastlopen-angst", verdict=Verdict.ACCEPT, seen=0.9, bulk=True,
        check=0.5, drawn=True, digest=page.druk.digest,
    )  # fmt: skip
    append_decisions(page.layout.ledger("anna"), [bulk])
    for segment in (page.thuis, page.blijven):
        anna.click(segment, "gelezen")
    anna.click(page.druk, f"akkoord:{CODE}")
    bram.click(page.druk, f"akkoord:{CODE}")
    read_all(bram, page)
    assert anna.get(at(page.druk, "verschil")).status == 200
    assert anna.get("/verschillen").text.count('class="waar"') == 0


def test_a_damaged_ledger_of_another_says_no_line_and_keeps_nobody_from_work(page: Any) -> None:
    anna, bram = page.browser("anna"), page.browser("bram")
    bram.click(page.druk, "gelezen")
    bram.click(page.thuis, "gelezen")
    path = page.layout.ledger("bram")
    path.write_text(path.read_text("utf-8").replace("gelezen", "akkoord"), "utf-8")
    got = anna.get("/")
    assert got.status == 503
    assert "bram.jsonl" in got.text
    assert "bram.jsonl:" not in got.text.replace("bram.jsonl: ", "")
    assert anna.get("/verslag/1K1").status == 200
    assert anna.click(page.druk, "gelezen").status == 303


def test_a_similar_passage_does_not_tell_what_the_other_coded(page: Any) -> None:
    """The suggestion on 1K1 resembles a passage of 1O1, which only who coded it knows."""
    page.desk.team.assign("1O1", ["anna", "bram"], "chris", "2025-01-01T00:00:00Z")
    anna, bram = page.browser("anna"), page.browser("bram")
    why = f"{at(page.druk)}?waarom={CODE}"
    bram.click(page.gebeld, f"toevoegen:{CODE}")
    assert page.gebeld.text not in anna.get(why).text
    assert page.gebeld.text in bram.get(why).text, "haar eigen codering mag zij zien"
    anna.click(page.gebeld, "gelezen")
    assert page.gebeld.text in anna.get(why).text, "beiden zijn klaar"

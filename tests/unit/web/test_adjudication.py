"""What is settled together: written to a ledger of its own, with a reason, and never blindly."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision, Stance, Verdict, codings_of, standing
from pipeline.store.ledger import append_decisions, read_all_decisions
from pipeline.web.app import application
from pipeline.web.desk import Desk
from pipeline.web.shelf import Shelf

CODE = "vastlopen-overprikkeling"
ANGST = "vastlopen-angst"
VEILIG = "sociaal-veilig"


@pytest.fixture
def done(page: Any) -> tuple[Any, Any]:
    """Anna and Bram, done with 1K1: on the first segment one code differs, one has another stance
    and one is agreed on."""
    anna, bram = page.browser("anna"), page.browser("bram")
    page.desk.team.assign("1K1", ["anna", "bram"], "anna", "2025-01-01T00:00:00Z")
    anna.click(page.druk, f"akkoord:{CODE}")
    anna.click(page.druk, f"houding:{CODE}:positief")
    anna.click(page.druk, f"akkoord:{ANGST}")
    anna.click(page.druk, f"toevoegen:{VEILIG}")
    anna.click(page.druk, f"houding:{VEILIG}:positief")
    anna.click(page.druk, "memo", memo="ik twijfel")
    bram.click(page.druk, f"afwijzen:{CODE}")
    bram.click(page.druk, f"akkoord:{ANGST}")
    bram.click(page.druk, f"toevoegen:{VEILIG}")
    bram.click(page.druk, f"houding:{VEILIG}:neutraal")
    for browser in (anna, bram):
        for segment in (page.thuis, page.blijven):
            browser.click(segment, "gelezen")
    return anna, bram


def at(segment: Any) -> str:
    return f"/verschil/{segment.id.replace(':', '/')}"


def form_of(text: str) -> dict[str, str]:
    """The hidden fields of the form, as a browser would send them along."""
    return dict(re.findall(r'type="hidden" name="(digest|stand)" value="([^"]+)"', text))


def settle(browser: Any, segment: Any, *codes: str, **form: str) -> Any:
    """Chooses codes (`code` or `code:stance`) on the page as it stands."""
    fields = form_of(browser.get(at(segment)).text)
    for code in codes:
        id_, _, stance = code.partition(":")
        fields |= {f"kies:{id_}": "1", f"houding:{id_}": stance}
    return browser.post(
        at(segment), **{"doe": "bewaar", "reden": "samen besproken", **fields, **form}
    )


def kept(page: Any) -> list[tuple[str, str, str, str]]:
    path = page.layout.ledger("consensus")
    own = page.ledger("consensus") if path.exists() else []
    return [(d.code, d.verdict.value, d.stance.value, d.memo) for d in own]


def test_both_codings_stand_side_by_side_with_differences_first(page: Any, done: Any) -> None:
    text = done[0].get(at(page.druk)).text
    heads = ("niet door allen gegeven", "Zelfde code, andere houding", "= Gelijk")
    groups = [text.index(head) for head in heads]
    shown = [text.index(f'name="kies:{code}"') for code in (CODE, VEILIG, ANGST)]
    assert groups[0] < shown[0] < groups[1] < shown[1] < groups[2] < shown[2]
    checked = set(re.findall(r'name="kies:([^"]+)" value="1" checked', text))
    assert checked == {VEILIG, ANGST}, "wat gelijk is staat aangevinkt, wat verschilt niet"
    row = text[shown[0] : shown[1]]
    assert re.search(r"zijde-given.*?wel.*?positief", row, re.DOTALL)
    assert re.search(r"zijde-rejected.*?afgewezen", row, re.DOTALL)
    assert '<option value="?" selected>kies…' in text[shown[1] : shown[2]]
    assert "ik twijfel" in text
    assert page.thuis.text.split(" &")[0] in text, "wat erna komt staat erbij"
    assert "Definitie" in row
    assert "blind" not in text[text.index("<thead>") : text.index("</thead>")]


def test_it_says_who_coded_blind(page: Any, done: Any) -> None:
    done[0].click(page.blijven, "toevoegen:vervolg-route")
    text = done[0].get(at(page.blijven)).text
    head = text[text.index("<thead>") : text.index("</thead>")]
    assert head.count("blind") == 2, "het derde segment is voor beiden blind"


def test_what_is_chosen_is_written_with_reason_and_name(page: Any, done: Any) -> None:
    anna, bram = done
    got = settle(bram, page.druk, f"{VEILIG}:positief", f"{ANGST}:", reden="regel 1\r\nregel 2")
    assert got.status == 303
    assert "Bewaard: vastgesteld." in bram.get(got.location).text
    assert kept(page) == [
        (VEILIG, "toegevoegd", "positief", ""),
        (ANGST, "toegevoegd", "", ""),
        ("", "gelezen", "", "regel 1\nregel 2"),
    ]
    decision = page.ledger("consensus")[0]
    assert (decision.coder, decision.by, decision.wave) == ("consensus", "bram", "golf-1")
    assert (decision.digest, decision.codebook) == (
        page.druk.digest, page.desk.shelf.snapshot().codebook.version
    )  # fmt: skip
    assert "Vastgesteld door bram" in anna.get(at(page.druk)).text
    assert anna.get("/volgende?orde=verschillen").location == "/verschillen?klaar=1"
    assert "Er is geen verschil meer over" in anna.get("/verschillen?klaar=1").text
    assert len(page.ledger("anna")) == 8, "het eigen werk blijft wat het was"


def test_the_same_outcome_by_another_adds_nothing_but_another_reason_does(
    page: Any, done: Any
) -> None:
    anna, bram = done
    settle(anna, page.druk, f"{ANGST}:")
    before = kept(page)
    got = settle(bram, page.druk, f"{ANGST}:")
    assert "Dat stond er al." in bram.get(got.location).text
    assert kept(page) == before
    settle(bram, page.druk, f"{ANGST}:", reden="toch anders")
    assert kept(page)[len(before) :] == [("", "gelezen", "", "toch anders")]
    assert page.ledger("consensus")[-1].by == "bram"


def test_what_is_no_longer_chosen_is_retracted(page: Any, done: Any) -> None:
    anna, _ = done
    settle(anna, page.druk, f"{CODE}:positief", f"{ANGST}:")
    settle(anna, page.druk, f"{CODE}:neutraal", reden="nader bezien")
    stands = {d.code: d for d in standing(page.ledger("consensus")).values()}
    assert stands[ANGST].verdict is Verdict.RETRACT
    assert (stands[CODE].verdict, stands[CODE].stance) == (Verdict.ADD, Stance.NEUTRAL)
    text = anna.get(at(page.druk)).text
    assert set(re.findall(r'name="kies:([^"]+)" value="1" checked', text)) == {CODE}


def test_no_code_at_all_may_be_the_outcome(page: Any, done: Any) -> None:
    anna, _ = done
    settle(anna, page.druk, reden="geen van beide past")
    assert kept(page) == [("", "gelezen", "", "geen van beide past")]
    codings, owner = codings_of(read_all_decisions(page.layout.decisions), ["consensus"])
    assert owner[("golf-1", page.druk.id)] == "consensus"
    assert not [c for c in codings if c.segment == page.druk.id]


def test_taking_back_opens_the_difference_again(page: Any, done: Any) -> None:
    anna, bram = done
    settle(anna, page.druk, f"{ANGST}:")
    fields = form_of(bram.get(at(page.druk)).text)
    got = bram.post(at(page.druk), doe="terugnemen", **fields)
    assert "teruggenomen" in bram.get(got.location).text
    last = page.ledger("consensus")[-2:]
    assert {(d.code, d.verdict, d.by) for d in last} == {
        (ANGST, Verdict.RETRACT, "bram"), ("", Verdict.RETRACT, "bram")
    }  # fmt: skip
    assert len(page.ledger("consensus")) == 4, "er is niets gewist"
    assert anna.get("/volgende?orde=verschillen").location == at(page.druk)


def test_the_consensus_counts_and_the_rest_goes_by_precedence(page: Any, done: Any) -> None:
    anna, bram = done
    bram.click(page.thuis, f"toevoegen:{VEILIG}")
    anna.click(page.thuis, "toevoegen:toekomst")
    settle(anna, page.druk, f"{VEILIG}:neutraal")
    codings, owner = codings_of(read_all_decisions(page.layout.decisions), ["consensus", "bram"])
    assert owner == {
        ("golf-1", page.druk.id): "consensus",
        ("golf-1", page.thuis.id): "bram",
        ("golf-1", page.blijven.id): "bram",
    }
    assert [(c.segment, c.code, c.stance, c.coder) for c in codings] == sorted(
        [
            (page.druk.id, VEILIG, Stance.NEUTRAL, "consensus"),
            (page.thuis.id, VEILIG, Stance.NONE, "bram"),
        ]
    )


@pytest.mark.parametrize(
    ("codes", "form", "said"),
    [
        ((f"{ANGST}:",), {"reden": "  "}, "Een reden is verplicht"),
        ((f"{ANGST}:",), {"reden": "x" * 4001}, "hoogstens 4000 tekens"),
        ((f"{VEILIG}:?",), {}, "Kies een houding bij ‘Veilig en jezelf mogen zijn’"),
        ((f"{VEILIG}:fout",), {}, "Kies een houding"),
        (("rol-gemeente:",), {}, "geldt niet voor actor kind"),
        (("weg-ermee:",), {}, "staat niet (meer) in het codeboek"),
    ],
)
def test_what_is_refused_writes_nothing_and_loses_nothing(
    page: Any, done: Any, codes: tuple[str, ...], form: dict[str, str], said: str
) -> None:
    got = settle(done[0], page.druk, *codes, f"{CODE}:neutraal", **form)
    assert got.status == 422
    assert said in got.text
    assert kept(page) == []
    assert f'name="kies:{CODE}" value="1" checked' in got.text
    assert form.get("reden", "samen besproken").strip() in got.text


def test_two_who_settle_at_once_do_not_overwrite_each_other(page: Any, done: Any) -> None:
    anna, bram = done
    seen = form_of(bram.get(at(page.druk)).text)
    settle(anna, page.druk, f"{ANGST}:")
    before = kept(page)
    fields = {f"kies:{CODE}": "1", f"houding:{CODE}": "positief", **seen}
    got = bram.post(at(page.druk), doe="bewaar", reden="mijn lange reden", **fields)
    assert got.status == 409
    assert "intussen anders" in got.text
    assert "mijn lange reden" in got.text
    assert bram.post(at(page.druk), doe="terugnemen", **seen).status == 409
    again = bram.post(at(page.druk), doe="zoek", zoek="toekomst", **fields)
    assert form_of(again.text)["stand"] == seen["stand"], "zoeken ververst niet wat zij zag"
    assert kept(page) == before


def test_a_coding_that_changed_meanwhile_is_noticed(page: Any, done: Any) -> None:
    anna, bram = done
    seen = form_of(anna.get(at(page.druk)).text)
    bram.click(page.druk, f"toevoegen:{CODE}")
    assert anna.post(at(page.druk), doe="bewaar", reden="x", **seen).status == 409
    assert kept(page) == []


def test_text_that_was_read_again_is_noticed(page: Any, done: Any) -> None:
    anna, _ = done
    seen = form_of(anna.get(at(page.druk)).text)
    changed = replace(page.druk, digest="f" * 16)
    page.rewrite([changed, page.thuis, page.blijven, page.gebeld])
    got = anna.post(at(page.druk), doe="bewaar", reden="mijn reden", **seen)
    assert got.status == 409
    assert "Dit verslag is intussen gewijzigd" in got.text
    assert "mijn reden" in got.text
    page.rewrite([page.thuis, page.blijven, page.gebeld])
    got = anna.post(at(page.druk), doe="bewaar", reden="mijn reden", **seen)
    assert got.status == 409
    assert "mijn reden" in got.text
    assert anna.get(at(page.druk)).status == 404
    assert kept(page) == []


def test_another_code_is_found_by_part_of_its_name(page: Any, done: Any) -> None:
    anna, _ = done
    one = settle(anna, page.druk, f"{ANGST}:", doe="zoek", zoek="toekomst", reden="")
    assert one.status == 200
    assert re.search(r'name="kies:toekomst" value="1" checked', one.text)
    assert f'name="kies:{ANGST}" value="1" checked' in one.text
    several = settle(anna, page.druk, doe="bewaar", zoek="school")
    assert several.status == 200
    assert "Er is nog niets bewaard" in several.text
    assert len(re.findall(r'name="kies:', several.text)) > 4
    assert "Geen code past bij ‘zzz’" in settle(anna, page.druk, doe="zoek", zoek="zzz").text
    assert kept(page) == []
    settle(anna, page.druk, "toekomst:positief")
    assert kept(page)[0] == ("toekomst", "toegevoegd", "positief", "")


def test_going_on_leads_to_the_next_difference(page: Any, done: Any) -> None:
    anna, bram = done
    bram.click(page.thuis, f"toevoegen:{VEILIG}")
    got = settle(anna, page.druk, f"{ANGST}:", doe="verder")
    assert got.location == f"{at(page.thuis)}?gezegd=settled-one"
    assert "het vorige verschil is vastgesteld" in anna.get(got.location).text
    assert settle(anna, page.thuis, doe="verder").location == "/verschillen?klaar=1"
    assert anna.get(f"{at(page.druk)}?gezegd=evil").text.count("evil") == 0


def test_a_code_that_left_the_codebook_is_shown_by_its_id(
    page: Any, done: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, _ = done
    snapshot = page.desk.shelf.snapshot()
    book = snapshot.codebook
    codes = tuple(replace(c, avoid=()) for c in book if c.id not in (CODE, ANGST))
    left = Codebook(book.study, book.version, codes)
    monkeypatch.setattr(Shelf, "snapshot", lambda _: replace(snapshot, codebook=left))
    text = anna.get(at(page.druk)).text
    assert f'name="kies:{CODE}" value="1" disabled' in text
    assert f'name="kies:{ANGST}" value="1" disabled' in text, "ook wat gelijk is, staat niet aan"
    assert "Staat niet meer in het codeboek" in text
    assert settle(anna, page.druk, f"{CODE}:").status == 422
    assert anna.get("/verschillen").text.count(CODE) >= 2


def test_what_was_settled_before_without_a_reason_for_the_whole_counts_as_settled(
    page: Any, done: Any, decide: Callable[..., Decision]
) -> None:
    anna, _ = done
    old = decide(
        segment=page.druk.id, code=CODE, coder="consensus", memo="zoals het vroeger ging",
        stance=Stance.POSITIVE, digest=page.druk.digest, at="2024-05-06T07:08:09Z",
    )  # fmt: skip
    append_decisions(page.layout.ledger("consensus"), [old])
    text = anna.get(at(page.druk)).text
    assert "Vastgesteld op 2024-05-06" in text
    assert "zoals het vroeger ging</textarea>" in text
    assert anna.get("/volgende?orde=verschillen").location == "/verschillen?klaar=1"
    assert set(re.findall(r'name="kies:([^"]+)" value="1" checked', text)) == {CODE}
    settle(anna, page.druk, f"{CODE}:positief", reden="zo blijft het")
    assert kept(page)[1:] == [("", "gelezen", "", "zo blijft het")], "de oude memo blijft staan"


def test_ledgers_of_nobody_are_not_compared(page: Any, done: Any) -> None:
    anna, _ = done
    page.desk.team.assign("1K1", [], "anna", "2025-01-02T00:00:00Z")
    settle(anna, page.druk, f"{ANGST}:")
    for segment in (page.thuis, page.blijven):
        settle(anna, segment)
    text = anna.get("/verschillen").text
    assert "anna, bram" in text
    assert "consensus" not in text.partition("<main")[2]
    assert "consensus" not in anna.get("/").text.partition("<main")[2]


def test_a_study_without_a_ledger_for_it_says_so(page: Any, done: Any) -> None:
    layout, book = page.layout, page.desk.shelf.snapshot().codebook
    desk = Desk(layout, book, "zonder", precedence=())
    app = application(desk, page.signin, frozenset({"127.0.0.1:8000"}), page.said.append)
    browser = replace_app(done[0], app)
    assert browser.get("/").status == 200
    got = browser.get(at(page.druk))
    assert got.status == 409
    assert "[validation]" in got.text


def replace_app(browser: Any, app: Any) -> Any:
    return type(browser)(app, dict(browser.cookies), browser.csrf)


def test_it_can_all_be_read_in_english(page: Any, done: Any) -> None:
    anna, _ = done
    anna.post("/voorkeur", taal="en")
    assert "Which codes apply here?" in anna.get(at(page.druk)).text
    assert "Segments with a difference" in anna.get("/verschillen").text

"""Decisions made under an older codebook, on the page: carried over, and looked at again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.config.lineage import read_lineage
from pipeline.domain.anchor import Anchor, AnchorKind
from pipeline.domain.carrying import Carried, carry
from pipeline.domain.judgement import (
    Decision,
    Stance,
    Suggestion,
    Verdict,
    reviewed_segments,
    standing,
)
from pipeline.store.anchors import append_anchors
from pipeline.store.ledger import append_decisions
from pipeline.store.tables import write_table

CODE = """  - id: {id}
    label: {label}
    definition: {definition}
    use: Als iemand dit zegt.
    actors: [kind, ouder]
    examples:
      - actor: kind
        text: Zomaar iets.
"""
OLD = {
    "druk": ("Druk", "Het is te druk op school of thuis."),
    "veilig": ("Veilig", "Iemand voelt zich veilig op school."),
    "plek": ("Plek", "Er is een plek."),
    "oud": ("Oud", "Iets van vroeger."),
    "hulp": ("Hulp", "Iemand krijgt hulp."),
    "steun": ("Steun", "Iemand krijgt steun."),
}
NEW = {
    "druk-klas": ("Drukte in de klas", "Het is te druk op school."),
    "druk-thuis": ("Drukte thuis", "Het is te druk thuis."),
    "veilig": ("Veilig", "Iemand voelt zich veilig in de groep."),
    "thuisplek": ("Thuisplek", "Er is een plek."),
    "steun": ("Steun", "Iemand krijgt steun."),
}
MIGRATION = """from: 1.0.0
to: 2.0.0
by: anna
steps:
  - split: druk
    into: [druk-klas, druk-thuis]
    why: Klas en thuis liepen door elkaar.
  - redefine: veilig
    why: Het gaat om de groep.
  - rename: plek
    into: thuisplek
  - merge: hulp
    into: steun
  - retire: oud
"""
HTMX = {"hx-request": "true"}


def codebook(version: str, codes: dict[str, tuple[str, str]]) -> str:
    entries = (CODE.format(id=i, label=one, definition=two) for i, (one, two) in codes.items())
    return f"study: ervaringen\nversion: {version}\ncodes:\n{''.join(entries)}"


def release(page: Any, *, kept: bool = True) -> None:
    """Version 2.0.0; of the one before it only the definitions are `kept`."""
    folder = page.layout.study_folder
    if kept:
        (folder / "versions" / "1.0.0").mkdir(parents=True)
        (folder / "versions" / "1.0.0" / "codes.yaml").write_text(codebook("1.0.0", OLD), "utf-8")
    (folder / "migration.yaml").write_text(MIGRATION, "utf-8")
    (folder / "codes.yaml").write_text(codebook("2.0.0", NEW), "utf-8")


@pytest.fixture
def coded(page: Any, decide: Callable[..., Decision]) -> Callable[..., None]:
    """Writes decisions of the first version, as (segment, code, verdict, more)."""

    def write(*rows: tuple[Any, str, Verdict], coder: str = "anna", **more: Any) -> None:
        made = [
            decide(segment=s.id, digest=s.digest, code=c, verdict=v, coder=coder, **more)
            for s, c, v in rows
        ]
        append_decisions(page.layout.ledger(coder), made)

    return write


def at(segment: Any, more: str = "") -> str:
    return f"/verslag/{segment.id.replace(':', '/')}{more}"


def carried(page: Any, coder: str = "anna") -> Carried:
    """What any other part of the program makes of the ledger."""
    return carry(page.ledger(coder), read_lineage(page.layout.study_folder))


def waiting(page: Any) -> list[str]:
    return sorted(one.decision.code for one in carried(page).again)


def given(page: Any, segment: Any) -> dict[str, Stance]:
    stands = standing(carried(page).decisions).values()
    return {d.code: d.stance for d in stands if d.segment == segment.id and d.verdict.assigns}


def test_both_definitions_stand_side_by_side_with_what_differs(
    page: Any, coded: Callable[..., None]
) -> None:
    coded((page.druk, "veilig", Verdict.ADD), (page.thuis, "druk", Verdict.ADD))
    release(page)
    browser = page.browser()
    text = browser.get(at(page.druk)).text
    assert "Toen: versie 1.0.0" in text
    assert "Nu: versie 2.0.0" in text
    assert "Iemand voelt zich veilig <del>op school.</del>" in text
    assert "Iemand voelt zich veilig <ins>in de groep.</ins>" in text
    assert "Het gaat om de groep." in text
    text = browser.get(at(page.thuis)).text
    assert "‘Druk’ is gesplitst in versie 2.0.0" in text
    assert text.count('aria-label="Nu: versie 2.0.0"') == 2
    assert "Geldt hier: Drukte thuis" in text


def test_without_the_older_version_only_the_new_definition_is_shown(
    page: Any, coded: Callable[..., None]
) -> None:
    coded((page.druk, "veilig", Verdict.ADD))
    release(page, kept=False)
    text = page.browser().get(at(page.druk)).text
    assert "De definitie van versie 1.0.0 is niet bewaard" in text
    assert "Iemand voelt zich veilig in de groep." in text
    assert "Geldt nog" in text


def test_what_changed_twice_is_asked_once_with_the_definition_of_then(
    page: Any, coded: Callable[..., None]
) -> None:
    coded((page.druk, "veilig", Verdict.ADD), (page.druk, "druk", Verdict.ADD))
    release(page)
    folder = page.layout.study_folder
    (folder / "versions" / "2.0.0").mkdir(parents=True)
    for name in ("codes.yaml", "migration.yaml"):
        (folder / name).rename(folder / "versions" / "2.0.0" / name)
    third = {**NEW, "veilig": ("Veilig", "Iemand voelt zich veilig bij anderen.")}
    (folder / "codes.yaml").write_text(codebook("2.1.0", third), "utf-8")
    (folder / "migration.yaml").write_text(
        "from: 2.0.0\nto: 2.1.0\nsteps:\n  - redefine: [veilig, druk-klas]\n    why: Nog eens.\n",
        "utf-8",
    )
    browser = page.browser()
    text = browser.get(at(page.druk)).text
    assert text.count('class="vraagje"') == 2
    assert "Iemand voelt zich veilig <del>op school.</del>" in text
    assert "Iemand voelt zich veilig <ins>bij anderen.</ins>" in text
    assert "Het gaat om de groep. Nog eens." in text
    assert len(re.findall(r'id="o-veilig"', text)) == 1
    browser.click(page.druk, "houden:veilig")
    assert waiting(page) == ["druk"]


def test_the_order_goes_past_what_is_to_be_looked_at_again_and_no_further(
    page: Any, coded: Callable[..., None]
) -> None:
    coded(
        (page.druk, "veilig", Verdict.ADD), (page.thuis, "plek", Verdict.ADD),
        (page.gebeld, "druk", Verdict.ADD),
    )  # fmt: skip
    browser = page.browser()
    assert "orde=opnieuw" not in browser.get("/").text
    release(page)
    overview = browser.get("/").text
    assert re.search(r'href="/volgende\?orde=opnieuw".*?nog 2', overview)
    assert overview.count("1 opnieuw te bekijken") == 2, "een per verslag"
    first = browser.get("/volgende?orde=opnieuw").location
    assert first.startswith(at(page.druk))
    assert "1 opnieuw te bekijken" in browser.get(at(page.druk)).text
    assert '<option value="opnieuw"' in browser.get(at(page.thuis)).text
    browser.click(page.druk, "houden:veilig")
    second = browser.get(f"/volgende?orde=opnieuw&na={page.druk.id}").location
    assert second.startswith(at(page.gebeld))
    browser.click(page.gebeld, "toevoegen:druk-thuis")
    assert browser.get("/volgende?orde=opnieuw").location == "/?klaar=opnieuw"
    assert "niets meer om opnieuw te bekijken" in browser.get("/?klaar=opnieuw").text
    assert '<option value="opnieuw"' not in browser.get(at(page.thuis)).text


@pytest.mark.parametrize(
    ("doe", "verdict", "stance"),
    [
        ("houden:veilig", Verdict.ADD, Stance.CONCERN),
        ("afwijzen:veilig", Verdict.REJECT, Stance.NONE),
        ("houding:veilig:positief", Verdict.ADD, Stance.POSITIVE),
        ("terugnemen:veilig", Verdict.RETRACT, Stance.NONE),
    ],
)
def test_looking_again_at_a_redefined_code_is_a_line_and_settles_it(
    page: Any, coded: Callable[..., None], doe: str, verdict: Verdict, stance: Stance
) -> None:
    coded((page.druk, "veilig", Verdict.ADD), stance=Stance.CONCERN, memo="van toen")
    release(page)
    browser = page.browser()
    assert "Bewaard" in browser.click(page.druk, doe, htmx=True).text
    last = page.ledger()[-1]
    assert (last.verdict, last.stance, last.codebook, last.again) == (
        verdict, stance, "2.0.0", True
    )  # fmt: skip
    assert last.memo == ("van toen" if verdict.assigns else "")
    assert waiting(page) == []
    assert len(page.ledger()) == 2
    browser.click(page.druk, doe)
    if not doe.startswith("houding"):
        assert len(page.ledger()) == 2, "dezelfde klik nog eens voegt niets toe"


def test_a_refused_code_that_was_redefined_may_stay_refused(
    page: Any, coded: Callable[..., None]
) -> None:
    coded((page.druk, "veilig", Verdict.REJECT))
    release(page)
    browser = page.browser()
    text = browser.get(at(page.druk)).text
    assert "Blijft afgewezen" in text
    assert "Geldt nu wel" in text
    browser.click(page.druk, "houden:veilig")
    assert page.ledger()[-1].verdict is Verdict.REJECT
    assert waiting(page) == []


def test_of_a_split_code_one_or_more_are_chosen_with_the_stance_of_then(
    page: Any, coded: Callable[..., None]
) -> None:
    coded((page.druk, "druk", Verdict.ADD), stance=Stance.CONCERN, memo="van toen")
    coded((page.druk, "", Verdict.DONE), memo="memo bij het segment")
    release(page)
    browser = page.browser()
    text = browser.get(at(page.druk, "?orde=opnieuw")).text
    assert "nog niet gelezen" in text
    assert "memo bij het segment" in text
    got = browser.click(page.druk, "toevoegen:druk-klas:aandachtspunt", htmx=True, orde="opnieuw")
    assert "hier is gekozen. Er kan nog een code bij" in got.text
    assert "Geldt hier: Drukte thuis" in got.text
    assert given(page, page.druk) == {"druk-klas": Stance.CONCERN}
    assert page.ledger()[-1].memo == "van toen"
    assert ("golf-1", page.druk.id) in reviewed_segments(carried(page).decisions)
    browser.click(page.druk, "toevoegen:druk-thuis", orde="opnieuw")
    assert set(given(page, page.druk)) == {"druk-klas", "druk-thuis"}
    assert "hier is gekozen" not in browser.get(at(page.druk)).text, "alleen in deze volgorde"


@pytest.mark.parametrize("doe", ["niets", "gelezen"])
def test_the_whole_segment_is_settled_at_once(
    page: Any, coded: Callable[..., None], doe: str
) -> None:
    coded((page.druk, "druk", Verdict.ADD), (page.druk, "veilig", Verdict.ADD))
    coded((page.druk, "", Verdict.DONE), memo="blijft")
    release(page)
    assert waiting(page) == ["druk", "veilig"]
    page.browser().click(page.druk, doe)
    assert waiting(page) == []
    assert set(given(page, page.druk)) == (set() if doe == "niets" else {"veilig"})
    last = page.ledger()[-1]
    assert (last.verdict, last.again, last.memo) == (Verdict.DONE, True, "blijft")
    assert ("golf-1", page.druk.id) in reviewed_segments(carried(page).decisions)


def state(page: Any) -> tuple[object, ...]:
    """What waits, what stands and what is read, as every other part of the program has it."""
    return waiting(page), given(page, page.druk), reviewed_segments(carried(page).decisions)


SETTLING = ["houden:veilig", "afwijzen:veilig", "toevoegen:druk-klas", "niets", "gelezen"]


@pytest.fixture
def waits(page: Any, coded: Callable[..., None]) -> None:
    """A segment that was read, with a code that is split since and one that is redefined."""
    coded(
        (page.druk, "druk", Verdict.ADD), (page.druk, "veilig", Verdict.ADD),
        (page.druk, "", Verdict.DONE),
    )  # fmt: skip
    release(page)


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize("doe", SETTLING)
def test_what_is_undone_is_to_be_looked_at_again_and_stands_as_it_stood(
    page: Any, doe: str
) -> None:
    before, browser = state(page), page.browser()
    for _ in range(3):
        browser.click(page.druk, doe)
        assert waiting(page) != ["druk", "veilig"]
        assert "ongedaan gemaakt" in browser.post("/ongedaan", HTMX, segment=page.druk.id).text
        assert state(page) == before
    assert "‘Druk’ is gesplitst" in browser.get(at(page.druk)).text


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize("doe", SETTLING)
def test_that_can_be_undone_after_a_restart(page: Any, reopen: Callable[[], Any], doe: str) -> None:
    before = state(page)
    page.browser().click(page.druk, doe)
    got = reopen().browser().post("/ongedaan", HTMX, segment=page.druk.id)
    assert "ongedaan gemaakt" in got.text
    assert state(page) == before


def test_several_clicks_on_one_segment_are_undone_one_by_one(page: Any, waits: None) -> None:
    browser, seen = page.browser(), [state(page)]
    for doe in ("toevoegen:druk-klas:positief", "toevoegen:druk-thuis", "afwijzen:veilig"):
        browser.click(page.druk, doe, orde="opnieuw")
        seen.append(state(page))
    assert len(set(map(str, seen))) == 4
    for earlier in reversed(seen[:-1]):
        browser.post("/ongedaan", segment=page.druk.id)
        assert state(page) == earlier


def test_a_renamed_code_stands_under_its_new_name_and_is_written_under_it(
    page: Any, coded: Callable[..., None]
) -> None:
    coded((page.druk, "plek", Verdict.ADD), stance=Stance.POSITIVE)
    release(page)
    browser = page.browser()
    assert "Thuisplek" in browser.get(at(page.druk)).text
    assert "Dat stond er al" in browser.click(page.druk, "toevoegen:thuisplek", htmx=True).text
    assert len(page.ledger()) == 1
    browser.click(page.druk, "terugnemen:thuisplek")
    browser.post("/ongedaan", segment=page.druk.id)
    last = page.ledger()[-1]
    assert (last.code, last.codebook, last.line) == ("thuisplek", "2.0.0", "")
    assert given(page, page.druk) == {"thuisplek": Stance.POSITIVE}


def test_refusing_again_what_a_merge_brought_back_is_written(
    page: Any, coded: Callable[..., None]
) -> None:
    coded((page.druk, "hulp", Verdict.ADD), (page.druk, "steun", Verdict.RETRACT))
    release(page)
    browser = page.browser()
    assert set(given(page, page.druk)) == {"steun"}
    assert "teruggenomen" in browser.click(page.druk, "terugnemen:steun", htmx=True).text
    assert given(page, page.druk) == {}


def test_a_memo_does_not_settle_a_split_unnoticed(page: Any, coded: Callable[..., None]) -> None:
    coded((page.druk, "druk", Verdict.ADD))
    release(page)
    browser = page.browser()
    got = browser.click(page.druk, "memo", htmx=True, memo="mijn memo")
    assert "Kies eerst wat er van de gesplitste code geldt" in got.text
    assert 'id="memoform"' not in got.text, "wat er is getypt, blijft staan"
    plain = browser.click(page.druk, "memo", memo="mijn memo")
    assert plain.status == 409
    assert "mijn memo" in plain.text
    assert waiting(page) == ["druk"]


def test_what_waits_for_one_is_not_shown_to_another(page: Any, coded: Callable[..., None]) -> None:
    coded((page.druk, "veilig", Verdict.ADD), (page.thuis, "druk", Verdict.ADD))
    release(page)
    bram = page.browser("bram")
    assert bram.get("/volgende?orde=opnieuw").location == "/?klaar=opnieuw"
    for address in ("/", at(page.druk), at(page.thuis), at(page.thuis, "?orde=opnieuw")):
        text = bram.get(address).text
        assert "opnieuw te bekijken" not in text
        assert 'class="opnieuw"' not in text
    got = bram.click(page.druk, "houden:veilig", htmx=True)
    assert "hoeft niet (meer) opnieuw" in got.text
    assert "hoeft niet" in bram.click(page.thuis, "niets", htmx=True).text
    assert page.ledger("bram") == []


def test_what_was_settled_together_is_settled_again(page: Any, coded: Callable[..., None]) -> None:
    for coder in ("anna", "bram"):
        rows = [(s, "", Verdict.DONE) for s in (page.druk, page.thuis, page.blijven)]
        coded(*rows, coder=coder)
    coded((page.druk, "veilig", Verdict.ADD), (page.thuis, "druk", Verdict.ADD), coder="consensus")
    anna = page.browser()
    assert anna.get("/volgende?orde=verschillen").location == "/verschillen?klaar=1"
    release(page)
    where = f"/verschil/{page.thuis.id.replace(':', '/')}"
    assert anna.get("/volgende?orde=opnieuw").location == "/?klaar=opnieuw", "niet van haar alleen"
    assert "opnieuw te bekijken" in anna.get("/verschillen").text
    text = anna.get(where).text
    assert "‘Druk’ is gesplitst in versie 2.0.0" in text
    assert "Nu: versie 2.0.0" in text
    lock = re.search(r'name="stand" value="([^"]+)"', text)
    assert lock is not None
    form = {"digest": page.thuis.digest, "stand": lock[1], "reden": "na overleg"}
    got = anna.post(
        where, doe="bewaar", **form, **{"kies:druk-thuis": "1", "houding:druk-thuis": ""}
    )
    assert got.status == 303
    assert [a.decision.code for a in carried(page, "consensus").again] == ["veilig"]
    stands = standing(carried(page, "consensus").decisions)
    assert stands["golf-1", page.thuis.id, "druk-thuis"].verdict is Verdict.ADD
    left = anna.get("/volgende?orde=verschillen").location
    assert left == f"/verschil/{page.druk.id.replace(':', '/')}"


def test_a_release_under_an_open_page_is_noticed(page: Any, coded: Callable[..., None]) -> None:
    coded((page.druk, "plek", Verdict.ADD), (page.thuis, "druk", Verdict.ADD))
    (page.layout.study_folder / "codes.yaml").write_text(codebook("1.0.0", OLD), "utf-8")
    browser = page.browser()
    assert "Plek" in browser.get(at(page.druk)).text
    release(page)
    assert "Thuisplek" in browser.get(at(page.druk)).text
    assert "is gesplitst" in browser.get(at(page.thuis)).text


def test_what_waits_is_not_accepted_unread_and_what_moved_is_taken_back(
    page: Any, coded: Callable[..., None]
) -> None:
    release(page)
    coded((page.druk, "druk", Verdict.ADD), (page.thuis, "veilig", Verdict.REJECT))
    found = [
        Suggestion(s.id, "druk-klas", 0.95, (), "m1", "c1")
        for s in (page.druk, page.thuis, page.gebeld)
    ]
    write_table(page.layout.stage("suggest") / "suggestions.parquet", found, Suggestion)
    coded((page.gebeld, "plek", Verdict.ACCEPT), seen=0.9, bulk=True, share=0.1, check=0.1)
    browser = page.browser()
    text = browser.get("/ineens?vanaf=90").text
    assert "1 code op 1 segment" in text
    lists = re.search(r'name="lijst" value="([^"]+)"', browser.get("/ineens?doe=terugnemen").text)
    assert lists is not None
    got = browser.post("/ineens", doe="terugnemen", lijst=lists[1])
    assert got.status == 303
    last = page.ledger()[-1]
    assert (last.verdict, last.code, last.codebook) == (Verdict.RETRACT, "thuisplek", "2.0.0")


def moved_text(page: Any, kind: AnchorKind) -> Any:
    """The first segment reads otherwise, or stands under another id; what it is now."""
    new = replace(page.druk, id="1K1:0a0a0a0a", digest="0a0a0a0a0a0a0a0a")
    if kind is AnchorKind.MOVED:
        new = replace(new, digest=page.druk.digest)
    page.rewrite([page.thuis, new, page.blijven, page.gebeld])
    append_anchors(
        page.layout.anchors, [Anchor("golf-1", page.druk.id, page.druk.digest, kind, (new.id,))]
    )
    return new


def test_changed_text_comes_first_and_offers_what_stood(
    page: Any, coded: Callable[..., None]
) -> None:
    (page.layout.study_folder / "codes.yaml").write_text(codebook("1.0.0", OLD), "utf-8")
    coded((page.druk, "plek", Verdict.ADD), stance=Stance.CONCERN)
    coded((page.druk, "", Verdict.DONE), (page.thuis, "veilig", Verdict.ADD))
    release(page)
    new = moved_text(page, AnchorKind.CHANGED)
    browser = page.browser()
    first = browser.get("/volgende?orde=opnieuw").location
    assert first.startswith(at(new)), "gewijzigde tekst vóór het codeboek"
    text = browser.get(at(new)).text
    assert "De tekst is gewijzigd sinds anna hierover besloot" in text
    assert 'value="toevoegen:thuisplek:aandachtspunt"' in text
    assert "met de hand" not in text
    browser.click(new, "toevoegen:thuisplek:aandachtspunt")
    assert given(page, new) == {"thuisplek": Stance.CONCERN}
    after = browser.get(f"/volgende?orde=opnieuw&na={new.id}").location
    assert after.startswith(at(page.thuis))
    assert "opnieuw te bekijken" not in page.browser("bram").get("/").text


def test_a_wave_that_is_read_anew_leaves_everybodys_work_laid_out(
    page: Any, coded: Callable[..., None]
) -> None:
    coded((page.druk, "veilig", Verdict.ADD))
    release(page)
    basis = page.desk.work("anna").basis
    page.rewrite([page.druk, page.thuis, page.blijven, page.gebeld])
    snapshot = page.desk.shelf.snapshot()
    assert page.desk.work("anna").basis is basis is snapshot.basis
    moved_text(page, AnchorKind.MOVED)
    assert page.desk.work("anna").basis != basis


def test_moved_text_keeps_its_decisions_and_asks_nothing(
    page: Any, coded: Callable[..., None]
) -> None:
    (page.layout.study_folder / "codes.yaml").write_text(codebook("1.0.0", OLD), "utf-8")
    coded((page.druk, "plek", Verdict.ADD))
    new = moved_text(page, AnchorKind.MOVED)
    browser = page.browser()
    text = browser.get(at(new)).text
    assert "gelezen" in re.search(r"<small[^>]*>([^<]*)</small>", text)[1]  # type: ignore[index]
    assert "+ toegevoegd" in text
    assert browser.get("/volgende?orde=opnieuw").location == "/?klaar=opnieuw"
    browser.click(new, "terugnemen:plek")
    browser.post("/ongedaan", segment=new.id)
    last = page.ledger()[-1]
    assert (last.segment, last.verdict, last.line) == (new.id, Verdict.ADD, "")

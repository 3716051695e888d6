"""A codebook that changes while people code: looking again, and taking up what they proposed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.config.codes import read_codebook
from pipeline.config.lineage import read_lineage
from pipeline.domain.carrying import carry
from pipeline.domain.judgement import Decision, Stance, Verdict, standing
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions, read_decisions
from pipeline.store.tables import read_segments
from tests.browser.releasing import ADDED, release

ANXIETY, SPLIT, PART = "vastlopen-angst", "vastlopen-overprikkeling", "vastlopen-thuis"


@pytest.fixture
def waiting(project: Layout) -> Callable[[], None]:
    """Has anna give codes on two segments, and the codebook change after that. Called when the
    server runs, so that the suggestions stay what they are."""

    def change() -> None:
        version = read_codebook(project.study_folder / "codes.yaml").version
        first, second = read_segments(project.stage("segment") / "segments.parquet")[:2]
        rows = [(first, ANXIETY), (first, SPLIT), (first, ""), (second, ANXIETY)]
        made = [
            Decision(
                project.wave, s.id, s.digest, code, Verdict.ADD if code else Verdict.DONE, "anna",
                version, Stance.CONCERN if code else Stance.NONE, at="2025-01-01T00:00:00Z",
            )
            for s, code in rows
        ]  # fmt: skip
        append_decisions(project.ledger("anna"), made)
        release(project, ANXIETY, SPLIT, PART, "Thuis overprikkeld")

    return change


def left(layout: Layout) -> list[str]:
    """What anna still has to look at again, as the rest of the program has it."""
    lineage = read_lineage(layout.study_folder)
    again = carry(read_decisions(layout.ledger("anna")), lineage).again
    return sorted(one.decision.code for one in again)


def given(layout: Layout) -> dict[tuple[int, str], str]:
    """(place in the wave, code) → stance, of what stands."""
    places = {
        s.id: n for n, s in enumerate(read_segments(layout.stage("segment") / "segments.parquet"))
    }
    lineage = read_lineage(layout.study_folder)
    stands = standing(carry(read_decisions(layout.ledger("anna")), lineage).decisions)
    return {
        (places[d.segment], d.code): d.stance.value for d in stands.values() if d.verdict.assigns
    }


def says(page: Any, text: str) -> None:
    page.locator("#melding", has_text=text).wait_for()


def test_looking_again_by_keyboard(
    project: Layout,
    serve: Callable[..., dict[str, str]],
    window: Callable[..., Any],
    waiting: Callable[[], None],
) -> None:
    address = serve("anna")["anna"]
    origin = address.partition("/aanmelden")[0]
    waiting()
    page = window(address)
    page.goto(f"{origin}/")
    page.get_by_role("link", name="Opnieuw bekijken").click()
    page.locator("#naastelkaar ins").first.wait_for()
    assert page.locator("#orde").input_value() == "opnieuw"
    assert ADDED in page.locator("#naastelkaar ins").all_inner_texts()
    asked = page.locator(".vraagje").all_inner_texts()
    assert len(asked) == 2
    assert page.locator(".stuk.hier .merk").inner_text() == "↻"

    page.keyboard.press("3")
    says(page, "opnieuw bekeken en niet veranderd")
    page.keyboard.press("u")
    says(page, "ongedaan")
    assert left(project) == [ANXIETY, ANXIETY, SPLIT]
    page.keyboard.press("Shift+3")
    says(page, "afgewezen")
    assert page.locator(".vraagje").count() == 1

    page.keyboard.press("2")
    says(page, "toegevoegd")
    assert page.locator("h2 small").inner_text() == "✓ gelezen"
    page.locator(".blik.bekeken").wait_for()
    assert given(project)[0, PART] == "aandachtspunt"
    assert (0, ANXIETY) not in given(project)

    page.keyboard.press("n")
    page.locator("#stuk-2.hier").wait_for()
    page.keyboard.press("0")
    says(page, "niets hiervan geldt")
    assert left(project) == []
    page.keyboard.press("n")
    page.locator(".gezegd", has_text="niets meer om opnieuw te bekijken").wait_for()
    assert page.get_by_role("link", name="Opnieuw bekijken").count() == 0


def test_looking_again_without_javascript(
    project: Layout,
    serve: Callable[..., dict[str, str]],
    window: Callable[..., Any],
    waiting: Callable[[], None],
) -> None:
    address = serve("anna")["anna"]
    waiting()
    page = window(address, java_script_enabled=False)
    page.goto(address.partition("/aanmelden")[0])
    page.click("text=Opnieuw bekijken")
    for code in (SPLIT, PART):
        page.click(f"#o-{code}")
        assert "toegevoegd" in page.inner_text("#melding")
    page.click(f"#o-{ANXIETY}")
    assert "niet veranderd" in page.inner_text("#melding")
    page.click("text=Volgende ongelezen")
    page.click("#gelezen")
    assert left(project) == []
    assert set(given(project)) == {(0, ANXIETY), (0, SPLIT), (0, PART), (1, ANXIETY)}


def test_a_proposal_becomes_a_code_that_is_given_at_once(
    project: Layout, serve: Callable[..., dict[str, str]], window: Callable[..., Any]
) -> None:
    addresses = serve("anna", "bram")
    origin = addresses["anna"].partition("/aanmelden")[0]
    bram = window(addresses["bram"])
    bram.goto(f"{origin}/notities")
    bram.fill("#naam", "Rouw")
    bram.fill("#voorsteltekst", "komt uit onderwerp T-7")
    bram.click("text=Voorstellen >> nth=-1")
    bram.locator(".gezegd").wait_for()

    anna = window(addresses["anna"])
    anna.goto(f"{origin}/codeboek")
    anna.click("main >> text=Voorstellen voor codes")
    assert "komt uit onderwerp T-7" in anna.inner_text(".voorstel")
    anna.click("summary:has-text('Opnemen')")
    assert anna.input_value("#id-1") == "rouw"
    anna.select_option("#ouder-1", "gezin")
    anna.fill("#definitie-1", "Iemand mist wie er niet meer is.")
    anna.fill("#gebruik-1", "Als het verlies zelf wordt genoemd.")
    anna.fill("#voorbeeld-1", "Ik mis mijn opa nog elke dag.")
    anna.click("button[value=opnemen]")
    anna.locator(".gezegd", has_text="meteen te gebruiken").wait_for()
    assert "Opgenomen als ‘Rouw’ door anna" in anna.inner_text(".voorstel")
    assert read_codebook(project.study_folder / "codes.yaml")["rouw"].parent == "gezin"

    anna.goto(f"{origin}/verslag/1K1")
    anna.keyboard.press("t")
    anna.keyboard.type("Rouw")
    anna.locator("#gevonden button").first.wait_for()
    anna.keyboard.press("Enter")
    says(anna, "toegevoegd")
    assert read_decisions(project.ledger("anna"))[-1].code == "rouw"

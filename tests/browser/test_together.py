"""Two people code the same reports in two browsers and settle what differs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.domain.judgement import Verdict, codings_of, standing
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_all_decisions, read_decisions
from pipeline.store.tables import read_segments


def origin(address: str) -> str:
    return address.partition("/aanmelden")[0]


def read_report(page: Any, at: str, report: str, choose: Callable[[Any, int], None]) -> None:
    """Reads a report to its end by keyboard, with what `choose` does on each segment."""
    page.goto(f"{at}/verslag/{report}")
    total = page.locator(".stuk").count()
    for number in range(1, total + 1):
        page.locator(f"#stuk-{number}.hier").wait_for()
        choose(page, number)
        page.locator(".nummer[aria-current]").focus()
        page.keyboard.press("g")
        page.locator("#melding", has_text="gelezen").wait_for()
        if number < total:
            page.keyboard.press("j")


def add(page: Any, code: str) -> None:
    page.keyboard.press("t")
    page.keyboard.type(code)
    page.locator("#gevonden button").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("#melding", has_text="toegevoegd").wait_for()


def test_double_coding_and_settling_in_two_browsers(
    project: Layout, serve: Callable[..., dict[str, str]], window: Callable[..., Any]
) -> None:
    addresses = serve("anna", "bram")
    at = origin(addresses["anna"])
    anna, bram = window(addresses["anna"]), window(addresses["bram"])

    # Dividing, on the overview.
    anna.goto(f"{at}/")
    anna.click("#verdelen > summary")
    anna.select_option("#welkverslag", "1K1")
    anna.check("#verdelen label:has-text('anna') input")
    anna.check("#verdelen label:has-text('bram') input")
    anna.click("#verdelen button:has-text('Toewijzen')")
    anna.locator("#verdelen .gezegd").wait_for()

    def of_anna(page: Any, number: int) -> None:
        if number == 1:
            add(page, "toekomst")

    def of_bram(page: Any, number: int) -> None:
        if number == 1:
            add(page, "jezelf mogen")
            page.keyboard.press("m")
            page.keyboard.type("alleen van bram")
            page.keyboard.press("Control+Enter")
            page.locator("#melding", has_text="memo").wait_for()
            page.keyboard.press("Escape")

    read_report(bram, at, "1K1", of_bram)
    anna.goto(f"{at}/")
    row = anna.locator("tr", has=anna.get_by_role("rowheader", name="1K1", exact=True)).last
    assert "bram klaar" in row.inner_text()
    anna.goto(f"{at}/verschillen")
    assert "niet iedereen klaar is: 1K1" in anna.inner_text("main")
    first = read_segments(project.stage("segment") / "segments.parquet")[0]
    refused = anna.goto(f"{at}/verschil/{first.id.replace(':', '/')}")
    assert refused.status == 403
    assert "alleen van bram" not in anna.content()

    # Settling, by keyboard, while the other has the same page open.
    read_report(anna, at, "1K1", of_anna)
    for page in (anna, bram):
        page.goto(f"{at}/verschillen")
        page.keyboard.press("n")
        page.locator(".zijden").wait_for()
    assert "alleen van bram" in anna.inner_text(".zijden")
    assert anna.locator(".zijden input:checked").count() == 0
    anna.keyboard.press("1")
    anna.keyboard.press("Space")
    assert anna.locator(".zijden input:checked").count() == 1
    anna.keyboard.press("Escape")
    anna.keyboard.press("m")
    anna.keyboard.type("dit staat er het sterkst")
    anna.keyboard.press("Tab")
    anna.keyboard.press("Enter")
    anna.locator("text=Er is geen verschil meer over").wait_for()

    bram.check("#kies-2")
    bram.fill("#reden", "bram vond iets anders")
    bram.click("button[value=bewaar]")
    bram.locator("h1:has-text('intussen anders')").wait_for()
    assert "bram vond iets anders" in bram.input_value("#verloren")

    settled = read_decisions(project.ledger("consensus"))
    assert [(d.verdict, d.by) for d in settled] == [(Verdict.ADD, "anna"), (Verdict.DONE, "anna")]
    assert settled[-1].memo == "dit staat er het sterkst"
    codings, _ = codings_of(read_all_decisions(project.decisions), ["consensus"])
    assert [(c.code, c.coder) for c in codings if c.segment == first.id] == [
        (settled[0].code, "consensus")
    ]

    # Taking back, and settling again without JavaScript.
    plain = window(addresses["bram"], java_script_enabled=False)
    plain.goto(f"{at}/verschil/{first.id.replace(':', '/')}")
    plain.click("button[value=terugnemen]")
    assert "teruggenomen" in plain.inner_text("main")
    plain.fill("#zoek", "vriend")
    plain.press("#zoek", "Enter")
    assert "nog niets bewaard" in plain.inner_text("main")
    plain.check(".zijden tr:has-text('vriend') input >> nth=0")
    plain.fill("#reden", "bij nader inzien")
    plain.click("button[value=bewaar]")
    assert "Bewaard: vastgesteld" in plain.inner_text("main")
    last = standing(read_decisions(project.ledger("consensus")))
    assert last[("golf-1", first.id, "")].memo == "bij nader inzien"
    assert last[("golf-1", first.id, settled[0].code)].verdict is Verdict.RETRACT

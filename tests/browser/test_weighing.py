"""The pages about weighing in a real browser: for everybody, by the keyboard alone, and without a
script to an outcome that is the command's own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.commands import app
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.revision import Revision
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.revisions import append_revision
from pipeline.store.tables import read_segments
from tests.browser.test_access import LAID_OUT, UNROLLED, found_by_axe

SOURCE = Path(__file__).parents[2] / "codebook" / "financiering"
WAVE, NOW = "ronde-1", "2026-01-01T00:00:00Z"
REPORTS = {"1G1": "De uren bijhouden kost een halve dag.", "1A1": "Wij schrijven vooral op."}
REGISTER = """id;bestand;actor;oza;deelnemers;datum
1G1;1G1.md;gemeente;1;1;2026-01-10
1A1;1A1.md;aanbieder;1;1;2026-01-11
"""
PLATES = ("algemeen", "zorg-in-onderwijs", "onderwijs-in-zorg", "eigen-setting")
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 297" width="420" height="297">'
    '<rect style="fill: #ffffff; stroke: #1f3864" x="5" y="5" width="410" height="287"/></svg>'
)
WALK = ("ja", "nee", "nee", "uniform", "ja", "ja", "ja", "schommelt")
ENDS = "a.wettelijk-kader=nee&a.resultaat-mogelijk=nee&a.groep=klein&a.zorgvraag=eenvoudig"
LOOKS = {
    "begin": ("/afweging", "a.knop.ja"),
    "vraag": ("/afweging?begin=zorg-in-onderwijs&a.wettelijk-kader=nee&a.resultaat-mogelijk=nee", ".zijkanten"),
    "uitkomst": (f"/afweging?begin=zorg-in-onderwijs&{ENDS}&r.indicatie=nee&w.kwaliteit=x", ".mist"),
    "beoordeling": ("/beoordeling?w.kwaliteit=3", ".bord .teken"),
    "oordeel": ("/beoordeling/administratie/productie", ".standpunten blockquote"),
    "praatplaten": ("/praatplaten", ".platen img"),
    "praatplaat": ("/praatplaten/zorg-in-onderwijs?maat=3", ".maat-3"),
}  # fmt: skip
every_look = pytest.mark.parametrize("look", [pytest.param(v, id=k) for k, v in LOOKS.items()])


@dataclass(frozen=True)
class Served:
    """The address at which anna signs in, and the project behind it."""

    door: str
    root: Path

    def at(self, path: str) -> str:
        return self.door.partition("/aanmelden")[0] + path


@pytest.fixture(scope="module")
def served(
    chromium_path: str,
    servers_of: Callable[[Path], Callable[..., dict[str, str]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Served:
    """A small wave of the shipped study, with passages and a revision."""
    layout = Layout(tmp_path_factory.mktemp("afweging"), SOURCE.name, WAVE)
    ignored = shutil.ignore_patterns(
        "decisions", "privacy", "versions", "utterances.yaml", "*.jsonl"
    )
    shutil.copytree(SOURCE, layout.study_folder, ignore=ignored)
    layout.reports.mkdir(parents=True)
    for name, text in REPORTS.items():
        (layout.reports / f"{name}.md").write_text(f"# Gesprek\n\n{text}\n", encoding="utf-8")
    (layout.wave_folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    drawings = layout.root / "outputs" / SOURCE.name / "praatplaten"
    drawings.mkdir(parents=True)
    for plate in PLATES:
        for kind in ("svg", "pdf", "png"):
            (drawings / f"praatplaat-{plate}.{kind}").write_text(DRAWING, encoding="utf-8")
    (drawings / "praatplaten.docx").write_bytes(b"PK")
    options = ("--study", SOURCE.name, "--wave", WAVE)
    found = servers_of(layout.root)("anna", options=options)["anna"]
    decide(layout)
    return Served(found, layout.root)


def decide(layout: Layout) -> None:
    made = [
        Decision(
            WAVE, segment.id, segment.digest, "productie-administratie", Verdict.ADD, "anna",
            "1.0.0", stance=Stance.CONCERN, at=NOW,
        )
        for segment in read_segments(layout.stage("segment") / "segments.parquet")
    ]  # fmt: skip
    append_decisions(layout.ledger("anna"), made)
    revision = Revision("administratie", "productie", 3, 3, 2, "anna", NOW, "het valt mee")
    append_revision(layout.revisions, lambda _: revision)


@pytest.fixture(scope="module")
def show(served: Served, lasting_window: Callable[..., Any]) -> Callable[..., Any]:
    """Opens a page in one window."""
    page = lasting_window(served.door, bypass_csp=True)

    def open_at(look: tuple[str, str], width: int, colours: str = "light") -> Any:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        assert page.goto(served.at(look[0])).status == 200
        page.locator(look[1]).first.wait_for(state="attached")
        return page

    return open_at


@every_look
def test_no_rule_is_broken(show: Callable[..., Any], look: tuple[str, str]) -> None:
    found = []
    for width, colours in ((1280, "light"), (390, "dark")):
        page = show(look, width, colours)
        page.evaluate(LAID_OUT)
        page.evaluate(UNROLLED)
        found += [f"{width} {colours} {one}" for one in found_by_axe(page)]
    assert found == []


@every_look
def test_a_window_at_400_percent(show: Callable[..., Any], look: tuple[str, str]) -> None:
    page = show(look, 320)
    page.evaluate(LAID_OUT)
    root = "document.scrollingElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0


def test_a_drawing_is_shown_with_its_own_style(served: Served, window: Callable[..., Any]) -> None:
    """Under our policy as it is: as an image, and opened by itself."""
    page = window(served.door)
    page.goto(served.at("/praatplaten"))
    image = page.locator(".platen img").first
    assert image.evaluate("one => one.complete && one.naturalWidth") == 420
    page.goto(served.at("/praatplaten/bestand/praatplaat-algemeen.svg"))
    fill = "getComputedStyle(document.querySelector('rect')).fill"
    assert page.evaluate(fill) == "rgb(255, 255, 255)"


def press_tab_to(page: Any, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"met Tab niet te bereiken: {selector}")


def fetched_by_keyboard(page: Any, selector: str) -> str:
    press_tab_to(page, selector)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    return Path(waiting.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("scripts", [True, False], ids=["cijfers", "zonder-script"])
def test_by_the_keyboard_to_the_outcome_of_the_command(
    served: Served, window: Callable[..., Any], tmp_path: Path, scripts: bool
) -> None:
    page = window(served.door, java_script_enabled=scripts)
    page.goto(served.at("/afweging"))
    ways = ["a.knop.ja", *(f'button[value="{value}"]' for value in WALK)]
    for step, selector in enumerate(ways):
        if step > 1:  # two questions may have the same answers: first be at the next one
            page.locator(".antwoorden li").nth(step - 2).wait_for()
        wanted = page.locator(selector)
        wanted.wait_for()
        page.wait_for_load_state()
        if scripts:
            page.keyboard.press(wanted.get_attribute("data-toets"))
        else:
            press_tab_to(page, selector)
            page.keyboard.press("Enter")
    first = page.locator(".stand-first h3")
    first.wait_for()
    assert first.inner_text() == "Doelgroepfinanciering"
    outcome = fetched_by_keyboard(page, 'a[href*="uitkomst.json"]')
    answers = tmp_path / "antwoorden.json"
    answers.write_text(fetched_by_keyboard(page, 'a[href*="antwoorden.json"]'), encoding="utf-8")
    options = ["--root", str(served.root), "--answers", str(answers), "--json"]
    said = CliRunner().invoke(app, ["afweging", *options])
    assert said.exit_code == 0, said.output
    assert json.loads(outcome) == json.loads(said.output)

"""Makes the screenshots of HANDLEIDING.md, from the shipped study: `make schermen`.

Not a test: what a page looks like changes with fonts and browsers, and a person looks at the result.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pipeline.domain.double_coding import Assignment
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.store.assignments import append_assignments
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.notes import Note, NoteKind, append_note
from pipeline.store.proposals import decline
from pipeline.store.tables import read_segments, read_suggestions, read_turns
from tests.browser.releasing import release

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "tests" / "golden" / "handleiding"
WAVE = "golf-2"
SHARED = "1O3"
"""The report that anna and bram both code."""


def main() -> int:
    from playwright.sync_api import sync_playwright

    found = next((p for n in ("chromium", "google-chrome") if (p := shutil.which(n))), None)
    if found is None:
        print("chromium ontbreekt: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        layout = _study(Path(folder))
        server, address = _serve(layout)
        try:
            browser = running.chromium.launch(executable_path=found, args=["--no-sandbox"])
            page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
            page.goto(address)
            _take(page, layout, address.partition("/aanmelden")[0])
            browser.close()
        finally:
            server.kill()
            server.wait()
    return 0


def _study(root: Path) -> Layout:
    """The shipped study with two coders who read some of the second wave."""
    for part in ("corpus", "codebook"):
        shutil.copytree(ROOT / part, root / part)
    layout = Layout(root, "ervaringen", WAVE)
    (layout.decisions / "anna.jsonl").unlink(missing_ok=True)
    subprocess.run(
        [sys.executable, "-m", "pipeline", "suggest", "--study", layout.study, "--wave", WAVE,
         "--root", str(root)],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return layout


def _serve(layout: Layout) -> tuple[subprocess.Popen[str], str]:
    server = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "review", "--coder", "anna", "--coder", "bram",
         "--no-browser", "--study", layout.study, "--wave", layout.wave,
         "--root", str(layout.root)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stdout is not None
    for line in server.stdout:
        if line.startswith("anna: "):
            return server, line.removeprefix("anna: ").strip()
    raise SystemExit("de server zei geen adres")


def _take(page: Any, layout: Layout, origin: str) -> None:
    segments = read_segments(layout.stage("segment") / "segments.parquet")
    own = [s for s in segments if s.respondent == SHARED]
    suggested: dict[str, list[str]] = {}
    for s in read_suggestions(layout.stage("suggest") / "suggestions.parquet"):
        suggested.setdefault(s.segment, []).append(s.code)
    blind = {t.segment for t in read_turns(layout.stage("suggest") / "queue.parquet") if t.blind}
    append_assignments(layout.assignments, [Assignment(WAVE, SHARED, ("anna", "bram"))])
    for coder in ("anna", "bram"):
        append_decisions(layout.ledger(coder), list(_read(own, suggested, blind, coder)))
    page.goto(f"{origin}/")
    page.screenshot(path=PICTURES / "overzicht.png")

    other = next(
        s.respondent for s in segments if s.respondent != SHARED and s.respondent[-2] == "O"
    )
    here = next(
        s
        for s in segments
        if s.respondent == other and len(suggested.get(s.id, ())) > 1 and s.id not in blind
    )
    page.goto(f"{origin}/verslag/{here.id.replace(':', '/')}")
    page.keyboard.press("1")
    page.locator("#melding", has_text="Bewaard").wait_for()
    page.keyboard.press("a")
    page.locator("#melding", has_text="houding").wait_for()
    page.screenshot(path=PICTURES / "verslag.png")

    page.goto(f"{origin}/volgende?orde=verschillen")
    page.wait_for_selector("h1")
    while not page.locator("tr", has_text="Verschilt: niet door allen").count():
        page.click("text=Volgend verschil")
        page.wait_for_load_state("load")
    page.screenshot(path=PICTURES / "verschil.png")
    _take_anew(page, layout, origin, here, suggested)


def _take_anew(
    page: Any, layout: Layout, origin: str, here: Any, suggested: dict[str, list[str]]
) -> None:
    """What the next version of the codebook asks, and what coders propose for it."""
    for coder, name, text in (
        ("bram", "Wachten op een plek", "Ouders vertellen hoe lang zij op een antwoord wachtten."),
        ("anna", "Wachten op plek", "Komt ook uit onderwerp T-7."),
        ("anna", "Vakanties", "Hoe het kind na een vakantie weer op gang komt."),
    ):
        note = Note(NoteKind.PROPOSAL, name, text, coder, "2026-01-02T10:00:00Z")
        append_note(layout.notes(coder), note)
    at = "2026-01-03T10:00:00Z"
    decline(layout, "Vakanties", by="bram", at=at, reason="Twee keer genoemd: te weinig.")
    page.goto(f"{origin}/voorstellen")
    page.screenshot(path=PICTURES / "voorstellen.png")

    given, other = suggested[here.id][:2]
    release(layout, redefined=given, split=other, part=f"{other}-thuis", label="Idem, thuis")
    page.goto(f"{origin}/verslag/{here.id.replace(':', '/')}?orde=opnieuw")
    page.locator("#naastelkaar ins").first.scroll_into_view_if_needed()
    page.screenshot(path=PICTURES / "opnieuw.png")


def _read(own: list[Any], suggested: dict[str, list[str]], blind: set[str], coder: str) -> Any:
    """Both read the whole report; bram leaves out a code here and there."""
    for number, segment in enumerate(own):
        codes = [] if segment.id in blind else suggested.get(segment.id, [])
        kept = codes[: 1 + (coder == "anna")] if number % 3 else codes[:1]
        for code in kept:
            stance = Stance.CONCERN if number % 2 and coder == "bram" else Stance.POSITIVE
            yield _decision(segment, code, Verdict.ACCEPT, coder, stance, seen=0.8)
        yield _decision(segment, "", Verdict.DONE, coder, Stance.NONE)


def _decision(
    segment: Any, code: str, verdict: Verdict, coder: str, stance: Stance, seen: float | None = None
) -> Decision:
    return Decision(
        WAVE, segment.id, segment.digest, code, verdict, coder, "1.1.0", stance,
        seen=seen, at="2026-01-01T10:00:00Z",
    )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())

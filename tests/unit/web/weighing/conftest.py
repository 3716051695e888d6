"""The pages about weighing on the shipped study: with a small invented wave behind them, and alone."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pipeline.config.study import Study, read_study
from pipeline.domain.double_coding import Assignment
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.stages.for_review.aids import StudyAids
from pipeline.stages.for_review.grounds import StudyGrounds
from pipeline.store.assignments import append_assignments
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.web.app import application, weighing_application
from pipeline.web.desk import Desk
from pipeline.web.signin import SignIn
from tests.unit.web.conftest import HOST, Browser, write_wave

SOURCE = Path(__file__).parents[4] / "codebook" / "financiering"
WAVE = "ronde-1"
TEXTS = {
    "1G1": ("De uren per kind bijhouden kost ons een halve dag.", "Dat was voorheen niet zo."),
    "2G1": ("Elke week een urenstaat & een handtekening.",),
    "1A1": ("Wij schrijven vooral <uren> op.", "Ik zou het zo weer doen."),
}
CODE = "productie-administratie"
PLATES = {"svg": "<svg xmlns='http://www.w3.org/2000/svg'/>", "pdf": "%PDF", "png": "PNG"}


def segment_of(respondent: str, text: str) -> Segment:
    digest = text_digest(text)
    return Segment(f"{respondent}:{digest[:8]}", respondent, 0, len(text), digest, text)


SEGMENTS = [segment_of(name, text) for name, texts in TEXTS.items() for text in texts]
KOST, VOORHEEN, URENSTAAT, SCHRIJVEN, WEER = range(5)

CELL = "/beoordeling/administratie/productie"
SEEN = "stand:administratie"


def cell_of(text: str, at: str = CELL) -> str:
    """What a cell of the board says aloud."""
    return html.unescape(re.search(rf'href="{at}[^"]*" aria-label="([^"]+)"', text)[1])  # type: ignore[index]


def revise(browser: Any, **form: str) -> Any:
    return browser.post(CELL, **{"schaal": "administratie", SEEN: "3", **form})


@dataclass
class Weighed:
    """The pages, and what was drawn."""

    layout: Layout
    app: Any
    signin: SignIn
    drawn: list[int] = field(default_factory=list)

    def browser(self, coder: str = "anna") -> Browser:
        browser = Browser(self.app)
        assert browser.get(f"/aanmelden?token={self.signin.tokens[coder]}").status == 303
        browser.get("/afweging")
        return browser

    def decide(self, coder: str, *said: tuple[int, Stance | None]) -> None:
        """Puts the code on segments by number, with a stance; None reads one without a code."""
        rows = []
        for at, stance in said:
            own = (
                {"code": CODE, "verdict": Verdict.ADD, "stance": stance}
                if stance is not None
                else {}
            )
            rows.append(decision(SEGMENTS[at], coder, **own))
        append_decisions(self.layout.ledger(coder), rows)

    def read_all(self, coder: str, respondent: str) -> None:
        rows = [decision(s, coder) for s in SEGMENTS if s.respondent == respondent]
        append_decisions(self.layout.ledger(coder), rows)

    def assign(self, respondent: str, *coders: str) -> None:
        at = "2026-01-01T00:00:00Z"
        append_assignments(self.layout.assignments, [Assignment(WAVE, respondent, coders, at)])


def decision(segment: Segment, coder: str, **given: Any) -> Decision:
    values: dict[str, Any] = {"code": "", "verdict": Verdict.DONE, **given}
    return Decision(
        WAVE, segment.id, segment.digest, coder=coder, codebook=BOOK, at="2026-01-01T00:00:00Z",
        **values,
    )  # fmt: skip


@pytest.fixture(scope="session")
def financing() -> Study:
    return read_study(SOURCE)


BOOK = read_study(SOURCE).codebook.version


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """The study's files without what people decided, and a wave of three small reports."""
    layout = Layout(tmp_path, "financiering", WAVE)
    ignored = shutil.ignore_patterns(
        "decisions", "privacy", "versions", "utterances.yaml", "*.jsonl"
    )
    shutil.copytree(SOURCE, layout.study_folder, ignore=ignored)
    layout.reports.mkdir(parents=True)
    write_wave(layout, SEGMENTS)
    return layout


def aids_in(layout: Layout, drawn: list[int], study: Study | None = None) -> StudyAids:
    """Decision aids of which drawing takes no time: it is measured elsewhere."""
    folder = layout.root / "platen"

    def draw() -> None:
        drawn.append(len(drawn))
        folder.mkdir(exist_ok=True)
        for plate in aids.plates().plates:
            for kind, name in plate.files.items():
                (folder / name).write_text(PLATES[kind], encoding="utf-8")
        (folder / "alles.docx").write_bytes(b"PK")

    grounds = StudyGrounds(layout, study) if study is not None else None
    aids = StudyAids(layout, folder, "alles.docx", draw, grounds)
    return aids


@pytest.fixture
def weighed(layout: Layout, financing: Study) -> Weighed:
    """The pages of coders."""
    drawn: list[int] = []
    desk = Desk(layout, financing.codebook, financing.settings.title)
    signin = SignIn(["anna", "bram"], "oza-8000")
    aids = aids_in(layout, drawn, financing)
    app = application(desk, signin, frozenset({HOST}), lambda _: None, aids=aids)
    return Weighed(layout, app, signin, drawn)


@pytest.fixture
def alone(layout: Layout) -> Weighed:
    """The pages of who only weighs."""
    drawn: list[int] = []
    signin = SignIn(["anna"], "oza-8000")
    aids = aids_in(layout, drawn)
    app = weighing_application("Afwegen", signin, frozenset({HOST}), lambda _: None, aids)
    return Weighed(layout, app, signin, drawn)


@pytest.fixture
def without_aids(layout: Layout, financing: Study) -> Callable[[], Browser]:
    """A browser on the same wave in a study that weighs nothing."""
    desk = Desk(layout, financing.codebook, financing.settings.title)
    signin = SignIn(["anna"], "oza-8000")
    app = application(desk, signin, frozenset({HOST}), lambda _: None)
    return lambda: Weighed(layout, app, signin).browser()

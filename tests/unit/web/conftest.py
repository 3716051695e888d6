"""A wave of two small reports with suggestions, written as the stages write them, and a page on it
that is asked without a network."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from pipeline.config.study import Study
from pipeline.domain.judgement import Decision, Suggestion
from pipeline.domain.queue import Turn
from pipeline.domain.recut import Former, SentenceEnd
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_decisions
from pipeline.store.tables import write_table
from pipeline.text.sentences import sentence_ends
from pipeline.web.app import application
from pipeline.web.desk import Desk
from pipeline.web.signin import SignIn

CODES = Path(__file__).parents[3] / "codebook" / "ervaringen" / "codes.yaml"
HOST = "127.0.0.1:8000"
TEXTS = {
    "1K1": (
        ("Ik had elke ochtend buikpijn. De klas was veel te druk.", "Hoe was het?", "R"),
        ("Hier mag ik gewoon mezelf zijn & <b>niemand</b> lacht me uit.", "En nu?", "R"),
        ("Ik zou hier wel willen blijven.", "En later?", "R"),
    ),
    "1O1": (("Ik heb tien scholen gebeld, niemand hielp ons.", "Hoe ging dat?", "M"),),
}


def segment_of(respondent: str, text: str, question: str, speaker: str) -> Segment:
    digest = text_digest(text)
    heading = f"Verslag {respondent} › Gesprek"
    return Segment(
        f"{respondent}:{digest[:8]}",
        respondent,
        0,
        len(text),
        digest,
        text,
        heading,
        question,
        speaker,
    )


SEGMENTS = [segment_of(name, *one) for name, texts in TEXTS.items() for one in texts]
DRUK, THUIS, BLIJVEN, GEBELD = SEGMENTS


def write_segments(layout: Layout, segments: list[Segment], formers: Sequence[Former] = ()) -> None:
    """What the stage that segments leaves behind."""
    folder = layout.stage("segment")
    folder.mkdir(parents=True, exist_ok=True)
    ends = [
        SentenceEnd(s.id, end, end)
        for s in segments
        for end in sentence_ends(s.text)
        if s.text[end:].strip()
    ]
    write_table(folder / "segments.parquet", segments, Segment)
    write_table(folder / "sentences.parquet", ends, SentenceEnd)
    write_table(folder / "formers.parquet", formers, Former)


def write_wave(layout: Layout, segments: list[Segment]) -> None:
    """Segments, suggestions on the first and the last of them, and a queue; the third is blind."""
    for stage in ("segment", "suggest"):
        layout.stage(stage).mkdir(parents=True, exist_ok=True)
    suggestions = [
        Suggestion(
            segments[0].id,
            "vastlopen-overprikkeling",
            0.81,
            ((42, 54),),
            "m1",
            "c1",
            (f"golf-1/{segments[-1].id}",),
        ),
        Suggestion(segments[0].id, "vastlopen-angst", 0.4, (), "m1", "c1"),
        Suggestion(segments[2].id, "vervolg-route", 0.7, (), "m1", "c1"),
        Suggestion(segments[-1].id, "gezin-regelen", 0.6, (), "m1", "c1"),
    ]
    turns = [
        Turn(s.id, at == 2, 0.1, at + 1, len(segments) - at, at + 1, at + 1)
        for at, s in enumerate(segments)
    ]
    write_segments(layout, segments)
    write_table(layout.stage("suggest") / "suggestions.parquet", suggestions, Suggestion)
    write_table(layout.stage("suggest") / "queue.parquet", turns, Turn)


@dataclass(frozen=True)
class Got:
    """An answer of the page."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def location(self) -> str:
        return self.headers["location"]


@dataclass
class Browser:
    """Asks an application as a browser would: cookies, Origin, forms. It follows no redirect."""

    app: Any
    cookies: dict[str, str] = field(default_factory=dict)
    csrf: str = ""

    def get(self, path: str, **headers: str) -> Got:
        got = self._ask("GET", path, b"", headers)
        found = re.search(r'name="csrf" value="([^"]+)"', got.text)
        self.csrf = found[1] if found else self.csrf
        return got

    def post(self, path: str, headers: Mapping[str, str] | None = None, **form: str) -> Got:
        """Fields as in a form; `csrf` is that of the page seen last."""
        own = {
            "origin": f"http://{HOST}",
            "content-type": "application/x-www-form-urlencoded",
            **(headers or {}),
        }
        return self._ask("POST", path, urlencode({"csrf": self.csrf, **form}).encode(), own)

    def click(self, segment: Segment, doe: str, htmx: bool = False, **form: str) -> Got:
        headers = {"hx-request": "true"} if htmx else {}
        fields = {"segment": segment.id, "digest": segment.digest, "doe": doe, **form}
        return self.post("/besluit", headers, **fields)

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Got:
        where, _, query = path.partition("?")
        own = {"host": HOST, **headers}
        if self.cookies:
            own["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
            "scheme": "http", "path": where, "raw_path": where.encode(), "root_path": "",
            "query_string": query.partition("#")[0].encode(), "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 1), "headers": [(k.encode(), v.encode()) for k, v in own.items()],
        }  # fmt: skip
        sent: list[Any] = []

        waiting = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return waiting.pop() if waiting else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        assert sum(m["type"] == "http.response.start" for m in sent) == 1
        answer = [(k.decode().lower(), v.decode()) for k, v in sent[0]["headers"]]
        for name, value in answer:
            if name == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        text = b"".join(m.get("body", b"") for m in sent[1:]).decode("utf-8", "replace")
        return Got(sent[0]["status"], dict(answer), text)


@dataclass(frozen=True)
class Page:
    """The page of the small wave and what it wrote."""

    layout: Layout
    desk: Desk
    signin: SignIn
    app: Any
    said: list[str]
    druk: Segment = DRUK
    thuis: Segment = THUIS
    blijven: Segment = BLIJVEN
    gebeld: Segment = GEBELD

    def browser(self, coder: str = "anna") -> Browser:
        """A browser that signed in."""
        browser = Browser(self.app)
        got = browser.get(f"/aanmelden?token={self.signin.tokens[coder]}")
        assert got.status == 303
        browser.get("/")
        return browser

    def stranger(self) -> Browser:
        """A browser that did not."""
        return Browser(self.app)

    def rewrite(self, segments: list[Segment]) -> None:
        """What happens when the stages run again under an open page."""
        write_wave(self.layout, segments)

    def ledger(self, coder: str = "anna") -> list[Decision]:
        return read_decisions(self.layout.ledger(coder))


@pytest.fixture(name="write_segments")
def fixture_write_segments() -> Callable[..., None]:
    return write_segments


@pytest.fixture
def page(tmp_path: Path, study: Study) -> Page:
    return make_page(tmp_path, study)


@pytest.fixture
def reopen(tmp_path: Path, study: Study) -> Callable[[], Page]:
    """The same wave in a server that was started again."""
    return lambda: make_page(tmp_path, study, fresh=False)


def make_page(root: Path, study: Study, *, fresh: bool = True) -> Page:
    layout = Layout(root, "ervaringen", "golf-1")
    if fresh:
        layout.study_folder.mkdir(parents=True)
        layout.reports.mkdir(parents=True)
        shutil.copy(CODES, layout.study_folder)
        write_wave(layout, SEGMENTS)
    desk = Desk(layout, study.codebook, study.settings.title, seed=study.settings.suggest.seed)
    signin = SignIn(["anna", "bram"], "oza-8000")
    said: list[str] = []
    return Page(
        layout, desk, signin, application(desk, signin, frozenset({HOST}), said.append), said
    )


@pytest.fixture
def study_folder() -> Path:
    """The files of the study that is shipped."""
    return CODES.parent

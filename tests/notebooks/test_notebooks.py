"""The notebooks: short, stored without outputs, and each of them runs on the study that is shipped
without giving anybody away. The study is made smaller: four OZA's of the first wave."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from pipeline.config.study import Study
from pipeline.domain.ids import RespondentId
from pipeline.domain.segment import Segment
from pipeline.store.layout import Layout
from pipeline.store.tables import read_segments

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]
KEPT_OZAS = "2369"
OFFLINE = '''
"""Whatever a notebook imports, it reaches no other machine."""
import socket

_connect = socket.socket.connect


def connect(self, address):
    if self.family == socket.AF_UNIX or str(address[0]) in ("127.0.0.1", "localhost", "::1"):
        return _connect(self, address)
    raise OSError(f"no network in tests: {address}")


socket.socket.connect = connect
'''


@dataclass(frozen=True)
class Ran:
    """What a notebook showed."""

    text: str
    figures: int


def code_of(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped study with fewer reports, and the notebooks beside it."""
    root = tmp_path_factory.mktemp("notebooks")
    ignored = shutil.ignore_patterns("private", ".*", "utterances.yaml")
    for name in ("codebook", "notebooks"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    wave = ROOT / "corpus" / "ervaringen" / "golf-1"
    shutil.copytree(wave.parent / "golf-2", root / "corpus" / "ervaringen" / "golf-2")
    small = root / "corpus" / "ervaringen" / "golf-1"
    (small / "reports").mkdir(parents=True)
    shutil.copy(wave / "oza.csv", small)
    head, *rows = (wave / "register.csv").read_text("utf-8").splitlines()
    kept = [row for row in rows if row[0] in KEPT_OZAS]
    (small / "register.csv").write_text("\n".join([head, *kept]) + "\n", "utf-8")
    for row in kept:
        shutil.copy(wave / "reports" / row.split(";")[1], small / "reports")
    (root / "offline").mkdir()
    (root / "offline" / "sitecustomize.py").write_text(OFFLINE, "utf-8")
    return root


@pytest.fixture(scope="module")
def run(root: Path) -> Callable[[str], Ran]:
    """Runs a notebook in its folder; what it showed is remembered."""
    found: dict[str, Ran] = {}

    def call(name: str) -> Ran:
        if name not in found:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("PYTHONPATH", os.pathsep.join([str(root / "offline"), str(ROOT)]))
                found[name] = shown(root / "notebooks" / f"{name}.ipynb")
        return found[name]

    return call


def shown(path: Path) -> Ran:
    book = nbformat.read(path, 4)
    place = {"metadata": {"path": str(path.parent)}}
    NotebookClient(book, timeout=300, kernel_name="python3", resources=place).execute()
    outputs: list[dict[str, Any]] = [o for cell in book.cells for o in cell.get("outputs", [])]
    texts = [o.get("text") or o.get("data", {}).get("text/plain", "") for o in outputs]
    return Ran("\n".join(texts), sum("image/png" in o.get("data", {}) for o in outputs))


def test_the_four_are_there() -> None:
    assert NAMES == [
        "01_eerste_blik",
        "02_oza_vergelijken",
        "03_thema_verdieping",
        "04_rapporttabellen",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_it_is_short_begins_with_one_call_and_ends_with_what_it_does_not_say(
    path: Path, study: Study
) -> None:
    cells = nbformat.read(path, 4).cells
    assert 8 <= len(cells) <= 15
    first, *others = code_of(path)
    assert first.startswith("from pipeline.notebook import load\n")
    assert first.count("load(") == 1
    assert not any(re.search(r"\bload\(", code) for code in others)
    assert cells[0].cell_type == cells[-1].cell_type == "markdown"
    assert study.settings.caveat in cells[-1].source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_it_is_stored_without_outputs(path: Path) -> None:
    book = nbformat.read(path, 4)
    for cell in book.cells:
        assert not cell.get("outputs")
        assert not cell.get("execution_count")
    assert set(book.metadata) <= {"kernelspec", "language_info"}
    assert book.metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("name", NAMES)
def test_it_runs_and_shows_a_figure(name: str, run: Callable[[str], Ran]) -> None:
    ran = run(name)
    assert ran.figures >= 1
    assert len(ran.text) > 200


def test_comparing_hides_and_refuses(run: Callable[[str], Ran]) -> None:
    told = run("02_oza_vergelijken").text
    assert "‹" in told
    assert "verborgen" in told
    for rule in ("geen OZA bij wie", "geen groepen naast elkaar in één rij", "golven alleen"):
        assert rule in told


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_no_words_of_a_child_or_parent_are_tied_to_an_oza(
    name: str, run: Callable[[str], Ran], root: Path
) -> None:
    """Passages stand in one notebook only, each with its source on the next line."""
    told = run(name).text
    layout = Layout(root, "ervaringen", "golf-1")
    segments: list[Segment] = read_segments(layout.stage("segment") / "segments.parquet")
    quoted = 0
    for piece in told.split("\n\n"):
        for segment in segments:
            if len(segment.text) < 40 or plain(segment.text) not in plain(piece):
                continue
            quoted += 1
            who = RespondentId.parse(segment.respondent)
            source = piece.strip().splitlines()[-1].strip()
            if who.actor.letter in "KO":
                assert source.split(",")[0] in ("Kind", "Ouder")
                assert not re.search(r"\bOZA", piece)
            else:
                assert f"OZA\u00a0{who.oza}" in source
    assert (quoted > 5) == (name == "03_thema_verdieping")
    assert not re.search(r"\b\d[KO]\d\b", told)

"""The study of financing, with actors of its own, runs beside the one that was first."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.config.study import read_study
from pipeline.domain.ids import RespondentId
from pipeline.store.layout import Layout
from pipeline.store.tables import read_segments, read_suggestions

ROOT = Path(__file__).parents[2]
KEPT = ("1G1", "1V1", "5L1", "2A1", "5Z1", "4O1", "10B1")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both studies, with one report of every actor of the second."""
    root = tmp_path_factory.mktemp("twee")
    shutil.copytree(ROOT / "codebook", root / "codebook", ignore=shutil.ignore_patterns("private"))
    source = ROOT / "corpus" / "financiering" / "ronde-1"
    wave = root / "corpus" / "financiering" / "ronde-1"
    wave.joinpath("reports").mkdir(parents=True)
    head, *rows = (source / "register.csv").read_text("utf-8").splitlines()
    kept = [row for row in rows if row.split(";")[0] in KEPT]
    (wave / "register.csv").write_text("\n".join([head, *kept]) + "\n", "utf-8")
    for row in kept:
        shutil.copy(source / "reports" / row.split(";")[1], wave / "reports")
    return root


def oza(root: Path, *arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["oza", *arguments, "--root", str(root)])
        with pytest.raises(SystemExit) as end:
            main()
    return int(end.value.code or 0)


def test_it_goes_up_to_suggestions_that_fit_who_speaks(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    which = ("--study", "financiering", "--wave", "ronde-1")
    assert oza(root, "run", *which, "--until", "suggest") == 0
    assert "7 verslagen gelezen" in capsys.readouterr().out
    layout = Layout(root, "financiering", "ronde-1")
    of = {
        segment.id: RespondentId.parse(segment.respondent)
        for segment in read_segments(layout.stage("segment") / "segments.parquet")
    }
    assert {str(who) for who in of.values()} == set(KEPT)
    suggestions = read_suggestions(layout.stage("suggest") / "suggestions.parquet")
    book = read_study(layout.study_folder).codebook
    assert len({of[one.segment].actor for one in suggestions}) == len(KEPT)
    assert all(of[one.segment].actor in book[one.code].actors for one in suggestions)


def test_with_two_studies_a_command_asks_which(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert oza(root, "run") == 10
    assert "geef --study; er is: ervaringen, financiering" in capsys.readouterr().err

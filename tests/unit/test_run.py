"""Which stage is stale, and why."""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from pipeline import fingerprint
from pipeline.config.study import Study
from pipeline.dependencies import code_of
from pipeline.errors import CorpusError
from pipeline.run import Job, Outcome, Stage, StageState, run_stages, state_of
from pipeline.store.layout import Layout


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path, "ervaringen", "golf-1")
    layout.reports.mkdir(parents=True)
    (layout.reports / "a.txt").write_text("a")
    return layout


SETTINGS: dict[str, object] = {}


def stage(name: str, *after: str) -> Stage:
    return Stage(
        name,
        "proef",
        after,
        lambda at: at.reports.glob("*") if not after else (),
        lambda study: dict(SETTINGS),
    )


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two stages, `een` and `twee`; gives the names of those that ran."""
    ran: list[str] = []

    def make(name: str) -> Any:
        def work(job: Job) -> Outcome:
            ran.append(name)
            (job.out / "uit.txt").write_text(f"{name} {len(list(job.layout.reports.iterdir()))}")
            problems = (CorpusError("opzij"),) if (job.layout.reports / "slecht").exists() else ()
            return Outcome("klaar", problems if name == "een" else ())

        module = types.ModuleType(f"pipeline.stages.{name}")
        module.run = work  # type: ignore[attr-defined]
        return module

    for name in ("een", "twee"):
        monkeypatch.setitem(sys.modules, f"pipeline.stages.{name}", make(name))
    SETTINGS.clear()
    return ran


STAGES = [stage("een"), stage("twee", "een")]


def go(layout: Layout, study: Study, **given: Any) -> list[StageState]:
    return run_stages(STAGES, layout, study, lambda line: None, **given)


def test_what_did_not_change_does_not_run(layout: Layout, study: Study, works: list[str]) -> None:
    go(layout, study)
    go(layout, study)
    assert works == ["een", "twee"]
    assert state_of(STAGES[1], layout, study).reasons == ()


def test_a_touched_file_with_the_same_content_is_no_change(
    layout: Layout, study: Study, works: list[str]
) -> None:
    go(layout, study)
    os.utime(layout.reports / "a.txt", (1, 1))
    go(layout, study)
    assert works == ["een", "twee"]


def test_a_new_file_runs_what_reads_it_and_what_reads_that(
    layout: Layout, study: Study, works: list[str]
) -> None:
    go(layout, study)
    (layout.reports / "b.txt").write_text("b")
    assert "bestand nieuw" in state_of(STAGES[0], layout, study).reasons[0]
    assert state_of(STAGES[1], layout, study).reasons == ()
    go(layout, study)
    assert works == ["een", "twee", "een", "twee"]


def test_equal_output_stops_the_chain(layout: Layout, study: Study, works: list[str]) -> None:
    go(layout, study)
    (layout.reports / "a.txt").write_text("iets anders")
    go(layout, study)
    assert works == ["een", "twee", "een"]


@pytest.mark.parametrize("what", ["instelling", "uitvoer", "programma"])
def test_settings_output_and_code_are_watched(
    layout: Layout, study: Study, works: list[str], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(layout, study)
    if what == "instelling":
        SETTINGS["grens"] = 3
    elif what == "uitvoer":
        (layout.stage("een") / "uit.txt").unlink()
    else:
        extra = layout.root / "nieuw.py"
        extra.write_text("x = 1")
        monkeypatch.setattr(fingerprint, "code_of", lambda module: {"nieuw.py": extra})
    assert what in state_of(STAGES[0], layout, study).reasons[0]
    go(layout, study)
    assert works.count("een") == 2


def test_problems_are_told_again(layout: Layout, study: Study, works: list[str]) -> None:
    (layout.reports / "slecht").write_text("x")
    assert go(layout, study)[0].exit_code == 4
    again = go(layout, study)[0]
    assert (again.exit_code, again.problems) == (4, ("opzij",))
    assert works == ["een", "twee"]


def test_a_damaged_stamp_means_running_again(
    layout: Layout, study: Study, works: list[str]
) -> None:
    go(layout, study)
    layout.stamp("een").write_text("{half")
    go(layout, study)
    assert works[2] == "een"


def test_code_is_all_that_a_stage_imports_near_and_far() -> None:
    found = set(code_of("pipeline.stages.segment"))
    assert {
        "stages/segment.py",
        "text/segmenting.py",
        "text/sentences.py",
        "text/abbreviations.txt",
        "privacy/pseudonymise.py",
        "domain/segment.py",
        "store/files.py",
        "errors.py",
    } <= found
    assert not {"report/word.py", "tagging/model.py"} & found
    assert {"report/templates/rapport.html.j2", "text/sentences.py"} <= set(
        code_of("pipeline.stages.report")
    )


def test_what_a_stage_keeps_is_no_output_and_comes_back(
    layout: Layout, study: Study, works: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []

    def work(job: Job) -> Outcome:
        path = job.kept("a.txt")
        found.append(path.read_text() if path and path.exists() else "")
        job.to_keep("a.txt").parent.mkdir()
        job.to_keep("a.txt").write_text(f"keer {len(found)}")
        (job.out / "uit.txt").write_text(str(len(list(job.layout.reports.iterdir()))))
        return Outcome("klaar")

    monkeypatch.setattr(sys.modules["pipeline.stages.een"], "run", work)
    go(layout, study)
    (layout.reports / "a.txt").write_text("anders")
    go(layout, study)
    assert found == ["", "keer 1"]
    assert works == ["twee"], "what is kept is not read by what follows"
    for kept in layout.stage("een").glob(".kept/*"):
        kept.unlink()
    assert state_of(STAGES[0], layout, study).reasons == ()
    SETTINGS["grens"] = 3
    (layout.reports / "a.txt").write_text("weer anders")
    go(layout, study)
    go(layout, study, again=True)
    assert found == ["", "keer 1", "", ""], "other settings, and 'again', use nothing of it"

"""A second wave next to a first that was coded: made, filled, learned from, linked, and told."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.domain.judgement import Decision
from pipeline.session import open_session
from pipeline.stages import suggest
from pipeline.stages.shared import fetching
from pipeline.stages.shared.fetching import lessons_of, persons_of
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.tables import read_segments, read_suggestions

ROOT = Path(__file__).parents[2]
Oza = Callable[..., Any]
HEAD = "id;bestand;actor;oza;leeftijd;geslacht;deelnemers;datum;eerder\n"


def second_wave(oza: Oza, project: Layout, rows: str) -> Layout:
    """golf-2, with a report for each row of the register."""
    (project.wave_folder / "oza.csv").write_text("oza;schooltype\n1;so\n2;sbo\n", "utf-8")
    said = oza("new-wave", "golf-2")
    assert said.code == 0, said.err
    made = project.of_wave("golf-2")
    (made.wave_folder / "register.csv").write_text(HEAD + rows, "utf-8")
    for row in rows.splitlines():
        name, file = row.split(";")[:2]
        text = f"# Verslag\n\nR: Dit vertelt {name}. Het gaat hier goed en ik heb vrienden.\n"
        (made.reports / file).write_text(text, "utf-8")
    return made


def read_all(project: Layout, wave: str, decide: Callable[..., Decision]) -> None:
    at = project.of_wave(wave)
    segments = read_segments(at.stage("segment") / "segments.parquet")
    append_decisions(
        project.ledger("anna"),
        [decide(s.id, "", wave=wave, digest=s.digest, start=s.start, end=s.end) for s in segments],
    )


def test_a_new_wave_is_made_once_and_takes_over_what_is_known_of_the_ozas(
    oza: Oza, project: Layout
) -> None:
    made = second_wave(oza, project, "")
    assert (made.wave_folder / "oza.csv").read_text("utf-8") == "oza;schooltype\n1;so\n2;sbo\n"
    assert (made.wave_folder / "register.csv").read_text("utf-8") == HEAD
    assert list(made.reports.iterdir()) == []
    again = oza("new-wave", "golf-2")
    assert (again.code, "bestaat al" in again.err) == (10, True)
    assert oza("new-wave", "golf-0").code == 10
    assert oza("new-wave", "Golf 3").code == 10
    assert "er is: golf-1, golf-2" in oza("new-wave", "golf-10", "--from", "golf-9").err
    assert not list(made.wave_folder.parent.glob("golf-10"))
    who = "  1K1: golf-1, 10 jaar, meisje"
    assert who in oza("new-wave", "golf-10", "--returning").out.splitlines()
    assert oza("new-wave", "golf-10", "--returning").out.splitlines()[0] == who
    assert Layout(project.root, "ervaringen", "").waves() == ["golf-1", "golf-2", "golf-10"]


def test_suggestions_of_the_second_wave_learn_from_the_first_by_person(
    oza: Oza, project: Layout, decide: Callable[..., Decision]
) -> None:
    oza("suggest")
    read_all(project, "golf-1", decide)
    made = second_wave(oza, project, "1K1;a.md;kind;;11\n2K1;b.md;kind\n2P2;c.md;;;;;;;2P1\n")
    said = oza("suggest", "--wave", "golf-2")
    assert said.code == 0, said.err
    segments = len(read_segments(project.stage("segment") / "segments.parquet"))
    assert f"op grond van {segments} gevalideerde segmenten" in said.out
    read_all(project, "golf-2", decide)
    session = open_session("ervaringen", "golf-2", project.root)
    groups = {lesson.source.partition(":")[0]: lesson.group for lesson in _lessons(session)}
    assert groups["golf-2/2P2"] == groups["golf-1/2P1"] == "2P1"
    assert groups["golf-2/1K1"] == groups["golf-1/1K1"] == "1K1"
    assert groups["golf-2/2K1"] == "2K1"
    assert persons_of(made)["golf-2", "2P2"] == "2P1"


def test_what_she_said_herself_under_another_id_is_no_reason_for_a_suggestion(
    oza: Oza, project: Layout, decide: Callable[..., Decision]
) -> None:
    oza("suggest")
    offered = read_suggestions(project.stage("suggest") / "suggestions.parquet")
    digests = {s.id: s.digest for s in read_segments(project.stage("segment") / "segments.parquet")}
    append_decisions(
        project.ledger("anna"),
        [
            decide(one.segment, one.code, digest=digests[one.segment])
            for one in offered
            if one.segment.startswith("2P1:")
        ],
    )
    made = second_wave(oza, project, "2P2;a.md\n")
    shutil.copy(project.reports / "2P1.md", made.reports / "a.md")
    assert oza("suggest", "--wave", "golf-2").code == 0
    before = similar_in(made)
    assert before
    assert all(one.startswith("golf-1/2P1:") for one in before)
    (made.wave_folder / "register.csv").write_text(f"{HEAD}2P2;a.md;;;;;;;2P1\n", "utf-8")
    assert oza("suggest", "--wave", "golf-2").code == 0
    assert similar_in(made) == set(), "zij zei het zelf, onder haar vorige id"


def similar_in(layout: Layout) -> set[str]:
    """What is shown beside the suggestions of a wave as much like them."""
    found = read_suggestions(layout.stage("suggest") / "suggestions.parquet")
    assert found
    return {one for suggestion in found for one in suggestion.similar}


def test_suggesting_reads_every_ledger_and_every_wave_once(
    oza: Oza,
    project: Layout,
    decide: Callable[..., Decision],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    oza("segment")
    read_all(project, "golf-1", decide)
    read: Counter[str] = Counter()

    def counted(module: ModuleType, name: str) -> None:
        real = getattr(module, name)

        def read_it(path: Path) -> Any:
            read[path.name] += 1
            return real(path)

        monkeypatch.setattr(module, name, read_it)

    counted(fetching, "read_all_decisions")
    counted(fetching, "read_segments")
    counted(fetching, "read_respondents")
    counted(suggest, "read_segments")
    said = oza("suggest")
    assert "gevalideerde segmenten" in said.out, said.err
    assert read == {"decisions": 1, "segments.parquet": 1, "respondents.json": 1}


def _lessons(session: Any) -> list[Any]:
    return lessons_of(session.layout, session.study)


def test_a_row_that_does_not_fit_with_the_first_wave_is_named_and_the_rest_goes_on(
    oza: Oza, project: Layout
) -> None:
    second_wave(oza, project, "1K1;a.md;kind;;9\n2K1;b.md;kind;;;;;;1K1\n")
    said = oza("segment", "--wave", "golf-2")
    assert said.code == 4
    assert "register.csv:2: 1K1 is jonger dan 1K1 in golf-1 was" in said.err
    assert "register.csv:3: 1K1 hoort in deze golf bij meer dan één respondent" in said.err
    assert "2 verslagen gelezen" in said.out


def test_status_tells_of_every_wave_how_far_it_is_and_what_to_do_next(
    oza: Oza, project: Layout, decide: Callable[..., Decision]
) -> None:
    second_wave(oza, project, "")
    oza("suggest", "--wave", "golf-1")
    said = oza("status").out.splitlines()
    assert said[0] == "ervaringen"
    assert said[1].split()[:3] == ["golf", "ingelezen", "bevindingen"]
    assert [line.split()[0] for line in said[2:4]] == ["golf-1", "golf-2"]
    assert said[-1].startswith("volgende stap: vul corpus/ervaringen/golf-2/register.csv")
    (project.of_wave("golf-2").wave_folder / "register.csv").write_text(
        HEAD + "1K1;a.md\n", "utf-8"
    )
    (project.of_wave("golf-2").reports / "a.md").write_text("R: Het is fijn hier.\n", "utf-8")
    assert "make codeer STUDY=ervaringen WAVE=golf-2 — nog niet ingelezen" in oza("status").out
    oza("suggest", "--wave", "golf-2")
    told = oza("status").out
    assert "make review STUDY=ervaringen WAVE=golf-2 CODER=… — 1 van de 1 segmenten" in told
    read_all(project, "golf-1", decide)
    read_all(project, "golf-2", decide)
    assert "anna 100%" in oza("status").out
    assert "make rapport STUDY=ervaringen WAVE=golf-2" in oza("status").out.splitlines()[-1]


def test_status_of_one_wave_lines_up_its_stages_and_ends_with_what_to_do(
    oza: Oza, project: Layout
) -> None:
    lines = oza("status").out.splitlines()
    assert lines[0] == "ervaringen · golf-1"
    stages = [line for line in lines if line.startswith("  ")]
    assert len({line.index("te draaien") for line in stages}) == 1
    assert lines[-1].startswith("volgende stap: make codeer STUDY=ervaringen WAVE=golf-1")


def test_status_imports_nothing_heavy(oza: Oza, project: Layout) -> None:
    oza("segment")
    code = (
        f"import sys; sys.argv = ['oza', 'status', '--root', {str(project.root)!r}]\n"
        "from pipeline.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'pandas', 'pyarrow', 'spacy', 'sklearn', 'docx', 'openpyxl'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
    assert "volgende stap" in done.stdout

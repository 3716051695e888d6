"""Bad input is normal: named, set aside, and the rest goes on."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.store.layout import Layout
from pipeline.store.ledger import read_decisions

Oza = Callable[..., Any]


def test_a_bad_report_is_set_aside_and_the_rest_goes_on(oza: Oza, project: Layout) -> None:
    (project.reports / "leeg.docx").write_bytes(b"")
    (project.reports / "1K1.md").write_text("   \n", encoding="utf-8")
    with (project.wave_folder / "register.csv").open("a") as register:
        register.write("3K1;kwijt.docx;kind;3;;;1;\n3K2;leeg.docx;kind;3;;;1;\n9Q9;x.docx;;;;;1;\n")
    (project.reports / "los.txt").write_text("Niet in het register.", encoding="utf-8")
    said = oza("segment")
    assert said.code == 4
    assert "2 verslagen gelezen, 5 opzijgezet" in said.out
    problems = said.err.splitlines()
    assert len(problems) == 5
    for name in ("leeg.docx", "1K1.md", "kwijt.docx", "los.txt", "register.csv:7"):
        assert any(name in line for line in problems), name
    again = oza("segment")
    assert again.code == 4
    assert again.err == said.err


def test_messages_hold_no_words_of_participants(oza: Oza, project: Layout) -> None:
    secret = "Zwaluwstaartje"
    for name in ("1K1.docx", "1K1.pdf", "1K1.odt", "1K1.rtf", "1K1.txt"):
        (project.reports / name).write_text(f"{secret} zei iets.", encoding="utf-16")
        register = project.wave_folder / "register.csv"
        register.write_text(f"id;bestand\n1K1;{name}\n2K1;{secret[:4]};\n", encoding="utf-8")
        said = oza("segment")
        assert secret not in said.out + said.err


def test_only_one_run_at_a_time(oza: Oza, project: Layout) -> None:
    from filelock import FileLock

    (project.outputs / ".run").mkdir(parents=True)
    with FileLock(project.outputs / ".run" / "lock"):
        said = oza("ingest")
    assert said.code == 10
    assert "andere opdracht" in said.err


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (("run", "--study", "bestaat-niet"), 3, "geen studie"),
        (("run", "--wave", "golf-9"), 10, "geen golf"),
        (("run", "--until", "nergens"), 10, "geen stap"),
        (("why", "nergens"), 10, "geen stap"),
        (("export-xlsx", "--coder", "../anna"), 10, "naam"),
        (("import-xlsx", "kwijt.xlsx"), 7, "bestaat niet"),
        (("tag", "--input", "kwijt.jsonl", "--output", "uit.jsonl"), 4, "bestaat niet"),
        (("new-study", "Mijn Studie", "--from", "ervaringen"), 3, "kan geen naam"),
        (("new-study", "ervaringen", "--from", "ervaringen"), 3, "bestaat al"),
        (("new-study", "nieuw", "--from", "nergens"), 3, "geen studie"),
    ],
)
def test_a_users_mistake_is_one_line_and_an_exit_code(
    oza: Oza, arguments: tuple[str, ...], code: int, what: str
) -> None:
    said = oza(*arguments)
    assert said.code == code
    assert what in said.err
    assert len(said.err.splitlines()) == 1


def test_an_unresolved_finding_blocks_the_report_and_not_the_coding(
    oza: Oza, validate: Callable[..., None], project: Layout
) -> None:
    report = project.reports / "1K1.md"
    text = report.read_text("utf-8")
    report.write_text(text.replace("een vriend", "een vriend die Jelmer heet"), "utf-8")
    validate()
    said = oza("report")
    assert said.code == 5
    assert "Jelmer" not in said.out + said.err

    assert oza("privacy-sheet").code == 0
    sheet = project.findings_sheet
    assert oct(sheet.stat().st_mode)[-3:] == "600"
    book = load_workbook(sheet)
    rows = book["Bevindingen"]
    assert [rows.cell(2, 6).value, rows.max_row] == ["Jelmer", 2]
    rows.cell(2, 8).value, rows.cell(2, 9).value = "vervangen", "kind"
    book.save(sheet)
    assert oza("privacy-sheet").code == 7
    before = read_decisions(project.ledger("anna"))
    assert "1 besluit vastgelegd" in oza("privacy-import", "--by", "anna").out
    assert oza("report").code == 0
    assert read_decisions(project.ledger("anna")) == before
    assert "Jelmer" not in (project.stage("report") / "rapport.html").read_text("utf-8")
    from pipeline.store.tables import read_segments

    texts = [s.text for s in read_segments(project.stage("segment") / "segments.parquet")]
    assert any("die [naam kind] heet" in text for text in texts)
    for ledger in project.study_folder.rglob("*.jsonl"):
        assert "Jelmer" not in ledger.read_text("utf-8")


def test_a_dismissed_word_is_learned(oza: Oza, project: Layout) -> None:
    report = project.reports / "1K1.md"
    report.write_text(
        report.read_text("utf-8").replace("een vriend", "het spel Zwarfkwist"), "utf-8"
    )
    oza("privacy-sheet")
    book = load_workbook(project.findings_sheet)
    book["Bevindingen"].cell(2, 8).value = "toegestaan"
    book.save(project.findings_sheet)
    oza("privacy-import", "--by", "anna")
    assert "Zwarfkwist" in project.allowed_words.read_text("utf-8")
    (project.reports / "1O1.md").write_text("# X\n\nHij speelt ook Zwarfkwist.\n", "utf-8")
    assert "0 bevindingen wachten" in oza("privacy").out


@pytest.mark.parametrize("stage", ["ingest", "privacy", "segment", "suggest"])
def test_a_failure_halfway_leaves_the_last_whole_output(
    oza: Oza,
    project: Layout,
    stage: str,
    monkeypatch: pytest.MonkeyPatch,
    files: Callable[[Path], dict[str, bytes]],
) -> None:
    oza("suggest")
    before = files(project.stage(stage))
    module = __import__(f"pipeline.stages.{stage}", fromlist=["run"])

    def torn(job: Any) -> None:
        (job.out / "half.parquet").write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "run", torn)
    said = oza(stage, "--again")
    assert said.code == 10
    assert "de schijf is vol" in said.err
    assert files(project.stage(stage)) == before
    monkeypatch.undo()


@pytest.mark.parametrize("after", [0.4, 0.9, 1.6, 2.5])
def test_a_killed_run_is_finished_by_the_next(
    oza: Oza, validate: Callable[..., None], project: Layout, after: float
) -> None:
    validate()
    ledger = project.ledger("anna").read_bytes()
    shutil.rmtree(project.outputs)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "pipeline", "run", "--root", str(project.root)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert project.ledger("anna").read_bytes() == ledger
    said = oza("run")
    assert said.code == 0, said.err
    assert not list(project.outputs.glob(".*.part"))
    assert (project.stage("report") / "rapport.docx").exists()


def test_a_changed_ledger_is_reported_with_its_line(
    oza: Oza, validate: Callable[..., None], project: Layout
) -> None:
    validate()
    path = project.ledger("anna")
    lines = path.read_bytes().splitlines()
    number = next(n for n, line in enumerate(lines, start=1) if b'"akkoord"' in line)
    path.write_bytes(path.read_bytes().replace(b'"akkoord"', b'"afgewezen"', 1))
    said = oza("run")
    assert said.code == 6
    assert f"anna.jsonl:{number}" in said.err


def test_a_name_allowed_by_mistake_can_still_be_replaced(oza: Oza, project: Layout) -> None:
    report = project.reports / "1K1.md"
    report.write_text(
        report.read_text("utf-8").replace("een vriend", "een vriend die Jelmer heet"), "utf-8"
    )
    oza("privacy-sheet")

    def choose(choice: str) -> None:
        book = load_workbook(project.findings_sheet)
        book["Bevindingen"].cell(2, 8).value = choice
        book.save(project.findings_sheet)
        oza("privacy-import", "--by", "anna")

    for choice in ("toegestaan", "vervangen", "hier niet", "vervangen"):
        choose(choice)
    assert "Jelmer" not in project.allowed_words.read_text("utf-8")
    assert "1 plaatsen vervangen, 0 bevindingen" in oza("privacy").out
    assert oct(project.stage("privacy").stat().st_mode)[-3:] == "700"


def test_set_aside_reports_are_named_also_when_a_later_step_refuses(
    oza: Oza, project: Layout
) -> None:
    (project.reports / "oud.doc").write_bytes(b"x")
    said = oza("run")
    assert said.code == 6
    assert "oud.doc" in said.err
    assert "als .docx" in said.err
    assert "oud.doc" in oza("status").err


def test_two_registers_are_one_too_many(oza: Oza, project: Layout) -> None:
    (project.wave_folder / "register.xlsx").write_bytes(b"x")
    assert "register.csv en register.xlsx" in oza("ingest").err


def test_capitals_in_a_file_name_do_not_matter(oza: Oza, project: Layout) -> None:
    (project.reports / "1K1.md").rename(project.reports / "1k1.MD")
    assert oza("ingest").code == 0


def test_a_folder_without_permission_is_one_line(
    oza: Oza, project: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(project.outputs))

    monkeypatch.setattr(Path, "mkdir", refuse)
    said = oza("ingest")
    assert said.code == 10
    assert "geen toestemming" in said.err
    assert len(said.err.splitlines()) == 1


def test_a_finding_that_is_too_short_can_be_made_whole(oza: Oza, project: Layout) -> None:
    report = project.reports / "1O1.md"
    report.write_text(
        "# Verslag\n\n## Vooraf\n\nZe zat op het Zonnehof Lyceum, daar was het druk.\n\n"
        "Op het Zonnehof Lyceum leerde ze niets.\n",
        encoding="utf-8",
    )
    oza("privacy-sheet")

    def fill(whole: str) -> Any:
        book = load_workbook(project.findings_sheet)
        sheet = book["Bevindingen"]
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 8).value, sheet.cell(row, 9).value = "vervangen", "school"
            if row == 2:
                sheet.cell(row, 10).value = whole
        book.save(project.findings_sheet)
        return oza("privacy-import", "--by", "anna")

    wrong = fill("het Zonnehof College")
    assert wrong.code == 7
    assert "kolom J" in wrong.err
    assert not project.resolutions.exists()
    assert fill("het Zonnehof Lyceum").code == 0
    oza("segment")
    from pipeline.store.tables import read_segments

    texts = [s.text for s in read_segments(project.stage("segment") / "segments.parquet")]
    assert "Ze zat op [naam school], daar was het druk." in texts
    assert not any("Zonnehof" in text or "Lyceum" in text for text in texts)

"""`oza codebook print`: what it needs, what it refuses, and that it says the same each time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx

from pipeline.config.study import read_study
from pipeline.domain.migration import Lineage, Migration, Step, StepKind
from pipeline.stages.codebook_print import print_codebook
from pipeline.store.layout import Layout

Oza = Callable[..., Any]


def test_before_anything_is_decided_it_prints_without_counts(oza: Oza, project: Layout) -> None:
    said = oza("codebook", "print")
    assert said.code == 0, said.err
    assert "zonder aantallen en passages" in said.out
    folder = project.stage("codeboek")
    page = (folder / "codeboek.html").read_text("utf-8")
    assert "Vastlopen in het onderwijs" in page
    assert "Uit de gesprekken" not in page
    assert not project.stage("segment").exists()
    assert len(docx.Document(str(folder / "codeboek.docx")).tables) == 88


def test_the_title_tells_the_day_on_which_the_version_was_frozen(project: Layout) -> None:
    study = read_study(project.study_folder)
    version = study.codebook.version
    steps = (Step(StepKind.REWORD, ("zorg",)),)
    dated = replace(study, lineage=Lineage((Migration("0.9.0", version, steps, "2026-03-01"),)))
    page = print_codebook(project, dated, bare=True).page.read_text("utf-8")
    assert f"Versie {version} van 1 maart 2026" in page
    undated = replace(study, lineage=Lineage())
    page = print_codebook(project, undated, bare=True).page.read_text("utf-8")
    assert f"Versie {version} ·" in page


def test_with_validated_reports_it_counts_and_quotes_and_gives_the_same_bytes(
    oza: Oza,
    validate: Callable[..., None],
    project: Layout,
    files: Callable[[Path], dict[str, bytes]],
) -> None:
    validate()
    said = oza("codebook", "print")
    assert said.code == 0, said.err
    folder = project.stage("codeboek")
    first = files(folder)
    page = first["codeboek.html"].decode()
    assert "van de 1" in page
    assert "Uit de gesprekken" in page
    assert "1K1" not in page
    assert "1O1" not in page
    shutil.rmtree(folder)
    oza("codebook", "print")
    assert files(folder) == first

    bare = oza("codebook", "print", "--without-passages")
    assert "zonder aantallen" in bare.out
    assert "Uit de gesprekken" not in (folder / "codeboek.html").read_text("utf-8")


def test_nothing_is_printed_with_passages_while_findings_wait(
    oza: Oza, validate: Callable[..., None], project: Layout
) -> None:
    report = project.reports / "1K1.md"
    text = report.read_text("utf-8")
    report.write_text(text.replace("een vriend", "een vriend die Jelmer heet"), "utf-8")
    validate()
    said = oza("codebook", "print")
    assert said.code == 5
    assert "--without-passages" in said.err
    assert "Jelmer" not in said.out + said.err
    assert not project.stage("codeboek").exists()
    assert oza("codebook", "print", "--without-passages").code == 0
    made = (project.stage("codeboek") / "codeboek.html").read_text("utf-8")
    assert "Jelmer" not in made

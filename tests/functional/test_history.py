"""The same inputs give the same bytes, whatever happened before: what is taken over from earlier runs
is what a run from scratch makes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.store.kept import KEPT
from pipeline.store.layout import Layout
from tests.functional.conftest import Oza

Validate = Callable[[str], None]
STAGES = ("ingest", "privacy", "segment", "suggest")

MORE = """# Verslag kind

I: Hoe gaat het nu?

R: Het gaat goed met Jikke en mij. Juf Wiersema helpt ons elke dag met rekenen.

R: Vroeger zat ik alleen maar thuis, op het Zonnehof College wilde niemand me hebben.
"""
ELSEWHERE = "\nR: Soms speelt jikke buiten, of hij belt met wiersema.\n"
ROW = "2K1;2K1.md;kind;2;9;jongen;1;2025-01-13\n"


def add(project: Layout) -> None:
    """A report with names that stand elsewhere too, in lower case."""
    (project.reports / "2K1.md").write_text(MORE, encoding="utf-8")
    with (project.wave_folder / "register.csv").open("a", encoding="utf-8") as register:
        register.write(ROW)


def change(project: Layout) -> None:
    path = project.reports / "1K1.md"
    text = path.read_text("utf-8").replace("veel te druk", "erg vol")
    path.write_text(text + ELSEWHERE, encoding="utf-8")


def remove(project: Layout) -> None:
    (project.reports / "2P1.md").unlink()
    register = project.wave_folder / "register.csv"
    rows = register.read_text("utf-8").splitlines(keepends=True)
    register.write_text("".join(row for row in rows if not row.startswith("2P1")), "utf-8")


def allow(project: Layout) -> None:
    project.allowed_words.parent.mkdir(parents=True, exist_ok=True)
    project.allowed_words.write_text("Zonnehof\nJikke\n", encoding="utf-8")


def shorten(project: Layout) -> None:
    _settings(project, "max_chars = 600", "max_chars = 260")


def suggest_more(project: Layout) -> None:
    _settings(project, "lowest = 0.10", "lowest = 0.02")


def redefine(project: Layout) -> None:
    path = project.study_folder / "codes.yaml"
    text = path.read_text("utf-8")
    assert "buikpijn" in text
    path.write_text(text.replace("buikpijn", "maagpijn"), encoding="utf-8")


def _settings(project: Layout, old: str, new: str) -> None:
    path = project.study_folder / "study.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def outputs(layout: Layout) -> dict[str, bytes]:
    """What the stages wrote, without what they kept for themselves."""
    return {
        path.relative_to(layout.outputs).as_posix(): path.read_bytes()
        for stage in STAGES
        for path in sorted(layout.stage(stage).rglob("*"))
        if path.is_file() and KEPT not in path.parts
    }


def from_scratch(oza: Oza, project: Layout, elsewhere: Path) -> dict[str, bytes]:
    for folder in ("corpus", "codebook"):
        shutil.copytree(project.root / folder, elsewhere / folder)
    assert oza("suggest", "--root", str(elsewhere)).code == 0
    return outputs(Layout(elsewhere, project.study, project.wave))


@pytest.mark.parametrize(
    "steps",
    [(add,), (change,), (remove,), (add, change, allow), (add, shorten), (add, suggest_more),
     (add, redefine), (change, remove, add)],
    ids=lambda steps: "-".join(step.__name__ for step in steps),
)  # fmt: skip
def test_a_wave_with_a_history_is_one_made_from_scratch(
    oza: Oza, project: Layout, tmp_path: Path, steps: tuple[Callable[[Layout], None], ...]
) -> None:
    assert oza("suggest").code == 0
    before = outputs(project)
    for step in steps:
        step(project)
        assert oza("suggest").code == 0
    after = outputs(project)
    assert after != before, "the steps have to matter, or this says nothing"
    assert after == from_scratch(oza, project, tmp_path / "elders")


def test_with_decisions_and_a_confirmed_name(
    oza: Oza, validate: Validate, project: Layout, tmp_path: Path
) -> None:
    """A second coder's decisions make the model learn anew; a name confirmed in a report that came
    later is replaced in one that was there."""
    change(project)
    validate("anna")
    assert oza("suggest").code == 0
    add(project)
    assert oza("suggest").code == 0
    confirm(oza, project, "Wiersema")
    assert oza("suggest").code == 0
    table = outputs(project)
    assert b"wiersema" not in (project.stage("segment") / "segments.parquet").read_bytes()
    # The key says in which order names were confirmed; it is an input by now.
    assert table == from_scratch(oza, project, tmp_path / "elders")


def confirm(oza: Oza, project: Layout, name: str) -> None:
    """As a person does it: in the sheet of findings."""
    from openpyxl import load_workbook

    assert oza("privacy-sheet").code == 0
    book = load_workbook(project.findings_sheet)
    sheet = next(one for one in book if any("besluit" in str(cell.value) for cell in one[1]))
    head = {str(cell.value): cell.column for cell in sheet[1]}
    text = next(column for title, column in head.items() if "gevonden" in title)
    choice = next(column for title, column in head.items() if "besluit" in title)
    hits = [r for r in range(2, sheet.max_row + 1) if name in str(sheet.cell(r, text).value)]
    assert hits
    sheet.cell(hits[0], choice).value = "vervangen"
    book.save(project.findings_sheet)
    said = oza("privacy-import", "--by", "anna")
    assert said.code == 0, said.err


def test_what_was_kept_may_be_gone_or_damaged(oza: Oza, project: Layout, tmp_path: Path) -> None:
    assert oza("suggest").code == 0
    kept = [path for stage in STAGES for path in (project.stage(stage) / KEPT).glob("*")]
    assert len(kept) >= 4
    for at, path in enumerate(kept):
        raw = path.read_bytes()
        if at % 2:
            path.write_bytes(raw[:-20] + b"?" * 20)
        else:
            path.unlink()
    said = oza("suggest")
    assert all("ongewijzigd" in line for line in said.out.splitlines()), "no stage is stale by it"
    add(project)
    assert oza("suggest").code == 0
    assert outputs(project) == from_scratch(oza, project, tmp_path / "elders")


def test_a_damaged_output_is_not_taken_over(oza: Oza, project: Layout, tmp_path: Path) -> None:
    assert oza("suggest").code == 0
    report = project.stage("ingest") / "reports" / "1K1.json"
    report.write_text(report.read_text("utf-8").replace("buikpijn", "hoofdpijn"), "utf-8")
    path = project.stage("segment") / "segments.parquet"
    path.write_bytes(path.read_bytes()[:-30])
    (project.stage("suggest") / "model" / "model.npz").write_bytes(b"?")
    add(project)
    assert oza("suggest").code == 0
    assert outputs(project) == from_scratch(oza, project, tmp_path / "elders")


def test_what_is_kept_is_for_its_owner_only(oza: Oza, project: Layout) -> None:
    assert oza("suggest").code == 0
    for stage in STAGES:
        for path in (project.stage(stage) / KEPT).glob("*"):
            assert path.stat().st_mode & 0o077 == 0, path
    assert project.stage("privacy").stat().st_mode & 0o077 == 0


def test_only_the_new_report_is_searched_and_read(
    oza: Oza, project: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.privacy import wave
    from pipeline.stages.for_segment import cutting
    from pipeline.tagging.model import CodeModel

    assert oza("suggest").code == 0
    searched: list[str] = []
    judged: list[str] = []
    cut: list[str] = []
    search, segment, chances = wave.own_spans, cutting.segmented, CodeModel.chances

    def spans(report, rules):  # type: ignore[no-untyped-def]
        searched.append(report.respondent)
        return search(report, rules)

    def segmented(report, *given, **named):  # type: ignore[no-untyped-def]
        cut.append(report.respondent)
        return segment(report, *given, **named)

    def asked(self, passages):  # type: ignore[no-untyped-def]
        judged.extend({passage.report for passage in passages})
        return chances(self, passages)

    monkeypatch.setattr(wave, "own_spans", spans)
    monkeypatch.setattr(cutting, "segmented", segmented)
    monkeypatch.setattr(CodeModel, "chances", asked)
    add(project)
    assert oza("suggest").code == 0
    assert (searched, cut, judged) == (["2K1"], ["2K1"], ["golf-1/2K1"])

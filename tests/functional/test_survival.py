"""What survives a trip to another program, measured; the table in README says the same."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.domain.judgement import Decision, Verdict
from pipeline.domain.recut import Recut, RecutKind
from pipeline.exchange.mapping import OUT
from pipeline.exchange.mapping_sheet import CODES, SOURCES, USERS
from pipeline.exchange.refi.reading import read_project
from pipeline.store.files import read_json, write_json
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions, read_decisions
from pipeline.store.recuts import append_recut
from pipeline.store.tables import read_sentence_ends
from tests.functional.test_exchange import NEW, coded, exported, segments_of, take_over
from tests.golden.survival import check, facts_of, verdicts
from tests.unit.exchange.refi import test_programs as programs

__all__ = ["coded"]
Oza = Callable[..., object]
TOOLS = {
    "MAXQDA, in and out": programs.test_maxqda,
    "ATLAS.ti, in and out": programs.test_atlas_ti,
    "NVivo, in and out": programs.test_nvivo,
    "QualCoder, in and out": programs.test_qualcoder,
}


def study_facts(layout: Layout) -> dict[str, frozenset[object]]:
    """What a study knows and no project says."""
    segments = segments_of(layout)
    decisions = [d for path in layout.decisions.glob("*.jsonl") for d in read_decisions(path)]
    return {
        "borders of segments": frozenset((s.respondent, s.text) for s in segments),
        "rejected suggestion": frozenset(
            (d.segment, d.code) for d in decisions if d.verdict is Verdict.REJECT
        ),
        "what a coder was shown (suggestion, blind)": frozenset(
            (d.segment, d.code) for d in decisions if d.seen is not None or d.blind
        ),
    }


def test_our_own_project(oza: Oza, coded: Layout, tmp_path: Path) -> None:
    own = segments_of(coded)[0]
    ends = read_sentence_ends(coded.stage("segment") / "sentences.parquet")
    cut = next(end for end in ends if end.segment == segments_of(coded)[1].id)
    digest = segments_of(coded)[1].digest
    append_recut(
        coded.recuts("anna"),
        Recut(
            "golf-1",
            RecutKind.SPLIT,
            cut.segment,
            digest,
            "anna",
            "2026-01-01T00:00:00Z",
            cut.offset,
        ),
    )
    shown = Decision(
        "golf-1", own.id, own.digest, "aandacht", Verdict.ACCEPT, "bram", "1.1.0", seen=0.6, model="m",
        at="2026-01-09T10:00:00Z",
    )  # fmt: skip
    append_decisions(coded.ledger("bram"), [shown])
    write_json(
        coded.codes_elsewhere,
        {
            "colours": {"aandacht": "#FF8800"},
            "sets": [{"name": "Kern", "memo": "", "codes": ["aandacht", "waardering"]}],
        },
    )
    exported(oza, tmp_path / "een.qdpx", "ervaringen")
    take_over(oza, tmp_path / "een.qdpx", "anders", *NEW)
    exported(oza, tmp_path / "twee.qdpx", "anders")
    sides = [
        {**facts_of(read_project(tmp_path / file)), **study_facts(layout)}
        for file, layout in (
            ("een.qdpx", coded), ("twee.qdpx", Layout(coded.root, "anders", "golf-1")),
        )
    ]  # fmt: skip
    check({"our project, out and in": verdicts(*sides)})


@pytest.mark.parametrize("tool", TOOLS)
def test_projects_of_other_programs(oza: Oza, project: Layout, tmp_path: Path, tool: str) -> None:
    with suppress(AssertionError):  # only the file that it makes is wanted here
        TOOLS[tool](tmp_path)
    file = tmp_path / "a.qdpx"
    said = oza("import-qdpx", str(file), "--study", "elders", *NEW)
    assert said.code == 0, said.err
    (sheet,) = Layout(project.root, "elders", "").private.glob("koppeling-*.xlsx")
    _fill(sheet)
    said = oza("import-qdpx", str(file), "--study", "elders", *NEW, "--yes")
    assert said.code == 0, said.err
    _allow_all(oza, Layout(project.root, "elders", "golf-1"))
    exported(oza, tmp_path / "b.qdpx", "elders")
    before, after = (facts_of(read_project(path)) for path in (file, tmp_path / "b.qdpx"))
    check({tool: verdicts(before, after)})


def _fill(sheet: Path) -> None:
    """Whose each text is, where the program could not see it."""
    book = load_workbook(sheet)
    for row in range(2, book[SOURCES].max_row + 1):
        book[SOURCES].cell(row, 6).value = f"1K{row}"
    for name in (USERS, CODES):
        for row in range(2, book[name].max_row + 1):
            assert book[name].cell(row, 3).value not in (None, OUT)
    book.save(sheet)


def _allow_all(oza: Oza, layout: Layout) -> None:
    assert oza("segment", "--study", layout.study).code == 0
    if read_json(layout.stage("privacy") / "open.json")["findings"]:
        assert oza("privacy-sheet", "--study", layout.study).code == 0
        book = load_workbook(layout.findings_sheet)
        for row in range(2, book.worksheets[0].max_row + 1):
            book.worksheets[0].cell(row, 8).value = "hier niet"
        book.save(layout.findings_sheet)
        assert oza("privacy-import", "--study", layout.study, "--by", "lies").code == 0

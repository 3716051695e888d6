"""What survives where decisions are made outside: in the Excel workbook and in Label Studio."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from pipeline.config.study import read_study
from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Decision, Stance, Verdict, standing
from pipeline.domain.quotable import QuoteMark, QuoteVerdict
from pipeline.domain.report import text_digest
from pipeline.exchange.coding_sheet import CODES, CODING
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions, read_decisions
from pipeline.store.quotable import append_marks, read_all_marks
from pipeline.store.tables import read_segments
from tests.functional.label_studio import as_exported
from tests.golden.survival import check, verdicts

Oza = Callable[..., Any]
Facts = dict[str, frozenset[object]]
QUOTED, DATE = "passage to quote", "date of a coding"


def decided(decisions: Iterable[Decision]) -> Facts:
    """What decisions say, element by element."""
    stands = list(standing(decisions).values())
    given = [d for d in stands if d.verdict.assigns]
    return {
        "coder": frozenset(d.coder for d in stands),
        "coding: code, coder and exact place": frozenset(
            (d.coder, d.code, d.segment, d.digest) for d in given
        ),
        DATE: frozenset((d.segment, d.code, d.at) for d in given),
        "stance": frozenset((d.segment, d.code, d.stance) for d in given if d.stance),
        "memo on a coding": frozenset((d.segment, d.code, d.memo) for d in stands if d.memo),
        "segment that was read without a code": frozenset(
            d.segment for d in stands if d.verdict is Verdict.DONE
        ),
        "rejected suggestion": frozenset(
            (d.segment, d.code) for d in stands if d.verdict is Verdict.REJECT
        ),
        "what a coder was shown (suggestion, blind)": frozenset(
            (d.segment, d.code, d.seen) for d in stands if d.seen is not None
        ),
    }


def known(layout: Layout) -> Facts:
    """What else the study knows."""
    book = read_study(layout.study_folder).codebook
    segments = read_segments(layout.stage("segment") / "segments.parquet")
    people = {s.respondent for s in segments}
    return {
        "text of a source": frozenset((s.id, s.text) for s in segments),
        "name of a source": frozenset(people),
        "case": frozenset(people),
        "variable of a case": frozenset(
            (one, value)
            for one in people
            for value in (RespondentId.parse(one).actor.value, RespondentId.parse(one).oza)
        ),
        "code and its place in the tree": frozenset(
            (c.label, book[c.parent].label if c.parent else "") for c in book
        ),
        "definition of a code": frozenset((c.label, c.definition) for c in book),
        "borders of segments": frozenset(s.id for s in segments),
        QUOTED: frozenset(m.id for own in read_all_marks(layout.quotations).values() for m in own),
    }


@pytest.fixture
def worked(project: Layout, oza: Oza) -> Layout:
    """A wave with suggestions, and a passage to quote."""
    assert oza("suggest").code == 0
    first = read_segments(project.stage("segment") / "segments.parquet")[0]
    mark = QuoteMark(
        "golf-1", first.id, first.digest, 0, 3, text_digest(first.text[:3]),
        QuoteVerdict.QUOTABLE, "anna", "2025-01-01T00:00:00Z",
    )  # fmt: skip
    append_marks(project.quotation_marks("anna"), [mark])
    return project


def test_label_studio(worked: Layout, oza: Oza, decide: Callable[..., Decision]) -> None:
    version = read_study(worked.study_folder).codebook.version
    segments = read_segments(worked.stage("segment") / "segments.parquet")
    of = {s.id: {"segment": s.id, "digest": s.digest, "codebook": version} for s in segments}
    first, second, *_ = (s.id for s in segments if s.respondent == "1K1")
    append_decisions(
        worked.ledger("anna"),
        [
            decide(**of[first], code="sociaal", stance=Stance.POSITIVE, memo="bij de code"),
            decide(**of[first], code="waardering", verdict=Verdict.ACCEPT, seen=0.4, model="m"),
            decide(**of[second], code="waardering", verdict=Verdict.REJECT, seen=0.2, model="m"),
            decide(**of[second], code="", memo="bij het segment"),
        ],
    )
    before = known(worked) | decided(read_decisions(worked.ledger("anna")))
    assert oza("export-label-studio", "--coder", "anna=1").code == 0
    folder = worked.stage("labelstudio")
    tasks = json.loads((folder / "taken.json").read_text("utf-8"))
    worked.ledger("anna").unlink()
    file = worked.root / "export.json"
    file.write_text(json.dumps(as_exported(tasks, {})), encoding="utf-8")
    assert oza("import-label-studio", str(file), "--coder", "anna=1").code == 0

    data = [task["data"] for task in tasks]
    root = ElementTree.parse(folder / "inrichting.xml").getroot()
    above = {child: parent for parent in root.iter() for child in parent}
    codes = [c for c in root.findall(".//Taxonomy//Choice") if c.get("hint")]
    held: Facts = {
        "text of a source": frozenset((one["segment"], one["tekst"]) for one in data),
        "name of a source": frozenset(one["verslag"] for one in data),
        "case": frozenset(one["verslag"] for one in data),
        "variable of a case": frozenset((one["verslag"], one["actor"]) for one in data),
        "code and its place in the tree": frozenset(
            (c.get("value"), above[c].get("value", "")) for c in codes
        ),
        "definition of a code": frozenset((c.get("value"), c.get("hint")) for c in codes),
        "borders of segments": frozenset(one["segment"] for one in data),
    }
    after = held | decided(read_decisions(worked.ledger("anna")))
    check({"Label Studio, out and in": verdicts(before, after)})


def test_the_workbook(worked: Layout, oza: Oza) -> None:
    """Filled in as a coder does."""
    assert oza("export-xlsx", "--coder", "anna").code == 0
    path = worked.workbook("anna")
    book = load_workbook(path)
    sheet: Any = book[CODING]
    names = [cell.value for cell in sheet[1]]
    rows = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    digests = {s.id: s.digest for s in read_segments(worked.stage("segment") / "segments.parquet")}
    suggested = [row for row in rows if row.get("voorstel 1") and row["voorstel 1"].value]
    accepted, rejected = suggested[:2]
    bare = next(row for row in rows if row not in (accepted, rejected))
    labels = {c.label: c.id for c in read_study(worked.study_folder).codebook}
    accepted["besluit 1"].value, accepted["houding 1"].value = "akkoord", "positief"
    rejected["besluit 1"].value = "afgewezen"
    bare["gelezen"].value, bare["memo"].value = "ja", "een memo"
    before = known(worked)
    code, other = (labels[row["voorstel 1"].value] for row in (accepted, rejected))
    at, where, read = (row["segment"].value for row in (accepted, rejected, bare))
    before |= {
        "coder": frozenset(["anna"]),
        "coding: code, coder and exact place": frozenset([("anna", code, at, digests[at])]),
        "stance": frozenset([(at, code, Stance.POSITIVE)]),
        "memo on a coding": frozenset([(read, "", "een memo")]),
        "segment that was read without a code": frozenset([read]),
        "rejected suggestion": frozenset([(where, other)]),
        "what a coder was shown (suggestion, blind)": frozenset(
            [(at, code, accepted["kans 1"].value), (where, other, rejected["kans 1"].value)]
        ),
    }
    book.save(path)
    assert oza("import-xlsx", str(path)).code == 0
    codes = list(load_workbook(path)[CODES].iter_rows(min_row=2, values_only=True))
    held: Facts = {
        "text of a source": frozenset((r["segment"].value, r["tekst"].value) for r in rows),
        "name of a source": frozenset(r["verslag"].value for r in rows),
        "case": frozenset(r["verslag"].value for r in rows),
        "variable of a case": frozenset((r["verslag"].value, r["actor"].value) for r in rows),
        "code and its place in the tree": frozenset((c[0], c[2] or "") for c in codes),
        "definition of a code": frozenset((c[0], c[3]) for c in codes),
        "borders of segments": frozenset(r["segment"].value for r in rows),
    }
    after = held | decided(read_decisions(worked.ledger("anna")))
    check({"Excel workbook, in": verdicts(before, after)})

"""Accepting in one go, coding blind, and the order of a workbook, as a user does it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.config.study import read_study
from pipeline.domain.judgement import Decision, Verdict, codings_of
from pipeline.errors import LedgerError
from pipeline.stages.bulk import accept, preview
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions, read_all_decisions, read_decisions
from pipeline.store.tables import read_segments, read_suggestions, read_turns

Oza = Callable[..., Any]
AT = "2025-03-01T12:00:00Z"
LOW = ("--above", "0.1")


def rows(path: Path, sheet: str = "Coderen") -> list[dict[str, Any]]:
    first, *rest = load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, first), row, strict=True)) for row in rest]


def fill(path: Path, segment: str, column: str, value: object) -> None:
    book = load_workbook(path)
    names = [cell.value for cell in book["Coderen"][1]]
    for row in book["Coderen"].iter_rows(min_row=2):
        if row[0].value == segment:
            row[names.index(column)].value = value
    book.save(path)


def blind_of(project: Layout) -> set[str]:
    return {t.segment for t in read_turns(project.stage("suggest") / "queue.parquet") if t.blind}


def test_looking_writes_nothing_and_says_what_would_happen(oza: Oza, project: Layout) -> None:
    for arguments in ((), ("--preview",), ("--preview", "--yes")):
        said = oza("accept", "--coder", "anna", *LOW, *arguments)
        assert said.code == 0, said.err
        assert "in één keer te accepteren, vanaf 10 %" in said.out
        assert "nog niet eerder beslist" in said.out
        assert "voeg --yes toe" in said.out
    assert not project.ledger("anna").exists()
    assert "accepteren" not in oza("status").out


def test_accepting_skips_blind_segments_keeps_its_chances_and_adds_nothing_twice(
    oza: Oza, project: Layout
) -> None:
    said = oza("accept", "--coder", "anna", *LOW, "--yes")
    assert said.code == 0, said.err
    assert "oza export-xlsx --coder anna --order controle" in said.out
    made = read_decisions(project.ledger("anna"))
    found = read_suggestions(project.stage("suggest") / "suggestions.parquet")
    blind = blind_of(project)
    assert blind
    expected = {(s.segment, s.code): s.probability for s in found if s.segment not in blind}
    assert {(d.segment, d.code): d.seen for d in made} == expected
    assert all(d.bulk and d.share and d.check == min(1, 5 / len(made)) for d in made)
    assert sum(d.drawn for d in made) == min(5, len(made))
    drawn = min(5, len(made))
    told = f"{len(made)} in één keer geaccepteerd · {drawn} geloot om na te kijken"
    assert told in oza("status").out
    before = project.ledger("anna").read_bytes()
    assert "waarover nog niet is beslist" in oza("accept", "--coder", "anna", *LOW, "--yes").out
    assert project.ledger("anna").read_bytes() == before


def test_it_is_no_reading_and_makes_no_report(oza: Oza, project: Layout) -> None:
    oza("accept", "--coder", "anna", *LOW, "--yes")
    assert "nog niets gevalideerd" in oza("report").err
    codings, owner = codings_of(read_all_decisions(project.decisions), [])
    assert owner == {}
    assert codings
    assert all(c.bulk for c in codings)


def test_only_the_codes_that_are_named(oza: Oza, project: Layout) -> None:
    oza("suggest")
    found = read_suggestions(project.stage("suggest") / "suggestions.parquet")
    code = next(s.code for s in found if s.segment not in blind_of(project))
    assert oza("accept", "--coder", "anna", *LOW, "--code", code, "--yes").code == 0
    assert {d.code for d in read_decisions(project.ledger("anna"))} == {code}
    said = oza("accept", "--coder", "anna", *LOW, "--code", "zulks", "--yes")
    assert said.code == 3
    assert "codes.yaml" in said.err


def test_what_she_rejected_stays_rejected_and_others_see_how_it_went(
    oza: Oza, project: Layout
) -> None:
    oza("export-xlsx", "--coder", "anna")
    path = project.workbook("anna")
    row = next(r for r in rows(path) if r["voorstel 1"])
    fill(path, row["segment"], "besluit 1", "afgewezen")
    oza("import-xlsx", str(path))
    said = oza("accept", "--coder", "anna", *LOW, "--yes")
    rejected = read_decisions(project.ledger("anna"))[0]
    made = [d for d in read_decisions(project.ledger("anna")) if d.bulk]
    assert made
    assert rejected.subject not in {d.subject for d in made}
    said = oza("accept", "--coder", "bert", *LOW, "--code", rejected.code)
    assert "eerder 0 van de 1 akkoord (0 %)" in said.out


def test_checking_what_was_drawn(oza: Oza, project: Layout) -> None:
    oza("accept", "--coder", "anna", *LOW, "--yes")
    drawn = [d for d in read_decisions(project.ledger("anna")) if d.drawn]
    waiting = {d.segment for d in drawn}
    path = project.workbook("anna")
    assert oza("export-xlsx", "--coder", "anna", "--order", "controle").code == 0
    found = rows(path)
    assert {r["segment"] for r in found[: len(waiting)]} == waiting
    assert [r["in één keer"] == "nakijken" for r in found] == [
        r["segment"] in waiting for r in found
    ]
    assert "0 nieuwe beslissingen" in oza("import-xlsx", str(path)).out
    study = read_study(project.study_folder)
    for number, decision in enumerate(drawn):
        row = next(r for r in found if r["segment"] == decision.segment)
        label = study.codebook[decision.code].label
        at = next(n for n in range(1, 9) if row.get(f"voorstel {n}") == label)
        assert row[f"besluit {at}"] is None
        verdict = "akkoord" if number else "afgewezen"
        fill(path, decision.segment, f"besluit {at}", verdict)
    said = oza("import-xlsx", str(path))
    assert said.code == 0, said.err
    told = f"{len(drawn)} geloot om na te kijken, {len(drawn)} nagekeken, {len(drawn) - 1} daarvan"
    assert told in oza("status").out
    assert oza("export-xlsx", "--coder", "anna", "--order", "controle").code == 0
    assert not any(r.get("in één keer") == "nakijken" for r in rows(path))
    assert "0 nieuwe beslissingen" in oza("import-xlsx", str(path)).out


def test_reading_a_report_to_the_end_answers_for_what_was_accepted(
    oza: Oza, project: Layout, validate: Callable[..., None]
) -> None:
    oza("accept", "--coder", "anna", *LOW, "--yes")
    validate("anna")
    codings, owner = codings_of(read_all_decisions(project.decisions), [])
    assert not any(c.bulk for c in codings)
    assert len(owner) == len(read_segments(project.stage("segment") / "segments.parquet"))
    assert oza("report").code == 0


def test_blind_segments_are_coded_without_suggestions(oza: Oza, project: Layout) -> None:
    oza("export-xlsx", "--coder", "anna")
    path = project.workbook("anna")
    blind = blind_of(project)
    for row in rows(path):
        assert (row["blind"] == "ja") == (row["segment"] in blind)
        assert not (row["blind"] and any(row[n] for n in row if n.startswith("voorstel")))
        fill(path, row["segment"], "gelezen", "ja")
    oza("import-xlsx", str(path))
    turns = {t.segment: t for t in read_turns(project.stage("suggest") / "queue.parquet")}
    made = read_decisions(project.ledger("anna"))
    assert {d.segment for d in made if d.blind} == blind
    assert all(d.share == turns[d.segment].share for d in made)


@pytest.mark.parametrize("order", ["leesvolgorde", "leerzaam", "opbrengst", "dun", "controle"])
def test_a_workbook_comes_in_any_order_and_size(oza: Oza, project: Layout, order: str) -> None:
    said = oza("export-xlsx", "--coder", "anna", "--order", order, "--limit", "2")
    assert said.code == 0, said.err
    assert "2 segmenten voor anna" in said.out
    path = project.workbook("anna")
    first = [r["segment"] for r in rows(path)]
    for segment in first:
        fill(path, segment, "gelezen", "ja")
    assert "2 nieuwe beslissingen" in oza("import-xlsx", str(path)).out
    oza("export-xlsx", "--coder", "anna", "--order", order, "--limit", "2")
    assert not set(first) & {r["segment"] for r in rows(path)}


def test_an_order_that_does_not_exist_is_refused(oza: Oza, project: Layout) -> None:
    said = oza("export-xlsx", "--coder", "anna", "--order", "willekeurig")
    assert said.code == 7
    assert re.search("kies uit leesvolgorde, .*controle", said.err)


def test_killed_half_way_the_next_run_goes_on(oza: Oza, project: Layout) -> None:
    oza("accept", "--coder", "anna", *LOW, "--yes")
    path = project.ledger("anna")
    whole = {d.subject for d in read_decisions(path)}
    content = path.read_bytes()
    os.truncate(path, len(content) * 2 // 3)
    kept = read_decisions(path)
    assert 0 < len(kept) < len(whole)
    assert oza("accept", "--coder", "anna", *LOW, "--yes").code == 0
    made = read_decisions(path)
    assert made[: len(kept)] == kept
    assert {d.subject for d in made} == whole
    assert len(made) == len(whole)


def test_a_decision_made_in_the_same_moment_is_not_overruled(
    oza: Oza, project: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking and writing, the coder rejects something and a colleague accepts all."""
    oza("suggest")
    study = read_study(project.study_folder)
    looked = preview(project, study, "anna", 0.1)
    accept(project, study, "bert", 0.1, AT)
    one = read_decisions(project.ledger("bert"))[0]
    mine = Decision(
        one.wave, one.segment, one.digest, one.code, Verdict.REJECT, "anna", one.codebook, at=AT
    )
    append_decisions(project.ledger("anna"), [mine])
    assert accept(project, study, "anna", 0.1, AT).count == looked.count - 1
    made = read_decisions(project.ledger("anna"))
    assert [d for d in made if d.subject == mine.subject] == [mine]
    bert = {d.subject for d in read_decisions(project.ledger("bert")) if d.drawn}
    anna = {d.subject for d in made if d.drawn}
    assert bert - anna <= {mine.subject}


def test_a_line_of_a_bulk_acceptance_that_was_changed_is_noticed(oza: Oza, project: Layout) -> None:
    oza("accept", "--coder", "anna", *LOW, "--yes")
    path = project.ledger("anna")
    path.write_text(path.read_text("utf-8").replace('"bulk": true', '"bulk": false', 1), "utf-8")
    with pytest.raises(LedgerError, match="gewijzigd"):
        read_decisions(path)
    assert oza("accept", "--coder", "anna", *LOW, "--yes").code == 6

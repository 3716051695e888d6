"""`oza assign` as somebody runs it who divides the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.domain.judgement import Decision, Verdict
from pipeline.store.assignments import read_assignments
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.tables import read_segments

Oza = Callable[..., Any]


def test_reports_are_given_shown_and_taken_back(
    oza: Oza, project: Layout, decide: Callable[..., Decision]
) -> None:
    said = oza("assign", "--coder", "bram", "--coder", "anna", "1K1", "2P1", "--by", "lies")
    assert said.code == 0, said.err
    assert "2 verslagen toegewezen aan anna en bram" in said.out
    lines = read_assignments(project.assignments)
    assert [(one.respondent, one.coders, one.by) for one in lines] == [
        ("1K1", ("anna", "bram"), "lies"),
        ("2P1", ("anna", "bram"), "lies"),
    ]
    assert "0 verslagen" in oza("assign", "--coder", "anna", "--coder", "bram", "1K1").out
    assert len(read_assignments(project.assignments)) == 2

    own = read_segments(project.stage("segment") / "segments.parquet")
    read = [
        decide(segment=s.id, code="", verdict=Verdict.DONE, digest=s.digest)
        for s in own
        if s.respondent == "1K1" or s == own[-1]
    ]
    append_decisions(project.ledger("anna"), read)
    total = {name: sum(s.respondent == name for s in own) for name in ("1K1", "2P1")}
    assert oza("assign", "--list").out.splitlines() == [
        f"1K1: anna klaar, bram 0 van {total['1K1']} gelezen",
        f"2P1: anna 1 van {total['2P1']} gelezen, bram 0 van {total['2P1']} gelezen",
    ]

    back = oza("assign", "--take-back", "1K1", "--take-back", "1O1", "--list")
    assert "1 toewijzing teruggenomen" in back.out
    assert "1K1:" not in back.out
    assert "2P1:" in back.out


def test_a_share_is_drawn_from_every_actor_and_only_once(oza: Oza, project: Layout) -> None:
    two = ("--coder", "anna", "--coder", "bram")
    assert "3 verslagen" in oza("assign", *two, "--share", "0.2").out
    before = project.assignments.read_bytes()
    assert "0 verslagen" in oza("assign", *two, "--share", "0.2").out
    assert project.assignments.read_bytes() == before
    assert "0 verslagen" in oza("assign", "--coder", "els", "--coder", "fen", "--share", "1").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("1K1",), "geef --coder"),
        (("--coder", "anna"), "noem ze, of geef --share"),
        ((), "er is niets gevraagd"),
        (("--coder", "anna", "9K9"), "er is geen verslag '9K9'"),
        (("--take-back", "9K9"), "er is geen verslag '9K9'"),
        (("--coder", "../x", "1K1"), "een naam bestaat uit letters"),
        (("--coder", "consensus", "1K1"), "geen codeur maar een gezamenlijk logboek"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    oza: Oza, project: Layout, arguments: tuple[str, ...], said: str
) -> None:
    done = oza("assign", *arguments)
    assert done.code == 10
    assert said in done.err
    assert done.err.strip().count("\n") == 0
    assert not project.assignments.exists()

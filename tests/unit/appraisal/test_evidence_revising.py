"""Revised placements: what a line has to say, what follows from lines, and how it is marked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.appraisal.answers import Answers, follow
from pipeline.appraisal.revisions_told import history_lines, loose_lines, told_revision
from pipeline.appraisal.scoreboard import derivation_lines, score_lines
from pipeline.appraisal.scoring import equal_weights, score_table
from pipeline.appraisal.telling import as_data, as_lines
from pipeline.domain.revising import loose, revised, revisions_in, standing
from pipeline.domain.revision import Revision
from pipeline.errors import LedgerError
from pipeline.store.ledger import append_lines
from pipeline.store.revisions import append_revision, read_revisions
from tests.unit.appraisal.shipped import FLOWS, FRAME

ANSWERS = {"ingeschreven": "nee", "zicht": "nee", "groep": "individueel"}
AT = "2026-01-01T00:00:00Z"
MOVED = Revision(
    "betaalbaarheid", "productie", 3, 3, 1, "lies", AT, "drie gemeenten", ("r1/2G1:a",)
)
BACK = replace(MOVED, before=1, after=3, reason="", segments=(), taken_back=True)


def test_a_revision_moves_one_placement_and_its_score() -> None:
    frame = revised(FRAME, [MOVED])
    placement = frame.criterion("betaalbaarheid").aspects[0].placement("productie")
    assert (placement.position, placement.revision) == (1, MOVED)
    before, after = score_table(FRAME), score_table(frame)
    assert [key for key in before if before[key].value != after[key].value] == [
        ("productie", "betaalbaarheid")
    ]
    # The scale is read from the left: further to the left is better.
    assert (before["productie", "betaalbaarheid"].value) == 1
    assert (after["productie", "betaalbaarheid"].value) == 3
    assert after["productie", "betaalbaarheid"].revised
    assert revisions_in(frame) == (MOVED,)


def test_taking_back_gives_the_frame_of_the_study() -> None:
    assert revised(FRAME, [MOVED, BACK]) == FRAME
    assert revised(FRAME, []) is FRAME
    again = replace(MOVED, after=2)
    assert standing([MOVED, BACK, again]) == {MOVED.place: again}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"after": 4}, "1, 2 of 3"),
        ({"source": 0}, "1, 2 of 3"),
        ({"reason": " "}, "vraagt om een reden"),
        ({"by": ""}, "wie herzag"),
        ({"at": ""}, "wanneer"),
        ({"after": 3}, "staat al op plaats 3"),
        ({"taken_back": True}, "zet de plaats van de studie terug"),
    ],
)
def test_a_line_that_says_too_little_is_refused(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(MOVED, **changed)


def test_a_study_that_changes_under_a_revision_is_told() -> None:
    assert loose(FRAME, [MOVED]) == ()
    stale = replace(MOVED, source=2, before=2)
    gone = replace(MOVED, aspect="schoonheid")
    found = loose(FRAME, [stale, gone, replace(gone, option="lening")])
    assert [one.now for one in found] == [3, None, None]
    told = list(loose_lines(found))
    assert "stond in de studie op plaats 2" in told[0]
    assert "staat daar nu op 3" in told[0]
    assert "kent 'productie' op 'schoonheid' niet meer" in told[1]
    # The first still counts, the others have nothing to count on.
    assert revisions_in(revised(FRAME, [stale, gone])) == (stale,)
    assert loose(FRAME, [stale, BACK]) == ()
    # Revised once more: what stood before is not what the study gave.
    assert loose(FRAME, [MOVED, replace(MOVED, before=1, after=2)]) == ()


def test_who_looks_again_after_the_study_changed_confirms_a_revision() -> None:
    stale = replace(MOVED, source=2, before=2)
    again = replace(stale, source=3, before=1, reason="nog steeds")
    assert again.confirms
    assert not stale.confirms
    assert not BACK.confirms
    assert loose(FRAME, [stale, again]) == ()
    assert "herzien van plaats 3 naar 1" in told_revision(again)
    ((line, *_),) = [list(history_lines(FRAME, [(again, ())]))]
    assert line.endswith("opnieuw bekeken, blijft op plaats 1")


def test_scores_derivations_and_outcomes_mark_what_was_revised() -> None:
    frame = revised(FRAME, [MOVED])
    weights = equal_weights(frame)
    board = list(score_lines(frame, weights))
    assert sum("3*" in line for line in board) == 1
    assert "Productiefinanciering, Risico op overproductie: herzien van plaats 3 naar 1" in (
        "\n".join(board)
    )
    assert "door lies op 2026-01-01: drie gemeenten" in "\n".join(board)
    derived = list(derivation_lines(frame, "productie"))
    assert any("plaats 1 van 3, omgekeerd gelezen" in line for line in derived)
    assert sum("herzien van plaats 3 naar 1" in line for line in derived) == 1
    assert not any("herzien" in line for line in derivation_lines(frame, "traject"))
    assert not any("*" in line or "herzien" in line for line in score_lines(FRAME, weights))


def test_an_outcome_says_which_placements_it_rests_on_were_revised() -> None:
    given = Answers("onderwijs-in-zorg", ANSWERS)
    for frame, found in ((FRAME, []), (revised(FRAME, [MOVED]), [("productie", 3, 1)])):
        outcome = follow(frame, FLOWS, given)
        data = as_data(outcome, frame)["revisions"]
        assert [(one["model"], one["from"], one["to"]) for one in data] == found
        assert any("herzien" in line for line in as_lines(outcome, frame)) is bool(found)


def test_lines_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "appraisal" / "revisions.jsonl"
    assert read_revisions(path) == []
    seen: list[int] = []
    for line in (MOVED, BACK):
        append_revision(path, lambda history, line=line: (seen.append(len(history)), line)[1])
    assert seen == [0, 1]
    assert read_revisions(path) == [MOVED, BACK]
    path.write_text(path.read_text("utf-8").replace("lies", "loes", 1), encoding="utf-8")
    with pytest.raises(LedgerError, match=r"revisions\.jsonl:1"):
        read_revisions(path)


@pytest.mark.parametrize("line", [{"aspect": "x"}, {"segments": "2G1:a"}, {"grond": "x"}])
def test_a_line_that_is_no_revision_is_named(tmp_path: Path, line: dict[str, Any]) -> None:
    good = {
        "aspect": "a", "option": "b", "source": 1, "before": 1, "after": 2, "by": "lies",
        "at": AT, "reason": "x",
    }  # fmt: skip
    path = tmp_path / "revisions.jsonl"
    append_lines(path, [good, line if "aspect" in line else good | line])
    with pytest.raises(LedgerError, match=r":2: deze regel is geen herziening"):
        read_revisions(path)

"""The workbook where segments are coded blind, or codes were accepted unread."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.config.study import Study
from pipeline.domain.judgement import Decision, Suggestion, Verdict, standing
from pipeline.domain.segment import Segment
from pipeline.errors import WorkbookError
from pipeline.exchange.coding_export import write_coding_workbook
from pipeline.exchange.coding_import import (
    CodingImport,
    Imported,
    read_coding_workbook,
    without_conflicts,
)
from pipeline.exchange.coding_sheet import (
    CODING,
    EXPORTED,
    FIRST_FORMAT,
    GUIDE,
    REPORTS,
    CodingWork,
    Drawn,
)

AT = "2025-03-01T12:00:00Z"
A, B, C = "1K1:aaaaaaaa", "1K1:bbbbbbbb", "2S1:cccccccc"
BULK = {"verdict": Verdict.ACCEPT, "bulk": True, "seen": 0.95, "check": 0.5, "share": 0.25}
Make = Callable[..., Decision]


class Desk:
    """Three segments: A with two suggestions, B blind, C with one suggestion."""

    def __init__(self, study: Study, piece: Callable[..., Segment], path: Path) -> None:
        self.study, self.path = study, path
        self.segments = [piece(A, "Fijn."), piece(B, "Ja."), piece(C, "De gemeente betaalt.")]
        self.suggestions = {
            A: [
                Suggestion(A, "waardering", 0.95, (), "m", "c"),
                Suggestion(A, "omgeving", 0.4, (), "m", "c"),
            ],
            C: [Suggestion(C, "bekostiging-gebruik", 0.95, (), "m", "c")],
        }
        self.drawn = {A: Drawn(False, 0.25), B: Drawn(True, 0.25), C: Drawn(False, 1 / 3)}

    def export(self, *ledger: Decision, **given: Any) -> None:
        work = CodingWork(
            "golf-1", "anna", self.study.codebook, self.segments, self.suggestions,
            standing(ledger), self.drawn, **given,
        )  # fmt: skip
        write_coding_workbook(self.path, work)

    def names(self, sheet: str = CODING) -> list[str]:
        return [str(cell.value) for cell in load_workbook(self.path)[sheet][1]]

    def cell(self, row: int, column: str) -> object:
        return load_workbook(self.path)[CODING].cell(row, self.names().index(column) + 1).value

    def fill(self, *cells: tuple[str, int, str, object]) -> None:
        book = load_workbook(self.path)
        for sheet, row, column, value in cells:
            book[sheet].cell(row, self.names(sheet).index(column) + 1).value = value
        book.save(self.path)

    def guide(self) -> str:
        return "\n".join(str(row[0].value) for row in load_workbook(self.path)[GUIDE].iter_rows())

    def read(self, imported: Imported | None = None) -> CodingImport:
        by_id = {s.id: s for s in self.segments}
        found = read_coding_workbook(self.path, self.study.codebook, by_id, AT, imported)
        assert found.problems == (), found.problems
        return found

    def problems(self) -> list[str]:
        by_id = {s.id: s for s in self.segments}
        found = read_coding_workbook(self.path, self.study.codebook, by_id, AT)
        return [str(problem) for problem in found.problems]


@pytest.fixture
def desk(study: Study, piece: Callable[..., Segment], tmp_path: Path) -> Desk:
    return Desk(study, piece, tmp_path / "werk.xlsx")


def codes(found: CodingImport) -> list[tuple[str, str]]:
    return [(d.code, d.verdict.value) for d in found.decisions]


def test_a_blind_segment_says_so_and_shows_no_suggestion(desk: Desk) -> None:
    desk.export()
    assert [desk.cell(row, "blind") for row in (2, 3, 4)] == [None, "ja", None]
    assert desk.cell(3, "voorstel 1") is None
    assert "met opzet geen voorstellen" in desk.guide()


def test_without_blind_segments_there_is_no_such_column(desk: Desk) -> None:
    desk.drawn = {}
    desk.export()
    assert not {"blind", "in één keer"} & set(desk.names())
    assert "blind" not in desk.guide()
    assert "één keer" not in desk.guide()


def test_decisions_keep_how_their_segment_was_drawn(desk: Desk) -> None:
    desk.export()
    label = desk.study.codebook["waardering"].label
    desk.fill(
        (CODING, 2, "besluit 1", "akkoord"),
        (CODING, 3, "extra code 1", label),
        (CODING, 4, "gelezen", "ja"),
    )
    assert [(d.blind, d.share, d.seen) for d in desk.read().decisions] == [
        (False, 0.25, 0.95),
        (True, 0.25, None),
        (False, 1 / 3, None),
    ]


def test_which_segment_is_blind_is_not_for_the_coder_to_say(desk: Desk) -> None:
    desk.export()
    desk.fill((CODING, 2, "blind", "ja"), (CODING, 3, "blind", None))
    problems = desk.problems()
    assert len(problems) == 2
    assert "rij 2, kolom G" in problems[0]


def test_what_was_accepted_unread_stands_filled_in_and_untouched_stays_so(
    desk: Desk, decide: Make
) -> None:
    desk.export(decide(A, **BULK))
    assert desk.cell(2, "besluit 1") == "akkoord"
    assert [desk.cell(row, "in één keer") for row in (2, 3, 4)] == ["ja", None, None]
    assert "zonder dat iemand het las" in desk.guide()
    assert desk.read().decisions == ()


@pytest.mark.parametrize(
    ("sheet", "column", "value"),
    [
        (CODING, "gelezen", "ja"),
        (CODING, "memo", "twijfel"),
        (CODING, "extra code 1", "Zorg in het arrangement"),
        (CODING, "besluit 2", "akkoord"),
        (REPORTS, "heel verslag gelezen", "ja"),
    ],
)
def test_who_reads_the_row_answers_for_it(
    desk: Desk, decide: Make, sheet: str, column: str, value: str
) -> None:
    if column.startswith("extra"):
        value = desk.study.codebook["omgeving"].label
        desk.suggestions[A].pop()
    desk.export(decide(A, **BULK))
    desk.fill((sheet, 2, column, value))
    own = next(d for d in desk.read().decisions if d.code == "waardering")
    assert (own.verdict, own.bulk, own.seen) == (Verdict.ACCEPT, False, 0.95)


def test_a_rejection_beside_it_is_no_reading(desk: Desk, decide: Make) -> None:
    desk.export(decide(A, **BULK))
    desk.fill((CODING, 2, "besluit 2", "afgewezen"))
    assert codes(desk.read()) == [("omgeving", "afgewezen")]


@pytest.mark.parametrize(
    ("column", "value", "verdict"),
    [
        ("besluit 1", "afgewezen", "afgewezen"),
        ("besluit 1", None, "ingetrokken"),
        ("houding 1", "positief", "akkoord"),
    ],
)
def test_it_can_be_rejected_taken_back_or_made_ones_own(
    desk: Desk, decide: Make, column: str, value: object, verdict: str
) -> None:
    desk.export(decide(A, **BULK))
    desk.fill((CODING, 2, column, value))
    assert codes(desk.read()) == [("waardering", verdict)]
    assert not desk.read().decisions[0].bulk


def test_what_is_to_be_checked_is_left_open_and_answered_by_hand(desk: Desk, decide: Make) -> None:
    desk.drawn[A] = replace(desk.drawn[A], check=("waardering",))
    desk.export(decide(A, **BULK, drawn=True))
    assert desk.cell(2, "besluit 1") is None
    assert desk.cell(2, "in één keer") == "nakijken"
    assert desk.read().decisions == ()
    desk.fill((CODING, 2, "besluit 1", "akkoord"))
    found = desk.read()
    assert codes(found) == [("waardering", "akkoord")]
    fresh, kept = without_conflicts(found, standing([decide(A, **BULK, drawn=True)]))
    assert (len(fresh), kept) == (1, [])
    again = desk.read(Imported(found.exported.identity, {}).joined_by(fresh))
    assert again.decisions == ()


@pytest.mark.parametrize(
    ("sheet", "column"), [(CODING, "gelezen"), (REPORTS, "heel verslag gelezen")]
)
def test_who_reads_a_row_may_not_leave_it_open(
    desk: Desk, decide: Make, sheet: str, column: str
) -> None:
    desk.drawn[A] = replace(desk.drawn[A], check=("waardering",))
    desk.export(decide(A, **BULK, drawn=True))
    desk.fill((sheet, 2, column, "ja"))
    problem = desk.problems()[0]
    assert "rij 2, kolom K" in problem
    assert "geloot om na te kijken" in problem


def test_on_a_segment_she_read_it_does_not_stand(desk: Desk, decide: Make) -> None:
    desk.export(decide(A, **BULK), decide(A, "omgeving", verdict=Verdict.ACCEPT))
    assert desk.cell(2, "besluit 1") is None
    assert desk.cell(2, "besluit 2") == "akkoord"


def test_what_was_read_wins_from_what_was_accepted_unread_since_the_export(
    desk: Desk, decide: Make
) -> None:
    desk.export()
    desk.fill((CODING, 2, "besluit 1", "afgewezen"))
    fresh, kept = without_conflicts(desk.read(), standing([decide(A, **BULK)]))
    assert ([d.verdict for d in fresh], kept) == ([Verdict.REJECT], [])


def test_what_she_decided_elsewhere_since_the_export_stays(desk: Desk, decide: Make) -> None:
    desk.export(decide(A, **BULK))
    desk.fill((CODING, 2, "gelezen", "ja"))
    elsewhere = decide(A, verdict=Verdict.REJECT)
    fresh, kept = without_conflicts(desk.read(), standing([elsewhere]))
    assert [d.code for d in fresh] == [""]
    assert kept == [elsewhere.subject]


def test_a_report_that_is_not_all_there_cannot_be_finished(desk: Desk) -> None:
    desk.export(partial=frozenset({"1K1"}), order="leerzaam")
    rows = load_workbook(desk.path)[REPORTS].iter_rows(min_row=2, values_only=True)
    assert [row[0] for row in rows] == ["2S1"]
    assert "een deel van de segmenten" in desk.guide()
    assert "het meeste leert" in desk.guide()


def test_a_workbook_of_the_first_format_is_still_read(desk: Desk) -> None:
    desk.drawn = {}
    desk.export()
    book = load_workbook(desk.path)
    hidden = book[EXPORTED]
    hidden.delete_cols(5)
    for column, value in ((1, FIRST_FORMAT), (5, "1.0.0"), (6, 2), (7, 3), (8, None)):
        hidden.cell(1, column).value = value
    hidden.cell(1, 5).value = desk.study.codebook.version
    book.save(desk.path)
    desk.fill((CODING, 2, "besluit 1", "akkoord"))
    decision = desk.read().decisions[0]
    assert (decision.code, decision.blind, decision.share) == ("waardering", False, None)


@pytest.mark.parametrize("broken", [None, "[", json.dumps([True]), json.dumps({"blind": 1})])
def test_a_hidden_sheet_without_its_drawing_is_refused(desk: Desk, broken: str | None) -> None:
    desk.export()
    book = load_workbook(desk.path)
    book[EXPORTED].cell(2, 5).value = broken
    book.save(desk.path)
    with pytest.raises(WorkbookError, match="verborgen blad"):
        desk.read()

"""The coding workbook: what goes out comes back, and what may not change is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.config.study import Study
from pipeline.domain.judgement import Decision, Stance, Suggestion, Verdict, standing
from pipeline.domain.segment import Segment
from pipeline.errors import WorkbookError
from pipeline.exchange.coding_export import write_coding_workbook
from pipeline.exchange.coding_import import read_coding_workbook, without_conflicts
from pipeline.exchange.coding_sheet import CODING, EXPORTED, REPORTS, CodingWork

AT = "2025-03-01T12:00:00Z"
Change = Callable[[Any], None]


class Desk:
    """A coder at work: exports, fills in cells, reads back."""

    def __init__(self, study: Study, segments: list[Segment], path: Path) -> None:
        self.study, self.segments, self.path = study, segments, path
        self.suggestions = {
            segments[0].id: [
                Suggestion(segments[0].id, "sociaal-veilig", 0.8, ((0, 3),), "m1", "c1"),
                Suggestion(segments[0].id, "waardering", 0.4, (), "m1", "c1"),
            ]
        }

    def export(self, decisions: list[Decision] | None = None) -> None:
        work = CodingWork(
            "golf-1",
            "anna",
            self.study.codebook,
            self.segments,
            self.suggestions,
            standing(decisions or []),
        )
        write_coding_workbook(self.path, work)

    def fill(self, *cells: tuple[str, int, str, object]) -> None:
        """Each cell: sheet, row, name of the column, value."""
        book = load_workbook(self.path)
        for sheet, row, column, value in cells:
            names = [cell.value for cell in book[sheet][1]]
            book[sheet].cell(row, names.index(column) + 1).value = value
        book.save(self.path)

    def read(self) -> Any:
        return read_coding_workbook(
            self.path, self.study.codebook, {s.id: s for s in self.segments}, AT
        )


@pytest.fixture
def desk(study: Study, piece: Callable[..., Segment], tmp_path: Path) -> Desk:
    segments = [
        piece("1K1:aaaaaaaa", "=SOM(A1) zei hij, en lachte."),
        piece("1K1:bbbbbbbb", "Ja. 😀 é", digest="1" * 16),
        piece("2S1:cccccccc", "De gemeente betaalt.", digest="2" * 16),
    ]
    return Desk(study, segments, tmp_path / "werk.xlsx")


def test_an_untouched_workbook_holds_no_decision(desk: Desk) -> None:
    desk.export()
    found = desk.read()
    assert (found.decisions, found.problems) == ((), ())


def test_a_coders_choices_become_decisions(desk: Desk) -> None:
    desk.export()
    desk.fill(
        (CODING, 2, "besluit 1", "akkoord"),
        (CODING, 2, "houding 1", "positief"),
        (CODING, 2, "besluit 2", "afgewezen"),
        (CODING, 2, "extra code 1", desk.study.codebook["omgeving"].label),
        (CODING, 3, "gelezen", "ja"),
        (CODING, 3, "memo", "twijfel"),
    )
    found = desk.read()
    assert found.problems == ()
    assert [(d.segment, d.code, d.verdict, d.stance, d.seen) for d in found.decisions] == [
        ("1K1:aaaaaaaa", "sociaal-veilig", Verdict.ACCEPT, Stance.POSITIVE, 0.8),
        ("1K1:aaaaaaaa", "waardering", Verdict.REJECT, Stance.NONE, 0.4),
        ("1K1:aaaaaaaa", "omgeving", Verdict.ADD, Stance.NONE, None),
        ("1K1:bbbbbbbb", "", Verdict.DONE, Stance.NONE, None),
    ]
    assert found.decisions[0].digest == desk.segments[0].digest
    assert found.decisions[3].memo == "twijfel"


def test_a_finished_report_counts_as_read(desk: Desk) -> None:
    desk.export()
    desk.fill((CODING, 2, "besluit 1", "akkoord"), (REPORTS, 2, "heel verslag gelezen", "ja"))
    done = [d.segment for d in desk.read().decisions if d.verdict is Verdict.DONE]
    assert done == ["1K1:aaaaaaaa", "1K1:bbbbbbbb"]


def test_what_stood_before_comes_back_unchanged(desk: Desk) -> None:
    desk.export()
    desk.fill(
        (CODING, 2, "besluit 1", "akkoord"),
        (CODING, 2, "extra code 1", desk.study.codebook["omgeving"].label),
        (CODING, 3, "gelezen", "ja"),
    )
    first = list(desk.read().decisions)
    desk.export(first)
    assert desk.read().decisions == ()


def test_a_cleared_cell_takes_a_decision_back(desk: Desk) -> None:
    desk.export()
    desk.fill((CODING, 2, "besluit 1", "akkoord"))
    first = list(desk.read().decisions)
    desk.export(first)
    desk.fill((CODING, 2, "besluit 1", None))
    assert [(d.code, d.verdict) for d in desk.read().decisions] == [
        ("sociaal-veilig", Verdict.RETRACT)
    ]


def test_a_decision_made_elsewhere_since_the_export_stays(desk: Desk) -> None:
    desk.export()
    desk.fill((CODING, 2, "besluit 1", "akkoord"), (CODING, 2, "besluit 2", "akkoord"))
    found = desk.read()
    elsewhere = Decision(
        "golf-1", "1K1:aaaaaaaa", "0" * 16, "waardering", Verdict.REJECT, "anna", "1.0.0", at=AT
    )
    fresh, kept = without_conflicts(found, standing([elsewhere]))
    assert [d.code for d in fresh] == ["sociaal-veilig"]
    assert kept == [("golf-1", "1K1:aaaaaaaa", "waardering")]


def test_reading_the_same_workbook_again_is_no_conflict(desk: Desk) -> None:
    desk.export()
    desk.fill((CODING, 2, "besluit 1", "akkoord"))
    found = desk.read()
    fresh, kept = without_conflicts(found, standing(found.decisions))
    assert (list(fresh), kept) == (list(found.decisions), [])


@pytest.mark.parametrize(
    ("cell", "where", "what"),
    [
        ((CODING, 2, "tekst", "Iets anders."), "rij 2, kolom F", "tekst is gewijzigd"),
        ((CODING, 3, "segment", "1K1:zzzzzzzz"), "rij 3, kolom A", "stond niet in de export"),
        ((CODING, 3, "segment", "1K1:aaaaaaaa"), "rij 3, kolom A", "twee keer"),
        ((CODING, 2, "besluit 1", "misschien"), "rij 2, kolom I", "bestaat niet"),
        ((CODING, 2, "voorstel 1", "Omgeving"), "rij 2, kolom G", "voorstel is gewijzigd"),
        ((CODING, 2, "extra code 1", "Onzin"), "rij 2, kolom O", "onbekende code"),
        ((CODING, 2, "houding 2", "positief"), "rij 2, kolom N", "zonder besluit"),
        ((CODING, 2, "memo", "losse memo"), "rij 2, kolom V", "memo zonder"),
        ((REPORTS, 2, "heel verslag gelezen", "bijna"), "rij 2, kolom C", "ja"),
    ],
)
def test_what_may_not_be_is_refused_with_sheet_row_and_column(
    desk: Desk, cell: tuple[str, int, str, object], where: str, what: str
) -> None:
    desk.export()
    desk.fill(cell)
    messages = [str(problem) for problem in desk.read().problems]
    assert any(where in m and what in m and cell[0] in m for m in messages), messages


def test_a_code_that_does_not_apply_to_the_actor_is_refused(desk: Desk) -> None:
    desk.export()
    label = desk.study.codebook["bekostiging-gebruik"].label
    desk.fill((CODING, 2, "extra code 1", label), (CODING, 4, "extra code 1", label))
    problems = [str(problem) for problem in desk.read().problems]
    assert len(problems) == 1
    assert "geldt niet voor 'kind'" in problems[0]


def test_a_removed_row_is_missed(desk: Desk) -> None:
    desk.export()
    book = load_workbook(desk.path)
    book[CODING].delete_rows(3)
    book.save(desk.path)
    assert "1K1:bbbbbbbb is weg" in str(desk.read().problems[0])


def test_sorting_rows_is_no_change(desk: Desk) -> None:
    desk.export()
    book = load_workbook(desk.path)
    sheet = book[CODING]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(desk.path)
    assert desk.read().problems == ()


def test_what_a_participant_says_never_becomes_a_formula(desk: Desk) -> None:
    desk.export()
    cell = load_workbook(desk.path)[CODING]["F2"]
    assert (cell.data_type, cell.value) == ("s", "=SOM(A1) zei hij, en lachte.")


@pytest.mark.parametrize("sheet", [CODING, EXPORTED, REPORTS])
def test_a_missing_sheet_is_refused(desk: Desk, sheet: str) -> None:
    desk.export()
    book = load_workbook(desk.path)
    del book[sheet]
    book.save(desk.path)
    with pytest.raises(WorkbookError, match=sheet):
        desk.read()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"geen werkboek"])
def test_a_file_that_is_no_workbook_is_refused(desk: Desk, content: bytes) -> None:
    desk.path.write_bytes(content)
    with pytest.raises(WorkbookError, match="werkboek"):
        desk.read()


def test_moved_columns_are_refused(desk: Desk) -> None:
    desk.export()
    book = load_workbook(desk.path)
    book[CODING].insert_cols(3)
    book.save(desk.path)
    with pytest.raises(WorkbookError, match="kolom C"):
        desk.read()

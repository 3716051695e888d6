"""The ledger of who codes what."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain.double_coding import Assignment
from pipeline.errors import LedgerError
from pipeline.store.assignments import append_assignments, read_assignments
from pipeline.store.ledger import append_lines

LINES = [
    Assignment("golf-1", "1K1", ("anna", "bram"), "2025-01-01T00:00:00Z", "anna"),
    Assignment("golf-1", "1K1", (), "2025-01-02T00:00:00Z"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "assignments.jsonl"


def test_what_is_written_is_read_back(path: Path) -> None:
    assert read_assignments(path) == []
    assert append_assignments(path, []) == 0
    assert not path.exists()
    assert append_assignments(path, LINES[:1]) == 1
    assert append_assignments(path, LINES[1:]) == 1
    assert read_assignments(path) == LINES


def test_a_changed_line_is_named(path: Path) -> None:
    append_assignments(path, LINES)
    path.write_text(path.read_text("utf-8").replace('"bram"', '"chris"'), "utf-8")
    with pytest.raises(LedgerError, match=r"assignments\.jsonl:1"):
        read_assignments(path)


@pytest.mark.parametrize(
    "line",
    [
        {"wave": "golf-1", "respondent": "1K1"},
        {"wave": "golf-1", "respondent": "1K1", "coders": "anna"},
        {"wave": "golf-1", "respondent": "1K1", "coders": [1]},
        {"wave": "golf-1", "respondent": "1K1", "coders": ["anna", "anna"]},
        {"wave": "golf-1", "respondent": "1K1", "coders": [], "more": 1},
    ],
)
def test_what_is_no_assignment_is_refused(path: Path, line: dict[str, object]) -> None:
    append_lines(path, [line])
    with pytest.raises(LedgerError, match="geen toewijzing"):
        read_assignments(path)

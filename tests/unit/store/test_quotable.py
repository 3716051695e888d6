"""The ledger of quotations keeps what was marked, notices what was done to it, and holds no words."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from pipeline.domain.quotable import QuoteMark, QuoteVerdict
from pipeline.domain.report import text_digest
from pipeline.errors import LedgerError, StoreError
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_lines
from pipeline.store.quotable import append_marks, read_all_marks, read_marks

SPAN = QuoteMark(
    "golf-1", "1K1:aaaaaaaa", "0" * 16, 3, 18, text_digest("mag ik mezelf zijn"),
    QuoteVerdict.QUOTABLE, "anna", "2025-01-01T00:00:00Z",
)  # fmt: skip
NEVER = replace(SPAN, start=0, end=0, span="", verdict=QuoteVerdict.NEVER)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Layout(tmp_path, "ervaringen", "golf-1").quotation_marks("anna")


def test_what_is_marked_is_read_and_holds_no_words(path: Path) -> None:
    assert append_marks(path, [SPAN]) == 1
    assert append_marks(path, [NEVER, replace(NEVER, verdict=QuoteVerdict.RETRACT)]) == 2
    assert read_marks(path) == [SPAN, NEVER, replace(NEVER, verdict=QuoteVerdict.RETRACT)]
    assert "mezelf" not in path.read_text(encoding="utf-8")
    assert read_all_marks(path.parent) == {"anna": read_marks(path)}
    assert read_all_marks(path.parent / "geen") == {}


def test_a_changed_line_is_noticed_by_number(path: Path) -> None:
    append_marks(path, [SPAN, NEVER])
    path.write_text(
        path.read_text(encoding="utf-8").replace("niet citeren", "ingetrokken"), encoding="utf-8"
    )
    with pytest.raises(LedgerError, match=r"anna\.jsonl:2.*gewijzigd"):
        read_marks(path)
    with pytest.raises(LedgerError):
        append_marks(path, [SPAN])


@pytest.mark.parametrize(
    "line",
    [
        {"verdict": "citeerbaar"},
        {"span": "mag ik mezelf zijn"},
        {"verdict": "misschien"},
        {"text": "mag ik mezelf zijn"},
        {"start": "3"},
        {"coder": "bram"},
    ],
)
def test_what_is_no_mark_of_hers_is_refused(path: Path, line: dict[str, object]) -> None:
    given = line if line == {"verdict": "citeerbaar"} else {**asdict(SPAN), **line}
    append_lines(path, [given])
    with pytest.raises(LedgerError, match=r"anna\.jsonl:1") as refused:
        read_marks(path)
    assert "mezelf" not in str(refused.value)


def test_a_name_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Layout(tmp_path, "ervaringen", "golf-1").quotation_marks("../anna")

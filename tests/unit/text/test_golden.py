"""The committed documents, each against the expectation beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.errors import ReportSetAside
from pipeline.text.document import Limits
from pipeline.text.reading import SUFFIXES, read_document
from pipeline.text.structure import to_report

DOCUMENTS = Path(__file__).parents[2] / "golden" / "documents"
EXPECTED = sorted(DOCUMENTS.glob("*.expected.json"))


def _document(expected: Path) -> Path:
    return expected.with_name(expected.name.removesuffix(".expected.json"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: _document(path).name)
def test_document_comes_out_as_expected(expected: Path) -> None:
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    if "set_aside" in wanted:
        with pytest.raises(ReportSetAside, match=wanted["set_aside"]):
            read_document(_document(expected), Limits())
        return
    document = read_document(_document(expected), Limits())
    report = to_report("9K2", document)
    assert [[block.kind.value, report.of(block)] for block in report.blocks] == wanted["blocks"]
    assert sorted({item.kind for item in document.hidden}) == wanted["hidden"]


def test_every_document_has_an_expectation() -> None:
    documents = {path for path in DOCUMENTS.iterdir() if path.suffix in SUFFIXES}
    assert documents == {_document(path) for path in EXPECTED}
    assert len(documents) >= 12

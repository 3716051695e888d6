"""Recuts on disk: one ledger a coder, in the order of their moments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.domain.recut import Recut, RecutKind
from pipeline.errors import LedgerError
from pipeline.store.recuts import append_recut, read_all_recuts, read_recuts

ONE = Recut("golf-1", RecutKind.SPLIT, "1K1:aa", "d1", "anna", "2026-01-01T10:00:00Z", offset=12)
TWO = Recut(
    "golf-1", RecutKind.JOIN, "1K1:bb", "d2", "bram", "2026-01-01T09:00:00Z", other="1K1:cc"
)


def test_everybodys_recuts_come_in_order_of_time(tmp_path: Path) -> None:
    later = replace(ONE, segment="1K1:dd")
    for recut in (ONE, later, TWO, replace(TWO, wave="golf-2")):
        append_recut(tmp_path / f"{recut.coder}.jsonl", recut)
    assert read_all_recuts(tmp_path, "golf-1") == [TWO, ONE, later]
    assert read_all_recuts(tmp_path / "none", "golf-1") == []


def test_a_changed_or_foreign_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "anna.jsonl"
    append_recut(path, ONE)
    path.write_text(path.read_text().replace('"offset": 12', '"offset": 13'))
    with pytest.raises(LedgerError):
        read_recuts(path)
    append_recut(tmp_path / "carla.jsonl", TWO)
    with pytest.raises(LedgerError, match="van een ander"):
        read_recuts(tmp_path / "carla.jsonl")

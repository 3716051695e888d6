"""Reporting checklists: complete, filled by what is known, and what researchers wrote goes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config.answers import read_answers
from pipeline.errors import SettingsError
from pipeline.report.blocks import Table
from pipeline.report.checklists import NAMES, OPEN, checklist_blocks, numbers_of

ITEMS = {name: numbers_of(name) for name in NAMES}


@pytest.mark.parametrize(("name", "items"), [("coreq", 32), ("srqr", 21)])
def test_every_item_is_there_once(name: str, items: int) -> None:
    tables = [b for b in checklist_blocks(name, {}, {}) if isinstance(b, Table)]
    rows = [row for table in tables for row in table.rows]
    assert len(rows) == len({row[0].text for row in rows}) == items
    assert {row[2].text for row in rows} == {OPEN}


def test_what_researchers_wrote_goes_before_what_is_known() -> None:
    facts = {"software": "oza", "coders": "twee"}
    blocks = checklist_blocks("coreq", facts, {"27": "NVivo en oza."})
    cells = {row[0].text: row[2] for b in blocks if isinstance(b, Table) for row in b.rows}
    assert (cells["27"].text, cells["27"].muted) == ("NVivo en oza.", False)
    assert (cells["24"].text, cells["24"].muted, cells["24"].quiet) == ("twee", True, False)
    assert cells["1"].quiet
    assert "zijn er 2 ingevuld" in blocks[1].text  # type: ignore[union-attr]


def test_answers_are_read_and_checked(tmp_path: Path) -> None:
    path = tmp_path / "verantwoording.toml"
    assert read_answers(path, ITEMS) == {"coreq": {}, "srqr": {}}
    path.write_text('[coreq]\n1 = "Drie onderzoekers."\n', encoding="utf-8")
    assert read_answers(path, ITEMS)["coreq"] == {"1": "Drie onderzoekers."}
    for wrong in ('[coreq]\n99 = "x"\n', '[coreq]\n1 = ""\n', '[anders]\n1 = "x"\n'):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(SettingsError):
            read_answers(path, ITEMS)

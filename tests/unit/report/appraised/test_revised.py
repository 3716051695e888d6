"""A placement that somebody moved: said in its table, in the scores, and in the sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.appraisal.scoring import score_table
from pipeline.domain.revising import revised
from pipeline.domain.revision import Revision
from pipeline.report.appraised.sheets import appraisal_sheets
from pipeline.report.appraised.shelf import Shelf
from pipeline.report.appraised.weighed import Weighed
from pipeline.report.blocks import Table
from tests.unit.appraisal.shipped import FRAME

MOVED = Revision(
    "kwaliteit", "productie", 2, 2, 1, "anna", "2026-01-01T00:00:00Z", "Overleg wordt niet betaald."
)


@pytest.fixture
def moved(weighed: Weighed) -> Shelf:
    frame = revised(FRAME, [MOVED])
    return Shelf(replace(weighed, frame=frame, scores=score_table(frame), evidence=None))


def one_table(shelf: Shelf, tag: str, *arguments: str) -> Table:
    (found,) = (block for block in shelf.pieces()[tag](*arguments) if isinstance(block, Table))
    return found


def test_the_table_says_who_moved_it_from_where_and_why(moved: Shelf) -> None:
    found = {
        row[0].text.replace("\u00ad", ""): row[1]
        for row in one_table(moved, "plaatsing", "kwaliteit").rows
    }
    place = found["Productiefinanciering"]
    assert place.text == "links (1)"
    assert place.detail == "herzien door anna; studie: midden. Overleg wordt niet betaald."
    assert not any(cell.detail for name, cell in found.items() if name != "Productiefinanciering")


def test_the_score_that_rests_on_it_is_marked(moved: Shelf, shelf: Shelf) -> None:
    found = one_table(moved, "tabel_scores")
    quality = next(row for row in found.rows if row[0].text == "Kwaliteit")
    assert [cell.text for cell in quality[1:]] == ["1*", "2", "3", "1", "1", "3"]
    assert "* = rust op een plaatsing" in found.note
    untouched = one_table(shelf, "tabel_scores")
    assert "*" not in untouched.note + "".join(c.text for row in untouched.rows for c in row)


def test_the_sheet_has_both_places(moved: Shelf) -> None:
    sheet = next(s for s in appraisal_sheets(moved.weighed) if s.name == "Plaatsingen")
    rows = [dict(zip(sheet.header, row, strict=True)) for row in sheet.rows]
    (row,) = (row for row in rows if row["herzien door"])
    assert (row["plaats van links"], row["plaats in de studie"]) == (1, 2)
    assert (row["herzien door"], row["reden"]) == ("anna", "Overleg wordt niet betaald.")

"""Rows added to a register as people keep it."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from pipeline.domain.ids import RespondentId
from pipeline.domain.respondent import Respondent
from pipeline.store.register import read_register
from pipeline.store.register_rows import with_rows

NEW = Respondent(RespondentId.parse("3O1"), "3O1.verslag", gender="vrouw", date="2025-01-31")


def read_back(folder: Path) -> list[Respondent]:
    path, content = with_rows(folder, [NEW])
    path.write_bytes(content)
    return list(read_register(folder).respondents)


def test_a_register_of_its_own(tmp_path: Path) -> None:
    assert read_back(tmp_path) == [NEW]


def test_what_excel_wrote_keeps_its_bytes_columns_and_line_ends(tmp_path: Path) -> None:
    before = "Respondent,Leeftijd,Bestand,Opmerking\r\n1K1,10,1K1.docx,één".encode("cp1252")
    (tmp_path / "register.csv").write_bytes(before)
    found = read_back(tmp_path)
    assert [(str(one.id), one.file) for one in found] == [
        ("1K1", "1K1.docx"),
        ("3O1", "3O1.verslag"),
    ]
    raw = (tmp_path / "register.csv").read_bytes()
    assert raw == before + b"\r\n3O1,,3O1.verslag,\r\n"


def test_a_sheet(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["id", "bestand", "geslacht"])
    book.active.append(["1K1", "1K1.docx", "meisje"])
    book.save(tmp_path / "register.xlsx")
    found = read_back(tmp_path)
    assert [(str(one.id), one.gender) for one in found] == [("1K1", "meisje"), ("3O1", "vrouw")]
    assert with_rows(tmp_path, [NEW])[1] == with_rows(tmp_path, [NEW])[1]

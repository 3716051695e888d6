"""Codebooks as MAXQDA and ATLAS.ti write them, with invented codes in the layout that each of them
documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

from pipeline.domain.code_list import CodeList
from pipeline.errors import CodebookError
from pipeline.exchange.codebook_reading import read_code_list

TREE = ["Contact", "Contact > Korte lijnen", "Contact > Korte lijnen > Appen", "Sfeer"]
MEMOS = ["Over contact.", "", "Berichten.\nOok spraak.", ""]


def tree(codes: CodeList) -> list[str]:
    return [" > ".join(codes.path(code.key)) for code in codes.codes]


def word(
    tmp_path: Path,
    headings: Sequence[tuple[int, str, str]],
    title: str = "Codebook",
    frequencies: bool = True,
    style: str = "Heading",
) -> Path:
    """MAXQDA, Reports > Codebook (maxqda.com/help/report-and-export/
    creating-a-codebook-with-category-definitions): a cover, the code system in a table, on request
    with frequencies, and the codes with their memos."""
    document = docx.Document()
    document.add_paragraph(title)
    document.add_paragraph("Project OZA.mx24")
    document.add_paragraph("21-11-2026")
    table = document.add_table(rows=1, cols=2 if frequencies else 1)
    table.rows[0].cells[0].text = "Code System"
    for _, name, _ in headings:
        table.add_row().cells[0].text = name
    if frequencies:
        for number, row in enumerate(table.rows):
            row.cells[1].text = "Frequency" if number == 0 else "3"
    for level, name, memo in headings:
        made = (
            document.styles.add_style(f"{style} {level}", 1)
            if _new(document, f"{style} {level}")
            else None
        )
        document.add_paragraph(name, style=made or f"{style} {level}")
        for line in memo.splitlines():
            document.add_paragraph(line)
    path = tmp_path / "codebook.docx"
    document.save(str(path))
    return path


def _new(document: object, name: str) -> bool:
    return name not in [style.name for style in document.styles]  # type: ignore[attr-defined]


PLAIN = [
    (1, "Contact", MEMOS[0]),
    (2, "Korte lijnen", ""),
    (3, "Appen", MEMOS[2]),
    (1, "Sfeer", ""),
]
NUMBERED = [
    (1, "1 Contact", MEMOS[0]),
    (2, "1.1 Korte lijnen", ""),
    (3, "1.1.1 Appen", MEMOS[2]),
    (1, "2 Sfeer", ""),
]
WITH_PARENTS = [
    (1, "Contact", MEMOS[0]),
    (2, "Contact\\Korte lijnen", ""),
    (3, "Contact\\Korte lijnen\\Appen", MEMOS[2]),
    (1, "Sfeer", ""),
]
BELOW_THE_ROOT = [
    (1, "Code System", ""),
    (2, "Contact", MEMOS[0]),
    (3, "Korte lijnen", ""),
    (4, "Appen", MEMOS[2]),
    (2, "Sfeer", ""),
]


@pytest.mark.parametrize("frequencies", [True, False])
@pytest.mark.parametrize("headings", [PLAIN, NUMBERED, WITH_PARENTS, BELOW_THE_ROOT])
def test_the_word_codebook_of_maxqda_keeps_tree_and_memos(
    tmp_path: Path, headings: list[tuple[int, str, str]], frequencies: bool
) -> None:
    codes = read_code_list(word(tmp_path, headings, frequencies=frequencies))
    assert tree(codes) == TREE
    assert [code.memo for code in codes.codes] == MEMOS
    assert not codes.implied


def test_word_in_german_names_its_styles_otherwise(tmp_path: Path) -> None:
    codes = read_code_list(word(tmp_path, PLAIN, "Codebuch", style="Überschrift"))
    assert tree(codes) == TREE


def test_styles_of_its_own_are_known_by_their_level_in_the_outline(tmp_path: Path) -> None:
    path = word(tmp_path, PLAIN, style="Codestijl")
    document = docx.Document(str(path))
    for level in (1, 2, 3):
        properties = document.styles[f"Codestijl {level}"].element.get_or_add_pPr()
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level - 1))
        properties.append(outline)
    document.save(str(path))
    assert tree(read_code_list(path)) == TREE


def test_a_number_in_a_name_is_kept_where_not_all_have_one(tmp_path: Path) -> None:
    headings = [(1, "3 gesprekken", ""), (1, "Sfeer", "")]
    assert tree(read_code_list(word(tmp_path, headings))) == ["3 gesprekken", "Sfeer"]


def test_an_interview_with_headings_is_no_codebook(tmp_path: Path) -> None:
    """Its words would stand in every print of the codebook."""
    document = docx.Document()
    document.add_heading("Interviewverslag", 1)
    document.add_paragraph("Ik vond het er geheim fijn.")
    document.save(str(tmp_path / "verslag.docx"))
    with pytest.raises(CodebookError, match="geen kolom met codes") as refused:
        read_code_list(tmp_path / "verslag.docx")
    assert "geheim" not in str(refused.value)


def test_a_table_with_definitions_goes_before_headings(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Codeboek")
    document.add_heading("Toelichting", 1)
    table = document.add_table(rows=0, cols=2)
    for row in (("Code", "Definitie"), ("Contact", "Over contact.")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(tmp_path / "boek.docx"))
    assert tree(read_code_list(tmp_path / "boek.docx")) == ["Contact"]


def excel(tmp_path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    path = tmp_path / "codes.xlsx"
    book.save(path)
    return path


MAXQDA_IMPORT = [
    # maxqda.com/de/hilfe-mx22/04-codes/codes-und-code-memos-aus-einer-excel-tabelle-importieren
    ("Code", "Memo"),
    ("Contact", MEMOS[0]),
    ("Contact > Korte lijnen", ""),
    ("Contact > Korte lijnen > Appen", MEMOS[2]),
    ("Sfeer", ""),
]
MAXQDA_OVERVIEW = [
    # The overview of codes as Excel: colour as a dot, the codes above in one column.
    ("Farbe", "Obercode", "Code", "Codierte Segmente", "Codememo", "Ersteller"),
    ("●", "", "● Contact", 3, MEMOS[0], "anna"),
    ("●", "Contact", "● Korte lijnen", 2, "", "anna"),
    ("●", "Contact\\Korte lijnen", "● Appen", 1, MEMOS[2], "anna"),
    ("●", "", "● Sfeer", 0, "", "anna"),
]


@pytest.mark.parametrize("rows", [MAXQDA_IMPORT, MAXQDA_OVERVIEW])
def test_excel_of_maxqda(tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    codes = read_code_list(excel(tmp_path, rows))
    assert tree(codes) == TREE
    assert [code.memo for code in codes.codes] == MEMOS


def test_the_codebook_of_atlas_ti(tmp_path: Path) -> None:
    """doc.atlasti.com/ManualWin.v9/Codes/CodeImportExportCodeList.html: name, definition, groups."""
    rows = [
        ("Code", "Code Definition", "Code Group 1", "Code Group 2"),
        ("Appen", "Berichten.", "Contact", "Eerst"),
        ("Bellen", None, "Contact", None),
    ]
    codes = read_code_list(excel(tmp_path, rows))
    assert [(code.name, code.memo) for code in codes.codes] == [
        ("Appen", "Berichten."),
        ("Bellen", ""),
    ]
    assert [(one.name, len(one.members)) for one in codes.sets] == [("Contact", 2), ("Eerst", 1)]
    assert codes.ignored == ()


def test_the_code_manager_of_atlas_ti(tmp_path: Path) -> None:
    """The columns of its list; all groups of a code in one cell."""
    rows = [
        ("Name", "Grounded", "Density", "Groups", "Comment", "Created by", "Modified"),
        ("○ Contact", 3, 0, "Eerst\nLater", "Over contact.", "anna", "1-2-2026"),
        ("○ Contact: korte lijnen", 2, 0, "", "", "anna", "1-2-2026"),
        ("● Rol: gemeente", 2, 0, "Later", "", "anna", "1-2-2026"),
    ]
    codes = read_code_list(excel(tmp_path, rows))
    # A colon makes a tree where what stands before it is a code; else it is part of a name.
    assert tree(codes) == ["Contact", "Contact > korte lijnen", "Rol: gemeente"]
    assert [(one.name, len(one.members)) for one in codes.sets] == [("Eerst", 1), ("Later", 2)]
    assert codes.ignored == ("Grounded", "Density", "Created by", "Modified")


def test_without_a_header_it_is_said_what_to_write_above_the_columns(tmp_path: Path) -> None:
    """ATLAS.ti reads a list without one. A register of respondents looks the same."""
    with pytest.raises(CodebookError, match="geen kolom met codes — noem de kolommen"):
        read_code_list(excel(tmp_path, [("Appen", "Berichten."), ("Bellen", "")]))


QDC = """\ufeff<?xml version="1.0" encoding="utf-8"?>\r
<CodeBook xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:codebook:1.0 Codebook.xsd" origin="{origin}" xmlns="urn:QDA-XML:codebook:1.0">\r
  <Codes>\r
    <Code guid="{{0A}}" name="Contact" isCodable="{codable}" color="#F00">\r
      <Description>Over contact.</Description>\r
      <Code guid="{{0B}}" name="Korte lijnen" isCodable="true"><Code guid="{{0C}}" name="Appen" isCodable="true"><Description>Berichten.\r
Ook spraak.</Description></Code></Code>\r
    </Code>\r
    <Code guid="{{0D}}" name="Sfeer" isCodable="true" />\r
  </Codes>\r
  <Sets />\r
</CodeBook>\r
"""


@pytest.mark.parametrize(
    ("origin", "codable"), [("MAXQDA 2022", "true"), ("ATLAS.ti 23", "false"), ("NVivo", "true")]
)
def test_the_refi_codebook_of_each_of_them(tmp_path: Path, origin: str, codable: str) -> None:
    path = tmp_path / "boek.QDC"
    path.write_text(QDC.format(origin=origin, codable=codable), encoding="utf-8", newline="")
    codes = read_code_list(path)
    assert tree(codes) == TREE
    assert [code.memo.replace("\r", "") for code in codes.codes] == MEMOS
    assert codes.codes[0].codable is (codable == "true")

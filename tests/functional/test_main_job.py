"""From documents in a folder to a report in which every number can be opened."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from pipeline.store.layout import Layout
from pipeline.store.ledger import read_decisions

Oza = Callable[..., Any]
Validate = Callable[..., None]


@pytest.fixture
def reported(oza: Oza, validate: Validate, project: Layout) -> Path:
    validate()
    said = oza("report")
    assert said.code == 0, said.err
    return project.stage("report")


def test_the_report_is_made_from_validated_codes(reported: Path, project: Layout) -> None:
    assert {p.name for p in reported.iterdir()} == {
        "rapport.docx",
        "rapport.html",
        "tabellen.xlsx",
        "figuren",
        "intern",
    }
    text = "\n".join(p.text for p in docx.Document(str(reported / "rapport.docx")).paragraphs)
    assert "3.2.3 Ervaringen van kinderen en ouders" in text
    assert "verzonnen" in text
    assert "niet bedoeld om te generaliseren" in text


def test_every_number_opens_down_to_decisions(reported: Path, project: Layout) -> None:
    lines = [
        json.loads(line)
        for line in (reported / "intern" / "herkomst.jsonl").read_text("utf-8").splitlines()
    ]
    numbers = {line["key"]: line for line in lines if line["kind"] == "aantal"}
    decisions = {d.id: d for d in read_decisions(project.ledger("anna"))}
    sheet = load_workbook(reported / "tabellen.xlsx")["Getallen"]
    names = [cell.value for cell in sheet[1]]
    opened = 0
    for row in sheet.iter_rows(min_row=2, values_only=True):
        cells = dict(zip(names, row, strict=True))
        if cells["herkomst"] is None:
            assert cells["stand"] in ("niet gevraagd", "nog niet gevalideerd")
            assert cells["aantal"] is None
            continue
        source = numbers[str(cells["herkomst"])]
        assert (source["value"], source["of"]) == (cells["aantal"], cells["van de"])
        assert source["value"] == len(source["respondents"])
        segments = {s["segment"].split(":")[0] for s in source["segments"]}
        assert segments == set(source["respondents"])
        for segment in source["segments"]:
            decision = decisions[segment["decision"]]
            assert (decision.segment, decision.code) == (segment["segment"], segment["code"])
            opened += 1
    assert opened > 0


def test_published_files_name_no_oza_of_children_and_parents(reported: Path) -> None:
    page = (reported / "rapport.html").read_text("utf-8")
    for respondent in ("1K1", "1O1"):
        assert respondent not in page
    for block in page.split("<blockquote")[1:]:
        footer = block.split("<footer>")[1].split("</footer>")[0]
        if footer.startswith(("Kind", "Ouder")):
            assert "OZA" not in footer


def test_the_page_needs_nothing_from_elsewhere(reported: Path) -> None:
    page = (reported / "rapport.html").read_text("utf-8")
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page


def test_a_suggestion_alone_is_no_finding(oza: Oza, project: Layout) -> None:
    said = oza("run")
    assert said.code == 6
    assert "nog niets gevalideerd" in said.err
    assert not (project.stage("report") / "rapport.docx").exists()
    assert (project.stage("suggest") / "suggestions.parquet").exists()


def test_a_half_read_report_does_not_count(oza: Oza, project: Layout) -> None:
    oza("export-xlsx", "--coder", "anna")
    path = project.workbook("anna")
    book = load_workbook(path)
    sheet = book["Coderen"]
    names = [cell.value for cell in sheet[1]]
    sheet.cell(2, names.index("gelezen") + 1).value = "ja"
    book.save(path)
    oza("import-xlsx", str(path))
    assert oza("report").code == 0
    page = (project.stage("report") / "rapport.html").read_text("utf-8")
    assert "0 van de 3" in page
    assert "1 verslag is deels gevalideerd" in page
    assert "2 verslagen zijn nog niet gevalideerd" in page


def test_a_second_run_does_nothing_and_says_so(
    oza: Oza, reported: Path, files: Callable[[Path], dict[str, bytes]], project: Layout
) -> None:
    oza("run")
    before = files(project.outputs)
    said = oza("run")
    assert said.code == 0
    assert all("ongewijzigd" in line for line in said.out.splitlines()[:-1])
    assert files(project.outputs) == before


def test_importing_twice_adds_nothing(oza: Oza, validate: Validate, project: Layout) -> None:
    validate()
    before = project.ledger("anna").read_bytes()
    assert "0 nieuwe beslissingen" in oza("import-xlsx", str(project.workbook("anna"))).out
    assert project.ledger("anna").read_bytes() == before


def test_a_workbook_that_holds_decisions_is_not_overwritten(oza: Oza, project: Layout) -> None:
    oza("export-xlsx", "--coder", "anna")
    said = oza("export-xlsx", "--coder", "anna")
    assert said.code == 7
    assert "bestaat al" in said.err


def test_a_changed_workbook_is_refused_whole(oza: Oza, project: Layout) -> None:
    oza("export-xlsx", "--coder", "anna")
    path = project.workbook("anna")
    book = load_workbook(path)
    book["Coderen"]["F2"].value = "anders"
    book["Coderen"]["F3"].value = "ook anders"
    book.save(path)
    said = oza("import-xlsx", str(path))
    assert said.code == 7
    assert "rij 2, kolom F" in said.err
    assert "rij 3, kolom F" in said.err
    assert "er is niets ingelezen" in said.err
    assert not project.ledger("anna").exists()

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
        "wijzigingen.html",
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


def test_a_workbook_is_overwritten_only_when_it_was_read_back(oza: Oza, project: Layout) -> None:
    path = project.workbook("anna")
    assert oza("export-xlsx", "--coder", "anna").code == 0
    assert oza("export-xlsx", "--coder", "anna").code == 0
    fill(path, {"gelezen": "ja"})
    said = oza("export-xlsx", "--coder", "anna")
    assert said.code == 7
    assert "nog niet zijn teruggehaald" in said.err
    assert "1 nieuwe beslissing\n" in oza("import-xlsx", str(path)).out
    assert oza("export-xlsx", "--coder", "anna").code == 0


def test_an_untouched_second_workbook_takes_nothing_back(
    oza: Oza, validate: Validate, project: Layout
) -> None:
    """Also when the model has learned since and suggests other codes."""
    validate()
    fill(project.workbook("anna"), {"besluit 1": "afgewezen"})
    assert oza("import-xlsx", str(project.workbook("anna"))).code == 0
    settings = project.study_folder / "study.toml"
    settings.write_text(settings.read_text("utf-8").replace("lowest = 0.10", "lowest = 0.95"))
    before = project.ledger("anna").read_bytes()
    assert oza("export-xlsx", "--coder", "anna").code == 0
    assert "0 nieuwe beslissingen" in oza("import-xlsx", str(project.workbook("anna"))).out
    assert project.ledger("anna").read_bytes() == before


def test_the_same_workbook_may_be_read_back_again_and_again(oza: Oza, project: Layout) -> None:
    """A coder goes on in the same file, and changes her mind about what was read before."""
    path = project.workbook("anna")
    oza("export-xlsx", "--coder", "anna")
    for value, verdict in (("ja", "gelezen"), (None, "ingetrokken"), ("ja", "gelezen")):
        fill(path, {"gelezen": value})
        assert "1 nieuwe beslissing\n" in oza("import-xlsx", str(path)).out
        assert "0 nieuwe beslissingen" in oza("import-xlsx", str(path)).out
        assert read_decisions(project.ledger("anna"))[-1].verdict.value == verdict


def test_read_can_be_taken_back(oza: Oza, project: Layout) -> None:
    path = project.workbook("anna")
    oza("export-xlsx", "--coder", "anna")
    fill(path, {"gelezen": "ja"})
    oza("import-xlsx", str(path))
    oza("export-xlsx", "--coder", "anna")
    fill(path, {"gelezen": None})
    assert "1 nieuwe beslissing\n" in oza("import-xlsx", str(path)).out
    assert read_decisions(project.ledger("anna"))[-1].verdict.value == "ingetrokken"


def test_a_changed_report_does_not_block_the_rest_of_the_workbook(
    oza: Oza, validate: Validate, project: Layout
) -> None:
    oza("export-xlsx", "--coder", "anna")
    report = project.reports / "1K1.md"
    report.write_text(report.read_text("utf-8").replace("elke ochtend", "iedere ochtend"), "utf-8")
    fill(project.workbook("anna"), {"gelezen": "ja"}, rows=range(2, 20))
    said = oza("import-xlsx", str(project.workbook("anna")))
    assert said.code == 0
    assert "1 rij gaat over tekst die niet meer in de golf staat" in said.out
    assert len(read_decisions(project.ledger("anna"))) >= 4


def test_decisions_on_text_that_is_gone_are_named_and_kept(
    oza: Oza, validate: Validate, project: Layout
) -> None:
    validate()
    before = project.ledger("anna").read_bytes()
    (project.reports / "2P1.md").unlink()
    register = project.wave_folder / "register.csv"
    register.write_text("".join(register.read_text().splitlines(keepends=True)[:-1]))
    said = oza("report")
    assert said.code == 0
    assert "staan niet meer in de verslagen" in said.out
    assert project.ledger("anna").read_bytes() == before


def test_a_study_without_reports_can_be_exported_too(oza: Oza, project: Layout) -> None:
    oza("new-study", "leeg", "--from", "ervaringen")
    said = oza("export-xlsx", "--coder", "anna", "--study", "leeg")
    assert said.code == 0, said.err
    assert "0 segmenten" in said.out


def fill(path: Path, cells: dict[str, object], rows: range = range(2, 3)) -> None:
    """Sets columns of the coding sheet, by name, in the given rows."""
    book = load_workbook(path)
    sheet = book["Coderen"]
    names = [cell.value for cell in sheet[1]]
    for row in rows:
        for name, value in cells.items():
            if row <= sheet.max_row and sheet.cell(row, 1).value:
                sheet.cell(row, names.index(name) + 1).value = value
    book.save(path)


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

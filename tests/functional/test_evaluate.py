"""Measuring suggestions, and knowing when to stop, as a user asks for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from pipeline.exchange.coding_sheet import CODING
from pipeline.store.layout import Layout

from .conftest import Oza

MORE = {
    "3K1": "I: Hoe is het hier?\n\nR: Ik word hier niet meer gepest. De juf is lief voor mij.\n\nR: Ik wil graag naar een gewone school.\n",
    "3O1": "R: Er is elke dag contact via de app. De lijnen zijn kort.\n\nR: Op de oude school werd zij gepest.\n",
    "4P1": "R: Wij overleggen elke week met de zorg.\n\nR: De gemeente betaalt de zorg en het samenwerkingsverband de leerkracht.\n",
}


def add_reports(project: Layout) -> None:
    actors = {"K": "kind", "O": "ouder", "P": "professional"}
    register = project.wave_folder / "register.csv"
    rows = register.read_text("utf-8")
    for respondent, text in MORE.items():
        (project.reports / f"{respondent}.md").write_text(text, encoding="utf-8")
        rows += (
            f"{respondent};{respondent}.md;{actors[respondent[1]]};{respondent[0]};;;1;2025-01-20\n"
        )
    register.write_text(rows, encoding="utf-8")


def test_too_few_respondents_is_said_in_one_line(oza: Oza, validate: Callable[[], None]) -> None:
    validate()
    said = oza("evaluate", "--quick")
    assert said.code == 4
    assert "vanaf 4 respondenten" in said.err
    assert said.err.count("\n") == 1


def test_evaluate_writes_numbers_page_figures_and_tables(
    oza: Oza,
    project: Layout,
    validate: Callable[[], None],
    files: Callable[[Path], dict[str, bytes]],
) -> None:
    add_reports(project)
    validate()
    said = oza("evaluate", "--quick", "--folds", "3", "--draws", "100")
    assert said.code == 0, said.err
    assert "evaluate/evaluatie.html" in said.out
    folder = project.stage("evaluate")
    found = json.loads((folder / "evaluatie.json").read_text("utf-8"))
    assert found["respondents"] == 6
    assert found["methods"][0]["name"] == "engine"
    assert {"methodetabel.docx", "methodetabel.csv", "codetabel.csv"} <= set(files(folder))
    first = files(folder)
    assert oza("evaluate", "--quick", "--folds", "3", "--draws", "100").code == 0
    assert files(folder) == first
    page = first["evaluatie.html"].decode("utf-8")
    assert "gepest" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_stop_wants_something_read(oza: Oza) -> None:
    said = oza("stop")
    assert said.code == 4
    assert "nog niets gelezen" in said.err


def test_stop_says_what_is_left_and_when_nothing_is(
    oza: Oza, project: Layout, validate: Callable[[], None]
) -> None:
    assert oza("export-xlsx", "--coder", "anna").code == 0
    path = project.workbook("anna")
    book = load_workbook(path)
    sheet = book[CODING]
    sheet.cell(2, [cell.value for cell in sheet[1]].index("gelezen") + 1).value = "ja"
    book.save(path)
    assert oza("import-xlsx", str(path)).code == 0
    said = oza("stop")
    assert said.code == 0, said.err
    assert "te weinig gelezen om iets te zeggen" in said.out
    assert json.loads((project.stage("stoppen") / "stoppen.json").read_text("utf-8"))["read"] == 1
    validate()
    said = oza("stop")
    assert "Alles is gelezen" in said.out

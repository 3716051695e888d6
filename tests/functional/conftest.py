"""Commands as a user runs them, on a small project in a new folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.__main__ import main
from pipeline.exchange.coding_sheet import CODING, REPORTS
from pipeline.store.layout import Layout


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str


Oza = Callable[..., Said]


@pytest.fixture
def oza(
    project: Layout, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Oza:
    """Runs `oza …` in the project's folder."""

    def call(*arguments: str) -> Said:
        monkeypatch.chdir(project.root)
        monkeypatch.setattr(sys, "argv", ["oza", *arguments])
        capsys.readouterr()
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        out, err = capsys.readouterr()
        return Said(int(code), out, err)

    return call


@pytest.fixture
def validate(oza: Oza, project: Layout) -> Callable[[str], None]:
    """A coder who accepts every suggestion, adds a code and reads all reports to the end."""

    def work(coder: str = "anna") -> None:
        assert oza("export-xlsx", "--coder", coder).code == 0
        path = project.workbook(coder)
        book = load_workbook(path)
        sheet = book[CODING]
        names = [cell.value for cell in sheet[1]]
        for row in range(2, sheet.max_row + 1):
            for at, name in enumerate(names, start=1):
                if name.startswith("voorstel") and sheet.cell(row, at).value:
                    sheet.cell(
                        row, names.index(name.replace("voorstel", "besluit")) + 1
                    ).value = "akkoord"
        for row in range(2, book[REPORTS].max_row + 1):
            book[REPORTS].cell(row, 3).value = "ja"
        book.save(path)
        said = oza("import-xlsx", str(path))
        assert said.code == 0, said.err

    return work


@pytest.fixture
def files() -> Callable[[Path], dict[str, bytes]]:
    """All files below a folder, by relative name."""

    def read(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    return read

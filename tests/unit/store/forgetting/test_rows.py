"""Rows of a register go; every other row keeps its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from pipeline.store.forgetting.rows import drop_rows, registered

HEAD = "id;bestand;actor;opmerking"


def wave(folder: Path, content: bytes) -> Path:
    (folder / "register.csv").write_bytes(content)
    return folder


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_other_rows_keep_their_bytes(tmp_path: Path, encoding: str, end: str) -> None:
    rows = [HEAD, "1K1;één.docx;kind;x", "9K2;weg.docx;kind;y", '1O1;"a;b.md";ouder;  ', ""]
    folder = wave(tmp_path, end.join(rows).encode(encoding))
    assert drop_rows(folder, ["9K2"]) == 1
    assert (tmp_path / "register.csv").read_bytes() == end.join([*rows[:2], *rows[3:]]).encode(
        encoding
    )
    assert drop_rows(folder, ["9K2"]) == 0
    assert [(row.respondent, row.file) for row in registered(folder)] == [
        ("1K1", "één.docx"),
        ("1O1", "a;b.md"),
    ]


def test_a_row_over_several_lines_goes_as_a_whole(tmp_path: Path) -> None:
    text = f'{HEAD}\n9K2;a.md;kind;"twee\nregels, ""9K2"""\n1K1;b.md;kind;"nog\neen"'
    folder = wave(tmp_path, text.encode())
    assert drop_rows(folder, ["9K2"]) == 1
    assert (folder / "register.csv").read_text() == f'{HEAD}\n1K1;b.md;kind;"nog\neen"'


def test_columns_in_another_order_and_language(tmp_path: Path) -> None:
    folder = wave(tmp_path, b"actor,filename,Respondentnummer\nkind,a.md,9K2\nkind,b.md,1K1\n")
    assert drop_rows(folder, ["9K2"]) == 1
    assert (folder / "register.csv").read_bytes() == (
        b"actor,filename,Respondentnummer\nkind,b.md,1K1\n"
    )


def test_a_row_in_excel(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["id", "bestand", "leeftijd"], ["1K1", "a.md", 10], ["9K2", "b.md", 11], ["1O1"]):
        sheet.append(row)
    book.save(tmp_path / "register.xlsx")
    assert [row.respondent for row in registered(tmp_path)] == ["1K1", "9K2", "1O1"]
    assert drop_rows(tmp_path, ["9K2"]) == 1
    left = load_workbook(tmp_path / "register.xlsx").worksheets[0]
    assert [tuple(row) for row in left.iter_rows(values_only=True)] == [
        ("id", "bestand", "leeftijd"),
        ("1K1", "a.md", 10),
        ("1O1", None, None),
    ]
    assert b"9K2" not in (tmp_path / "register.xlsx").read_bytes()
    first = (tmp_path / "register.xlsx").read_bytes()
    assert drop_rows(tmp_path, ["9K2"]) == 0
    assert (tmp_path / "register.xlsx").read_bytes() == first


def test_no_register_no_rows(tmp_path: Path) -> None:
    assert registered(tmp_path) == []
    assert drop_rows(tmp_path, ["9K2"]) == 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1K1", "9K2", "x"]),
            st.text(st.characters(exclude_characters='";\r\n\x00', exclude_categories=["Cs"])),
        ),
        max_size=6,
    )
)
def test_dropping_is_filtering(tmp_path_factory: pytest.TempPathFactory, rows: list) -> None:  # type: ignore[type-arg]
    lines = [f"{who};{rest}\n" for who, rest in rows]
    folder = wave(tmp_path_factory.mktemp("golf"), ("id;bestand\n" + "".join(lines)).encode())
    count = drop_rows(folder, ["9K2"])
    kept = [line for line, (who, _) in zip(lines, rows, strict=True) if who != "9K2"]
    assert count == len(rows) - len(kept)
    assert (folder / "register.csv").read_bytes() == ("id;bestand\n" + "".join(kept)).encode()

"""Tables for other programs: what is written is what pandas and Excel read, and nothing calculates."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from pipeline.exchange.tidy import workbook
from pipeline.exchange.tidy.csv_text import csv_pieces, csv_text
from pipeline.exchange.tidy.dictionary import as_markdown, as_values
from pipeline.exchange.tidy.parquet_file import parquet_bytes
from pipeline.exchange.tidy.table import Column, DataTable, Kind, Value
from pipeline.exchange.tidy.workbook import GUIDE, fits, write_workbook
from pipeline.store.files import without_clock

COLUMNS = (
    Column("text", Kind.TEXT, "Wat er is gezegd", "What was said"),
    Column("age", Kind.INTEGER, "Leeftijd", "Age", "jaren"),
    Column("probability", Kind.NUMBER, "De kans", "The probability", "0 tot 1"),
    Column("read", Kind.YES_NO, "Gelezen", "Read"),
    Column("stance", Kind.TEXT, "Houding | waardering", "Stance", allowed=("", "positief")),
)
FORMULAS = ("=1+1", "+31 6", "- nee hoor", "@SUM(A1)", "\t=2", " =HYPERLINK(1)", "\n-x")


def table(*rows: tuple[Value, ...], sensitivity: str = "internal") -> DataTable:
    return DataTable("codings", "Een rij per code.", "A row per code.", sensitivity, COLUMNS, rows)


def read_back(text: str) -> pd.DataFrame:
    return pd.read_csv(
        BytesIO(text.encode("utf-8")), sep=";", decimal=",", keep_default_na=False, na_values=[""]
    )


def test_csv_reads_back_with_types_and_gaps() -> None:
    made = table(('hé; "ja"\nregel', 10, 0.25, True, "positief"), ("NA", None, None, False, ""))
    found = read_back(csv_text(made))
    assert list(found.columns) == [column.name for column in COLUMNS]
    assert list(found["text"]) == ['hé; "ja"\nregel', "NA"]
    assert found["probability"][0] == 0.25
    assert pd.isna(found["age"][1])
    assert list(found["read"]) == [True, False]
    assert csv_text(made).startswith("\ufefftext;age;")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_calculate_is_text(text: str, tmp_path: Path) -> None:
    made = table((text, -3, -0.5, True, ""))
    assert read_back(csv_text(made))["text"][0] == f"'{text}"
    # Negative numbers are ours and stay numbers.
    assert read_back(csv_text(made))["age"][0] == -3
    assert pq.read_table(BytesIO(parquet_bytes(made)))["text"][0].as_py() == text
    write_workbook(tmp_path / "x.xlsx", "Titel", ["=1"], [made])
    book = load_workbook(tmp_path / "x.xlsx")
    cell = book["codings"]["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()
    assert cell.quotePrefix
    assert book[GUIDE]["A2"].data_type == "s"
    formulas = [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == []


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), min_size=1))
def test_any_text_comes_back_from_csv_and_parquet(texts: list[str]) -> None:
    made = table(*((text, 1, None, True, "") for text in texts))
    parquet = pq.read_table(BytesIO(parquet_bytes(made)))["text"].to_pylist()
    assert parquet == texts
    # Not with pandas, which takes '00' for a number.
    rows = csv.DictReader(StringIO(csv_text(made).removeprefix("\ufeff")), delimiter=";")
    found = [row["text"] for row in rows]
    assert [one.removeprefix("'") for one in found] == [one.removeprefix("'") for one in texts]


def test_parquet_knows_types_where_everything_is_missing_and_how_sensitive_it_is() -> None:
    found = pq.read_table(BytesIO(parquet_bytes(table(("a", None, None, None, "")))))
    assert [str(field.type) for field in found.schema] == [
        "string", "int64", "double", "bool", "string",
    ]  # fmt: skip
    assert found.schema.metadata[b"oza.sensitivity"] == b"internal"
    assert found.schema.field("age").metadata[b"nl"] == b"Leeftijd"
    none = pq.read_table(BytesIO(parquet_bytes(table())))
    assert (none.num_rows, str(none.schema.field("age").type)) == (0, "int64")


def test_every_sheet_says_how_sensitive_it_is_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    made = table(("tekst\x00 met een teken", 1, None, True, ""), ("x" * 40_000, 1, 0.5, None, ""))
    paths = (tmp_path / "een.xlsx", tmp_path / "twee.xlsx")
    for path in paths:
        write_workbook(path, "Titel", ["Een zin."], [made])
        without_clock(path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    book = load_workbook(paths[0])
    assert book.sheetnames == [GUIDE, "codings"]
    assert book["codings"].oddFooter.left.text.startswith("codings: intern")
    assert book["codings"]["A2"].value == "tekst met een teken"
    assert len(book["codings"]["A3"].value) == 32_767
    told = [cell.value for row in book[GUIDE].iter_rows() for cell in row]
    assert "intern: alleen voor het onderzoeksteam" in told
    assert "(leeg); positief" in told


def test_a_table_that_no_sheet_can_hold_has_only_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    made = table(("a", 1, 0.5, True, ""), ("b", 2, 0.5, True, ""))
    assert fits(made)
    monkeypatch.setattr(workbook, "MOST_ROWS", 1)
    assert not fits(made)


def test_of_a_table_without_a_sheet_the_guide_says_where_it_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 1)
    long = table(("a", 1, 0.5, True, ""), ("b", 2, 0.5, True, ""))
    short = replace(table(("a", 1, 0.5, True, "")), name="codes")
    write_workbook(tmp_path / "x.xlsx", "Titel", [], [long, short])
    book = load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == [GUIDE, "codes"]
    lines = [[cell.value for cell in row] for row in book[GUIDE].iter_rows()]
    (about,) = [line for line in lines if line[0] == "codings" and line[2] == 2]
    assert "staat alleen in codings.csv en codings.parquet" in about[3]
    (about,) = [line for line in lines if line[0] == "codes" and line[2] == 1]
    assert "te lang" not in about[3].casefold()
    # Its columns are explained all the same: the files have the same ones.
    assert sum(line[:2] == ["codings", "probability"] for line in lines) == 1


def test_a_heading_is_nothing_to_calculate_either(tmp_path: Path) -> None:
    """The columns of oza.csv are whatever somebody called them."""
    bad = Column('=HYPERLINK("https://x")', Kind.TEXT, "=1+1", "@SUM(1)")
    made = DataTable("respondents", "Een rij.", "A row.", "internal", (COLUMNS[1], bad), [(1, "a")])
    assert csv_text(made).splitlines()[0] == '\ufeffage;"\'=HYPERLINK(""https://x"")"'
    write_workbook(tmp_path / "x.xlsx", "=2+2", ["-1"], [made])
    book = load_workbook(tmp_path / "x.xlsx")
    kinds = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
    assert "f" not in kinds
    assert book["respondents"]["B1"].value == bad.name
    assert book["respondents"]["B1"].quotePrefix
    assert book["respondents"]["B1"].font.b
    assert not book["respondents"]["B2"].quotePrefix


def test_numbers_of_two_kinds_stay_what_they_are() -> None:
    rows = [
        ("a", at % 3, number, bool(at % 2), "") for at, number in enumerate((1, 1.0, 0.0, 0, 1))
    ]
    lines = csv_text(table(*rows)).splitlines()
    assert [line.split(";")[2] for line in lines[1:]] == ["1", "1,0", "0,0", "0", "1"]
    assert [line.split(";")[3] for line in lines[1:]] == ["FALSE", "TRUE"] * 2 + ["FALSE"]


def test_a_long_table_comes_in_pieces_and_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    made = table(*(("=ja" if at % 3 else f"n {at}", at, at / 4, None, "") for at in range(11)))
    whole = csv_text(made)
    monkeypatch.setattr("pipeline.exchange.tidy.csv_text._AT_A_TIME", 2)
    monkeypatch.setattr("pipeline.exchange.tidy.csv_text._MOST_KNOWN", 1)
    pieces = list(csv_pieces(made))
    assert len(pieces) == 1 + 6
    assert "".join(pieces) == whole
    assert whole.count("'=ja") == 7


def test_the_dictionary_has_every_column_for_people_and_for_programs() -> None:
    files = {"codings": ["intern/codings.csv"]}
    values = json.loads(json.dumps(as_values("Titel", ["Zin."], [table()], files)))
    (one,) = values["tables"]
    assert [column["name"] for column in one["columns"]] == [c.name for c in COLUMNS]
    assert one["columns"][4]["allowed"] == ["", "positief"]
    assert {column["sensitivity"] for column in one["columns"]} == {"internal"}
    text = as_markdown("Titel", ["Zin."], [table()], files)
    assert "| `stance` | text | Houding \\| waardering | Stance |  | leeg, `positief` |" in text
    assert "intern: alleen voor het onderzoeksteam; `intern/codings.csv`" in text


def test_a_row_that_does_not_fit_is_refused_without_repeating_it() -> None:
    for row in (("geheim", 1, 0.5, True), ("geheim", "geheim", 0.5, True, ""), (1, 1, 1, True, "")):
        with pytest.raises(ValueError, match="rij 1 van codings") as refused:
            table(row)
        assert "geheim" not in str(refused.value)
    # Yes is no number, although Python counts with it.
    with pytest.raises(ValueError, match="age klopt niet"):
        table(("a", True, 0.5, True, ""))


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R staat niet op deze computer")
def test_r_reads_the_csv(tmp_path: Path) -> None:
    made = table(("hé; “ja”", 10, 0.25, True, ""), ("- nee", None, None, False, "positief"))
    (tmp_path / "t.csv").write_text(csv_text(made), encoding="utf-8")
    script = (
        'd <- read.csv2("t.csv", fileEncoding = "UTF-8-BOM", check.names = FALSE);'
        "cat(names(d), sum(d$probability, na.rm = TRUE), sum(d$read), sum(is.na(d$age)), sep = ';')"
    )
    run = subprocess.run(
        ["Rscript", "-e", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout == "text;age;probability;read;stance;0.25;1;1"

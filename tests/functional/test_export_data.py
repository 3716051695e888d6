"""The study as tables for other programs: what counts, what is withheld, and where it may go."""

from __future__ import annotations

import json
import re
import shutil
import stat
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from pipeline.config.study import read_study
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.quotable import QuoteMark, QuoteVerdict
from pipeline.domain.report import text_digest
from pipeline.notebook import load
from pipeline.stages.for_data import meanings
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.quotable import append_marks
from pipeline.store.tables import read_segments

ROOT = Path(__file__).parents[2]
Oza = Callable[..., Any]
WORDS = "een vriend."
TABLES = (
    "segments", "codings", "respondents", "decisions", "code_by_respondent", "matrix_binary",
    "matrix_counts", "quotations",
)  # fmt: skip


@pytest.fixture
def coded(project: Layout, oza: Oza, decide: Callable[..., Decision]) -> Layout:
    """1K1 is read to the end, of 1O1 one segment; 2P1 nobody opened."""
    assert oza("segment").code == 0
    segments = read_segments(project.stage("segment") / "segments.parquet")

    def made(at: int, respondent: str, code: str, **given: Any) -> Decision:
        own = [s for s in segments if s.respondent == respondent][at]
        return decide(own.id, code, digest=own.digest, **given)

    count = sum(s.respondent == "1K1" for s in segments)
    append_decisions(
        project.ledger("anna"),
        [
            *(made(at, "1K1", "") for at in range(count)),
            made(0, "1K1", "vastlopen-angst", verdict=Verdict.ACCEPT, seen=0.25, model="m"),
            made(-1, "1K1", "sociaal-veilig", stance=Stance.NEUTRAL, memo="=SOM(A1)"),
            made(-1, "1K1", "sociaal-veilig", stance=Stance.POSITIVE),
            made(-1, "1K1", "sociaal-vriendschap"),
            made(-1, "1K1", "sociaal-vriendschap", verdict=Verdict.RETRACT),
            made(0, "1O1", "weg-obstakels", stance=Stance.CONCERN),
        ],
    )
    return project


def table(layout: Layout, name: str) -> pd.DataFrame:
    return pd.read_parquet(layout.stage("data") / "intern" / f"{name}.parquet")


def test_what_counts_and_what_was_taken_back(coded: Layout, oza: Oza) -> None:
    said = oza("export-data")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("outputs/ervaringen/golf-1/data: segments ")
    codings = table(coded, "codings").set_index("code")
    assert set(codings.index) == {"vastlopen-angst", "sociaal-veilig", "weg-obstakels"}
    assert list(codings.loc["sociaal-veilig", ["stance", "validated", "path"]]) == [
        "positief", True, "Sociale relaties > Veilig en jezelf mogen zijn",
    ]  # fmt: skip
    assert codings.loc["vastlopen-angst", "probability"] == 0.25
    # Of a report that was not read to the end nobody can say what it does not contain.
    assert not codings.loc["weg-obstakels", "validated"]
    decisions = table(coded, "decisions")
    assert list(decisions["number"]) == list(range(1, len(decisions) + 1))
    history = decisions[decisions["code"] == "sociaal-vriendschap"]
    assert list(zip(history["verdict"], history["standing"], strict=True)) == [
        ("toegevoegd", False), ("ingetrokken", True),
    ]  # fmt: skip
    assert set(codings["decision"]) <= set(decisions["decision"])


def test_not_raised_not_asked_and_not_read_are_different_things(coded: Layout, oza: Oza) -> None:
    oza("export-data")
    raised = table(coded, "code_by_respondent").set_index(["respondent", "code"])
    assert raised.loc[("1K1", "sociaal-veilig"), "standing"] == "ingebracht"
    assert raised.loc[("1K1", "sociaal"), "segments"] == 1
    assert raised.loc[("1K1", "sociaal-begeleiders"), "standing"] == "niet ingebracht"
    assert raised.loc[("1O1", "sociaal-veilig"), "standing"] == "nog niet gevalideerd"
    assert raised.loc[("1O1", "weg-obstakels"), "standing"] == "ingebracht"
    unasked = raised[(~raised["asked"]) & (~raised["raised"])]
    assert not unasked.empty
    assert set(unasked["standing"]) == {"niet gevraagd"}
    matrix = table(coded, "matrix_binary").set_index("respondent")
    assert list(matrix.loc["1K1", ["sociaal", "sociaal-veilig", "sociaal-begeleiders"]]) == [
        1,
        1,
        0,
    ]
    assert matrix.loc["1O1", "weg-obstakels"] == 1
    assert pd.isna(matrix.loc["1O1", "sociaal-veilig"])
    assert pd.isna(matrix.loc["1K1", unasked.loc["1K1"].index[0]])
    assert list(matrix["validated"]) == [True, False, False]


def test_quotations_name_their_source_as_the_rules_allow_and_leave_out_what_is_never_quoted(
    coded: Layout, oza: Oza
) -> None:
    segments = read_segments(coded.stage("segment") / "segments.parquet")
    here = next(s for s in segments if WORDS in s.text)
    start = here.text.index(WORDS)
    mark = QuoteMark(
        "golf-1", here.id, here.digest, start, start + len(WORDS), text_digest(WORDS),
        QuoteVerdict.QUOTABLE, "anna", "2025-01-01T00:00:00Z",
    )  # fmt: skip
    append_marks(coded.quotation_marks("anna"), [mark])
    oza("export-data")
    found = table(coded, "quotations")
    marked = found[found["kind"] == "citeerbaar"]
    assert list(marked["text"]) == [WORDS]
    assert list(marked["quotation"]) == [mark.id]
    assert list(marked["source"]) == ["Kind"]
    assert list(marked["age"]) == [10]
    never = replace(mark, start=0, end=0, span="", verdict=QuoteVerdict.NEVER)
    append_marks(coded.quotation_marks("anna"), [never])
    oza("export-data")
    assert here.id not in set(table(coded, "quotations")["segment"])


def test_the_three_kinds_of_file_say_the_same_and_nothing_calculates(
    coded: Layout, oza: Oza
) -> None:
    oza("export-data")
    folder = coded.stage("data") / "intern"
    sheets = pd.read_excel(folder / "data.xlsx", sheet_name=None, keep_default_na=False)
    dictionary = json.loads((coded.stage("data") / "woordenboek.json").read_text("utf-8"))
    assert [one["name"] for one in dictionary["tables"]] == [*TABLES, "codes"]
    for one in dictionary["tables"]:
        name = one["name"]
        assert one["sensitivity"] == ("publishable" if name == "codes" else "internal")
        places = [coded.stage("data") / file for file in one["files"]]
        csv = pd.read_csv(places[0], sep=";", decimal=",", keep_default_na=False)
        parquet = pd.read_parquet(places[1])
        columns = [column["name"] for column in one["columns"]]
        assert columns == list(csv.columns) == list(parquet.columns) == list(sheets[name].columns)
        assert len(csv) == len(parquet) == len(sheets[name]) == one["rows"]
        for column in one["columns"]:
            values = set(parquet[column["name"]].dropna())
            assert not column["allowed"] or values <= set(column["allowed"])
    memo = table(coded, "decisions").query("memo != ''")["memo"]
    assert list(memo) == ["=SOM(A1)"]
    assert "'=SOM(A1)" in (folder / "decisions.csv").read_text("utf-8")
    book = load_workbook(folder / "data.xlsx")
    kinds = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
    assert "f" not in kinds


def test_the_same_study_gives_the_same_bytes(
    coded: Layout, oza: Oza, files: Callable[[Path], dict[str, bytes]]
) -> None:
    oza("export-data")
    first = files(coded.stage("data"))
    oza("export-data", "--to", str(coded.root / "elders"))
    assert files(coded.root / "elders") == first
    assert len(first) == 2 * 9 + 3


def test_files_and_notebooks_have_one_truth(coded: Layout, oza: Oza) -> None:
    oza("export-data")
    tables = load(root=coded.root)
    for name in ("respondents", "codings"):
        own = getattr(tables, name)
        assert list(own.columns) == list(table(coded, name).columns)
        assert list(own["respondent"]) == list(table(coded, name)["respondent"])


def test_nobody_is_named_and_no_file_either(coded: Layout, oza: Oza) -> None:
    coded.private.mkdir(parents=True, exist_ok=True)
    (coded.wave_folder / "register.csv").write_text(
        (coded.wave_folder / "register.csv")
        .read_text("utf-8")
        .replace("1K1.md", "Sanne de Wit.md"),
        encoding="utf-8",
    )
    (coded.reports / "1K1.md").rename(coded.reports / "Sanne de Wit.md")
    assert oza("export-data").code == 0
    for path in coded.stage("data").rglob("*.csv"):
        assert "Sanne" not in path.read_text("utf-8")


def test_who_withdraws_is_in_no_table_any_more(coded: Layout, oza: Oza) -> None:
    assert oza("export-data").code == 0
    assert oza("export-data", "--all-waves").code == 0
    assert oza("export-label-studio", "--coder", "anna").code == 0

    def traces() -> list[Path]:
        files = (p for p in (coded.root / "outputs").rglob("*") if p.suffix in (".csv", ".json"))
        return [path for path in files if "1K1" in path.read_text("utf-8")]

    assert len(traces()) > 5
    said = oza("forget", "1K1", "--by", "anna", "--reason", "op eigen verzoek", "--yes")
    assert said.code == 0, said.err
    assert traces() == []
    assert oza("export-data").code == 0
    assert set(table(coded, "respondents")["respondent"]) == {"1O1", "2P1"}
    assert traces() == []


@pytest.fixture
def waiting(project: Layout, oza: Oza) -> Layout:
    """A report with a finding that nobody decided on."""
    report = project.reports / "1K1.md"
    report.write_text(
        report.read_text("utf-8") + "\nR: Bel mij op 06-12345678, zei juf.\n", "utf-8"
    )
    assert oza("segment").code == 0
    assert json.loads((project.stage("privacy") / "open.json").read_text())["findings"] > 0
    return project


def test_text_that_waits_for_a_decision_stays_here(waiting: Layout, oza: Oza) -> None:
    said = oza("export-data")
    assert said.code == 0
    assert "van 1 verslag ontbreekt de tekst" in said.out
    segments = table(waiting, "segments")
    withheld = segments[~segments["released"]]
    assert set(withheld["respondent"]) == {"1K1"}
    assert set(withheld["text"]) == set(withheld["heading"]) == {""}
    assert (segments[segments["released"]]["text"] != "").all()
    folder = waiting.stage("data")
    every = b"".join(p.read_bytes() for p in folder.rglob("*.csv"))
    assert b"06-12345678" not in every
    assert not (folder / "prive").exists()


def test_private_is_said_aloud_and_lies_apart(waiting: Layout, oza: Oza) -> None:
    said = oza("export-data", "--private")
    assert said.code == 0
    assert "LET OP: in 1 verslag " in said.err
    folder = waiting.stage("data")
    path = folder / "prive" / "segments.csv"
    assert "06-12345678" in path.read_text("utf-8")
    for private in (path, folder / "prive" / "data.xlsx", folder / "prive" / "segments.parquet"):
        assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert not (folder / "intern" / "data.xlsx").exists()
    book = load_workbook(folder / "prive" / "data.xlsx")
    assert book["segments"].oddFooter.left.text.startswith("segments: privé")
    assert book["codings"].oddFooter.left.text.startswith("codings: intern")
    # The next export without it leaves nothing of it behind.
    oza("export-data")
    assert not (folder / "prive").exists()


def test_only_its_own_folder_is_replaced(coded: Layout, oza: Oza) -> None:
    mine = coded.root / "mijn"
    mine.mkdir()
    (mine / "scriptie.docx").write_text("jaren werk", encoding="utf-8")
    for folder in (
        mine,
        coded.root,
        coded.reports,
        coded.study_folder / "x",
        mine / "scriptie.docx",
    ):
        said = oza("export-data", "--to", str(folder))
        assert said.code == 10, folder
        assert said.err.count("\n") == 1
    assert (mine / "scriptie.docx").read_text("utf-8") == "jaren werk"
    new = coded.root / "nieuw" / "dieper"
    assert oza("export-data", "--to", str(new)).code == 0
    assert "niet in outputs/" in oza("export-data", "--to", str(new)).out
    assert "niet in outputs/" not in oza("export-data").out


def test_a_table_that_is_too_long_for_a_sheet_is_named_and_keeps_its_files(
    coded: Layout, oza: Oza, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.exchange.tidy.workbook.MOST_ROWS", 3)
    said = oza("export-data")
    assert said.code == 0
    (line,) = [line for line in said.out.splitlines() if line.startswith("geen blad")]
    assert "segments, decisions, code_by_respondent, codes;" in line
    told = json.loads((coded.stage("data") / "woordenboek.json").read_text("utf-8"))["tables"]
    files = {one["name"]: one["files"] for one in told}
    assert files["segments"] == ["intern/segments.csv", "intern/segments.parquet"]
    assert files["codings"][-1] == "intern/data.xlsx"
    sheets = load_workbook(coded.stage("data") / "intern" / "data.xlsx").sheetnames
    assert {"codings", "respondents"} <= set(sheets)
    assert not {"segments", "decisions"} & set(sheets)


def test_a_link_is_followed_and_nothing_is_left_beside_it(coded: Layout, oza: Oza) -> None:
    empty = coded.root / "leeg"
    empty.mkdir()
    for name, leads in (("naar-leeg", empty), ("naar-nergens", coded.root / "nieuw")):
        (coded.root / name).symlink_to(leads, target_is_directory=True)
        said = oza("export-data", "--to", str(coded.root / name))
        assert said.code == 0, said.err
        assert (coded.root / name).is_symlink()
        assert (leads / "intern" / "codings.csv").exists()
    (coded.root / "naar-corpus").symlink_to(coded.root / "corpus", target_is_directory=True)
    for to in ("naar-corpus", "naar-corpus/x"):
        assert oza("export-data", "--to", str(coded.root / to)).code == 10
    assert [p.name for p in coded.root.iterdir() if p.name.endswith((".part", ".old"))] == []


def test_among_the_outputs_it_stands_in_its_own_place_only(coded: Layout, oza: Oza) -> None:
    """What is internal would lie under what may be published, and nobody would find it again."""
    for folder in (coded.stage("report") / "x", coded.root / "outputs" / "anders" / "x"):
        said = oza("export-data", "--to", str(folder))
        assert said.code == 10
        assert said.err.startswith(folder.relative_to(coded.root).as_posix())
        assert not folder.exists()
    assert oza("export-data", "--to", str(coded.stage("data"))).code == 0
    said = oza("export-data", "--to", "/")
    assert (said.code, said.err.startswith("/: ")) == (10, True)


def test_waves_together_are_one_table(coded: Layout, oza: Oza) -> None:
    second = coded.of_wave("golf-2")
    shutil.copytree(coded.wave_folder, second.wave_folder)
    said = oza("export-data", "--all-waves")
    assert said.code == 0, said.err
    folder = coded.root / "outputs" / "ervaringen" / "data"
    people = pd.read_parquet(folder / "intern" / "respondents.parquet")
    assert list(people["wave"]) == ["golf-1"] * 3 + ["golf-2"] * 3
    matrix = pd.read_parquet(folder / "intern" / "matrix_counts.parquet")
    assert list(matrix["validated"]) == [True, False, False, False, False, False]
    assert len(pd.read_parquet(folder / "intern" / "decisions.parquet")) == len(
        (coded.ledger("anna")).read_text("utf-8").splitlines()
    )


def test_the_dictionary_says_nothing_of_columns_that_are_not_there(coded: Layout, oza: Oza) -> None:
    oza("export-data")
    told = json.loads((coded.stage("data") / "woordenboek.json").read_text("utf-8"))["tables"]
    there = {(one["name"], column["name"]) for one in told for column in one["columns"]}
    names = {name for _, name in there} | {meanings.TRAIT}
    codes = {code.id for code in read_study(coded.study_folder).codebook}
    dictionary = meanings._dictionary()
    assert set(dictionary["tables"]) == {one["name"] for one in told}
    for key in dictionary["columns"]:
        own, dot, column = key.partition(".")
        known = (own, column) in there or column == meanings.A_CODE
        assert known if dot else own in names, key
    assert codes <= names


def test_the_example_for_r_uses_what_is_there(coded: Layout, oza: Oza) -> None:
    oza("export-data")
    script = ROOT / "notebooks" / "lezen-in-R.R"
    text = script.read_text("utf-8")
    tables = dict(re.findall(r"(\w+) <- lees\(\"(\w+)\"\)", text))
    assert set(tables.values()) == {"code_by_respondent", "codings"}
    for variable, name in tables.items():
        used = set(re.findall(rf"\b{variable}\$(\w+)", text))
        assert used
        assert used <= set(table(coded, name).columns)
    assert text.count("(") == text.count(")")
    if shutil.which("Rscript"):
        folder = str(coded.stage("data"))
        run = subprocess.run(
            ["Rscript", str(script), folder],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        assert re.search(r"Sociale relaties > Veilig en jezelf mogen zijn +1", run.stdout)
        assert re.search(r"positief", run.stdout)

"""Tables to paste in a chapter on method, and their numbers to calculate with."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import docx

from pipeline.domain.evaluation import Evaluation
from pipeline.report.evaluation_tables import write_method_tables
from pipeline.report.evaluation_words import scored


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_the_csv_has_every_method_with_its_numbers(evaluation: Evaluation, tmp_path: Path) -> None:
    write_method_tables(evaluation, tmp_path / "evaluatie")
    rows = _rows(tmp_path / "evaluatie" / "methodetabel.csv")
    assert [row["manier"] for row in rows] == [method.name for method in evaluation.methods]
    for row, method in zip(rows, evaluation.methods, strict=True):
        for name, found in (
            ("goed_bij_eerste_3", method.right_within[1]),
            ("macro_ap", method.macro_ap),
        ):
            bounds = [row[name], row[f"{name}_laag"], row[f"{name}_hoog"]]
            told = [round(float(bound.replace(",", ".")), 6) for bound in bounds]
            assert told == [round(x or 0.0, 6) for x in (found.value, found.low, found.high)]


def test_codes_with_too_few_cases_are_listed_without_scores(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    write_method_tables(evaluation, tmp_path)
    rows = _rows(tmp_path / "codetabel.csv")
    assert len(rows) == len(evaluation.codes)
    few = [row for row in rows if row["genoeg"] == "nee"]
    assert len(few) == len(evaluation.codes) - evaluation.codes_enough
    for row in few:
        assert row["gevallen"].isdigit()
        assert not any(row[name] for name in ("f1", "ap", "ap_hoog", "drempel", "te_lezen"))


def test_word_has_a_table_of_methods_and_one_of_codes_with_caption_and_note(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    write_method_tables(evaluation, tmp_path)
    document = docx.Document(str(tmp_path / "methodetabel.docx"))
    suggestions, means, codes = document.tables
    assert len(suggestions.rows) == len(means.rows) == len(evaluation.methods) + 1
    assert [row.cells[0].text for row in codes.rows[1:]] == [
        code.label for code in scored(evaluation.codes)
    ]
    assert suggestions.rows[1].cells[2].text == "0,81\n0,78–0,84"
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Caption") == styles.count("Noot") == 3
    notes = " ".join(p.text for p in document.paragraphs if p.style.name == "Noot")
    assert "van wie het programma niets had gezien" in notes
    assert "te weinig om iets te zeggen" in notes


def test_without_methods_or_codes_files_are_empty_but_there(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    write_method_tables(replace(evaluation, methods=(), codes=()), tmp_path)
    assert (tmp_path / "methodetabel.csv").read_bytes() == b""
    assert {path.name for path in tmp_path.iterdir()} == {
        "methodetabel.docx",
        "methodetabel.csv",
        "codetabel.csv",
    }

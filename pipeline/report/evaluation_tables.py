"""methodetabel.docx, to paste in a chapter on method, and its numbers as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from math import isfinite
from pathlib import Path

from pipeline.domain.evaluation import Evaluation, Measured
from pipeline.report.blocks import Block, Heading
from pipeline.report.evaluation_rows import code_table, quality_table, suggestion_table
from pipeline.report.evaluation_words import scored, too_few
from pipeline.report.word import write_word

Value = str | int | float | bool | None


def write_method_tables(evaluation: Evaluation, folder: Path) -> None:
    """Writes `methodetabel.docx`, `methodetabel.csv` (a row a method) and `codetabel.csv` (a row a
    code, those with too few cases included and without scores).

    The CSV files are for a Dutch Excel and for `read.csv2`: semicolons, decimal commas, UTF-8 with
    a mark; shares are in 0..1 and unrounded to six decimals, and empty where not defined. The Word
    file carries the moment of writing inside, as the office libraries make it: a stage takes that
    out (`store.files.without_clock`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    blocks: list[Block] = [Heading("Per manier van voorstellen", 2)]
    blocks += [suggestion_table(evaluation), quality_table(evaluation)]
    blocks += [Heading("Per code", 2), code_table(evaluation)]
    running = f"{evaluation.study} · {evaluation.wave} · codeboek {evaluation.codebook_version}"
    title = "Hoe goed zijn de voorstellen?"
    write_word(folder / "methodetabel.docx", title, blocks, folder, running)
    _write(folder / "methodetabel.csv", list(_method_rows(evaluation)))
    _write(folder / "codetabel.csv", list(_code_rows(evaluation)))


def _method_rows(evaluation: Evaluation) -> Iterator[dict[str, Value]]:
    for method in evaluation.methods:
        row: dict[str, Value] = {"manier": method.name, "omschrijving": method.label}
        for depth, found in zip(evaluation.depths, method.right_within, strict=True):
            row |= _three(f"goed_bij_eerste_{depth}", found)
        for name, found in (
            ("precisie", method.precision),
            ("recall", method.recall),
            ("f1", method.f1),
            ("macro_precisie", method.macro_precision),
            ("macro_recall", method.macro_recall),
            ("macro_f1", method.macro_f1),
            ("macro_ap", method.macro_ap),
            ("rangprecisie", method.ranking_precision),
            ("kalibratiefout", method.calibration_error),
            ("kalibratiefout_getoond", method.calibration_error_shown),
        ):
            row |= _three(name, found)
        yield row | {"voorstellen_per_segment": method.suggestions_per_segment}


def _code_rows(evaluation: Evaluation) -> Iterator[dict[str, Value]]:
    nothing = Measured(None)
    for code in (*scored(evaluation.codes), *too_few(evaluation.codes)):
        row: dict[str, Value] = {
            "code": code.code,
            "label": code.label,
            "gevallen": code.cases,
            "respondenten": code.respondents,
            "genoeg": code.enough,
            "drempel": code.threshold if code.enough else None,
        }
        for name, found in (
            ("precisie", code.precision),
            ("recall", code.recall),
            ("f1", code.f1),
            ("ap", code.average_precision),
        ):
            row |= _three(name, found if code.enough else nothing)
        yield row | {"te_lezen": code.to_read if code.enough else None}


def _three(name: str, found: Measured) -> dict[str, Value]:
    return {name: found.value, f"{name}_laag": found.low, f"{name}_hoog": found.high}


def _write(path: Path, rows: Sequence[dict[str, Value]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        if rows:
            writer.writerow(rows[0])
        writer.writerows([_shown(value) for value in row.values()] for row in rows)


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",") if isfinite(value) else ""
    return str(value)

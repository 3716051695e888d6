"""overeenkomst.csv: every number of agreement on a line of its own."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from pipeline.domain.agreement import AgreementFound, AgreementRow, Level
from pipeline.domain.evaluation import Measured

HEADER = (
    "level", "code", "actor", "pair", "statistic", "estimate", "low", "high", "n", "respondents",
    "basis", "reason",
)  # fmt: skip


def write_rows(path: Path, found: AgreementFound) -> None:
    """Writes the lines, for a Dutch Excel and for `read.csv2`: semicolons, decimal commas, UTF-8
    with a mark. Empty where a number does not exist; `reason` then says why. `n` counts segments,
    at level `houding` codings; `pair` names coders with a plus between them, however many."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(HEADER)
        for row in found.between.rows:
            writer.writerows(_lines(row, "+".join(row.coders)))
        for against in found.against.rows:
            pair = "+".join(against.agreement.coders)
            scores = {"precision": against.precision, "recall": against.recall}
            writer.writerows(_lines(against.agreement, pair, scores))
        for again in found.again:
            for row in again.rows:
                writer.writerows(_lines(row, f"{again.coder}: {'+'.join(row.coders)}"))


def _lines(
    row: AgreementRow, pair: str, more: dict[str, Measured] | None = None
) -> Iterator[tuple[str, ...]]:
    two = len(row.coders) == 2
    named = {
        "percentage": row.percentage,
        "kappa_cohen" if two else "kappa_conger": row.kappa,
        "pi_scott" if two else "kappa_fleiss": row.fleiss,
        "alpha": row.alpha,
        "ac1": row.gwet,
        "prevalence": row.prevalence,
        "prevalence_index": row.prevalence_index,
        "bias_index": row.bias_index,
    }
    if row.level in (Level.MASI, Level.JACCARD):
        named = {"percentage": row.percentage, "alpha": row.alpha}
    elif row.level in (Level.MEAN, Level.STANCE):
        named = dict(list(named.items())[:5])
    elif not two:
        named = dict(list(named.items())[:6])
    for name, found in (named | (more or {})).items():
        yield (
            row.level.value,
            row.code,
            row.actor,
            pair,
            name,
            _number(found.value),
            _number(found.low),
            _number(found.high),
            str(row.segments),
            str(row.respondents),
            row.basis.value,
            row.reason.value,
        )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".replace(".", ",")

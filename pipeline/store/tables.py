"""Tables as Parquet, and frozen values to and from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Suggestion
from pipeline.domain.queue import Turn
from pipeline.domain.recut import Former, SentenceEnd
from pipeline.domain.report import Block, BlockKind, Hidden, Report
from pipeline.domain.respondent import OzaTraits, Respondent
from pipeline.domain.segment import Segment
from pipeline.domain.transcript import Heard
from pipeline.errors import Place, StoreError
from pipeline.store.arrow import read_columns, write_columns
from pipeline.store.files import read_json, write_json

if TYPE_CHECKING:
    import pandas as pd


def write_table(path: Path, rows: Iterable[Any], kind: type) -> None:
    """Writes frozen values of one dataclass as Parquet, a column a field, in the given order."""
    every = list(rows)
    names = [field.name for field in fields(kind)]
    write_columns(path, {name: [_cell(getattr(row, name)) for row in every] for name in names})


def read_table(path: Path) -> pd.DataFrame:
    """Raises StoreError when the table is missing or damaged."""
    import pandas as pd

    with _readable(path):
        return pd.read_parquet(path)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a table as plain values, column name → value. Raises as `read_table` does."""
    with _readable(path):
        columns = read_columns(path)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise StoreError(
            "de tabel ontbreekt", place=Place.of(path), remedy="draai de stap die haar maakt"
        ) from None
    except (OSError, ValueError):
        raise StoreError(
            "de tabel is beschadigd", place=Place.of(path), remedy="verwijder haar en draai opnieuw"
        ) from None


def read_segments(path: Path) -> list[Segment]:
    return [Segment(**row) for row in read_rows(path)]


def read_suggestions(path: Path) -> list[Suggestion]:
    return [
        Suggestion(
            **{
                **row,
                "words": tuple((a, b) for a, b in json.loads(row["words"])),
                "similar": tuple(json.loads(row["similar"])),
            }
        )
        for row in read_rows(path)
    ]


def read_turns(path: Path) -> list[Turn]:
    return [Turn(**row) for row in read_rows(path)]


def read_sentence_ends(path: Path) -> list[SentenceEnd]:
    return [SentenceEnd(**row) for row in read_rows(path)]


def read_formers(path: Path) -> list[Former]:
    return [Former(**row) for row in read_rows(path)]


def write_respondents(path: Path, respondents: Sequence[Respondent]) -> None:
    write_json(path, [_respondent_row(r) for r in respondents])


def read_respondents(path: Path) -> list[Respondent]:
    return [
        Respondent(
            **{
                **row,
                "id": RespondentId.parse(row["id"]),
                "formerly": RespondentId.parse(row["formerly"]) if row.get("formerly") else None,
            }
        )
        for row in read_json(path)
    ]


def _respondent_row(respondent: Respondent) -> dict[str, Any]:
    formerly = str(respondent.formerly) if respondent.formerly else ""
    return {**asdict(respondent), "id": str(respondent.id), "formerly": formerly}


def write_ozas(path: Path, ozas: Sequence[OzaTraits]) -> None:
    write_json(path, [{"number": oza.number, "traits": dict(oza.traits)} for oza in ozas])


def read_ozas(path: Path) -> list[OzaTraits]:
    return [OzaTraits(**row) for row in read_json(path)]


def write_report(path: Path, report: Report) -> None:
    """Times stand there only where the report has them: what has none keeps its bytes."""
    content = asdict(report)
    if not report.heard:
        del content["heard"]
    write_json(path, content, private=True)


def read_report(path: Path) -> Report:
    data = read_json(path)
    return Report(
        data["respondent"],
        data["text"],
        tuple(Block(**{**block, "kind": BlockKind(block["kind"])}) for block in data["blocks"]),
        tuple(Hidden(**hidden) for hidden in data["hidden"]),
        tuple(Heard(**heard) for heard in data.get("heard", ())),
    )


def _cell(value: Any) -> Any:
    """Spans become JSON text: Parquet's nested lists come back as arrays of another type."""
    return json.dumps(value) if isinstance(value, (tuple, list)) else value

"""Comparisons as one long table, a line a number: for the workbook and for the team."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from pipeline.domain.compared import Category, Number, Tabulation, Theme

HEADER = (
    "tabel", "actoren", "naar", "categorie", "hoofdcode", "code", "thema", "stand", "ingebracht",
    "gevalideerd", "gesproken", "gevraagd", "ozas", "aandeel", "laag", "hoog", "interval",
)  # fmt: skip
EXTRA = ("verborgen", "klein", "krap")
"""For the team: whether a number is hidden in what is published, whether it is so because it is
small itself, and whether it has little room all the same."""

Value = str | int | float | None


def tidy(tables: Iterable[Tabulation]) -> Iterator[tuple[Value, ...]]:
    """A line a number, columns as in `HEADER`. `gevalideerd` is how many count, `gevraagd` how
    many of these were asked; shares are in 0..1."""
    for table in tables:
        by = table.trait or table.across.value
        who = "+".join(actor.value for actor in table.actors)
        for theme, row in zip(table.themes, table.numbers, strict=True):
            for category, number in zip(table.categories, row, strict=True):
                yield (table.key, who, by, *_values(theme, category, number))


def _values(theme: Theme, category: Category, number: Number) -> tuple[Value, ...]:
    told = number.share
    return (
        category.label,
        theme.main,
        theme.code,
        theme.label,
        number.stand.value,
        number.raised,
        category.counting,
        category.interviewed,
        number.asked,
        category.ozas,
        told.value,
        told.low,
        told.high,
        number.basis,
    )


def internal_csv(lines: Iterable[Sequence[Value]]) -> str:
    """Text for a Dutch Excel and for `read.csv2`: semicolons, decimal commas.

    Args:
        lines: as of `tidy`, each with the three values of `EXTRA`.
    """
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow((*HEADER, *EXTRA))
    writer.writerows([_written(value) for value in line] for line in lines)
    return "\ufeff" + stream.getvalue()


def _written(value: Value) -> str:
    if value is None:
        return ""
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)

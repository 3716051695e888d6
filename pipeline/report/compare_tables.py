"""Comparisons as tables of the page: counts first, every gap explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain.compared import Category, EstimatesOf, Number, Stand, Tabulation
from pipeline.domain.comparison import Across
from pipeline.domain.unit import Unit
from pipeline.report.blocks import Cell, Table
from pipeline.report.compare_words import (
    HIDDEN_SIGN,
    Plural,
    caption,
    part_asked,
    share,
    size,
    standing,
)
from pipeline.report.evaluation_words import percentage
from pipeline.report.words import grouped, listed

NOT_ASKED_SIGN = "n.g."
"""In a table with a column for each OZA, where there is no room for more."""


def shown_table(table: Tabulation, plural: Plural) -> Table:
    """The table as it is read: columns that are left out are named below it."""
    narrow = single_voices(table)
    kept = [at for at, one in enumerate(table.categories) if not one.left_out]
    shown = _with_above(table)
    rows = []
    for at in shown:
        theme, numbers = table.themes[at], table.numbers[at]
        cells = [
            (_mark if narrow and not table.categories[column].whole else _cell)(
                numbers[column], table.categories[column]
            )
            for column in kept
        ]
        main = theme.main == theme.code
        rows.append((Cell(theme.label, strong=main, indent=theme.depth), *cells))
    silent = len(table.themes) - len(shown)
    heads = [_head(table.categories[at], narrow, table.unit) for at in kept]
    return Table(
        key=table.key.replace("+", "-"),
        caption=caption(table, plural),
        header=("Thema", *heads),
        rows=tuple(rows),
        note=" ".join([*notes(table), *_told_of(silent, len(table.themes))]),
    )


def _with_above(table: Tabulation) -> list[int]:
    """Rows with something to compare, and what they lie below, so that no code seems to belong to
    another main code."""
    found: set[int] = set()
    above: list[int] = []
    for at, theme in enumerate(table.themes):
        above = [*above[: theme.depth], at]
        if not _nothing_shown(table, table.numbers[at]):
            found |= set(above)
    return sorted(found)


def _nothing_shown(table: Tabulation, numbers: Sequence[Number]) -> bool:
    """Of a theme nothing is left to compare."""
    return all(
        number.stand is Stand.HIDDEN
        for category, number in zip(table.categories, numbers, strict=True)
        if not category.whole
    )


def _told_of(silent: int, every: int) -> list[str]:
    if not silent:
        return []
    return [
        f"Bij {silent} van de {every} thema’s is in elke kolom het aantal verborgen; die staan hier"
        " niet."
    ]


def single_voices(table: Tabulation) -> bool:
    """A column for each OZA with one conversation in it: yes or no, and no number."""
    parts = [one for one in table.categories if not one.whole]
    return table.across is Across.OZA and all(one.interviewed == 1 for one in parts)


def notes(table: Tabulation) -> list[str]:
    """What the signs in this table mean, and what is not in it."""
    told = []
    if single_voices(table):
        told.append(
            f"Per {table.unit.singular} is één gesprek gevoerd: ● = ingebracht,"
            " · = niet ingebracht."
        )
        if any(number.stand is Stand.NOT_ASKED for row in table.numbers for number in row):
            told.append(f"{NOT_ASKED_SIGN} = niet gevraagd.")
    if table.hidden:
        told.append(f"{HIDDEN_SIGN} = verborgen.")
    if gone := [one for one in table.categories if one.left_out]:
        names = listed([f"{one.label} ({size(one, table.unit)})" for one in gone])
        few = f"er te weinig respondenten of {table.unit.plural} zijn"
        told.append(f"Niet getoond, omdat {few}: {names}.")
    return told


def empty(table: Tabulation) -> bool:
    """Nothing is left to compare."""
    return all(one.left_out or one.whole for one in table.categories)


def _head(category: Category, narrow: bool, unit: Unit) -> str:
    if narrow and not category.whole:
        return category.label.removeprefix(f"{unit.heading} ")
    return f"{category.label}\n{size(category, unit)}"


def _cell(number: Number, category: Category) -> Cell:
    more = share(number.share) or part_asked(number, category)
    if number.stand is Stand.NOT_RAISED:
        parts = (standing(number, category), more)
        return Cell(number.stand.value, " · ".join(filter(None, parts)), quiet=True)
    return Cell(
        standing(number, category),
        more,
        number=number.stand is Stand.RAISED,
        muted=not number.stand.counted,
    )


def _mark(number: Number, category: Category) -> Cell:
    signs = {
        Stand.RAISED: "●",
        Stand.NOT_RAISED: "·",
        Stand.NOT_ASKED: NOT_ASKED_SIGN,
        Stand.NOT_VALIDATED: "–",
        Stand.HIDDEN: HIDDEN_SIGN,
    }
    return Cell(
        signs[number.stand],
        muted=number.stand not in (Stand.RAISED, Stand.NOT_RAISED),
        quiet=number.stand is Stand.NOT_RAISED,
    )


def of_theme(table: Tabulation, codes: Sequence[str]) -> Tabulation:
    """The same table with these codes only."""
    kept = [at for at, theme in enumerate(table.themes) if theme.code in codes]
    return replace(
        table,
        themes=tuple(table.themes[at] for at in kept),
        numbers=tuple(table.numbers[at] for at in kept),
    )


def estimate_table(of: EstimatesOf) -> Table:
    """Estimates beside what was counted, which they are never added to."""
    rows = tuple(
        (
            Cell(one.label),
            Cell(grouped(one.validated)),
            Cell(share(one.share) or "geen interval"),
            Cell(share(one.sampled) or "geen interval"),
            Cell(percentage(one.machine), muted=True),
        )
        for one in of.codes
    )
    header = (
        "Code", "Gelezen segmenten met de code\naantal", "Schatting\nvan alle segmenten",
        "Alleen de gelote segmenten\nschatting", "Voorstellen\nongecorrigeerd",
    )  # fmt: skip
    return Table(
        f"schatting-{of.actor.value}",
        "Schatting: aandeel van de segmenten met de code",
        header,
        rows,
    )

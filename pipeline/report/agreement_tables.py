"""The tables of agreement for the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.agreement import AgreementRow, Basis, Between, Level, ModelRow
from pipeline.domain.evaluation import Measured
from pipeline.report.agreement_sentences import reading_column
from pipeline.report.agreement_words import (
    BASES,
    at_level,
    bounds_of,
    groups,
    number,
    people,
    whole,
)
from pipeline.report.blocks import Cell, Table
from pipeline.report.evaluation_words import percentage
from pipeline.report.words import grouped

_SHORT = (
    "Segmenten", "Respon\u00addenten", "Zelfde codes", "Alfa, per code", "Alfa, MASI",
    "Alfa, houding",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A row of the table per code. `branch` rows are of a main code with all below it; `anchor`
    leads to the segments that differ, of which there are `apart`; empty where there are none."""

    cells: tuple[Cell, ...]
    branch: bool
    anchor: str
    apart: int


def whole_table(rows: Sequence[AgreementRow], key: str = "geheel") -> Table:
    """A row for each way of looking at everything together."""
    codes = sum(row.level is Level.CODE and not row.reason for row in rows)
    names = {
        Level.MEAN: ("Per code", f"gemiddeld over {codes} codes"),
        Level.MASI: ("Alle codes van een segment", "als verzameling, MASI"),
        Level.JACCARD: ("Alle codes van een segment", "als verzameling, Jaccard"),
        Level.STANCE: ("Houding", "waar meer mensen de code gaven"),
    }
    found = [
        (
            Cell(*names[row.level]),
            Cell(grouped(row.segments), _unit(row)),
            Cell(grouped(row.respondents)),
            _share(row.percentage),
            *map(_cell, (row.kappa, row.alpha, row.gwet)),
            Cell(reading_column(row)),
        )
        for level in names
        for row in (at_level(rows, level),)
        if row is not None
    ]
    header = ("", "Segmenten", "Respon\u00addenten", "Gelijk", "Kappa", "Alfa", "AC1", "Alfa heet")
    return Table(key, "De overeenstemming in het geheel", header, tuple(found))


def actor_table(between: Between, names: Mapping[str, str]) -> Table:
    """A row an actor, of all coders together."""
    first = groups(between)[0]
    parts = [(names[actor], whole(between.rows, first, actor)) for actor in names]
    return _short("actoren", "Per actor", "Verslagen van", parts)


def basis_table(between: Between) -> Table:
    """A row for each thing that was in sight; one row where that was the same everywhere."""
    first = groups(between)[0]
    strata = [basis for basis, _ in between.strata]
    parts = (
        [(BASES[basis], whole(between.rows, first, basis=basis)) for basis in strata]
        if len(strata) > 1
        else [(BASES[basis], whole(between.rows, first)) for basis in strata]
    )
    caption = "Met en zonder voorstellen van het programma in beeld"
    return _short("zicht", caption, "Wat in beeld was", parts)


def pair_table(between: Between) -> Table:
    """A row a pair; empty where there are two coders only."""
    _, *pairs = groups(between)
    parts = [(people(pair), whole(between.rows, pair, basis=Basis.ALL)) for pair in pairs]
    return _short("paren", "Per tweetal", "Codeurs", parts)


def code_lines(rows: Sequence[AgreementRow], differing: Mapping[str, int]) -> list[CodeLine]:
    """The codes that somebody gave, under their main codes, in the order of the codebook."""
    found: list[AgreementRow] = []
    for row in rows:
        if row.level is Level.BRANCH:
            found += [row, *(r for r in rows if r.level is Level.CODE and r.branch == row.code)]
        elif row.level is Level.CODE and not row.branch:
            found.append(row)
    return [_line(row, differing) for row in found if not row.reason]


def code_header(rows: Sequence[AgreementRow]) -> tuple[str, ...]:
    """Of two coders with the indices, which exist for two only."""
    two = len(rows[0].coders) == 2
    last = "Preva\u00adlentie-index, bias-index" if two else "Prevalentie"
    return ("Code", "Segmenten", "Gegeven", "Gelijk", "Kappa", "Alfa", "Alfa heet", "AC1", last)


def model_table(rows: Sequence[ModelRow]) -> Table:
    """A row a code, of the suggestions against people; the mean over codes first."""
    found = []
    for row in rows:
        own = row.agreement
        if own.reason or own.level not in (Level.MEAN, Level.CODE):
            continue
        name = own.label or "Alle codes"
        found.append(
            (
                Cell(name, strong=own.level is Level.MEAN),
                Cell(grouped(own.segments), f"bij {grouped(own.respondents)}"),
                Cell(_given(own)),
                *map(_cell, (row.precision, row.recall)),
                _share(own.percentage),
                *map(_cell, (own.kappa, own.alpha, own.gwet)),
                Cell(number(own.prevalence_index.value), number(own.bias_index.value)),
            )
        )
    header = (
        "Code", "Segmenten", "Gegeven", "Precisie", "Recall", "Gelijk", "Kappa", "Alfa", "AC1",
        "Preva\u00adlentie-index, bias-index",
    )  # fmt: skip
    return Table("programma", "Het programma tegenover mensen, per code", header, tuple(found))


def _line(row: AgreementRow, differing: Mapping[str, int]) -> CodeLine:
    branch = row.level is Level.BRANCH
    detail = "met alles eronder" if branch else ""
    if row.branch == row.code:
        detail = "de hoofdcode zelf"
    two = len(row.coders) == 2
    index = (
        Cell(number(row.prevalence_index.value), number(row.bias_index.value))
        if two
        else Cell(percentage(row.prevalence.value))
    )
    cells = (
        Cell(row.label, detail, strong=branch, indent=int(bool(row.branch))),
        Cell(grouped(row.segments), f"bij {grouped(row.respondents)}"),
        Cell(_given(row)),
        _share(row.percentage),
        _cell(row.kappa),
        _cell(row.alpha),
        Cell(reading_column(row)),
        _cell(row.gwet),
        index,
    )
    apart = 0 if branch else differing.get(row.code, 0)
    return CodeLine(cells, branch, f"v-{row.code}" if apart else "", apart)


def _short(
    key: str, caption: str, first: str, parts: Sequence[tuple[str, list[AgreementRow]]]
) -> Table:
    rows = []
    for name, own in parts:
        sets, mean = at_level(own, Level.MASI), at_level(own, Level.MEAN)
        about = sets or mean
        if about is None:
            continue
        stance = at_level(own, Level.STANCE)
        nothing = Measured(None)
        rows.append(
            (
                Cell(name),
                Cell(grouped(about.segments)),
                Cell(grouped(about.respondents)),
                _share(sets.percentage if sets else nothing),
                _cell(mean.alpha if mean else nothing),
                _cell(sets.alpha if sets else nothing),
                _cell(stance.alpha if stance else nothing),
            )
        )
    return Table(key, caption, (first, *_SHORT), tuple(rows))


def _unit(row: AgreementRow) -> str:
    return "coderingen" if row.level is Level.STANCE else ""


def _given(row: AgreementRow) -> str:
    return " · ".join(grouped(count) for count in row.coded)


def _cell(found: Measured) -> Cell:
    return Cell(number(found.value), bounds_of(found))


def _share(found: Measured) -> Cell:
    if found.low is None or found.high is None:
        return Cell(percentage(found.value))
    low, high = percentage(found.low), percentage(found.high)
    return Cell(percentage(found.value), f"{low.rstrip('%')}–{high}")

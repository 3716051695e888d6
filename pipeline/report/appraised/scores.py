"""Scores of 1 to 3, where each comes from, and two options beside each other."""

from __future__ import annotations

from pipeline.domain.appraisal import Criterion, Frame, Pair
from pipeline.domain.scored import Score, Scores
from pipeline.report.appraised.streams import column_width
from pipeline.report.appraised.wording import (
    breaking_labels,
    capital,
    lower,
    notes_of,
    number,
    of_study,
    short_labels,
    where,
)
from pipeline.report.blocks import Cell, Table

_NOTHING_SAID = Cell("–", quiet=True)


def score_table(frame: Frame, scores: Scores) -> Table:
    """A row a criterion, a column an option, with a mark where somebody revised a placement.
    Nothing is added up: the study weighs nothing."""
    heads = short_labels(frame)
    revised = _revised(frame)

    def cell(option: str, criterion: str) -> Cell:
        mark = "*" if (option, criterion) in revised else ""
        return Cell(number(scores[option, criterion].value) + mark, number=True)

    return Table(
        "weging-scores",
        f"Scores van 1 tot 3 op de criteria; 3 is steeds de gunstige kant{_sections(frame)}",
        ("Criterium", *heads.values()),
        tuple(
            (
                Cell(criterion.label, capital(where(criterion.section)), strong=True),
                *(cell(option, criterion.id) for option in heads),
            )
            for criterion in frame.criteria
        ),
        "Een score volgt uit de plaats op de schalen; heeft een criterium meer schalen, dan is zij"
        " het gemiddelde daarvan. Opgeteld is er niet: hoe zwaar een criterium weegt, zegt de"
        " studie niet."
        + (" * = rust op een plaatsing die een onderzoeker heeft herzien." if revised else ""),
        (3.8, *(column_width(head) for head in heads.values())),
    )


def derivation_table(option: str, frame: Frame, scores: Scores) -> Table:
    """How an option comes by its scores: a row a scale."""
    rows = []
    for criterion in frame.criteria:
        score = scores[option, criterion.id]
        for at, (aspect, part) in enumerate(zip(criterion.aspects, score.parts, strict=True)):
            back = "; omgekeerd gelezen" if part.reversed else ""
            rows.append(
                (
                    Cell(criterion.label, strong=at == 0, quiet=at > 0),
                    Cell(aspect.label),
                    Cell(f"{part.position}{back}"),
                    Cell(str(part.score), number=True),
                    _total(score) if at == 0 else Cell(""),
                )
            )
    return Table(
        f"weging-herleiding-{option}",
        f"{frame.option(option).label}: van plaats op de schaal naar score{_sections(frame)}",
        ("Criterium", "Schaal", "Plaats van links", "Telt als", "Score"),
        tuple(rows),
        "Op een schaal die omgekeerd wordt gelezen, telt plaats 1 als 3 en plaats 3 als 1.",
        (3.4, 5.6, 4.2, 1.6, 1.6),
    )


def pair_table(pair: Pair, frame: Frame, scores: Scores) -> Table:
    """Two options, criterion by criterion: their scores, and which of them the study calls better.

    Where the text sees a difference that is smaller than a step on the scale, the scores are equal.
    """
    one, other = (frame.option(option) for option in pair.options)
    labels = breaking_labels(frame)
    said = {better.criterion: better for better in pair.better}

    def row(criterion: Criterion) -> tuple[Cell, ...]:
        better = said.get(criterion.id)
        told = Cell(labels[better.option], better.argument) if better else _NOTHING_SAID
        values = (_higher(option, criterion, pair, scores) for option in pair.options)
        return (Cell(criterion.label, strong=True), *values, told)

    fits = (Cell(pair.fits.get(option, "–")) for option in pair.options)
    return Table(
        f"weging-vergelijking-{pair.id}",
        f"{one.label} naast {lower(other.label)}{of_study(pair.section)}",
        ("Criterium", labels[one.id], labels[other.id], "Beter volgens de tekst"),
        (
            *map(row, frame.criteria),
            (Cell("Past het best bij", strong=True), *fits, Cell("")),
        ),
        f"Vet is de hoogste score. – = de tekst noemt hier geen verschil. {notes_of(pair.note)}",
        (3.4, 3.9, 3.9, 5.2),
    )


def _sections(frame: Frame) -> str:
    return of_study(*(criterion.section for criterion in frame.criteria))


def _higher(option: str, criterion: Criterion, pair: Pair, scores: Scores) -> Cell:
    value = scores[option, criterion.id].value
    least = min(scores[other, criterion.id].value for other in pair.options)
    return Cell(number(value), number=True, strong=value > least)


def _total(score: Score) -> Cell:
    return Cell(number(score.value), number=True, strong=True)


def _revised(frame: Frame) -> frozenset[tuple[str, str]]:
    """The scores that rest on a placement which somebody revised."""
    return frozenset(
        (placement.option, criterion.id)
        for criterion in frame.criteria
        for aspect in criterion.aspects
        for placement in aspect.placements
        if placement.revision is not None
    )

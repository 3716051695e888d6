"""The criteria: what each asks, who gains by it, and where the options stand on its scales."""

from __future__ import annotations

from pipeline.domain.appraisal import Aspect, Criterion, Frame, Interest, Placement
from pipeline.domain.placement_evidence import Backed, Evidence
from pipeline.domain.revision import POSITIONS
from pipeline.report.appraised.streams import column_width
from pipeline.report.appraised.wording import (
    breaking_labels,
    capital,
    notes_of,
    of_study,
    stopped,
    where,
)
from pipeline.report.blocks import Cell, Table
from pipeline.report.breaking import SOFT_HYPHEN, breaking
from pipeline.report.words import Names, numeral

READ_BACKWARDS = "van rechts naar links gelezen"
_PAGE = 16.4
"""Centimetres, over which the widths of columns are divided."""
_PLACES = dict(zip(POSITIONS, ("links", "midden", "rechts"), strict=True))
_INTERESTS = {
    Interest.FOR: Cell("voor"),
    Interest.AGAINST: Cell("tegen"),
    Interest.MIXED: Cell("gemengd"),
}


def criteria_table(frame: Frame) -> Table:
    """What each criterion asks, and the scales by which it is judged."""
    return Table(
        "weging-criteria",
        f"De {numeral(len(frame.criteria))} criteria en hun schalen{_sections(frame)}",
        ("Criterium", "Vraag", "Schalen, van links naar rechts"),
        tuple(
            (
                Cell(criterion.label, capital(where(criterion.section)), strong=True),
                Cell(criterion.question),
                _scales(criterion),
            )
            for criterion in frame.criteria
        ),
        "Op een schaal die van rechts naar links wordt gelezen, is de linkerkant de gunstige.",
        (3.6, 5.6, 7.2),
    )


def interests_table(frame: Frame, names: Names) -> Table:
    """What each party gains by a criterion, and why; '–' where the study names no interest."""
    parties = [p for p in names if any(p in c.interests for c in frame.criteria)]
    heads = [breaking(capital(names[party].singular)) for party in parties]
    widths = [max(1.75, *map(column_width, head.split(SOFT_HYPHEN))) for head in heads]
    return Table(
        "weging-belangen",
        f"Wie belang heeft bij een hoge score op een criterium{_sections(frame)}",
        ("Criterium", *heads),
        tuple(
            (
                Cell(criterion.label, criterion.interest, strong=True),
                *(
                    _INTERESTS[criterion.interests[party]]
                    if party in criterion.interests
                    else Cell("–", quiet=True)
                    for party in parties
                ),
            )
            for criterion in frame.criteria
        ),
        "– = de studie noemt van deze partij geen belang bij dit criterium. Waar zij kinderen of"
        " ouders noemt, staat dat bij ouders.",
        (_PAGE - sum(widths), *widths),
    )


def placement_table(
    criterion: Criterion, aspect: Aspect, frame: Frame, evidence: Evidence | None
) -> Table:
    """A row an option, from the left of the scale to its right: its place, and why.

    Args:
        evidence: what bears on the placements, where anything was read.
    """
    labels = breaking_labels(frame)
    placed = sorted(aspect.placements, key=lambda placement: placement.position)
    backed = _backed(aspect, evidence)
    several = f", {aspect.label.lower()}" if len(criterion.aspects) > 1 else ""
    notes = [notes_of(aspect.note)]
    if aspect.reversed:
        notes.insert(0, f"Deze schaal wordt {READ_BACKWARDS}: ‘{aspect.left}’ is gunstig.")
    return Table(
        f"weging-plaatsing-{aspect.id}",
        f"{criterion.label}{several}: van ‘{aspect.left}’ (links) naar ‘{aspect.right}’ (rechts)"
        f"{of_study(aspect.section)}",
        (
            "Wijze",
            "Plaats",
            "Waarom",
            *(["Wat de gesprekken zeggen"] if backed else []),
        ),
        tuple(
            (
                Cell(labels[placement.option], strong=True),
                _place(placement),
                Cell(placement.argument),
                *([_backing(backed[placement.option])] if backed else []),
            )
            for placement in placed
        ),
        " ".join(note for note in notes if note),
        (3.8, 1.9, 5.4, 5.3) if backed else (3.6, 2.4, 10.4),
    )


def _backed(aspect: Aspect, evidence: Evidence | None) -> dict[str, Backed]:
    """Option → how the evidence stands to it; nothing while nobody has read anything."""
    if evidence is None or not evidence.reading.read:
        return {}
    return {p.option: evidence.backed(aspect.id, p.option) for p in aspect.placements}


def _place(placement: Placement) -> Cell:
    """A place, and where the study had it when somebody moved it, with the reason."""
    told, moved = f"{_PLACES[placement.position]} ({placement.position})", placement.revision
    if moved is None:
        return Cell(told)
    return Cell(told, f"herzien door {moved.by}; studie: {_PLACES[moved.source]}. {moved.reason}")


def _backing(backed: Backed) -> Cell:
    return Cell(backed.backing.value, backed.reason, strong=backed.backing.flagged)


def _sections(frame: Frame) -> str:
    return of_study(*(criterion.section for criterion in frame.criteria))


def _scales(criterion: Criterion) -> Cell:
    told = []
    for aspect in criterion.aspects:
        back = f"; {READ_BACKWARDS}" if aspect.reversed else ""
        told.append(f"{aspect.label}: {aspect.left} – {aspect.right}{back}")
    first, *others = told
    return Cell(stopped(first), "\n".join(stopped(text) for text in others))

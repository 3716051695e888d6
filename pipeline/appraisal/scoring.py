"""Positions on scales → scores of 1 to 3, each with its derivation (section 4.2.9 of the study).

The position counts from the unfavourable end: on a scale that is read from the left (risks,
burdens, freedom of choice as the study draws it) position 1 scores 3. Aspects of one criterion
weigh equally. Scores are means of whole numbers, kept as fractions, so that equal is equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.domain.appraisal import Aspect, Criterion, Frame
from pipeline.domain.revision import POSITIONS
from pipeline.domain.scored import Part, Score

Weights = Mapping[str, Fraction]
"""Criterion → how heavily it counts; never negative, and not all nothing."""


@dataclass(frozen=True, slots=True)
class Total:
    """The weighted mean of an option's scores, 1 to 3. `place` is its rank from 1; options that
    are equal share a place."""

    option: str
    value: Fraction
    place: int


def scores_of(criteria: Sequence[Criterion], option: str) -> tuple[Score, ...]:
    """What one option scores on each criterion, in their order."""
    return tuple(_score(criterion, option) for criterion in criteria)


def score_table(frame: Frame) -> dict[tuple[str, str], Score]:
    """(option, criterion) → score, of every option on every criterion."""
    return {
        (option, score.criterion): score
        for option in frame.option_ids
        for score in scores_of(frame.criteria, option)
    }


def equal_weights(frame: Frame) -> dict[str, Fraction]:
    """Every criterion counts as heavily: the study itself weighs nothing."""
    return {criterion.id: Fraction(1) for criterion in frame.criteria}


def totals(frame: Frame, weights: Weights) -> tuple[Total, ...]:
    """Every option with its weighted mean, the highest first, equals in the order of the study.

    Raises:
        ValueError: for an unknown criterion, a weight below nothing, or nothing that counts.
    """
    check_weights(frame, weights)
    table = score_table(frame)
    whole = sum(weights.values(), Fraction(0))
    values = {
        option: sum(
            (weights.get(c.id, Fraction(0)) * table[option, c.id].value for c in frame.criteria),
            Fraction(0),
        )
        / whole
        for option in frame.option_ids
    }
    ranked = sorted(frame.option_ids, key=lambda option: -values[option])
    return tuple(
        Total(option, values[option], 1 + sum(other > values[option] for other in values.values()))
        for option in ranked
    )


def check_weights(frame: Frame, weights: Weights) -> None:
    """Raises ValueError as `totals` says."""
    known = {criterion.id for criterion in frame.criteria}
    for criterion, weight in weights.items():
        if criterion not in known:
            raise ValueError(f"er is geen criterium '{criterion}'")
        if weight < 0:
            raise ValueError(f"het gewicht van '{criterion}' is kleiner dan nul")
    if not any(weights.values()):
        raise ValueError("geen enkel criterium telt mee")


def _score(criterion: Criterion, option: str) -> Score:
    parts = tuple(_part(aspect, option) for aspect in criterion.aspects)
    value = Fraction(sum(part.score for part in parts), len(parts))
    return Score(option, criterion.id, value, parts)


def _part(aspect: Aspect, option: str) -> Part:
    placement = aspect.placement(option)
    at = placement.position
    score = POSITIONS[-1] + POSITIONS[0] - at if aspect.reversed else at
    return Part(aspect.id, at, aspect.reversed, score, placement.argument, placement.revision)

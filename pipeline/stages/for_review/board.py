"""Scores with their derivation, and what would change their order, for the page that shows them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.appraisal.scoring import Weights, score_table, totals
from pipeline.appraisal.sensitivity import turns
from pipeline.domain.appraisal import Frame
from pipeline.errors import AnswersError
from pipeline.web.aids import Board, Row, Turn


def board_of(frame: Frame, weights: Weights) -> Board:
    """Every option on every criterion, the best first.

    Raises:
        AnswersError: for weights that `totals` refuses.
    """
    try:
        ranked = totals(frame, weights)
        nearest = tuple(_nearest(frame, weights))
    except ValueError as problem:
        raise AnswersError(str(problem)) from None
    table = score_table(frame)
    rows = (
        Row(
            frame.option(total.option),
            total.place,
            total.value,
            tuple(table[total.option, one.id] for one in frame.criteria),
        )
        for total in ranked
    )
    return Board(tuple(rows), nearest)


def _nearest(frame: Frame, weights: Weights) -> Iterator[Turn]:
    """Of each criterion the first turn below its weight and the first above it."""
    seen: set[tuple[str, bool]] = set()
    for turn in turns(frame, weights):
        way = (turn.criterion, turn.heavier)
        if way not in seen:
            seen.add(way)
            yield Turn(
                frame.criterion(turn.criterion),
                turn.heavier,
                turn.weight,
                frame.option(turn.upper),
                frame.option(turn.lower),
            )

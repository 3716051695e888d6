"""Which weights change the order: how far one criterion's weight can go before it does.

A weighted mean is linear in each weight, so two options change places at one weight at most: where
their weighted differences cancel out. No sampling is needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from pipeline.appraisal.scoring import Weights, check_weights, score_table, totals
from pipeline.domain.appraisal import Frame


@dataclass(frozen=True, slots=True)
class Turn:
    """From `weight` on for a criterion, others staying as they are, `upper` and `lower` change
    places; `now` is the weight that it has. At the weight itself they are equal."""

    criterion: str
    now: Fraction
    weight: Fraction
    upper: str
    lower: str

    @property
    def heavier(self) -> bool:
        """Whether the criterion has to count more for it, not less."""
        return self.weight > self.now


def turns(frame: Frame, weights: Weights) -> tuple[Turn, ...]:
    """Every pair that changes places by the weight of one criterion, by criterion, the nearest
    weight first.

    Raises:
        ValueError: for weights that `totals` refuses.
    """
    check_weights(frame, weights)
    table = score_table(frame)
    order = [total.option for total in totals(frame, weights)]
    found: list[Turn] = []
    for criterion in frame.criteria:
        now = weights.get(criterion.id, Fraction(0))
        own: list[Turn] = []
        for upper, lower in combinations(order, 2):
            rest = sum(
                (
                    weights.get(c.id, Fraction(0))
                    * (table[upper, c.id].value - table[lower, c.id].value)
                    for c in frame.criteria
                    if c.id != criterion.id
                ),
                Fraction(0),
            )
            slope = table[upper, criterion.id].value - table[lower, criterion.id].value
            if slope == 0:
                continue
            weight = -rest / slope
            if weight >= 0 and weight != now:
                own.append(Turn(criterion.id, now, weight, upper, lower))
        found += sorted(
            own, key=lambda turn: (abs(turn.weight - turn.now), order.index(turn.upper))
        )
    return tuple(found)


def winners(frame: Frame) -> dict[str, tuple[str, ...]]:
    """Criterion → the options that come first when it alone counts."""
    return {
        criterion.id: tuple(
            total.option for total in totals(frame, {criterion.id: Fraction(1)}) if total.place == 1
        )
        for criterion in frame.criteria
    }

"""Two options beside each other, criterion by criterion: what the scores say and what the text."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pipeline.appraisal.scoring import score_table
from pipeline.domain.appraisal import Frame, Pair


@dataclass(frozen=True, slots=True)
class Side:
    """One criterion of a pair: the two scores; `said` is the option that the study calls better,
    '' where it says nothing, with its `argument`."""

    criterion: str
    scores: tuple[Fraction, Fraction]
    said: str = ""
    argument: str = ""

    def higher(self, pair: Pair) -> str:
        """The option that scores higher, '' where they are equal."""
        one, other = self.scores
        return "" if one == other else pair.options[0 if one > other else 1]

    def agrees(self, pair: Pair) -> bool:
        """Whether the scores do not go against what the study says. A difference smaller than a
        step on the scale does not show in scores: equal is not against."""
        return not self.said or self.higher(pair) in ("", self.said)


def compare(frame: Frame, pair: Pair) -> tuple[Side, ...]:
    """Every criterion of a pair, in order."""
    table = score_table(frame)
    said = {better.criterion: better for better in pair.better}
    one, other = pair.options
    return tuple(
        Side(
            criterion.id,
            (table[one, criterion.id].value, table[other, criterion.id].value),
            said[criterion.id].option if criterion.id in said else "",
            said[criterion.id].argument if criterion.id in said else "",
        )
        for criterion in frame.criteria
    )

"""What an option scores, and from what that follows: plain values, computed by `appraisal`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from pipeline.domain.revision import Revision


@dataclass(frozen=True, slots=True)
class Part:
    """One aspect's share in a score: `position` on the scale, `score` 1 to 3; `revision` where
    somebody moved it."""

    aspect: str
    position: int
    reversed: bool
    score: int
    argument: str
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What an option scores on a criterion, 1 to 3, and from which aspects that follows."""

    option: str
    criterion: str
    value: Fraction
    parts: tuple[Part, ...]

    @property
    def revised(self) -> bool:
        """Whether somebody moved a placement that it follows from."""
        return any(part.revision is not None for part in self.parts)


Scores = Mapping[tuple[str, str], Score]
"""(option, criterion) → score, of every option on every criterion."""

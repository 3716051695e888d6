"""A passage as the topics see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment of one wave.

    `id` names it with its wave, `golf-2/9K2:7f3a91c2`. `heading` and `question` are those that it
    stands under. `reach` in 0..1 is the chance of the code that fits it best, from a model that saw
    nothing of this respondent: 1 where a code explains it, near 0 where none does.
    """

    id: str
    respondent: str
    text: str
    heading: str = ""
    question: str = ""
    reach: float = 0.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.reach <= 1.0:
            raise ValueError("een kans ligt tussen 0 en 1")

    @property
    def wave(self) -> str:
        return self.id.partition("/")[0]

    @property
    def report(self) -> str:
        """One interview: a respondent in a wave."""
        return f"{self.wave}/{self.respondent}"

    @property
    def section(self) -> str:
        """What stands under one heading of one interview."""
        return f"{self.report}\x1f{self.heading}"

    @property
    def context(self) -> str:
        """The nearest heading and the question. Of nested headings those before the last are
        mostly the report's own title."""
        return f"{self.heading.rpartition('›')[2].strip()} {self.question}".strip()


def in_order(pieces: Iterable[Piece]) -> list[Piece]:
    """By id: whatever is computed from pieces depends on no order in which they came.

    Raises:
        ValueError: for an id that occurs twice.
    """
    ordered = sorted(pieces, key=lambda piece: piece.id)
    if len({piece.id for piece in ordered}) != len(ordered):
        raise ValueError("een passage komt twee keer voor")
    return ordered


def numbered(names: Sequence[str]) -> list[int]:
    """Each name's place among the distinct names, sorted."""
    at = {name: place for place, name in enumerate(sorted(set(names)))}
    return [at[name] for name in names]

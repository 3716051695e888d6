"""Segments split or joined by hand, and where that may be done.

The program cuts reports by rules; a person may see that two things are said in one segment, or one
thing in two. What she decides is kept, and applied each time the report is segmented. Segments are
named after their text, so joining what was split brings back the segment there was, with every
decision on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 3000
"""Characters of a joined segment: longer ones say too many things for one code to mean much."""


class RecutKind(StrEnum):
    """What was done to a segment."""

    SPLIT = "splitsen"
    JOIN = "samenvoegen"


@dataclass(frozen=True, slots=True)
class Recut:
    """One segment split in two, or joined with the one after it.

    `digest` is that of the segment's text as ingested. `offset` counts code points of that text:
    the second part of a split begins there. `other` is the id of the segment that is joined to this
    one. `at` is UTC.

    Raises:
        ValueError: when what the kind needs is not there.
    """

    wave: str
    kind: RecutKind
    segment: str
    digest: str
    coder: str
    at: str
    offset: int = 0
    other: str = ""

    def __post_init__(self) -> None:
        if self.kind is RecutKind.SPLIT and self.offset < 1:
            raise ValueError("een splitsing heeft een plek in de tekst")
        if self.kind is RecutKind.JOIN and not self.other:
            raise ValueError("samenvoegen gaat met een ander segment")

    @property
    def respondent(self) -> str:
        return self.segment.partition(":")[0]


@dataclass(frozen=True, slots=True)
class SentenceEnd:
    """Where a segment may be split: after `offset` code points of its text as ingested, which is
    after `shown` code points of its pseudonymised text."""

    segment: str
    offset: int
    shown: int


@dataclass(frozen=True, slots=True)
class Former:
    """A segment that was there before this one was split off or joined."""

    segment: str
    former: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A span `[start, end)` of a report's text that becomes a segment, with its context."""

    start: int
    end: int
    heading: str
    question: str
    speaker: str

    def goes_on_in(self, following: Piece) -> bool:
        """Whether the next piece is of the same turn or text, so that the two may be joined."""
        own = (self.heading, self.question, self.speaker)
        return own == (following.heading, following.question, following.speaker)


def formers_of(steps: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, list[str]]:
    """Segment → every segment that it came from, the latest first.

    Args:
        steps: for each recut in turn the ids that went and the ids that came.
    """
    found: dict[str, list[str]] = {}
    for gone, come in steps:
        older = (former for one in gone for former in found.get(one, ()))
        inherited = list(dict.fromkeys((*gone, *older)))
        for one in come:
            own = found.setdefault(one, [])
            own += [former for former in inherited if former != one and former not in own]
    return found

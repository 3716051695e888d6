"""Where places in a report lie in its text with labels, and the other way round."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.privacy.pseudonymise import Replacement, ordered


@dataclass(frozen=True)
class Places:
    """The replacements of one report, for many places (`pseudonymise.shift` is for one).

    Raises:
        ValueError: when replacements overlap, or belong to different respondents.
    """

    replacements: tuple[Replacement, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "replacements", tuple(ordered(self.replacements)))

    @cached_property
    def _ends(self) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """Of each replaced span its start and end, and the end of its label in the new text."""
        starts, ends, shown = [], [], []
        moved = 0
        for one in self.replacements:
            moved += len(one.label) - (one.end - one.start)
            starts.append(one.start)
            ends.append(one.end)
            shown.append(one.end + moved)
        return starts, ends, shown

    def shown(self, place: int, *, end: bool = False) -> int:
        """In the text with labels; from within a replaced span the start of its label, or with
        `end` the end of it."""
        starts, ends, shown = self._ends
        at = bisect_left(starts, place) - 1
        if at < 0:
            return place
        if place >= ends[at]:
            return place - ends[at] + shown[at]
        return shown[at] if end else shown[at] - len(self.replacements[at].label)

    def own(self, place: int, *, end: bool = False) -> int:
        """In the report itself, of a place in the text with labels; from within a label the start
        of what it took the place of, or with `end` the end of that."""
        starts, ends, shown = self._ends
        at = bisect_right(shown, place) - 1
        before = place if at < 0 else place - shown[at] + ends[at]
        if at + 1 < len(starts) and before > starts[at + 1]:
            return ends[at + 1] if end else starts[at + 1]
        return before

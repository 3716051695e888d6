"""To which segments a stretch of text belongs that was marked in another program.

A code belongs to every segment of which it covers at least half. Where it covers half of none (a
few words within a long segment, or the end of one and the start of the next), it belongs to the one
segment that holds most of it, of two equal ones the first. That a segment was read holds only where
all of it lies within the stretch. What lies in no segment at all, such as on an interviewer's
question, belongs to none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

SHARE = 0.5
"""Of the characters of a segment, from which a code is that segment's."""


@dataclass(frozen=True)
class Pieces:
    """The segments of one report as spans `[start, end)`, in reading order; none overlap."""

    spans: tuple[tuple[int, int], ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    @cached_property
    def _whole(self) -> dict[tuple[int, int], int]:
        return {span: at for at, span in enumerate(self.spans)}

    def coded(self, start: int, end: int) -> tuple[int, ...]:
        """Positions in `spans` to which a code on `[start, end)` belongs."""
        same = self._whole.get((start, end))
        if same is not None:
            return (same,)
        within = self._touched(start, end)
        if not within:
            return ()
        shares = {at: self._overlap(at, start, end) for at in within}
        half = tuple(at for at in within if shares[at] >= SHARE * self._length(at))
        return half or (max(within, key=lambda at: (shares[at], -at)),)

    def read(self, start: int, end: int) -> tuple[int, ...]:
        """Positions of the segments that lie within `[start, end)` as a whole."""
        return tuple(
            at
            for at in self._touched(start, end)
            if self._overlap(at, start, end) == self._length(at)
        )

    def _touched(self, start: int, end: int) -> Sequence[int]:
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_right(self._starts, end - 1)
        return [at for at in range(first, last) if self._overlap(at, start, end) > 0]

    def _overlap(self, at: int, start: int, end: int) -> int:
        return min(self.spans[at][1], end) - max(self.spans[at][0], start)

    def _length(self, at: int) -> int:
        return self.spans[at][1] - self.spans[at][0]

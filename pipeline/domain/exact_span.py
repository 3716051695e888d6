"""What somebody coded in another program, exactly where she coded it.

Segments are what counts here, so a code from elsewhere becomes decisions about the segments that it
covers (`overlap`). Where it does not coincide with one segment its own place is kept beside those
decisions, and goes out again as long as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.domain.judgement import Stance


@dataclass(frozen=True, slots=True)
class ExactSpan:
    """One line of a coder's ledger of exact spans.

    `[start, end)` counts code points of the report as ingested, of which `digest` is that: of a
    report that was corrected since, the place says nothing any more. `code` is '' where the
    stretch was only marked as read. `decisions` are the ids of the decisions that came of it; none
    where it lies in no segment. `at` is UTC, or '' where nobody knows.

    Raises:
        ValueError: for a stretch without characters, or without a coder.
    """

    wave: str
    respondent: str
    digest: str
    start: int
    end: int
    code: str
    coder: str
    stance: Stance = Stance.NONE
    memo: str = ""
    at: str = ""
    decisions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"een codering loopt van begin naar eind, niet {self.start}-{self.end}"
            )
        if not self.wave or not self.respondent or not self.coder:
            raise ValueError("een codering noemt een golf, een respondent en een codeur")

    @property
    def content(self) -> tuple[object, ...]:
        """What was coded: a later line that says the same replaces what came of it."""
        place = (self.wave, self.respondent, self.digest, self.start, self.end)
        return (*place, self.code, self.coder, self.stance, self.memo, self.at)


def standing_spans(spans: Iterable[ExactSpan]) -> list[ExactSpan]:
    """Each span once, with the decisions that its last line names, in order of appearance."""
    return list({span.content: span for span in spans}.values())

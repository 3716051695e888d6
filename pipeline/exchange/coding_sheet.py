"""The coding workbook: what its sheets and columns are, shared by writing and reading.

Beside what the coder sees, a hidden sheet keeps what was exported: the digest of every text, how
the segment was drawn, and the decisions as they stood. Reading compares the three (exported, now
in the workbook, now in the ledger), so that a decision made elsewhere since the export is never
overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.domain.bulk import Subject
from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision, Stance, Suggestion, Verdict, reviewed_segments
from pipeline.domain.queue import Order
from pipeline.domain.segment import Segment
from pipeline.exchange.coding_again import Look

CODING, REPORTS, CODES, GUIDE, EXPORTED = "Coderen", "Verslagen", "Codeboek", "Uitleg", "_export"
FORMAT, FIRST_FORMAT = "oza-codeerwerk-2", "oza-codeerwerk-1"
"""The first format knew no blind segments and no codes accepted unread; it is still read."""
BLIND, UNREAD = "blind", "in één keer"
"""Columns that are there only where they have something to say."""
TO_CHECK = "nakijken"
CHECKS = "controle"
"""The order of rows beside those of the queue: first what was drawn to be checked."""
EXTRA_CODES = 3
"""So many columns for codes that were not suggested; more where more stand already."""
YES = "ja"
VERDICTS = (Verdict.ACCEPT.value, Verdict.REJECT.value)
STANCES = (Stance.POSITIVE.value, Stance.CONCERN.value, Stance.NEUTRAL.value)
FIXED = ("segment", "verslag", "actor", "kop", "vraag", "tekst")


@dataclass(frozen=True, slots=True)
class Cells:
    """What one row says about one code; `code` is empty for the row as a whole. `bulk` says that
    the code was accepted unread and that nobody answered for it yet."""

    code: str
    verdict: str
    stance: str = ""
    memo: str = ""
    bulk: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a segment was drawn: `blind` and `share` as in a decision; `check` are the codes that
    were accepted unread here and drawn to be checked."""

    blind: bool = False
    share: float | None = None
    check: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodingWork:
    """All that goes into one coder's workbook.

    `segments` are in the order of the rows, which is that of `order`. `suggestions` are those
    that may be seen: none for a blind segment. `partial` are respondents of whom the workbook
    holds some segments only. `looks` are what is to be looked at again.
    `marks` are the columns that say how segments were drawn, as far as there is something to say.
    """

    wave: str
    coder: str
    codebook: Codebook
    segments: Sequence[Segment]
    suggestions: Mapping[str, Sequence[Suggestion]]
    standing: Mapping[Subject, Decision] = field(default_factory=dict)
    drawn: Mapping[str, Drawn] = field(default_factory=dict)
    order: str = Order.READING.value
    partial: frozenset[str] = frozenset()
    looks: Sequence[Look] = ()
    marks: tuple[str, ...] = field(init=False)
    _decided: dict[str, list[Decision]] = field(init=False, repr=False, compare=False)
    _read: set[tuple[str, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        decided: dict[str, list[Decision]] = {}
        for decision in self.standing.values():
            if decision.wave == self.wave:
                decided.setdefault(decision.segment, []).append(decision)
        object.__setattr__(self, "_decided", decided)
        object.__setattr__(self, "_read", reviewed_segments(self.standing.values()))
        some_blind = any(self.of(segment).blind for segment in self.segments)
        some_unread = any(self.unread(segment) for segment in self.segments)
        object.__setattr__(self, "marks", (BLIND,) * some_blind + (UNREAD,) * some_unread)

    @property
    def suggested_columns(self) -> int:
        return max((len(found) for found in self.suggestions.values()), default=0)

    @property
    def extra_columns(self) -> int:
        added = (len(self.added(segment)) for segment in self.segments)
        return max(EXTRA_CODES, *added, 0)

    def of(self, segment: Segment) -> Drawn:
        return self.drawn.get(segment.id, Drawn())

    def unread(self, segment: Segment) -> str:
        """What the column of codes accepted unread says of a segment."""
        if self.of(segment).check:
            return TO_CHECK
        return YES if any(cells.bulk for cells in self.stands(segment).values()) else ""

    def stands(self, segment: Segment) -> dict[str, Cells]:
        """What this coder decided before and the row of the segment can show, by code.

        A rejection of what is no longer suggested has no cell and stays out of the workbook, or
        reading back would take it for something the coder cleared. A code that was accepted
        unread stays out where it is to be checked, so that the answer is the coder's own, and
        where she read the segment since, for then it does not count.
        """
        shown = {suggestion.code for suggestion in self.suggestions.get(segment.id, ())}
        return {
            d.code: Cells(d.code, d.verdict.value, d.stance.value, d.memo, d.bulk)
            for d in self._decided.get(segment.id, ())
            if d.verdict not in (Verdict.RETRACT, Verdict.AGAIN)
            and (not d.code or d.code in self.codebook)
            and (d.verdict is not Verdict.REJECT or d.code in shown)
            and not (d.bulk and (d.drawn or (d.wave, d.segment) in self._read))
        }

    def added(self, segment: Segment) -> list[Cells]:
        """The codes that stand on a segment and are not among its suggestions."""
        shown = {suggestion.code for suggestion in self.suggestions.get(segment.id, ())}
        return [c for c in self.stands(segment).values() if c.code and c.code not in shown]


@dataclass(frozen=True, slots=True)
class Exported:
    """What the hidden sheet says of the moment of export.

    `identity` tells one export from another. `cells` are the decisions as they stood, or, of a
    workbook that was read back before, as it said then: changes count from there. `marks` are the
    columns about how segments were drawn.
    """

    identity: str
    study: str
    wave: str
    coder: str
    version: str
    suggested: int
    extra: int
    digests: Mapping[str, str]
    shown: Mapping[str, Mapping[str, tuple[float, str]]]
    cells: Mapping[str, Mapping[str, Cells]]
    drawn: Mapping[str, Drawn]
    marks: tuple[str, ...] = ()

    def under(self, moved: Mapping[str, str]) -> Exported:
        """The same, with segments named as they are called now.

        Args:
            moved: id in the export → the id of now; never one that another row has.
        """
        return replace(
            self,
            digests={moved.get(id_, id_): own for id_, own in self.digests.items()},
            shown={moved.get(id_, id_): own for id_, own in self.shown.items()},
            cells={moved.get(id_, id_): own for id_, own in self.cells.items()},
            drawn={moved.get(id_, id_): own for id_, own in self.drawn.items()},
        )


def columns(suggested: int, extra: int, marks: Sequence[str] = ()) -> list[str]:
    """The header of the coding sheet for so many suggestions and other codes a segment."""
    names = [*FIXED, *marks]
    for at in range(1, suggested + 1):
        names += [f"voorstel {at}", f"kans {at}", f"besluit {at}", f"houding {at}"]
    for at in range(1, extra + 1):
        names += [f"extra code {at}", f"houding extra {at}"]
    return [*names, "gelezen", "memo"]

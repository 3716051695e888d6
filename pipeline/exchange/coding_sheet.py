"""The coding workbook: what its sheets and columns are, shared by writing and reading.

Beside what the coder sees, a hidden sheet keeps what was exported: the digest of every text and
the decisions as they stood. Reading compares the three (exported, now in the workbook, now in
the ledger), so that a decision made elsewhere since the export is never overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision, Stance, Suggestion, Verdict
from pipeline.domain.segment import Segment

CODING, REPORTS, CODES, GUIDE, EXPORTED = "Coderen", "Verslagen", "Codeboek", "Uitleg", "_export"
FORMAT = "oza-codeerwerk-1"
EXTRA_CODES = 3
"""So many columns for codes that were not suggested; more where more stand already."""
YES = "ja"
VERDICTS = (Verdict.ACCEPT.value, Verdict.REJECT.value)
STANCES = (Stance.POSITIVE.value, Stance.CONCERN.value, Stance.NEUTRAL.value)
FIXED = ("segment", "verslag", "actor", "kop", "vraag", "tekst")


@dataclass(frozen=True, slots=True)
class Cells:
    """What one row says about one code; `code` is empty for the row as a whole."""

    code: str
    verdict: str
    stance: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class CodingWork:
    """All that goes into one coder's workbook. `segments` are in the order of the reports."""

    wave: str
    coder: str
    codebook: Codebook
    segments: Sequence[Segment]
    suggestions: Mapping[str, Sequence[Suggestion]]
    standing: Mapping[tuple[str, str, str], Decision] = field(default_factory=dict)

    @property
    def suggested_columns(self) -> int:
        return max((len(found) for found in self.suggestions.values()), default=0)

    @property
    def extra_columns(self) -> int:
        added = (len(self.added(segment)) for segment in self.segments)
        return max(EXTRA_CODES, *added, 0)

    def stands(self, segment: Segment) -> dict[str, Cells]:
        """What this coder decided before and the row of the segment can show, by code.

        A rejection of what is no longer suggested has no cell and stays out of the workbook, or
        reading back would take it for something the coder cleared.
        """
        shown = {suggestion.code for suggestion in self.suggestions.get(segment.id, ())}
        return {
            d.code: Cells(d.code, d.verdict.value, d.stance.value, d.memo)
            for (wave, id_, _), d in self.standing.items()
            if (wave, id_) == (self.wave, segment.id)
            and d.verdict is not Verdict.RETRACT
            and (not d.code or d.code in self.codebook)
            and (d.verdict is not Verdict.REJECT or d.code in shown)
        }

    def added(self, segment: Segment) -> list[Cells]:
        """The codes that stand on a segment and are not among its suggestions."""
        shown = {suggestion.code for suggestion in self.suggestions.get(segment.id, ())}
        return [c for c in self.stands(segment).values() if c.code and c.code not in shown]


@dataclass(frozen=True, slots=True)
class Exported:
    """What the hidden sheet says of the moment of export.

    `identity` tells one export from another. `cells` are the decisions as they stood, or, of a
    workbook that was read back before, as it said then: changes count from there.
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


def columns(suggested: int, extra: int) -> list[str]:
    """The header of the coding sheet for so many suggestions and other codes a segment."""
    names = list(FIXED)
    for at in range(1, suggested + 1):
        names += [f"voorstel {at}", f"kans {at}", f"besluit {at}", f"houding {at}"]
    for at in range(1, extra + 1):
        names += [f"extra code {at}", f"houding extra {at}"]
    return [*names, "gelezen", "memo"]

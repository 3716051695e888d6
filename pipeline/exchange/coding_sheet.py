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
YES = "ja"
VERDICTS = (Verdict.ACCEPT.value, Verdict.REJECT.value)
STANCES = (Stance.POSITIVE.value, Stance.CONCERN.value, Stance.NEUTRAL.value)
FIXED = ("segment", "verslag", "actor", "kop", "vraag", "tekst")


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


@dataclass(frozen=True, slots=True)
class Cells:
    """What one row says about one code; `code` is empty for the row as a whole."""

    code: str
    verdict: str
    stance: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """What the hidden sheet says of the moment of export."""

    wave: str
    coder: str
    version: str
    suggested: int
    digests: Mapping[str, str]
    shown: Mapping[str, Mapping[str, tuple[float, str]]]
    cells: Mapping[str, Mapping[str, Cells]]


def columns(suggested: int) -> list[str]:
    """The header of the coding sheet for at most `suggested` suggestions a segment."""
    names = list(FIXED)
    for at in range(1, suggested + 1):
        names += [f"voorstel {at}", f"kans {at}", f"besluit {at}", f"houding {at}"]
    for at in range(1, EXTRA_CODES + 1):
        names += [f"extra code {at}", f"houding extra {at}"]
    return [*names, "gelezen", "memo"]


def exported_cells(work: CodingWork, segment: Segment) -> list[Cells]:
    """The decisions of this coder that already stand on a segment, as cells."""
    return [
        Cells(d.code, d.verdict.value, d.stance.value, d.memo)
        for (wave, id_, _), d in work.standing.items()
        if wave == work.wave and id_ == segment.id and d.verdict is not Verdict.RETRACT
    ]

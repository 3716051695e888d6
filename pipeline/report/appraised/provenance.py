"""Every number about placements can be opened: cell → respondents → passages → decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.domain.placement_evidence import Cell, Direction, Evidence, Passage, Tally
from pipeline.report.appraised.evidence import key_of
from pipeline.report.quotations import Quotation


def placement_lines(
    evidence: Evidence, quotations: Mapping[str, Sequence[Quotation]]
) -> Iterator[dict[str, Any]]:
    """A line for every option, criterion and perspective with a passage, and for every quotation
    that may stand beside them. They name respondents: internal, never to be published."""
    for cell in evidence.cells:
        if cell.passages:
            yield _line(cell, "", cell.total)
            yield from (_line(cell, view, tally) for view, tally in cell.tallies.items())
    for quotation in (one for own in quotations.values() for one in own):
        yield {
            "key": f"citaat {quotation.id}",
            "kind": "citaat",
            "actor": str(quotation.actor),
            "segments": [
                {
                    "segment": quotation.segment,
                    "start": quotation.start,
                    "end": quotation.end,
                    "code": quotation.code,
                    "decision": quotation.decision,
                }
            ],
        }


def _line(cell: Cell, view: str, tally: Tally) -> dict[str, Any]:
    own = [p for p in cell.passages if not view or view in p.views]
    return {
        "key": key_of(cell, view),
        "kind": "bewijs",
        "value": {way.value: tally.of(way).respondents for way in Direction},
        "respondents": sorted({p.respondent for p in own}),
        "segments": [_passage(p) for p in own],
    }


def _passage(passage: Passage) -> dict[str, str]:
    return {
        "wave": passage.wave,
        "segment": passage.segment,
        "code": passage.code,
        "direction": passage.direction.value,
        "coder": passage.coder,
        "decision": passage.decision,
    }

"""Every number can be opened: cell → respondents → segments → decisions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.report.compose import Composition, quotation_key
from pipeline.report.evidence import Evidence
from pipeline.report.themes import Count, Standing

_NUMBERS = (Standing.RAISED, Standing.NOT_RAISED)


def provenance_lines(
    composition: Composition, evidence: Evidence, more: Iterable[dict[str, Any]] = ()
) -> list[str]:
    """JSON lines, one a number or quotation, sorted by key. `more` are those of another part.

    They name respondents, and so the OZA of children: internal, never to be published.
    """
    found = [*_counts(composition, evidence), *_quotations(composition), *more]
    found.sort(key=lambda line: str(line["key"]))
    return [json.dumps(line, ensure_ascii=False, sort_keys=True) for line in found]


def _counts(composition: Composition, evidence: Evidence) -> Iterator[dict[str, Any]]:
    for themes in composition.sections:
        for count in themes.whole:
            if count.standing in _NUMBERS:
                yield _line(count, evidence)
        for theme in themes.themes:
            for count in theme.counts:
                if count.standing in _NUMBERS:
                    yield _line(count, evidence)
    for conclusion in composition.conclusions:
        for count in conclusion.counts:
            if count.standing in _NUMBERS:
                yield _line(count, evidence)


def _line(count: Count, evidence: Evidence) -> dict[str, Any]:
    return {
        "key": count.key,
        "kind": "aantal",
        "value": count.count,
        "of": count.total,
        "actor": str(count.actor),
        "respondents": list(count.respondents),
        "everyone": [str(r.id) for r in evidence.of_actor(count.actor)],
        "segments": [
            {"segment": c.segment, "code": c.code, "coder": c.coder, "decision": c.decision}
            for c in count.codings
        ],
    }


def _quotations(composition: Composition) -> Iterator[dict[str, Any]]:
    for number, quotation in enumerate(composition.quotations, start=1):
        yield {
            "key": quotation_key(number),
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

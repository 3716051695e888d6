"""What would be accepted in one go, as the page shows it: code by code, with some passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.accepting import Bulk
from pipeline.domain.bulk import Earlier, earlier_decided
from pipeline.domain.judgement import Decision, Suggestion
from pipeline.errors import LedgerError
from pipeline.web.desk import Desk
from pipeline.web.shelf import Snapshot
from pipeline.web.views import address, label_of, marked
from pipeline.web.work import Work

SHOWN = 5
"""Passages a code: a handful, or nobody looks at any."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment that would get the code. `parts` are (text, whether it carried the suggestion)."""

    respondent: str
    href: str
    probability: float
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A code: on how many segments, what people decided earlier, and some of the passages."""

    code: str
    label: str
    count: int
    earlier: Earlier
    passages: tuple[Passage, ...]


def earlier_for(desk: Desk, snapshot: Snapshot, work: Work, above: float) -> dict[str, Earlier]:
    """Code → what people decided on suggestions as probable; of others only what this coder may
    see of them (`domain.double_coding`), and nothing while somebody's ledger is damaged."""
    own = [list(work.history())]
    try:
        standings = desk.team.standings(snapshot)
        others = [other for other in desk.coders() if other.coder != work.coder]
    except LedgerError:
        return earlier_decided(own, above)
    seen = {name for name, one in standings.items() if one.visible_to(work.coder)}
    theirs = [
        [d for d in other.history() if d.wave != work.wave or d.respondent in seen]
        for other in others
    ]
    return earlier_decided([*own, *theirs], above)


def listed(made: Sequence[Decision], bulk: Bulk, snapshot: Snapshot, order: str) -> list[Row]:
    """One row a code, in the order of the codebook; the least probable passages first, for that is
    where a mistake is most likely."""
    of_code: dict[str, list[Decision]] = {}
    for decision in made:
        of_code.setdefault(decision.code, []).append(decision)
    rows = []
    for code, count in bulk.codes.items():
        least = sorted(of_code[code], key=lambda d: (d.seen or 0.0, d.segment))[:SHOWN]
        passages = tuple(_passage(d, snapshot, order) for d in least)
        label = label_of(code, snapshot.codebook)
        rows.append(Row(code, label, count, bulk.earlier.get(code, Earlier()), passages))
    return rows


def _passage(decision: Decision, snapshot: Snapshot, order: str) -> Passage:
    segment = snapshot.segments[decision.segment]
    own: Mapping[str, Suggestion] = {s.code: s for s in snapshot.suggestions[segment.id]}
    return Passage(
        segment.respondent,
        address(segment, order, code=decision.code),
        decision.seen or 0.0,
        tuple(marked(segment.text, own[decision.code].words)),
    )

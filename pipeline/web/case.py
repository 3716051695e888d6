"""One segment that is being settled: what stands, what was typed, and what the page shows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.domain.segment import Segment
from pipeline.web.comparing import Compared
from pipeline.web.decide import MEMO_MOST
from pipeline.web.settling import OPEN, lock_of
from pipeline.web.shelf import Snapshot, actor_of
from pipeline.web.sides import groups_of, people_of
from pipeline.web.views import address
from pipeline.web.work import Work


@dataclass(frozen=True, slots=True)
class Case:
    """One segment that may be settled by whoever is looking."""

    snapshot: Snapshot
    row: Compared
    consensus: Work

    @property
    def segment(self) -> Segment:
        return self.row.segment

    def settled(self) -> dict[str, Decision]:
        return _on(self.consensus, self.segment.id)


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that was not kept yet: its fields, what is said about it, and codes found by name;
    `failed` where something has to be mended first."""

    told: str
    form: Mapping[str, str]
    found: Sequence[str] = ()
    failed: bool = False


def shown(case: Case, works: Mapping[str, Work], typed: Typed | None) -> dict[str, Any]:
    """What the template asks for, of the segment itself.

    Args:
        works: coder → her work, of those who are compared.
        typed: a form that is given back instead of what stands.
    """
    snapshot, segment, settled = case.snapshot, case.segment, case.settled()
    decided = {coder: _on(work, segment.id) for coder, work in works.items()}
    form, found = (typed.form, typed.found) if typed else (None, ())
    actor, whole = actor_of(segment.respondent), settled.get("")
    stands = [d for d in settled.values() if d.verdict is not Verdict.RETRACT]
    return {
        "segment": segment,
        "number": case.row.number,
        "actor": actor,
        "before": snapshot.neighbour(segment.id, -1),
        "after": snapshot.neighbour(segment.id, 1),
        "people": people_of(decided),
        "groups": groups_of(case.row, decided, settled, snapshot.codebook, actor, form, found),
        "stances": [stance.value for stance in Stance],
        "open_stance": OPEN,
        "settled": bool(stands),
        "by": whole.by if whole is not None and whole.verdict is Verdict.DONE else "",
        "at": max((d.at for d in stands), default="")[:10],
        "reason": _reason(stands) if form is None else form.get("reden", ""),
        # What was typed was chosen on what the page showed then, not on what stands now.
        "lock": lock_of(settled, case.row.codings) if form is None else form.get("stand", ""),
        "failed": typed is not None and typed.failed,
        "most": MEMO_MOST,
        "in_report": address(segment, "leesvolgorde"),
    }


def _on(work: Work, segment: str) -> dict[str, Decision]:
    with work.lock:
        return dict(work.on(segment))


def _reason(stands: Sequence[Decision]) -> str:
    """Why it was settled so: said of the segment, or (as it was done before) of single codes."""
    whole = [d.memo for d in stands if not d.code]
    return "\n".join(whole or dict.fromkeys(d.memo for d in stands if d.memo))

"""Who codes what, how far everybody is, and what one may see of another."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.domain.double_coding import Assignment, Standing, may_decide, standing_assignments
from pipeline.store.assignments import append_assignments, read_assignments
from pipeline.store.layout import Layout
from pipeline.web.comparing import Compared, Comparison, compare, standings_of
from pipeline.web.shelf import Mark, Snapshot
from pipeline.web.work import Work


class Team:
    """Everybody's standing in one wave.

    What follows from the ledgers is kept, and only reports with new decisions are looked at again:
    twenty people who open pages must not compare the whole wave at every click.
    """

    def __init__(
        self, layout: Layout, coders: Callable[[], list[Work]], consensus: Callable[[], Work | None]
    ) -> None:
        """`coders` gives the work of everybody who codes, `consensus` what they settled."""
        self.layout = layout
        self._coders, self._consensus = coders, consensus
        self._busy = threading.Lock()
        self._read: tuple[Mark, Mapping[str, tuple[str, ...]]] = (None, {})
        self._kept: _Kept | None = None

    def assigned(self) -> Mapping[str, tuple[str, ...]]:
        """Respondent → who codes that report; a report that is nobody's in particular is not in
        it. Raises LedgerError when the assignments were tampered with."""
        return self._assigned()[1]

    def assign(self, respondent: str, coders: Iterable[str], by: str, at: str) -> bool:
        """Gives a report to these people and nobody else; whether that changed anything."""
        people = tuple(sorted(set(coders)))
        if self.assigned().get(respondent, ()) == people:
            return False
        one = Assignment(self.layout.wave, respondent, people, at, by)
        append_assignments(self.layout.assignments, [one])
        return True

    def may_decide(self, coder: str, respondent: str) -> bool:
        return may_decide(self.assigned().get(respondent, ()), coder)

    def of_others(self, coder: str) -> frozenset[str]:
        """The reports that others code and she does not."""
        every = self.assigned().items()
        return frozenset(name for name, people in every if not may_decide(people, coder))

    def keeps_from(self, viewer: str, snapshot: Snapshot) -> frozenset[str]:
        """The reports that she codes with others and of which she may see nothing of theirs yet."""
        mine = [name for name, people in self.assigned().items() if viewer in people]
        if not mine:
            return frozenset()
        standings = self.standings(snapshot)
        return frozenset(
            name
            for name in mine
            if name in standings
            and len(standings[name].assigned) > 1
            and not standings[name].visible_to(viewer)
        )

    def standings(self, snapshot: Snapshot) -> Mapping[str, Standing]:
        return self._now(snapshot).standings

    def comparison(self, snapshot: Snapshot, viewer: str) -> Comparison:
        """What may be compared, as far as this viewer may see it: nothing of a report in which
        somebody who codes it too is not done."""
        now = self._now(snapshot)
        return {
            name: rows for name, rows in now.found.items() if now.standings[name].visible_to(viewer)
        }

    def unsettled(self, snapshot: Snapshot, viewer: str) -> list[Compared]:
        """The segments that this viewer can settle, in the order of the reports."""
        every = self.comparison(snapshot, viewer).values()
        return [row for rows in every for row in rows if row.asks]

    def _assigned(self) -> tuple[Mark, Mapping[str, tuple[str, ...]]]:
        path = self.layout.assignments
        with self._busy:
            mark = _mark(path)
            if mark != self._read[0]:
                found = standing_assignments(read_assignments(path), self.layout.wave)
                self._read = (mark, found)
            return self._read

    def _now(self, snapshot: Snapshot) -> _Kept:
        mark, assigned = self._assigned()
        works, consensus = self._coders(), self._consensus()
        every = (*works, *((consensus,) if consensus else ()))
        basis = (mark, *((work.coder, work.writer.epoch) for work in every))
        kept = self._kept
        # Without a lock of its own: whoever holds a work would wait for whoever wants that work.
        if kept is None or kept.basis != basis or kept.snapshot is not snapshot:
            kept = _Kept(basis, snapshot)
        seen, touched = dict(kept.seen), dict(kept.started)
        changed = set() if kept.seen else set(snapshot.reports)
        for work in every:
            with work.lock:
                at, now = seen.get(work.coder, 0), len(work.writer.history)
                fresh = {d.respondent for d in work.writer.history[at:] if d.wave == work.wave}
            seen[work.coder] = now
            touched[work.coder] = touched.get(work.coder, frozenset()) | fresh
            changed |= fresh
        changed &= set(snapshot.reports)
        if changed:
            reports = {name: snapshot.reports[name] for name in snapshot.reports if name in changed}
            standings = {**kept.standings, **standings_of(reports, assigned, works, touched)}
            found = {**{n: r for n, r in kept.found.items() if n not in changed},
                     **compare(reports, standings, works, consensus)}  # fmt: skip
            found = {name: found[name] for name in snapshot.reports if name in found}
            kept = _Kept(basis, snapshot, seen, touched, standings, found)
        self._kept = kept
        return kept


@dataclass(frozen=True)
class _Kept:
    """What followed from one state of the ledgers.

    `basis` is what makes everything new when it changes: the assignments, who codes, and a ledger
    that was read anew. `seen` says how many decisions of each ledger are in it, `started` in which
    reports they were made; only reports with decisions since are looked at again.
    """

    basis: tuple[object, ...]
    snapshot: Snapshot
    seen: Mapping[str, int] = field(default_factory=dict)
    started: Mapping[str, frozenset[str]] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    found: Comparison = field(default_factory=dict)


def next_after(rows: Sequence[Compared], after: str, snapshot: Snapshot) -> Compared | None:
    """The first segment to settle behind the one at hand, from the start again after the last."""
    every = (segment for own in snapshot.reports.values() for segment in own)
    places = {segment.id: at for at, segment in enumerate(every)}
    here = places.get(after, -1)
    ahead = [row for row in rows if row.segment.id != after]
    return next((r for r in ahead if places[r.segment.id] > here), ahead[0] if ahead else None)


def _mark(path: Path) -> Mark:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return (stat.st_ino, stat.st_size, stat.st_mtime_ns)

"""What the server holds: the study, everybody's work, and who is signed in."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline.domain.bulk import to_check
from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision
from pipeline.domain.queue import Order
from pipeline.domain.segment import Segment
from pipeline.store.layout import Layout
from pipeline.store.ledger_writer import LedgerWriter
from pipeline.web.shelf import Shelf, Snapshot
from pipeline.web.work import Work

CHECKS = "controle"
"""The order beside those of the queue: what was drawn from what was accepted unread."""
ORDERS = (*(order.value for order in Order), CHECKS)


class Desk:
    """One wave of one study, with a place for every coder."""

    def __init__(self, layout: Layout, codebook: Codebook, title: str) -> None:
        self.layout, self.title = layout, title
        self.shelf = Shelf(layout, codebook)
        self._works: dict[str, Work] = {}
        self._busy = threading.Lock()

    def work(self, coder: str) -> Work:
        """A coder's work, up to date. Raises LedgerError when the ledger was tampered with."""
        with self._busy:
            if coder not in self._works:
                writer = LedgerWriter(self.layout.ledger(coder))
                self._works[coder] = Work(writer, self.layout.wave)
            work = self._works[coder]
        work.refresh()
        return work

    def others(self, coder: str) -> list[Work]:
        """Everybody else who has a ledger, by name."""
        names: Sequence[Path] = sorted(self.layout.decisions.glob("*.jsonl"))
        return [self.work(path.stem) for path in names if path.stem != coder]


def next_unread(snapshot: Snapshot, work: Work, order: str, after: str = "") -> Segment | None:
    """The next segment to decide on, in the chosen order, from where she stands and then from the
    start again; None when nothing is left.

    In the order of checks only segments with a code that was drawn to be checked come up.
    """
    if order == CHECKS:
        waits = {segment for _, segment, _ in to_check(_standing(work))}
        left = [s for s in snapshot.segments.values() if s.id in waits]
    else:
        read = work.read
        left = [s for s in snapshot.segments.values() if s.id not in read]
    places = _places(snapshot, order)
    here = places.get(after, (-1, -1))
    left = sorted((s for s in left if s.id != after), key=lambda s: places[s.id])
    return next((s for s in left if places[s.id] > here), left[0] if left else None)


def orders_for(work: Work) -> tuple[str, ...]:
    """The orders to choose from; checks only where there is something to check."""
    return ORDERS if to_check(_standing(work)) else ORDERS[:-1]


def left_to_check(work: Work) -> int:
    return len({segment for _, segment, _ in to_check(_standing(work))})


def now() -> str:
    """The moment of a decision, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _standing(work: Work) -> list[Decision]:
    with work.lock:
        return [d for own in work.touched.values() for d in own.values()]


def _places(snapshot: Snapshot, order: str) -> dict[str, tuple[int, int]]:
    """A segment that the queue does not know yet comes last, in the order of the reports."""
    queue = Order.READING if order == CHECKS else Order(order)
    turns = snapshot.turns
    return {
        id_: (0, turns[id_].place(queue)) if id_ in turns else (1, at)
        for at, id_ in enumerate(snapshot.segments)
    }

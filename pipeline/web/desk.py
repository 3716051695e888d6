"""What the server holds: the study, everybody's work, and who is signed in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline.domain.bulk import to_check
from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision
from pipeline.domain.migration import Lineage
from pipeline.domain.queue import Order
from pipeline.domain.segment import Segment
from pipeline.errors import LedgerError, Place
from pipeline.store.coders import CONSENSUS
from pipeline.store.layout import Layout
from pipeline.store.ledger_writer import LedgerWriter
from pipeline.web.again import left_again
from pipeline.web.decide import Refused
from pipeline.web.shelf import Shelf, Snapshot
from pipeline.web.team import Team
from pipeline.web.work import Work

CHECKS = "controle"
"""An order beside those of the queue: what was drawn from what was accepted unread."""
AGAIN = "opnieuw"
"""What is to be looked at again, because the codebook or the text changed."""
DIFFERENCES = "verschillen"
"""What two coders coded differently and nobody settled yet."""
QUEUES = tuple(order.value for order in Order)
ORDERS = (*QUEUES, AGAIN, CHECKS, DIFFERENCES)


class Desk:
    """One wave of one study, with a place for every coder."""

    def __init__(
        self,
        layout: Layout,
        codebook: Codebook,
        title: str,
        resegment: Callable[[], None] = lambda: None,
        precedence: Sequence[str] = (CONSENSUS,),
        seed: int = 0,
        lineage: Lineage | None = None,
    ) -> None:
        """`resegment` segments the wave anew after a border was moved by hand. `precedence` names
        the ledgers that are nobody's own; what is settled together goes to the first of them.
        `seed` is the number that the study draws with, `lineage` has the versions of the codebook;
        both codebook and versions are read anew when they change."""
        self.layout, self.title, self.resegment = layout, title, resegment
        self.precedence, self.seed = tuple(precedence), seed
        self._shared = {CONSENSUS, *precedence}
        self.shelf = Shelf(layout, codebook, lineage or Lineage())
        self._works: dict[str, Work] = {}
        self._busy = threading.Lock()
        self.team = Team(layout, self.coders, self.consensus)

    def work(self, coder: str) -> Work:
        """A coder's work, up to date. Raises LedgerError when the ledger was tampered with."""
        with self._busy:
            if coder not in self._works:
                writer = LedgerWriter(self.layout.ledger(coder))
                self._works[coder] = Work(writer, self.layout.wave)
            work = self._works[coder]
        work.refresh(self.shelf.snapshot().basis)
        return work

    def units_are_fixed(self, respondent: str) -> bool:
        """Whether the segments of a report may not change because several people code it."""
        return len(self.team.assigned().get(respondent, ())) > 1

    def others(self, coder: str) -> list[Work]:
        """Everybody else who has a ledger, by name."""
        names: Sequence[Path] = sorted(self.layout.decisions.glob("*.jsonl"))
        return [self.work(path.stem) for path in names if path.stem != coder]

    def coders(self) -> list[Work]:
        """The work of everybody who codes, by name.

        Raises:
            LedgerError: when a ledger was tampered with; without the line, which would tell a
                coder how far another is.
        """
        names = {path.stem for path in self.layout.decisions.glob("*.jsonl")}
        try:
            return [self.work(name) for name in sorted(names - self._shared)]
        except LedgerError as trouble:
            place = trouble.place and Place(trouble.place.file)
            raise LedgerError(
                "dit logboek is beschadigd",
                place=place,
                remedy="wie er zelf mee aanmeldt, leest welke regel het is",
            ) from None

    def consensus(self) -> Work | None:
        """What was settled together; None in a study that names no ledger for it."""
        return self.work(self.precedence[0]) if self.precedence else None

    def known(self) -> tuple[str, ...]:
        """Everybody who may be given reports: who signed in, decided or was given one before."""
        names = {path.stem for path in self.layout.decisions.glob("*.jsonl")}
        for people in self.team.assigned().values():
            names.update(people)
        with self._busy:
            names.update(self._works)
        return tuple(sorted(names - self._shared))

    def differing(self, snapshot: Snapshot, coder: str) -> int:
        """How many segments somebody can settle now. A damaged ledger of somebody else may not
        keep her from her own work: then there are none."""
        try:
            return len(self.team.unsettled(snapshot, coder))
        except LedgerError:
            return 0

    def check_may_decide(self, coder: str, respondent: str) -> None:
        """Raises Refused for a report that was given to others."""
        if not self.team.may_decide(coder, respondent):
            raise Refused("not-assigned")


def next_unread(
    snapshot: Snapshot,
    work: Work,
    order: str,
    after: str = "",
    of_others: Collection[str] = (),
) -> Segment | None:
    """The next segment to decide on, in the chosen order, from where she stands and then from the
    start again; None when nothing is left.

    In the order of checks only segments with a code that was drawn to be checked come up, in that
    of what is to be looked at again only those.

    Args:
        of_others: the respondents whose reports are not hers to decide on.
    """
    if order == CHECKS:
        waits = {segment for _, segment, _ in to_check(_standing(work))}
        left = [s for s in snapshot.segments.values() if s.id in waits]
    elif order == AGAIN:
        left = [one.segment for one in left_again(snapshot, work)]
    else:
        read = work.read
        left = [s for s in snapshot.segments.values() if s.id not in read]
    left = [s for s in left if s.respondent not in of_others]
    places = _places(snapshot, order)
    here = places.get(after, (-1, -1))
    left = sorted((s for s in left if s.id != after), key=lambda s: places[s.id])
    return next((s for s in left if places[s.id] > here), left[0] if left else None)


def orders_for(work: Work, again: int = 0, differing: int = 0) -> tuple[str, ...]:
    """The orders to choose from; what is to be looked at again comes first, and it, checks and
    differences only where there are any.

    Args:
        again: the segments that she is to look at again.
        differing: the segments that this coder can settle.
    """
    checks = (CHECKS,) if to_check(_standing(work)) else ()
    first = (AGAIN,) if again else ()
    return (*first, *QUEUES, *checks, *((DIFFERENCES,) if differing else ()))


def left_to_check(work: Work, of_others: Collection[str] = ()) -> int:
    waits = {segment for _, segment, _ in to_check(_standing(work))}
    return sum(segment.partition(":")[0] not in of_others for segment in waits)


def now() -> str:
    """The moment of a decision, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _standing(work: Work) -> Iterable[Decision]:
    return work.standing().values()


def _places(snapshot: Snapshot, order: str) -> dict[str, tuple[int, int]]:
    """The order of the reports is that of the segments themselves. In another one, what was split
    or joined by hand comes where the segment it came from would, and what the queue does not know
    at all comes last. Of what is to be looked at again, changed text comes first."""
    if order == AGAIN:
        return {id_: (id_ not in snapshot.changed, at) for at, id_ in enumerate(snapshot.segments)}
    queue = Order(order) if order in QUEUES else Order.READING
    turns, last = snapshot.turns, len(snapshot.turns) + 1
    places: dict[str, tuple[int, int]] = {}
    for at, id_ in enumerate(snapshot.segments):
        known = [turns[id_]] if id_ in turns else snapshot.former_turns(id_)
        place = min((turn.place(queue) for turn in known), default=last)
        places[id_] = (0 if queue is Order.READING else place, at)
    return places

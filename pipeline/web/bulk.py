"""Accepting in one go: what it would be, doing it, and taking it back. Works without JavaScript.

Nobody reads what is accepted here, so nothing is written but what the page showed: the form carries
a digest of the list, and the list is made again while nobody else writes in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.domain.accepting import (
    Batch,
    accepted_unread,
    bulk_of,
    last_accepted,
    last_taken_back,
    list_digest,
    taken_back,
)
from pipeline.domain.bulk import (
    FEWEST_EARLIER,
    LOWEST_EARLIER,
    Earlier,
    Subject,
)
from pipeline.domain.judgement import Decision
from pipeline.web.access import Form
from pipeline.web.asked import Asked, asked_in
from pipeline.web.batch import earlier_for, listed
from pipeline.web.desk import Desk, now
from pipeline.web.pages import Pages, order_of
from pipeline.web.render import render, words_of
from pipeline.web.shelf import Snapshot
from pipeline.web.signin import Session
from pipeline.web.words import Language
from pipeline.web.work import Work

ACCEPTED, TAKEN_BACK = "geaccepteerd", "teruggenomen"
"""What the overview is told in its address; the numbers it says come from the ledger."""
_BACK = "terugnemen"

Stands = Mapping[Subject, Decision]
Choose = Callable[[Stands], list[Decision]]


class InOneGo:
    """The page `/ineens`, and the sentence about it on the overview."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self.desk, self.pages = desk, pages

    def page(self, request: Request, session: Session) -> Response:
        """What would be accepted, or what would be taken back: nothing is written."""
        query = request.query_params
        asked = asked_in(query, self.desk.shelf.snapshot().codebook)
        told = "bulk-wrong" if asked.wrong else ""
        return self._shown(request, session, asked, told, query.get("doe") == _BACK)

    def write(self, request: Request, session: Session, form: Form) -> Response:
        """Accepts or takes back exactly what was shown, or shows the new list (409)."""
        snapshot, work = self.desk.shelf.snapshot(), self.desk.work(session.coder)
        back = form.get("doe") == _BACK
        asked = asked_in(form, snapshot.codebook)
        choose = self._back(snapshot, work) if back else self._choose(snapshot, work, asked)
        before = last_taken_back if back else last_accepted
        if not _written(work, choose, before, form.get("lijst", "")):
            told = "bulk-back-changed" if back else "bulk-changed"
            return self._shown(request, session, asked, told, back, status=409)
        return RedirectResponse(f"/?ineens={TAKEN_BACK if back else ACCEPTED}", 303)

    def overview(self, request: Request, session: Session) -> Response:
        """The overview, with a sentence where somebody comes from here."""
        kind = request.query_params.get("ineens", "")
        if kind not in (ACCEPTED, TAKEN_BACK):
            return self.pages.overview(request, session)
        work = self.desk.work(session.coder)
        last = last_accepted if kind == ACCEPTED else last_taken_back
        with work.lock:
            made = last(work.writer.history, work.wave)
        key = "bulk-done" if kind == ACCEPTED else "bulk-back-done"
        told = words_of(request)(key, **_counted(request, made)) if made else ""
        return self.pages.overview(request, session, told)

    def _shown(
        self,
        request: Request,
        session: Session,
        asked: Asked,
        told: str,
        back: bool,
        status: int = 200,
    ) -> Response:
        snapshot, work = self.desk.shelf.snapshot(), self.desk.work(session.coder)
        stands = work.standing()
        made = [] if back else self._choose(snapshot, work, asked)(stands)
        mine = [stands[d.subject] for d in self._back(snapshot, work)(stands)]
        order, say = order_of(request), words_of(request)
        earlier = {} if back else earlier_for(self.desk, snapshot, work, asked.above)
        bulk = bulk_of(made, snapshot.codebook, earlier)
        rows = listed(made, bulk, snapshot, order)
        bound = {"share": asked.shown(comma=say.language is Language.DUTCH)}
        return render(
            "ineens.html.j2",
            request,
            status=status,
            **self.pages.frame(session, snapshot, order),
            asked=asked,
            told=say(told, **bound) if told else "",
            back=back,
            rows=rows,
            whole=Earlier(
                sum(e.accepted for e in bulk.earlier.values()),
                sum(e.decided for e in bulk.earlier.values()),
            ),
            fewest=FEWEST_EARLIER,
            lowest=LOWEST_EARLIER,
            codes=snapshot.codebook.codes,
            found=_counted(request, made) | bound,
            list=list_digest(made),
            mine=_counted(request, mine) if mine else {},
            mine_list=list_digest(mine),
        )

    def _choose(self, snapshot: Snapshot, work: Work, asked: Asked) -> Choose:
        """Makes the decisions of what stands at that moment; a report that was given to others is
        not hers to decide on, and what is to be looked at again is not accepted unread."""
        closed = self.desk.team.of_others(work.coder)
        batch = Batch(
            snapshot.wave,
            work.coder,
            snapshot.codebook.version,
            asked.above,
            self.desk.seed,
            (asked.code,) if asked.code else (),
        )
        suggestions = [
            s
            for segment, own in snapshot.suggestions.items()
            if segment.partition(":")[0] not in closed and segment not in work.again
            for s in own
        ]
        at = now()
        return lambda stands: accepted_unread(
            batch, suggestions, snapshot.segments, snapshot.turns, stands, at
        )

    def _back(self, snapshot: Snapshot, work: Work) -> Choose:
        at, version = now(), snapshot.codebook.version
        return lambda stands: taken_back(stands, work.wave, at, version)


def _written(
    work: Work,
    choose: Choose,
    last: Callable[[Iterable[Decision], str], list[Decision]],
    shown: str,
) -> bool:
    """Writes what `choose` makes when it is the list that was shown; on disk when it returns.

    Returns:
        Whether it stands: also when the same click came in before.
    """
    same = False

    def checked(_: Stands) -> Sequence[Decision]:
        nonlocal same
        work.refresh()
        made = choose(work.standing())
        same = bool(made) and list_digest(made) == shown
        return made if same else ()

    with work.lock:
        work.writer.merge(checked)
        work.refresh()
        before = last(work.writer.history, work.wave)
        stands_still = all(work.on(d.segment).get(d.code) == d for d in before)
        return same or (bool(before) and stands_still and list_digest(before) == shown)


def _counted(request: Request, made: Sequence[Decision]) -> dict[str, str]:
    say = words_of(request)
    return {
        "codes": say.counted(len(made), "codes"),
        "segments": say.counted(len({d.segment for d in made}), "segments"),
        "drawn": str(sum(d.drawn for d in made)),
    }

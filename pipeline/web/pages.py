"""The pages that are read: overview, report, codebook, keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pipeline.domain.again import LookAgain
from pipeline.domain.ids import Actor
from pipeline.domain.segment import Segment
from pipeline.web.again import anew_of, left_again
from pipeline.web.desk import (
    AGAIN,
    CHECKS,
    DIFFERENCES,
    ORDERS,
    Desk,
    left_to_check,
    next_unread,
    orders_for,
)
from pipeline.web.finding import codes_named
from pipeline.web.panel import Panel, panel_of, why_of
from pipeline.web.progress import per_actor, per_code, per_report
from pipeline.web.quotes import quotes_of
from pipeline.web.render import from_htmx, problem, render, words_of
from pipeline.web.sentences import SENTENCES
from pipeline.web.shelf import Snapshot, actor_of
from pipeline.web.signin import Session
from pipeline.web.views import address, label_of, piece_of
from pipeline.web.work import Work


class Pages:
    """Everything that only reads."""

    def __init__(self, desk: Desk, *, weighs: bool = False) -> None:
        """`weighs` says that there are pages about weighing to lead to."""
        self.desk, self.weighs = desk, weighs

    def frame(self, session: Session, snapshot: Snapshot, order: str) -> dict[str, Any]:
        """What every page shows around its content."""
        return {
            "coder": session.coder,
            "csrf": session.csrf,
            "title_of_study": self.desk.title,
            "stale_codebook": snapshot.stale_codebook,
            "order": order,
            "weighs": self.weighs,
        }

    def overview(self, request: Request, session: Session, told: str = "") -> Response:
        """Where she stands; `told` is a sentence about what she did elsewhere."""
        snapshot, work = self.desk.shelf.snapshot(), self.desk.work(session.coder)
        team, of_others = self.desk.team, self.desk.team.of_others(session.coder)
        again = [
            one for one in left_again(snapshot, work) if one.segment.respondent not in of_others
        ]
        reports = per_report(snapshot, work, team.standings(snapshot), again)
        differing = len(team.unsettled(snapshot, session.coder))
        unread = sum(row.total - row.read for row in reports if row.hers)
        special = {
            AGAIN: len(again),
            CHECKS: left_to_check(work, of_others),
            DIFFERENCES: differing,
        }
        orders = orders_for(work, len(again), differing)
        left = {order: special.get(order, unread) for order in orders}
        order = order_of(request)
        return render(
            "overzicht.html.j2",
            request,
            **self.frame(session, snapshot, order),
            told=told,
            reports=reports,
            actors=per_actor(row for row in reports if row.hers),
            codes=per_code(snapshot, work, of_others),
            people=self.desk.known(),
            given=request.query_params.get("verdeeld", "") in snapshot.reports,
            left=left,
            finished=request.query_params.get("klaar", ""),
            wave=snapshot.wave,
            address=address,
        )

    def report(self, request: Request, session: Session) -> Response:
        snapshot, work = self.desk.shelf.snapshot(), self.desk.work(session.coder)
        respondent = request.path_params["respondent"]
        name = request.path_params.get("name", "")
        own = snapshot.reports.get(respondent)
        if own is None:
            return missing(request)
        here = snapshot.segments.get(f"{respondent}:{name}") if name else own[0]
        if here is None:
            # The text was changed since the address was made: the report itself is still there.
            return RedirectResponse(f"/verslag/{respondent}?orde={order_of(request)}", 303)
        return self.shown(request, session, snapshot, work, here)

    def shown(
        self, request: Request, session: Session, snapshot: Snapshot, work: Work, here: Segment
    ) -> HTMLResponse:
        """A report with one segment at hand."""
        order, asked = order_of(request), request.query_params
        own, why = snapshot.reports[here.respondent], asked.get("waarom", "")
        # Before her own work is locked: this looks at everybody's.
        kept = self.desk.team.keeps_from(work.coder, snapshot) if why else ()
        with work.lock:
            panel = self.panel(snapshot, work, here, asked.get("code", ""), why, kept, order)
            again = left_again(snapshot, work)
            waiting = {one.segment.id for one in again if one.segment.respondent == here.respondent}
            marks = panel.why.words if panel.why else ()
            quoted = quotes_of(work).standing()
            pieces = [
                piece_of(
                    segment,
                    number,
                    snapshot,
                    work,
                    order,
                    here=segment.id == here.id,
                    before=own[number - 2] if number > 1 else None,
                    marks=marks if segment.id == here.id else (),
                    quoted=quoted,
                    again=segment.id in waiting,
                )
                for number, segment in enumerate(own, start=1)
            ]
        key = asked.get("gezegd", "")
        known = key.startswith("saved-") or key in TOLD
        label = label_of(asked.get("code", ""), snapshot.codebook)
        values = {"code": label, "actor": actor_of(here.respondent).value}
        return render(
            "verslag.html.j2",
            request,
            **self.frame(session, snapshot, order),
            **self.around(snapshot, here, order),
            panel=panel,
            pieces=pieces,
            respondent=here.respondent,
            actor=actor_of(here.respondent),
            told=words_of(request)(key, **values) if known and key in SENTENCES else "",
            orders=self.orders(snapshot, work, order, again),
            choices=(),
            typed="",
        )

    def panel(
        self,
        snapshot: Snapshot,
        work: Work,
        here: Segment,
        at_hand: str = "",
        why: str = "",
        kept: Collection[str] = (),
        order: str = "",
    ) -> Panel:
        """What stands beside the segment at hand; `kept` as `why_of` has it. In the order of what
        is to be looked at again, what she just looked at stays in sight."""
        turn, suggested = snapshot.turns.get(here.id), snapshot.suggestions.get(here.id, ())
        with work.lock:
            sight = work.sight(here.id, turn, suggested)
            carried = why_of(why, sight, snapshot, self.desk.shelf, work, kept) if why else None
            anew = anew_of(here, snapshot, work, self.desk.shelf, looked=order == AGAIN)
            return panel_of(here, snapshot, work, sight, why or at_hand, carried, anew)

    def orders(
        self, snapshot: Snapshot, work: Work, order: str, again: Iterable[LookAgain]
    ) -> tuple[str, ...]:
        """The orders to choose from, with the one she is in.

        Args:
            again: what she is to look at again.
        """
        of_others = self.desk.team.of_others(work.coder)
        hers = sum(one.segment.respondent not in of_others for one in again)
        differing = self.desk.differing(snapshot, work.coder)
        return orders_for(work, hers + (order == AGAIN), differing)

    def around(self, snapshot: Snapshot, here: Segment, order: str) -> dict[str, Any]:
        """The ways on from a segment."""
        before, after = snapshot.neighbour(here.id, -1), snapshot.neighbour(here.id, 1)
        return {
            "here": address(here, order),
            "previous": address(before, order) if before else "",
            "following": address(after, order) if after else "",
            "address": address,
        }

    def next(self, request: Request, session: Session) -> Response:
        snapshot, work = self.desk.shelf.snapshot(), self.desk.work(session.coder)
        order = order_of(request)
        of_others = self.desk.team.of_others(session.coder)
        found = next_unread(snapshot, work, order, request.query_params.get("na", ""), of_others)
        if found is None:
            end = f"/?klaar={order}"
            if from_htmx(request):
                return Response(headers={"HX-Redirect": end})
            return RedirectResponse(end, 303)
        return RedirectResponse(address(found, order), 303)

    def codebook(self, request: Request, session: Session) -> Response:
        """The codebook as a tree; with `los` only what goes into the window on a report."""
        snapshot, asked = self.desk.shelf.snapshot(), request.query_params
        here = snapshot.segments.get(asked.get("segment", ""))
        actor = asked.get("actor", actor_of(here.respondent).value if here else "")
        book, typed = snapshot.codebook, asked.get("zoek", "")[:80]
        only = Actor(actor) if actor in book.actors else None
        found = codes_named(book, typed, only) if typed.strip() else list(book)
        codes = [code for code in found if only is None or only in code.actors]
        return render(
            "codeboek_los.html.j2" if from_htmx(request) else "codeboek.html.j2",
            request,
            **self.frame(session, snapshot, order_of(request)),
            codes=codes,
            depth={c.id: 0 if typed else sum(1 for _ in book.ancestors(c.id)) for c in codes},
            book=book,
            typed=typed,
            actor=actor if only else "",
            segment=here,
            address=address,
        )

    def codes(self, request: Request, session: Session) -> Response:
        """The codes that match what is being typed, as buttons."""
        snapshot, asked = self.desk.shelf.snapshot(), request.query_params
        here, typed = snapshot.segments.get(asked.get("segment", "")), asked.get("zoek", "")[:80]
        actor = actor_of(here.respondent) if here else None
        found = codes_named(snapshot.codebook, typed, actor)
        return render(
            "gevonden.html.j2", request, choices=found[:8], typed=typed.strip(), count=len(found)
        )

    def keys(self, request: Request, session: Session) -> Response:
        snapshot = self.desk.shelf.snapshot()
        return render(
            "toetsen.html.j2", request, **self.frame(session, snapshot, order_of(request))
        )


TOLD = (
    "nothing-changed", "nothing-undone", "no-suggestion", "unknown-code", "wrong-actor",
    "stance-without-code", "check-first", "cut-place", "cut-others", "cut-assigned", "cut-later",
    "not-assigned", "nothing-again", "choose-first",
)  # fmt: skip
"""What may be said after a click besides that it is kept; an address cannot make the page say
anything else."""


def order_of(request: Request) -> str:
    asked = request.query_params.get("orde", "")
    return asked if asked in ORDERS else ORDERS[0]


def missing(request: Request) -> Response:
    say = words_of(request)
    return problem(request, 404, say("not-found"), say("not-found-why"))

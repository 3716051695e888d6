"""Settling a difference: two codings side by side with the text, and what is agreed on."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.domain.judgement import Decision, Stance
from pipeline.web.access import Form
from pipeline.web.again import anew_of
from pipeline.web.case import Case, Typed, shown
from pipeline.web.decide import Refused
from pipeline.web.desk import DIFFERENCES, Desk, now
from pipeline.web.differences import settling_at
from pipeline.web.finding import codes_named, only_one
from pipeline.web.pages import Pages, missing
from pipeline.web.render import problem, render, words_of
from pipeline.web.settling import (
    CHOSEN,
    Settling,
    decisions_to_retract,
    decisions_to_settle,
    lock_of,
    outcome_of,
)
from pipeline.web.shelf import actor_of
from pipeline.web.signin import Session
from pipeline.web.team import next_after

_TOLD = ("settled", "settled-one", "unsettled", "nothing-changed")
"""What an address may make the page say."""
_TYPED_MOST = 80


class Stale(Exception):
    """Something else stands than the page showed."""


class Adjudication:
    """The page on which a difference is settled, and what is written there."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self.desk, self.pages = desk, pages

    def page(self, request: Request, session: Session) -> Response:
        case = self._case(request, session)
        return case if isinstance(case, Response) else self._shown(request, session, case)

    def click(self, request: Request, session: Session, form: Form) -> Response:
        """Settles, takes back, or looks for a code to add. Whatever is refused writes nothing."""
        say, reason = words_of(request), form.get("reden", "")
        case = self._case(request, session, reason)
        if isinstance(case, Response):
            return case
        here = settling_at(case.segment)
        if form.get("digest") != case.segment.digest:
            return _changed(request, reason, here)
        try:
            if form.get("doe") == "terugnemen":
                return self._taken_back(session, case, form)
            if form.get("doe") == "zoek" or form.get("zoek", "").strip():
                return self._searched(request, session, case, form)
            return self._settled(session, case, form)
        except Refused as refused:
            typed = Typed(say(refused.key, **refused.values), form, failed=True)
            return self._shown(request, session, case, typed)
        except Stale:
            title, why = say("settled-meanwhile"), say("settled-meanwhile-why")
            return problem(request, 409, title, why, memo=reason, href=here, link=say("reload"))

    def _case(self, request: Request, session: Session, reason: str = "") -> Case | Response:
        """What the address is about, as far as this coder may see it; otherwise why not, with the
        reason that she typed given back."""
        snapshot, say = self.desk.shelf.snapshot(), words_of(request)
        respondent, name = request.path_params["respondent"], request.path_params["name"]
        segment = snapshot.segments.get(f"{respondent}:{name}")
        if segment is None:
            return _changed(request, reason, "/verschillen") if reason else missing(request)
        rows = self.desk.team.comparison(snapshot, session.coder).get(respondent, ())
        row = next((row for row in rows if row.segment.id == segment.id), None)
        if row is None:
            return problem(request, 403, say("not-yet"), say("not-yet-why"), memo=reason,
                           href="/verschillen", link=say("differences"))  # fmt: skip
        consensus = self.desk.consensus()
        if consensus is None:
            return problem(request, 409, say("trouble"), say("no-consensus-ledger"))
        return Case(snapshot, row, consensus)

    def _settled(self, session: Session, case: Case, form: Form) -> Response:
        about = self._about(case, session)
        outcome = outcome_of(form, case.segment, case.snapshot.codebook)

        def choose(own: Mapping[str, Decision]) -> list[Decision]:
            _check_lock(form, own, case.row.codings)
            return decisions_to_settle(outcome, about, own)

        made = case.consensus.decide(choose, case.segment.id)
        key = "settled" if made else "nothing-changed"
        if form.get("doe") == "verder":
            left = self.desk.team.unsettled(case.snapshot, session.coder)
            found = next_after(left, case.segment.id, case.snapshot)
            end = "/verschillen?klaar=1"
            to = settling_at(found.segment, gezegd="settled-one") if found else end
            return RedirectResponse(to, 303)
        return RedirectResponse(settling_at(case.segment, gezegd=key), 303)

    def _taken_back(self, session: Session, case: Case, form: Form) -> Response:
        about = self._about(case, session)

        def choose(own: Mapping[str, Decision]) -> list[Decision]:
            _check_lock(form, own, case.row.codings)
            return decisions_to_retract(about, own)

        made = case.consensus.decide(choose, case.segment.id)
        key = "unsettled" if made else "nothing-changed"
        return RedirectResponse(settling_at(case.segment, gezegd=key), 303)

    def _searched(self, request: Request, session: Session, case: Case, form: Form) -> Response:
        """The same form with the codes that were found; the one that is meant is checked."""
        say, text = words_of(request), form.get("zoek", "").strip()[:_TYPED_MOST]
        actor = actor_of(case.segment.respondent)
        found = codes_named(case.snapshot.codebook, text, actor)
        meant = only_one(found, text)
        chosen = {**form, **({CHOSEN + meant.id: "1"} if meant else {})}
        if meant is not None:
            told, codes = say("code-added", code=meant.label), [meant.id]
        elif found:
            told, codes = say("codes-found", text=text), [code.id for code in found[:8]]
        else:
            told, codes = say("no-code", text=text) if text else "", []
        return self._shown(request, session, case, Typed(told, chosen, codes))

    def _about(self, case: Case, session: Session) -> Settling:
        snapshot, ledger = case.snapshot, case.consensus.coder
        book = snapshot.codebook
        return Settling(case.segment, snapshot.wave, ledger, session.coder, book, now())

    def _shown(
        self, request: Request, session: Session, case: Case, typed: Typed | None = None
    ) -> Response:
        key, say = request.query_params.get("gezegd", ""), words_of(request)
        works = {coder: self.desk.work(coder) for coder in case.row.codings}
        with case.consensus.lock:
            anew = anew_of(
                case.segment, case.snapshot, case.consensus, self.desk.shelf, looked=False
            )
        return render(
            "verschil.html.j2",
            request,
            status=422 if typed and typed.failed else 200,
            **self.pages.frame(session, case.snapshot, DIFFERENCES),
            **shown(case, works, typed),
            anew=anew,
            told=typed.told if typed else say(key) if key in _TOLD else "",
            left=len(self.desk.team.unsettled(case.snapshot, session.coder)),
            here=settling_at(case.segment),
        )


def _changed(request: Request, reason: str, href: str) -> Response:
    say = words_of(request)
    title, why = say("changed"), say("changed-why")
    return problem(request, 409, title, why, memo=reason, href=href, link=say("reload"))


def _check_lock(
    form: Form, own: Mapping[str, Decision], codings: Mapping[str, Mapping[str, Stance]]
) -> None:
    if form.get("stand") != lock_of(own, codings):
        raise Stale

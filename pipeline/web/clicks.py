"""What is clicked: each click is decisions on disk before it is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.domain.codebook import Code
from pipeline.domain.judgement import Decision, Stance
from pipeline.domain.segment import Segment
from pipeline.web.access import Form
from pipeline.web.again import redefined_in, split_in
from pipeline.web.cutting import Cutting
from pipeline.web.decide import Act, Click, Context, Refused, decisions_for
from pipeline.web.desk import ORDERS, Desk, now
from pipeline.web.finding import codes_named, only_one
from pipeline.web.pages import Pages
from pipeline.web.render import from_htmx, problem, render, words_of
from pipeline.web.shelf import Snapshot, actor_of
from pipeline.web.signin import Session
from pipeline.web.views import address, label_of, piece_of
from pipeline.web.work import Work


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page says after a click: a sentence, the code it is about, or codes to choose from
    when what was typed fits more than one."""

    key: str
    code: str = ""
    most: str = ""
    typed: str = ""
    choices: tuple[Code, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether what was typed is in the ledger, or stood there."""
        return self.key in ("nothing-changed", "nothing-undone") or self.key.startswith("saved-")


class Clicks:
    """Everything that decides."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self.desk, self.pages, self.cutting = desk, pages, Cutting(desk)

    def decide(self, request: Request, session: Session, form: Form) -> Response:
        snapshot, work = self.desk.shelf.snapshot(), self.desk.work(session.coder)
        click = _click(form)
        here = snapshot.segments.get(click.segment)
        if here is None or here.digest != click.digest:
            return _changed(request, snapshot, click)
        answer = self._decided(snapshot, work, here, click, form.get("zoek", "").strip()[:80])
        if click.act is Act.MEMO and not answer.kept and not from_htmx(request):
            # A page that is loaded anew would have lost what she typed.
            say, back = words_of(request), address(here, _order(form))
            told = say(answer.key, most=answer.most)
            return problem(request, 409, say("trouble"), told, memo=click.memo, href=back,
                           link=say("back-to-report"))  # fmt: skip
        return self._answered(request, session, work, here, answer, _order(form), click.act)

    def cut(self, request: Request, session: Session, form: Form) -> Response:
        """Splits or joins the segment at hand."""
        snapshot = self.desk.shelf.snapshot()
        click = _click(form)
        here = snapshot.segments.get(form.get("segment", ""))
        if here is None or here.digest != click.digest:
            return _changed(request, snapshot, replace(click, segment=form.get("segment", "")))
        return self.cutting.cut(session, here, form, _order(form))

    def undo(self, request: Request, session: Session, form: Form) -> Response:
        work, order = self.desk.work(session.coder), _order(form)
        aside = work.last_aside()
        if aside is not None:
            to = aside(order) or "/"
            htmx = from_htmx(request)
            return Response(headers={"HX-Redirect": to}) if htmx else RedirectResponse(to, 303)
        snapshot = self.desk.shelf.snapshot()
        done = work.undo(now(), snapshot.codebook.version)
        stood = snapshot.segments.get(form.get("segment", ""))
        here = snapshot.segments.get(done[0].segment, stood) if done else stood
        answer = Answer("saved-ongedaan" if done else "nothing-undone")
        if here is None:
            return RedirectResponse("/", 303)
        if from_htmx(request) and here is not stood:
            # What was undone is elsewhere: go there, so that she sees what it is.
            to = address(here, order, gezegd=answer.key)
            return Response(headers={"HX-Redirect": to})
        return self._answered(request, session, work, here, answer, order, Act.MEMO)

    def _decided(
        self, snapshot: Snapshot, work: Work, here: Segment, click: Click, typed: str
    ) -> Answer:
        book, actor = snapshot.codebook, actor_of(here.respondent)
        if click.act is Act.ADD and not click.code:
            found = codes_named(book, typed, actor)
            meant = only_one(found, typed)
            if meant is None:
                key = "which-code" if found else "no-code"
                return Answer(key, typed=typed, choices=tuple(found[:8]))
            click = Click(click.act, click.segment, click.digest, meant.id)

        def choose(own: Mapping[str, Decision]) -> Sequence[Decision]:
            turn, suggested = snapshot.turns.get(here.id), snapshot.suggestions.get(here.id, ())
            sight = work.sight(here.id, turn, suggested)
            waits = work.again.get(here.id, ())
            about = Context(
                segment=here,
                sight=sight,
                wave=snapshot.wave,
                coder=work.coder,
                codebook=book,
                at=now(),
                redefined={c: a.decision for c, a in redefined_in(waits).items()},
                split=split_in(waits),
            )
            return decisions_for(click, about, own)

        try:
            self.desk.check_may_decide(work.coder, here.respondent)
            made = work.decide(choose, here.id)
        except Refused as refused:
            return Answer(refused.key, click.code, refused.values.get("most", ""))
        return Answer(f"saved-{click.act.value}" if made else "nothing-changed", click.code)

    def _answered(
        self,
        request: Request,
        session: Session,
        work: Work,
        here: Segment,
        answer: Answer,
        order: str,
        act: Act,
    ) -> Response:
        """The page again; for htmx only what changed on it."""
        snapshot = self.desk.shelf.snapshot()
        if not from_htmx(request) and not answer.choices and answer.key != "no-code":
            more = {"gezegd": answer.key, **({"code": answer.code} if answer.code else {})}
            return RedirectResponse(address(here, order, **more), 303)
        report = snapshot.reports[here.respondent]
        with work.lock:
            panel = self.pages.panel(snapshot, work, here, answer.code, order=order)
            at = panel.number
            before = report[at - 2] if at > 1 else None
            piece = piece_of(here, at, snapshot, work, order, here=True, before=before,
                             again=panel.anew.waits)  # fmt: skip
        values = {
            "code": label_of(answer.code, snapshot.codebook),
            "actor": actor_of(here.respondent).value,
            "most": answer.most,
            "text": answer.typed,
            "count": len(answer.choices),
        }
        return render(
            "geklikt.html.j2" if from_htmx(request) else "kiezen.html.j2",
            request,
            **self.pages.frame(session, snapshot, order),
            **self.pages.around(snapshot, here, order),
            panel=panel,
            piece=piece,
            told=words_of(request)(answer.key, **values),
            choices=answer.choices,
            typed=answer.typed,
            with_memo=act is Act.MEMO and answer.kept,
            read=sum(work.has_read(s.id) for s in report),
            total=len(report),
        )


def _click(form: Form) -> Click:
    """A form, as far as it can be a click; what it names need not exist."""
    act, _, rest = form.get("doe", "").partition(":")
    code, _, stance = rest.partition(":")
    known = act in list(Act)
    return Click(
        Act(act) if known else Act.DONE,
        form.get("segment", "") if known else "",
        form.get("digest", ""),
        code or form.get("code", ""),
        Stance(stance) if stance in list(Stance) else Stance.NONE,
        form.get("memo", ""),
    )


def _order(form: Form) -> str:
    return form["orde"] if form.get("orde") in ORDERS else ORDERS[0]


def _changed(request: Request, snapshot: Snapshot, click: Click) -> Response:
    """The text is not what the page showed: nothing is decided, what she typed is given back."""
    say = words_of(request)
    respondent = click.segment.partition(":")[0]
    href = f"/verslag/{respondent}" if respondent in snapshot.reports else "/"
    memo = click.memo if click.act is Act.MEMO else ""
    return problem(
        request, 409, say("changed"), say("changed-why"), memo=memo, href=href, link=say("reload")
    )

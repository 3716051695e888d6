"""Behind a cell of the scoreboard: how the score came about, what it rests on, and revising it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.domain.appraisal import Criterion, Frame, Option
from pipeline.domain.placement_evidence import Evidence
from pipeline.domain.revision import POSITIONS, Revision
from pipeline.domain.scored import Score
from pipeline.errors import LedgerError
from pipeline.web.access import Form
from pipeline.web.aids import Aid, Aids, Grounds
from pipeline.web.decide import MEMO_MOST
from pipeline.web.desk import Desk, now
from pipeline.web.given import address, weights_in
from pipeline.web.grounding import SIGNS, carrying, evidence_for, voiced
from pipeline.web.judging import shade
from pipeline.web.pages import missing
from pipeline.web.render import render, words_of
from pipeline.web.signin import Session
from pipeline.web.weighing import BOARD, Around

_PASSAGE, _SEEN = "passage:", "stand:"
_PLACES = {str(position): position for position in POSITIONS}
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Placing:
    """One option on one criterion. Passages and revising are for coders: without a `desk` only the
    derivation is shown."""

    def __init__(self, aids: Aids, around: Around, desk: Desk | None = None) -> None:
        self.aids, self.around, self.desk = aids, around, desk

    def page(self, request: Request, session: Session) -> Response:
        aid = self.aids.read()
        found = _asked(request, aid.frame)
        if found is None:
            return missing(request)
        told = words_of(request)("revised-kept") if "gezegd" in request.query_params else ""
        return self._shown(request, session, aid, found, told)

    def revise(self, request: Request, session: Session, form: Form) -> Response:
        """Moves the option on a scale of the criterion, or gives it back the place of the study."""
        aid, grounds, say = self.aids.read(), self.aids.grounds, words_of(request)
        found = _asked(request, aid.frame)
        if found is None or grounds is None or self.desk is None:
            return missing(request)
        told = ""
        if why := _incomplete(form, found[1]):
            told = say(why)
        else:
            try:
                _write(grounds, found[0], form, session.coder)
            except LedgerError as refusal:
                aid = self.aids.read()
                if not _is_done(aid.history, found[0], form, session.coder):
                    told = say("revise-not", why=refusal.what)
                    # What stands now is shown with the refusal: she decides on that from here.
                    form = {name: form[name] for name in form if not name.startswith(_SEEN)}
        if told:
            return self._shown(request, session, aid, found, told, form)
        return RedirectResponse(f"{request.url.path}?gezegd=1", 303)

    def _shown(
        self,
        request: Request,
        session: Session,
        aid: Aid,
        found: tuple[Option, Criterion],
        told: str,
        typed: Form = _NOTHING,
    ) -> Response:
        option, criterion = found
        evidence, hidden = evidence_for(session.coder, self.aids, self.desk)
        given = weights_in(request.query_params, aid.frame).given
        score = _score_of(aid, option, criterion)
        aspects = {aspect.id: aspect for aspect in criterion.aspects}
        return render(
            "oordeel.html.j2",
            request,
            status=422 if typed else 200,
            **self.around(session),
            **self._rests_on(evidence, option, criterion),
            option=option,
            criterion=criterion,
            score=score,
            shade=shade(score.value),
            parts=[
                (aspect, part, aspect.placement(option.id).revision)
                for aspect, part in zip(criterion.aspects, score.parts, strict=True)
            ],
            history=[
                (aspects[one.aspect], one, carrying(one, self.aids, hidden, self.desk))
                for one in reversed(aid.history)
                if one.option == option.id and one.aspect in aspects
            ],
            loose={
                one.revision.aspect: one for one in aid.loose if one.revision.option == option.id
            },
            hidden=len(hidden),
            reading=evidence.reading if evidence and not hidden else None,
            positions=POSITIONS,
            told=told,
            typed=typed,
            most=MEMO_MOST,
            here=request.url.path,
            back=address(BOARD, given),
        )

    def _rests_on(
        self, evidence: Evidence | None, option: Option, criterion: Criterion
    ) -> dict[str, Any]:
        """What the passages say of it; nothing without codings."""
        if evidence is None or self.desk is None:
            return {"backed": {}, "voices": [], "cell": None, "signs": {}, "judges": ()}
        cell = evidence.cell(option.id, criterion.id)
        judges = evidence.judged_from.get(criterion.id, ())
        return {
            "backed": {one.aspect: one for one in cell.placements},
            "voices": voiced(cell, evidence.views, self.desk),
            "cell": cell,
            "signs": SIGNS,
            "judges": [view.label for view in evidence.views if view.id in judges],
        }


def _asked(request: Request, frame: Frame) -> tuple[Option, Criterion] | None:
    """The option and the criterion of an address; None for one that is not there."""
    asked = request.path_params
    options = [option for option in frame.options if option.id == asked["option"]]
    criteria = [one for one in frame.criteria if one.id == asked["criterion"]]
    return (options[0], criteria[0]) if options and criteria else None


def _score_of(aid: Aid, option: Option, criterion: Criterion) -> Score:
    (row,) = (row for row in aid.board({}).rows if row.option.id == option.id)
    return next(score for score in row.scores if score.criterion == criterion.id)


def _incomplete(form: Form, criterion: Criterion) -> str:
    """The sentence for what a form lacks; '' when it says all that is needed."""
    if form.get("schaal", "") not in {aspect.id for aspect in criterion.aspects}:
        return "revise-scale-first"
    if form.get("doe") == "terugnemen":
        return ""
    if form.get("plaats", "") not in _PLACES:
        return "revise-place-first"
    reason = form.get("reden", "").strip()
    if not reason:
        return "revise-reason-first"
    return "revise-too-long" if len(reason) > MEMO_MOST else ""


def _write(grounds: Grounds, option: Option, form: Form, by: str) -> None:
    """Raises LedgerError for what cannot be, also when somebody else moved it meanwhile."""
    aspect, reason = form["schaal"], form.get("reden", "")
    # A form that does not say what was seen stands for nobody who looked: 0 is no position.
    seen = _PLACES.get(form.get(f"{_SEEN}{aspect}", ""), 0)
    if form.get("doe") == "terugnemen":
        grounds.take_back(aspect, option.id, expected=seen, by=by, at=now(), reason=reason)
        return
    grounds.revise(
        aspect,
        option.id,
        _PLACES[form["plaats"]],
        expected=seen,
        reason=reason,
        by=by,
        at=now(),
        segments=_ticked(form),
    )


def _is_done(history: Sequence[Revision], option: Option, form: Form, by: str) -> bool:
    """Whether the last line on a placement says what this form asks, from the same person: a button
    that was pressed twice was kept once, and that is no trouble."""
    place = (form["schaal"], option.id)
    last = next((one for one in reversed(history) if one.place == place), None)
    if last is None or last.by != by:
        return False
    if form.get("doe") == "terugnemen":
        return last.taken_back
    asked = (_PLACES[form["plaats"]], " ".join(form["reden"].split()), tuple(_ticked(form)))
    return asked == (last.after, last.reason, last.segments)


def _ticked(form: Form) -> list[str]:
    """The passages that carry a revision, in the order of their names."""
    return sorted(name.removeprefix(_PASSAGE) for name in form if name.startswith(_PASSAGE))

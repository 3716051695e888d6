"""The questions of a study's decision aids one by one, and what the answers come to.

Every answer stands in the address: nothing of who answers is kept, and Back goes back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pipeline.domain.appraisal import Said
from pipeline.domain.revising import revisions_in
from pipeline.errors import AnswersError
from pipeline.web.aids import Aid, Aids, Given, Judged, Outcome, Standing, Walk
from pipeline.web.given import (
    HEAVIEST,
    Typed,
    address,
    fields_of,
    given_in,
    weights_shown,
    without,
)
from pipeline.web.render import problem, render, words_of
from pipeline.web.signin import Session

PAGE, BOARD = "/afweging", "/beoordeling"
ANSWERS, OUTCOME = f"{PAGE}/antwoorden.json", f"{PAGE}/uitkomst.json"
Around = Callable[[Session], dict[str, Any]]
"""What every page shows around its content."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it is shown, with the address at which its question is open again."""

    ask: str
    label: str
    section: str
    back: str


@dataclass(frozen=True, slots=True)
class Group:
    """The options of one standing."""

    standing: Standing
    options: tuple[Judged, ...]


class Weighing:
    """The pages from the first question to the outcome."""

    def __init__(self, aids: Aids, around: Around) -> None:
        self.aids, self.around = aids, around

    def page(self, request: Request, session: Session) -> Response:
        """Where to begin, the question that waits, or the outcome."""
        aid = self.aids.read()
        typed = given_in(request.query_params, aid.frame, aid.flows)
        if not typed.given.flow:
            return self._start(request, session, aid)
        try:
            walk = aid.walk(typed.given)
        except AnswersError as refusal:
            return _refused(request, refusal)
        if walk.question is not None:
            return self._question(request, session, aid, typed.given, walk)
        return self._outcome(request, session, aid, typed)

    def answers_file(self, request: Request, session: Session) -> Response:
        return self._file(request, "antwoorden.json", lambda aid, given: aid.answers_file(given))

    def outcome_file(self, request: Request, session: Session) -> Response:
        return self._file(request, "uitkomst.json", lambda aid, given: aid.outcome_file(given))

    def _start(self, request: Request, session: Session, aid: Aid) -> Response:
        starts = [(flow, address(PAGE, Given(flow.id))) for flow in aid.flows]
        return render(
            "afweging.html.j2", request, **self.around(session), first=starts[0], others=starts[1:]
        )

    def _question(
        self, request: Request, session: Session, aid: Aid, given: Given, walk: Walk
    ) -> Response:
        question = walk.question
        assert question is not None
        examples = {one.id: one for one in aid.frame.examples}
        steps = list(dict.fromkeys(one.step for one in walk.flow.questions if one.step))
        return render(
            "vraag.html.j2",
            request,
            **self.around(session),
            flow=walk.flow,
            question=question,
            steps=steps,
            passed={step.question.step for step in walk.steps if step.flow == walk.flow},
            examples=[examples[id_] for id_ in question.examples],
            answered=_answered(given, walk),
            fields=list(fields_of(given)),
        )

    def _outcome(self, request: Request, session: Session, aid: Aid, typed: Typed) -> Response:
        given, refusal = typed.given, ""
        try:
            outcome, board = aid.outcome(given), aid.board(given.weights)
        except AnswersError as trouble:  # only the weights can be refused here: all else is asked
            given, refusal = replace(given, weights={}), str(trouble)
            outcome, board = aid.outcome(given), aid.board({})
        return render(
            "uitkomst.html.j2",
            request,
            **self.around(session),
            flow=outcome.walk.flow,
            outcome=outcome,
            groups=_groups(outcome),
            met=given.met,
            answered=_answered(given, outcome.walk),
            measures=_labelled(outcome.mitigations, aid),
            board=board,
            revised=len(revisions_in(aid.frame)),
            weights=weights_shown(given, aid.frame),
            wrong=typed.wrong,
            refusal=refusal,
            heaviest=HEAVIEST,
            criteria=aid.frame.criteria,
            but_met=list(fields_of(replace(given, met={}))),
            but_weights=list(fields_of(replace(given, weights={}))),
            equal_at=address(PAGE, replace(given, weights={})),
            board_at=address(BOARD, Given(weights=given.weights)),
            answers_file=address(ANSWERS, given),
            outcome_file=address(OUTCOME, given),
        )

    def _file(self, request: Request, name: str, text: Callable[[Aid, Given], str]) -> Response:
        aid = self.aids.read()
        given = given_in(request.query_params, aid.frame, aid.flows).given
        try:
            content = text(aid, given)
        except AnswersError as refusal:
            return _refused(request, refusal)
        return Response(
            content,
            media_type="application/json",
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )


def _answered(given: Given, walk: Walk) -> list[Answered]:
    return [
        Answered(
            step.question.ask,
            step.choice.label,
            step.question.section,
            address(PAGE, without(given, step.question.id)),
        )
        for step in walk.steps
    ]


def _groups(outcome: Outcome) -> list[Group]:
    found = (
        Group(one, tuple(option for option in outcome.options if option.standing is one))
        for one in Standing
    )
    return [group for group in found if group.options]


def _labelled(measures: Sequence[Said], aid: Aid) -> list[tuple[Said, tuple[str, ...]]]:
    """Each measure with the names of the options that it is about."""
    return [
        (one, tuple(aid.frame.option(option).label for option in one.options)) for one in measures
    ]


def _refused(request: Request, refusal: AnswersError) -> Response:
    """An address that answers what the study does not ask, as after a change of its texts."""
    say = words_of(request)
    return problem(request, 422, say("trouble"), str(refusal), href=PAGE, link=say("weigh-again"))

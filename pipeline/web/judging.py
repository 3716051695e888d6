"""The scoreboard: every option on every criterion, with own weights and what turns the order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from starlette.requests import Request
from starlette.responses import Response

from pipeline.domain.appraisal import Frame
from pipeline.domain.placement_evidence import Backing, Evidence
from pipeline.domain.revising import Loose, revisions_in
from pipeline.domain.scored import Score
from pipeline.errors import AnswersError
from pipeline.web.aids import Aids, Given, Row
from pipeline.web.desk import Desk
from pipeline.web.given import HEAVIEST, address, weights_in, weights_shown
from pipeline.web.grounding import SIGNS, evidence_for, gravest
from pipeline.web.render import render
from pipeline.web.signin import Session
from pipeline.web.weighing import BOARD, Around

SHADES = tuple(Fraction(half, 2) for half in range(2, 7))
"""The scores that have a shade of their own, the lightest first: 1, 1½, 2, 2½ and 3."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A score on the board: where it leads, its shade, whether a placement below it was revised,
    and the gravest flag of these, None without evidence."""

    score: Score
    href: str
    shade: int
    revised: bool
    flag: Backing | None


@dataclass(frozen=True, slots=True)
class Again:
    """A revision that the study changed under, by the names of now as far as there are any; `href`
    leads to its place, '' where the study has it no longer and the revision counts for nothing."""

    option: str
    scale: str
    href: str


class Judging:
    """The board. Without a `desk` nobody codes, and placements carry no flags."""

    def __init__(self, aids: Aids, around: Around, desk: Desk | None = None) -> None:
        self.aids, self.around, self.desk = aids, around, desk

    def board(self, request: Request, session: Session) -> Response:
        aid = self.aids.read()
        typed = weights_in(request.query_params, aid.frame)
        given, refusal = typed.given, ""
        try:
            board = aid.board(given.weights)
        except AnswersError as trouble:
            given, refusal = Given(), str(trouble)
            board = aid.board({})
        evidence, hidden = evidence_for(session.coder, self.aids, self.desk)
        return render(
            "beoordeling.html.j2",
            request,
            **self.around(session),
            board=board,
            rows=[(row, list(_cells(row, given, aid.frame, evidence))) for row in board.rows],
            shades=SHADES,
            signs=SIGNS if evidence else {},
            hidden=len(hidden),
            reading=evidence.reading if evidence and not hidden else None,
            revised=len(revisions_in(aid.frame)),
            loose=[_again(one, aid.frame) for one in aid.loose],
            criteria=aid.frame.criteria,
            weights=weights_shown(given, aid.frame),
            wrong=typed.wrong,
            refusal=refusal,
            heaviest=HEAVIEST,
        )


def shade(value: Fraction) -> int:
    """The number of the shade that is nearest to a score of 1 to 3, from 1; halfway is the darker
    one. Lightness alone tells them apart, so grey paper and colour-blind eyes see the same."""
    nearest = min(SHADES, key=lambda one: (abs(one - value), -one))
    return SHADES.index(nearest) + 1


def _again(loose: Loose, frame: Frame) -> Again:
    revision = loose.revision
    labels = {option.id: option.label for option in frame.options}
    option = labels.get(revision.option, revision.option)
    for criterion in frame.criteria:
        for aspect in criterion.aspects:
            if aspect.id == revision.aspect:
                href = f"{BOARD}/{criterion.id}/{revision.option}"
                return Again(option, aspect.label, href if loose.now is not None else "")
    return Again(option, revision.aspect, "")


def _cells(row: Row, given: Given, frame: Frame, evidence: Evidence | None) -> Iterator[Shown]:
    revised = {revision.place for revision in revisions_in(frame)}
    for criterion, score in zip(frame.criteria, row.scores, strict=True):
        option = row.option.id
        yield Shown(
            score,
            address(f"{BOARD}/{criterion.id}/{option}", Given(weights=given.weights)),
            shade(score.value),
            any((aspect.id, option) in revised for aspect in criterion.aspects),
            gravest(evidence, option, criterion.id) if evidence else None,
        )

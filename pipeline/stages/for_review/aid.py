"""A study's decision aids at one moment, as the pages about weighing ask for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from pipeline.appraisal.answers import Answers, follow, walked
from pipeline.appraisal.outcome import Outcome as Found
from pipeline.appraisal.outcome import open_preconditions
from pipeline.appraisal.scoring import equal_weights
from pipeline.appraisal.telling import as_data
from pipeline.appraisal.walking import Walk as Walked
from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Flow
from pipeline.domain.revising import Loose
from pipeline.domain.revision import Revision
from pipeline.stages.for_review.board import board_of
from pipeline.stages.for_weighing.naming import in_order
from pipeline.stages.weighing import Aid
from pipeline.web.aids import Board, Given, Judged, Outcome, Standing, Step, Walk


@dataclass(frozen=True)
class StudyAid:
    """Walks and weighs what was read; `pipeline.web.aids.Aid` says what each method promises."""

    aid: Aid

    @property
    def frame(self) -> Frame:
        return self.aid.frame

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        return in_order(self.aid.flows, self.aid.first_flow)

    @property
    def history(self) -> tuple[Revision, ...]:
        return self.aid.history

    @property
    def loose(self) -> tuple[Loose, ...]:
        return self.aid.loose

    def walk(self, given: Given) -> Walk:
        return self._shown(self._walked(given))

    def outcome(self, given: Given) -> Outcome:
        walk = self._walked(given)
        found = self._found(given, walk)
        return Outcome(
            self._shown(walk),
            found.advice,
            tuple(
                Judged(
                    self.frame.option(one.option),
                    Standing[one.standing.name],
                    one.sign,
                    one.reasons,
                    one.unmet,
                    one.unknown,
                    one.total,
                )
                for one in found.options
            ),
            open_preconditions(self.frame, walk),
            found.mitigations,
            found.examples,
        )

    def answers_file(self, given: Given) -> str:
        used = self._used(given, self._walked(given))
        follow(self.frame, self.aid.flows, used)
        return _json(
            {
                "flow": used.flow,
                "answers": dict(used.answers),
                "preconditions": {id_: "ja" if met else "nee" for id_, met in used.met.items()},
                "weights": {id_: _number(weight) for id_, weight in used.weights.items()},
            }
        )

    def outcome_file(self, given: Given) -> str:
        return _json(as_data(self._found(given, self._walked(given)), self.frame))

    def board(self, weights: Mapping[str, Fraction]) -> Board:
        return board_of(self.frame, equal_weights(self.frame) | dict(weights))

    def _walked(self, given: Given) -> Walked:
        flow = given.flow or self.aid.first_flow
        return walked(self.aid.flows, Answers(flow, given.answers))

    def _found(self, given: Given, walk: Walked) -> Found:
        return follow(self.frame, self.aid.flows, self._used(given, walk))

    def _used(self, given: Given, walk: Walked) -> Answers:
        """Only the answers that come up: one that was given on another way, or about a precondition
        that a question settles since, would otherwise contradict what was answered later."""
        answers = {step.question.id: step.choice.id for step in walk.steps}
        used = Answers(given.flow or self.aid.first_flow, answers, weights=given.weights)
        if walk.question is not None:
            return used
        still = {one.id for one in open_preconditions(self.frame, walk)}
        return replace(used, met={id_: met for id_, met in given.met.items() if id_ in still})

    def _shown(self, walk: Walked) -> Walk:
        steps = tuple(
            Step(self.aid.flows[step.flow], step.question, step.choice) for step in walk.steps
        )
        return Walk(walk.flow, steps, walk.question)


def _number(weight: Fraction) -> int | float:
    return int(weight) if weight.denominator == 1 else float(weight)


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

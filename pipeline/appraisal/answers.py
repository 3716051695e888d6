"""Answers that somebody wrote down beforehand, followed through a decision graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from pipeline.appraisal.outcome import ContradictionError, Outcome, outcome_of
from pipeline.appraisal.scoring import equal_weights
from pipeline.appraisal.walking import Walk, answer, begin
from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Flow, Question
from pipeline.errors import AnswersError

_MET = {"ja": True, "nee": False}
_KEYS = ("flow", "answers", "preconditions", "weights")


@dataclass(frozen=True)
class Answers:
    """`answers` gives a choice for each question that comes up, `met` says which preconditions are
    met; `weights` are those of an institute, equal where left out."""

    flow: str
    answers: Mapping[str, str]
    met: Mapping[str, bool] = field(default_factory=dict)
    weights: Mapping[str, Fraction] = field(default_factory=dict)


def read_answers(data: Any, first_flow: str) -> Answers:
    """Answers as they stand in a JSON file:

        {"flow": "zorg-in-onderwijs", "answers": {"groep": "klein"},
         "preconditions": {"indicatie": "ja"}, "weights": {"kwaliteit": 2}}

    Args:
        first_flow: where to begin when no flow is named.

    Raises:
        AnswersError: naming what cannot be read.
    """
    if not isinstance(data, Mapping):
        raise AnswersError("de antwoorden horen een JSON-object te zijn")
    for key in data:
        if key not in _KEYS:
            raise AnswersError(f"onbekend onderdeel '{key}'", remedy=f"kies uit {', '.join(_KEYS)}")
    flow = data.get("flow", first_flow)
    if not isinstance(flow, str):
        raise AnswersError("'flow' hoort de naam van een afweging te zijn")
    answers = {key: _text(key, value) for key, value in _table(data, "answers").items()}
    met = {key: _yes(key, value) for key, value in _table(data, "preconditions").items()}
    weights = {key: _weight(key, value) for key, value in _table(data, "weights").items()}
    return Answers(flow, answers, met, weights)


def follow(frame: Frame, flows: Mapping[str, Flow], given: Answers) -> Outcome:
    """What the answers come to.

    Raises:
        AnswersError: naming the question that is not answered, that has no such answer, or that
            does not come up, and the precondition that contradicts one.
    """
    walk = walked(flows, given)
    if walk.question is not None:
        raise AnswersError(
            f"de vraag '{walk.question.id}' is nog niet beantwoord",
            remedy=f"{walk.question.ask} Kies uit {_choices(walk.question)}",
        )
    asked = {step.question.id for step in walk.steps}
    for id_ in given.answers:
        if id_ not in asked:
            raise AnswersError(*_not_asked(id_, flows))
    try:
        weights = equal_weights(frame) | dict(given.weights)
        return outcome_of(frame, walk, given.met, weights)
    except ContradictionError as problem:
        raise AnswersError(
            str(problem), remedy=f"pas de vraag '{problem.question}' of de randvoorwaarde aan"
        ) from None
    except ValueError as problem:
        raise AnswersError(str(problem)) from None


def walked(flows: Mapping[str, Flow], given: Answers) -> Walk:
    """As far as the answers go. Raises AnswersError for an unknown flow or answer."""
    if given.flow not in flows:
        raise AnswersError(
            f"er is geen afweging '{given.flow}'", remedy=f"kies uit {', '.join(flows)}"
        )
    walk = begin(flows[given.flow])
    while (question := walk.question) is not None and question.id in given.answers:
        choice = given.answers[question.id]
        try:
            walk = answer(walk, choice, flows)
        except KeyError:
            raise AnswersError(
                f"de vraag '{question.id}' heeft geen antwoord '{choice}'",
                remedy=f"kies uit {_choices(question)}",
            ) from None
    return walk


def _not_asked(id_: str, flows: Mapping[str, Flow]) -> tuple[str]:
    known = {question.id for flow in flows.values() for question in flow.questions}
    if id_ not in known:
        return (f"er is geen vraag '{id_}'",)
    return (f"bij deze antwoorden komt de vraag '{id_}' niet aan de orde",)


def _choices(question: Question) -> str:
    return ", ".join(f"{choice.id} ({choice.label})" for choice in question.choices)


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, Mapping):
        raise AnswersError(f"'{key}' hoort een JSON-object te zijn")
    return table


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise AnswersError(f"het antwoord op de vraag '{key}' hoort een tekst te zijn")
    return value


def _yes(key: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value not in _MET:
        raise AnswersError(f"het antwoord op de randvoorwaarde '{key}' is ja of nee")
    return _MET[value]


def _weight(key: str, value: Any) -> Fraction:
    """Decimals are taken as they are written: 0.1 is one tenth."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise AnswersError(f"het gewicht van '{key}' hoort een getal te zijn")
    try:
        return Fraction(str(value))
    except ValueError:
        raise AnswersError(f"het gewicht van '{key}' hoort een getal te zijn") from None

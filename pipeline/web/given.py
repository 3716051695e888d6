"""Answers as they stand in an address or a form, so that nothing about who answers is kept.

`begin` names the flow; `a.<question>` is a choice, `r.<precondition>` is `ja` or `nee`, and
`w.<criterion>` a weight. Only what the study names is read: an address cannot put anything else on
a page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from urllib.parse import urlencode

from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Flow
from pipeline.web.aids import Given

HEAVIEST = 10
"""The heaviest weight that the page takes: ten times as heavy as the usual one."""
USUAL = Fraction(1)
_WEIGHT = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?", re.ASCII)
_MET = {"ja": True, "nee": False}


@dataclass(frozen=True)
class Typed:
    """What was read, and the criteria whose weight was no number from 0 to `HEAVIEST`."""

    given: Given
    wrong: tuple[str, ...] = ()


def given_in(asked: Mapping[str, str], frame: Frame, flows: Collection[Flow]) -> Typed:
    """Reads the parameters of an address. Questions are those of all flows, since one leads to
    another; what the study does not name is passed over."""
    questions = {question.id for flow in flows for question in flow.questions}
    answers = {
        id_: asked[f"a.{id_}"] for id_ in sorted(questions) if asked.get(f"a.{id_}", "") != ""
    }
    met = {
        one.id: _MET[asked[f"r.{one.id}"]]
        for one in frame.preconditions
        if asked.get(f"r.{one.id}") in _MET
    }
    typed = weights_in(asked, frame)
    begin = asked.get("begin", "")
    flow = begin if begin in {flow.id for flow in flows} else ""
    return replace(typed, given=Given(flow, answers, met, typed.given.weights))


def weights_in(asked: Mapping[str, str], frame: Frame) -> Typed:
    """Only the weights; one that cannot be read is the usual one."""
    weights: dict[str, Fraction] = {}
    wrong: list[str] = []
    for criterion in frame.criteria:
        text = asked.get(f"w.{criterion.id}", "").strip()
        if not text:
            continue
        weight = Fraction(text.replace(",", ".")) if _WEIGHT.fullmatch(text) else Fraction(-1)
        if not 0 <= weight <= HEAVIEST:
            wrong.append(criterion.id)
        elif weight != USUAL:
            weights[criterion.id] = weight
    return Typed(Given(weights=weights), tuple(wrong))


def fields_of(given: Given) -> Iterator[tuple[str, str]]:
    """The parameters that say this, for an address or for hidden fields of a form."""
    if given.flow:
        yield "begin", given.flow
    yield from ((f"a.{id_}", choice) for id_, choice in given.answers.items())
    yield from ((f"r.{id_}", "ja" if met else "nee") for id_, met in given.met.items())
    yield from ((f"w.{id_}", plain(weight)) for id_, weight in given.weights.items())


def address(path: str, given: Given) -> str:
    """An address that says what was answered."""
    query = urlencode(list(fields_of(given)))
    return f"{path}?{query}" if query else path


def weights_shown(given: Given, frame: Frame) -> dict[str, str]:
    """Criterion → its weight, as the field for it shows it."""
    return {one.id: plain(given.weights.get(one.id, USUAL)) for one in frame.criteria}


def without(given: Given, question: str) -> Given:
    """The same, with one question open again. Answers to what comes after it stay: as far as they
    still come up, they need not be given twice."""
    rest = {id_: choice for id_, choice in given.answers.items() if id_ != question}
    return replace(given, answers=rest)


def plain(weight: Fraction) -> str:
    """A weight as a field takes it: `1`, `2.5`."""
    return f"{float(weight):.2f}".rstrip("0").rstrip(".")

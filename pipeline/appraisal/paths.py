"""Whether a decision graph holds together: told before anybody is asked a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.appraisal.walking import every_walk, idle_questions
from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Advice, Flow, Question


def problems_of(frame: Frame, flows: Mapping[str, Flow]) -> Iterator[str]:
    """What is wrong with the graphs, one line each; nothing when all is well: every reference
    leads somewhere, every walk ends in advice, every question matters, every advice can be reached
    and judges every option exactly once."""
    for flow in flows.values():
        named = list(_unknown(frame, flow, flows))
        yield from named
        if named:
            continue
        try:
            walks = list(every_walk(flow, flows))
        except (KeyError, ValueError) as problem:
            yield f"{flow.id}: {problem} leidt nergens heen of rond"
            continue
        reached = {walk.advice.id for walk in walks if walk.advice is not None}
        asked = {s.question.id for walk in walks for s in walk.steps if s.flow == flow.id}
        for advice in flow.advice:
            if advice.id not in reached:
                yield f"{flow.id}: geen enkel antwoord leidt naar '{advice.id}'"
            yield from _misjudged(frame, flow, advice)
        for question in flow.questions:
            if question.id not in asked:
                yield f"{flow.id}: de vraag '{question.id}' wordt nooit gesteld"
        for idle in idle_questions(flow, flows):
            if idle in asked:
                yield f"{flow.id}: het antwoord op '{idle}' maakt niets uit"


def _unknown(frame: Frame, flow: Flow, flows: Mapping[str, Flow]) -> Iterator[str]:
    ids = [*(question.id for question in flow.questions), *(one.id for one in flow.advice)]
    for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        yield f"{flow.id}: '{id_}' komt twee keer voor"
    for other in flow.other_flows():
        if other not in flows:
            yield f"{flow.id}: er is geen afweging '{other}'"
    preconditions = {precondition.id: precondition for precondition in frame.preconditions}
    for question in flow.questions:
        yield from _unknown_of(frame, flow, question)
        for choice in question.choices:
            for implied in choice.implies:
                if implied.precondition not in preconditions:
                    yield f"{flow.id}: er is geen randvoorwaarde '{implied.precondition}'"
    measures = {m.id for m in frame.mitigations}
    examples = {e.id for e in frame.examples}
    for advice in flow.advice:
        for id_ in set(advice.mitigations) - measures:
            yield f"{flow.id}: er is geen maatregel '{id_}'"
        for id_ in set(advice.examples) - examples:
            yield f"{flow.id}: er is geen voorbeeld '{id_}'"


def _unknown_of(frame: Frame, flow: Flow, question: Question) -> Iterator[str]:
    if len(question.choices) < 2:
        yield f"{flow.id}: de vraag '{question.id}' heeft maar één antwoord"
    for id_ in set(question.examples) - {e.id for e in frame.examples}:
        yield f"{flow.id}: er is geen voorbeeld '{id_}'"


def _misjudged(frame: Frame, flow: Flow, advice: Advice) -> Iterator[str]:
    if advice.situation:
        signs = flow.signs(advice)
        if not signs:
            yield f"{flow.id}: '{advice.id}' rust op een tabel die er niet is"
        for option in set(signs) - set(frame.option_ids):
            yield f"{flow.id}: er is geen financieringswijze '{option}'"
        return
    if sorted(advice.options) != sorted(frame.option_ids):
        yield f"{flow.id}: '{advice.id}' oordeelt niet over elke financieringswijze één keer"

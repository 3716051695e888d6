"""One walk through a decision graph, and all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.domain.flow import Advice, Choice, Flow, Implied, Question

_LONGEST = 100
"""Questions on one walk: more means that a graph goes round."""


@dataclass(frozen=True, slots=True)
class Step:
    """A question that was asked, and its answer."""

    flow: str
    question: Question
    choice: Choice


@dataclass(frozen=True)
class Walk:
    """The way from the first question to where it stands: at a `question` that waits for an answer,
    or at `advice`."""

    flow: Flow
    steps: tuple[Step, ...]
    question: Question | None = None
    advice: Advice | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def implied(self) -> tuple[Implied, ...]:
        """What the answers say about preconditions, in the order in which they were given."""
        return tuple(implied for step in self.steps for implied in step.choice.implies)


def begin(flow: Flow) -> Walk:
    """A walk that stands at the first question."""
    return _stand(Walk(flow, ()), flow.start)


def answer(walk: Walk, choice: str, flows: Mapping[str, Flow]) -> Walk:
    """The walk after one more answer.

    Raises:
        KeyError: for a choice that the question does not have.
        ValueError: when the walk is at its end, or goes round in circles.
    """
    if walk.question is None:
        raise ValueError("er is geen vraag meer")
    if len(walk.steps) >= _LONGEST:
        raise ValueError("deze vragen komen nooit bij een advies")
    chosen = walk.question.choice(choice)
    steps = (*walk.steps, Step(walk.flow.id, walk.question, chosen))
    if chosen.flow:
        return _stand(Walk(flows[chosen.flow], steps), flows[chosen.flow].start)
    facts = {**walk.facts, **chosen.sets}
    return _stand(Walk(walk.flow, steps, facts=facts), chosen.to)


def every_walk(flow: Flow, flows: Mapping[str, Flow]) -> Iterator[Walk]:
    """Every way through the graph to advice, in the order of the choices."""
    waiting = [begin(flow)]
    while waiting:
        walk = waiting.pop()
        if walk.question is None:
            yield walk
            continue
        waiting += [answer(walk, c.id, flows) for c in reversed(walk.question.choices)]


def _stand(walk: Walk, to: str) -> Walk:
    node = walk.flow.node(to, walk.facts)
    if isinstance(node, Question):
        return Walk(walk.flow, walk.steps, question=node, facts=walk.facts)
    return Walk(walk.flow, walk.steps, advice=node, facts=walk.facts)


def idle_questions(flow: Flow, flows: Mapping[str, Flow]) -> list[str]:
    """Questions that never matter: whichever way they are reached, all answers end alike."""
    ends: dict[tuple[str, tuple[str, ...]], dict[str, set[str]]] = {}
    for walk in every_walk(flow, flows):
        for at, step in enumerate(walk.steps):
            before = tuple(f"{s.question.id}={s.choice.id}" for s in walk.steps[:at])
            own = ends.setdefault((step.question.id, before), {})
            assert walk.advice is not None
            own.setdefault(step.choice.id, set()).add(walk.advice.id)
    matter = {question for (question, _), own in ends.items() if _differ(list(own.values()))}
    return [question.id for question in flow.questions if question.id not in matter]


def _differ(ends: Sequence[set[str]]) -> bool:
    return any(end != ends[0] for end in ends)

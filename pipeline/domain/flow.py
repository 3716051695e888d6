"""Decision graphs: questions that lead to advice, as data that an expert can read and change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

Facts = Mapping[str, str]
"""What answers settled so far, such as the situation of a child."""


class Sign(StrEnum):
    """How an option suits a situation: well, possibly, not."""

    SUITS = "+"
    MAY = "+/-"
    NOT = "-"


@dataclass(frozen=True, slots=True)
class Implied:
    """What an answer says about a precondition: whether it is met, and of which options; of all
    that have it when `options` is empty."""

    precondition: str
    met: bool
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer. It leads `to` a question or advice of the same flow, in which `{fact}` stands for
    a fact, or to another `flow`."""

    id: str
    label: str
    to: str = ""
    flow: str = ""
    sets: Facts = field(default_factory=dict)
    implies: tuple[Implied, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.to) == bool(self.flow):
            raise ValueError(f"het antwoord '{self.id}' leidt naar één plek")


@dataclass(frozen=True, slots=True)
class Unless:
    """Where a question does not matter, it is passed over: when a fact has one of these values."""

    fact: str
    values: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True)
class Leaning:
    """What speaks for one way out of a question, and what it fits best. `choices` are the answers
    that lead that way."""

    label: str
    choices: tuple[str, ...]
    advantages: tuple[str, ...]
    fits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`step` is the heading under which the study asks it; `sides` what the study holds against
    each other there."""

    id: str
    ask: str
    why: str
    section: str
    choices: tuple[Choice, ...]
    step: str = ""
    examples: tuple[str, ...] = ()
    unless: Unless | None = None
    sides: tuple[Leaning, ...] = ()

    def __post_init__(self) -> None:
        known = {choice.id for choice in self.choices}
        for side in self.sides:
            if unknown := sorted(set(side.choices) - known):
                raise ValueError(f"'{side.label}' noemt een onbekend antwoord '{unknown[0]}'")

    def choice(self, id_: str) -> Choice:
        """Raises KeyError for an answer that is not among the choices."""
        for choice in self.choices:
            if choice.id == id_:
                return choice
        raise KeyError(id_)


@dataclass(frozen=True, slots=True)
class Excluded:
    options: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Where a path ends: the options that come first, those that may do as well, and those that
    drop out, each with a reason. `situation` and `kind` name the row of a suitability table that it
    rests on, where there is one."""

    id: str
    title: str
    section: str
    first: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    situation: str = ""
    kind: str = ""
    reasons: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    mitigations: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """Every option that the advice speaks of, once each when it is in order."""
        out = (option for one in self.excluded for option in one.options)
        return (*self.first, *self.other, *out)


@dataclass(frozen=True, slots=True)
class Situation:
    id: str
    label: str
    aims: str
    kinds: tuple[str, ...]
    lead: str
    money: str
    section: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Suitability:
    """A table of the study: situation → option → sign."""

    kind: str
    signs: Mapping[str, Mapping[str, Sign]]
    section: str


@dataclass(frozen=True, slots=True)
class Topics:
    """What to talk about before anything is weighed; nothing is decided by it."""

    id: str
    label: str
    topics: tuple[str, ...]
    section: str


@dataclass(frozen=True)
class Flow:
    """A decision graph. Whether it holds together is for `appraisal.paths` to say."""

    id: str
    title: str
    section: str
    start: str
    questions: tuple[Question, ...]
    advice: tuple[Advice, ...] = ()
    subject: str = ""
    about: tuple[str, ...] = ()
    preparation: tuple[Topics, ...] = ()
    situations: tuple[Situation, ...] = ()
    suitability: tuple[Suitability, ...] = ()
    note: str = ""

    @cached_property
    def nodes(self) -> Mapping[str, Question | Advice]:
        """Id → question or advice."""
        every: tuple[Question | Advice, ...] = (*self.questions, *self.advice)
        return {node.id: node for node in every}

    def node(self, id_: str, facts: Facts) -> Question | Advice:
        """The question or advice that a reference leads to, past what does not matter.

        Raises:
            KeyError: when it leads nowhere.
        """
        node = self.nodes[id_.format_map(dict(facts))]
        while isinstance(node, Question) and node.unless is not None:
            if facts.get(node.unless.fact) not in node.unless.values:
                break
            node = self.nodes[node.unless.to.format_map(dict(facts))]
        return node

    def signs(self, advice: Advice) -> Mapping[str, Sign]:
        """Option → sign, of the suitability table that an advice rests on; empty without one."""
        for table in self.suitability:
            if table.kind == advice.kind and advice.situation in table.signs:
                return table.signs[advice.situation]
        return {}

    def other_flows(self) -> Iterator[str]:
        """The flows that this one leads to."""
        for question in self.questions:
            yield from (choice.flow for choice in question.choices if choice.flow)

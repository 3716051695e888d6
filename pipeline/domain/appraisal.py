"""Options weighed on criteria: what a study says of each, and where.

An option is what is chosen between (in the study of financing: a way of financing). Every value
names the section of the study that it was taken from, and a note where the study was not clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pipeline.domain.revision import POSITIONS, Revision


class Side(StrEnum):
    """The favourable end of a scale."""

    LEFT = "left"
    RIGHT = "right"


class Interest(StrEnum):
    """Whether a party gains by a high score on a criterion."""

    FOR = "voor"
    AGAINST = "tegen"
    MIXED = "gemengd"


@dataclass(frozen=True, slots=True)
class AxisValue:
    id: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A trait that tells options apart, such as whether spending can be traced to one child."""

    id: str
    label: str
    question: str
    values: tuple[AxisValue, ...]
    section: str


@dataclass(frozen=True, slots=True)
class Option:
    """`place` gives its value on every axis; `also` the other names that people use for it."""

    id: str
    label: str
    place: Mapping[str, str]
    definition: str
    also: tuple[str, ...]
    paid: str
    paid_note: str
    example: str
    section: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an option stands on a scale, 1 at the left to 3 at the right, and why. `argument` is
    that of the study; `revision` says who moved it since, and why, None where nobody did."""

    option: str
    position: int
    argument: str
    revision: Revision | None = None

    def __post_init__(self) -> None:
        if self.position not in POSITIONS:
            raise ValueError("een positie is 1, 2 of 3")


@dataclass(frozen=True, slots=True)
class Aspect:
    """One scale of a criterion. `read` is the end that gets the highest score: a scale of risks or
    burdens is read from the left."""

    id: str
    label: str
    left: str
    right: str
    read: Side
    placements: tuple[Placement, ...]
    section: str
    note: str = ""

    @property
    def reversed(self) -> bool:
        return self.read is Side.LEFT

    def placement(self, option: str) -> Placement:
        """Raises KeyError for an option that has no place."""
        for placement in self.placements:
            if placement.option == option:
                return placement
        raise KeyError(option)


@dataclass(frozen=True, slots=True)
class Criterion:
    """`interests` names the parties of whom the study says what they gain by it."""

    id: str
    label: str
    question: str
    interest: str
    interests: Mapping[str, Interest]
    aspects: tuple[Aspect, ...]
    section: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A text about options, with its place in the study: a bottleneck, an example, a measure."""

    id: str
    label: str
    text: str
    options: tuple[str, ...]
    section: str
    note: str = ""
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Precondition:
    """What has to be so before an option can work, and the question that finds out."""

    id: str
    text: str
    question: str
    options: tuple[str, ...]
    section: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """A law that money comes from."""

    id: str
    label: str
    short: str
    domain: str
    pays: str
    section: str


@dataclass(frozen=True, slots=True)
class Stream:
    """Money from one or more laws, and the options that these allow."""

    id: str
    label: str
    frameworks: tuple[str, ...]
    financier: str
    whom: str
    allows: tuple[str, ...]
    section: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Better:
    """What the study says one option of a pair has over the other."""

    criterion: str
    option: str
    argument: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two options between which the study compares, and what each of them fits."""

    id: str
    options: tuple[str, str]
    better: tuple[Better, ...]
    fits: Mapping[str, str]
    section: str
    note: str = ""


@dataclass(frozen=True)
class Frame:
    """All that a study says of its options. Order is that of the files and of every output.

    Raises:
        ValueError: when an id occurs twice, a reference leads nowhere, an option has no place or
            two on a scale, or two options share a place on the axes.
    """

    axes: tuple[Axis, ...]
    options: tuple[Option, ...]
    criteria: tuple[Criterion, ...]
    preconditions: tuple[Precondition, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    streams: tuple[Stream, ...] = ()
    combinations: tuple[Said, ...] = ()
    bottlenecks: tuple[Said, ...] = ()
    examples: tuple[Said, ...] = ()
    mitigations: tuple[Said, ...] = ()
    favouring: tuple[Said, ...] = ()
    budgets: tuple[Said, ...] = ()
    pairs: tuple[Pair, ...] = ()

    def __post_init__(self) -> None:
        for problem in self._problems():
            raise ValueError(problem)

    @cached_property
    def option_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    def option(self, id_: str) -> Option:
        return next(option for option in self.options if option.id == id_)

    def criterion(self, id_: str) -> Criterion:
        return next(criterion for criterion in self.criteria if criterion.id == id_)

    def preconditions_of(self, option: str) -> tuple[Precondition, ...]:
        return tuple(p for p in self.preconditions if option in p.options)

    def _problems(self) -> Iterator[str]:
        kinds = {
            "financieringswijze": self.option_ids,
            "criterium": [c.id for c in self.criteria],
            "onderdeel": [a.id for c in self.criteria for a in c.aspects],
            "randvoorwaarde": [p.id for p in self.preconditions],
            "wettelijk kader": [f.id for f in self.frameworks],
            "stroom": [s.id for s in self.streams],
            "voorbeeld": [s.id for s in self.examples],
            "maatregel": [s.id for s in self.mitigations],
        }
        for kind, ids in kinds.items():
            if twice := sorted({id_ for id_ in ids if list(ids).count(id_) > 1}):
                yield f"{kind} '{twice[0]}' komt twee keer voor"
        yield from self._misplaced()
        yield from _unknown("financieringswijze", self.option_ids, self._named_options())
        criteria = tuple(c.id for c in self.criteria)
        yield from _unknown("criterium", criteria, self._named_criteria())
        laws = tuple(f.id for f in self.frameworks)
        named_laws = ((law, f"stroom '{s.id}'") for s in self.streams for law in s.frameworks)
        yield from _unknown("wettelijk kader", laws, named_laws)

    def _misplaced(self) -> Iterator[str]:
        places: dict[tuple[str, ...], str] = {}
        for option in self.options:
            for axis in self.axes:
                if option.place.get(axis.id) not in {value.id for value in axis.values}:
                    yield f"'{option.id}' heeft geen plaats op de as '{axis.id}'"
                    return
            place = tuple(option.place[axis.id] for axis in self.axes)
            if place in places:
                yield f"'{option.id}' en '{places[place]}' hebben dezelfde plaats op de assen"
            places[place] = option.id
        for criterion in self.criteria:
            for aspect in criterion.aspects:
                placed = sorted(placement.option for placement in aspect.placements)
                if placed != sorted(self.option_ids):
                    yield f"op de schaal '{aspect.id}' staat niet elke financieringswijze één keer"

    def _named_options(self) -> Iterator[tuple[str, str]]:
        said: tuple[Said | Precondition, ...] = (
            *self.combinations,
            *self.bottlenecks,
            *self.examples,
            *self.mitigations,
            *self.favouring,
            *self.budgets,
            *self.preconditions,
        )
        yield from ((option, f"'{one.id}'") for one in said for option in one.options)
        yield from ((option, f"stroom '{s.id}'") for s in self.streams for option in s.allows)
        for pair in self.pairs:
            named = (*pair.options, *pair.fits, *(better.option for better in pair.better))
            yield from ((option, f"vergelijking '{pair.id}'") for option in named)

    def _named_criteria(self) -> Iterator[tuple[str, str]]:
        yield from ((m.criterion, f"'{m.id}'") for m in self.mitigations if m.criterion)
        for pair in self.pairs:
            yield from ((b.criterion, f"vergelijking '{pair.id}'") for b in pair.better)


def _unknown(kind: str, known: Iterable[str], named: Iterable[tuple[str, str]]) -> Iterator[str]:
    there = frozenset(known)
    for id_, where in named:
        if id_ not in there:
            yield f"{where} noemt een onbekend(e) {kind} '{id_}'"

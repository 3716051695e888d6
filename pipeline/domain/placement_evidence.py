"""What validated passages say for and against where options stand on their scales, by perspective.

A passage bears on an option and a criterion; all scales of that criterion share it, because no
code says which of them it is about. Passages are known by place and hold no words: whoever may show
these looks them up by `wave` and `segment`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Direction(StrEnum):
    """What a passage says of an option on a criterion: an argument for it, one against it, or
    neither (it weighs both, or only tells how it goes; a coder has to have said so)."""

    FOR = "voor"
    AGAINST = "tegen"
    NEUTRAL = "neutraal"

    @property
    def label(self) -> str:
        """As people write it: 'vóór', not to be read as the preposition."""
        return "vóór" if self is Direction.FOR else self.value


class Backing(StrEnum):
    """How the evidence stands to one placement; `placement_rules` says when it is which.

    ONE_SIDED: nobody contradicts it, but all that there is comes from one respondent or one party.
    UNCOVERED: no validated passage bears on it. Absence of evidence contradicts nothing.
    """

    SUPPORTED = "gedekt"
    CONTRADICTED = "tegengesproken"
    DIVIDED = "verdeeld"
    ONE_SIDED = "eenzijdig"
    UNCOVERED = "niet gedekt"

    @property
    def flagged(self) -> bool:
        """Whether a researcher should look at the placement."""
        return self in (Backing.CONTRADICTED, Backing.DIVIDED, Backing.UNCOVERED)


@dataclass(frozen=True, slots=True)
class View:
    """A perspective from which people speak: a party, or a session where the party is not known."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A validated coding that bears on an option and a criterion.

    `respondent` is the voice as a report names it; `person` the same over waves, and what is
    counted. `views` are ids of `View`, at least one: whose side it tells. `spoken_from` is the
    perspective of who speaks, '' where nobody knows: a school may put into words what matters to
    parents. `weighs` says whether the verdict takes it in: a criterion may be judged from some
    perspectives only.
    """

    option: str
    criterion: str
    direction: Direction
    wave: str
    segment: str
    respondent: str
    person: str
    views: tuple[str, ...]
    code: str
    coder: str
    decision: str
    weighs: bool = True
    spoken_from: str = ""

    @property
    def borrowed(self) -> bool:
        """Whether somebody else speaks than whose side it tells."""
        return self.spoken_from not in ("", *self.views)

    @property
    def sources(self) -> tuple[str, ...]:
        """The perspectives that it comes from: of who speaks, where that is known to be another.
        Two providers of whom one speaks for a school are one party."""
        return (self.spoken_from,) if self.borrowed else self.views

    @property
    def place(self) -> str:
        """As people and ledgers name it: `ronde-1/3G1:7f3a91c2`."""
        return f"{self.wave}/{self.segment}"


@dataclass(frozen=True, slots=True)
class Count:
    """Respondents, each once, and passages."""

    respondents: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many say what. A respondent counts once per direction, and in both when she says both."""

    counts: Mapping[Direction, Count] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, direction: Direction) -> Count:
        return self.counts.get(direction, Count())

    @property
    def passages(self) -> int:
        return sum(count.passages for count in self.counts.values())


@dataclass(frozen=True, slots=True)
class Backed:
    """One placement with how the evidence stands to it.

    `position` is the place on the scale, 1 at the left to 3 at the right, as it stands now;
    `score` 1 to 3 counts from the unfavourable end, and is what for and against bear on.
    `source` is the position that the study gives, which differs where somebody revised it.
    `reason` says in a Dutch sentence or two why the backing was given.
    """

    option: str
    criterion: str
    aspect: str
    position: int
    source: int
    score: int
    backing: Backing
    reason: str

    @property
    def revised(self) -> bool:
        return self.position != self.source


@dataclass(frozen=True, slots=True)
class Cell:
    """What bears on one option and one criterion.

    `passages` stand in the order of waves and reports; `tallies` has every view with a passage, in
    the order of the views, whether it weighs or not; `weighed` is what the verdicts rest on;
    `placements` has one for each scale of the criterion.
    """

    option: str
    criterion: str
    passages: tuple[Passage, ...]
    tallies: Mapping[str, Tally]
    total: Tally
    weighed: Tally
    placements: tuple[Backed, ...]

    def said(self, direction: Direction, view: str = "") -> tuple[Passage, ...]:
        """The passages of one direction, of one perspective or all."""
        return tuple(
            p for p in self.passages if p.direction is direction and (not view or view in p.views)
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What was validated: segments read of all segments, in these waves. `lost` counts codings on
    text that is no longer in a report, `undirected` those to which nobody gave a stance."""

    waves: tuple[str, ...] = ()
    read: int = 0
    segments: int = 0
    lost: int = 0
    undirected: int = 0

    @property
    def complete(self) -> bool:
        return self.read == self.segments


@dataclass(frozen=True)
class Evidence:
    """The evidence behind all placements: a cell for every option and criterion, by criterion and
    then option in the order of the frame. `judged_from` has the criteria that are judged from some
    perspectives only, with those."""

    views: tuple[View, ...]
    cells: tuple[Cell, ...]
    reading: Reading
    judged_from: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _by_place: dict[tuple[str, str], Cell] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_place = {(cell.option, cell.criterion): cell for cell in self.cells}
        object.__setattr__(self, "_by_place", by_place)

    def cell(self, option: str, criterion: str) -> Cell:
        """Raises KeyError for an unknown option or criterion."""
        return self._by_place[option, criterion]

    def view(self, id_: str) -> View:
        return next(view for view in self.views if view.id == id_)

    @property
    def placements(self) -> tuple[Backed, ...]:
        """Every placement, by criterion, option and scale."""
        return tuple(backed for cell in self.cells for backed in cell.placements)

    def backed(self, aspect: str, option: str) -> Backed:
        """Raises KeyError for an unknown scale or option."""
        for backed in self.placements:
            if (backed.aspect, backed.option) == (aspect, option):
                return backed
        raise KeyError(aspect)

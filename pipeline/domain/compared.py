"""What comparing found, as it may be published: what is left out is not in it.

Numbers and names of codes, actors and categories only; the words are the page's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.comparison import Across
from pipeline.domain.evaluation import Measured
from pipeline.domain.ids import Actor
from pipeline.domain.unit import OZA, Unit

_NONE = Measured(None)


class Stand(StrEnum):
    """Why there is a number, or none. Not raised, not asked and hidden are different things."""

    RAISED = "ingebracht"
    NOT_RAISED = "niet ingebracht"
    NOT_ASKED = "niet gevraagd"
    NOT_VALIDATED = "nog niet gevalideerd"
    HIDDEN = "verborgen"

    @property
    def counted(self) -> bool:
        return self in (Stand.RAISED, Stand.NOT_RAISED)


@dataclass(frozen=True, slots=True)
class Number:
    """Respondents in one category who raised one code.

    Attributes:
        raised: None unless `stand` is one that is counted.
        asked: of those who count; of whom it was a subject of the interview.
        share: raised over all who count, in 0..1; without a value where none is shown.
        basis: which interval `share` has, in words; empty without one.

    Raises:
        ValueError: a number where there should be none, or none where there should be one.
    """

    stand: Stand
    raised: int | None = None
    asked: int = 0
    share: Measured = _NONE
    basis: str = ""

    def __post_init__(self) -> None:
        if (self.raised is not None) != self.stand.counted:
            raise ValueError("een aantal staat er alleen bij wat geteld en niet verborgen is")
        if self.share.value is not None and not self.stand.counted:
            raise ValueError("wat verborgen is, heeft geen aandeel")


@dataclass(frozen=True, slots=True)
class Category:
    """A column. `counting` of `interviewed` respondents were read whole, from so many OZA's.

    `left_out`: nothing of it is published, for it holds too few respondents or OZA's. `whole` is
    the column of everybody in the table.
    """

    label: str
    counting: int
    interviewed: int
    ozas: int
    left_out: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """A row: a code, its main code (itself for a main code), and how deep it stands in a table."""

    code: str
    label: str
    main: str
    depth: int


@dataclass(frozen=True, slots=True)
class Tabulation:
    """One table: `numbers` are (themes, categories).

    Attributes:
        key: names it in addresses and files; `kind+ouder-schooltype`.
        actors: whose respondents; counted in one number, unless the columns are the actors.
        trait: the characteristic, when that is what the columns are.
        unit: what the numbers of these respondents count.
    """

    key: str
    across: Across
    actors: tuple[Actor, ...]
    trait: str
    categories: tuple[Category, ...]
    themes: tuple[Theme, ...]
    numbers: tuple[tuple[Number, ...], ...]
    unit: Unit = OZA

    def __post_init__(self) -> None:
        if len(self.numbers) != len(self.themes) or any(
            len(row) != len(self.categories) for row in self.numbers
        ):
            raise ValueError("een tabel heeft een getal voor elk thema en elke categorie")
        for row in self.numbers:
            for category, number in zip(self.categories, row, strict=True):
                if category.left_out and number.stand.counted:
                    raise ValueError("van een categorie die wegvalt, staat er geen getal")

    @property
    def hidden(self) -> int:
        """Numbers that are left out of columns that are shown."""
        return sum(
            number.stand is Stand.HIDDEN and not category.left_out
            for row in self.numbers
            for category, number in zip(self.categories, row, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Estimated:
    """The share of an actor's segments with one code, where not all of them were read.

    Attributes:
        validated: read segments with the code.
        share: the estimate, in 0..1, with its interval.
        sampled: from the blind segments alone.
        machine: what counting suggestions would say, in 0..1.
    """

    code: str
    label: str
    validated: int
    share: Measured
    sampled: Measured
    machine: float


@dataclass(frozen=True, slots=True)
class EstimatesOf:
    """Estimates for one actor. `blind` segments that were read carry them, of `drawn` that were
    drawn to be blind; without `codes` there are too few."""

    actor: Actor
    segments: int
    read: int
    blind: int
    drawn: int
    respondents: int
    codes: tuple[Estimated, ...] = ()


@dataclass(frozen=True, slots=True)
class Filling:
    """How codes were found as reports were read, in one group.

    Attributes:
        actors: the group.
        reports: that were read whole.
        codes: of the codebook that apply to these actors; main codes with others below them are
            not among them.
        in_order: (reports + 1,) codes found, in the order in which reports were first read.
        mean, low, high: (reports + 1,) over all orders, with the band that holds 95% of them.
        base, run, threshold: of the measure of Guest, Namey & Chen (2020).
        found_in_base: codes in the first `base` reports.
        reached: reports read before the first run at or below the threshold; None for none.
        last: new information in the last run, in 0..1; None where there is no run.
        expected: codes there would be in the end, a lower bound, with its interval (Chao 1987).
    """

    actors: tuple[Actor, ...]
    reports: int
    codes: int
    in_order: tuple[int, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    base: int
    run: int
    threshold: float
    found_in_base: int
    reached: int | None
    last: float | None
    expected: Measured


@dataclass(frozen=True, slots=True)
class Together:
    """Which themes go together, in one group.

    Attributes:
        themes: main codes that somebody raised.
        count: (themes, themes) respondents who raised both, anywhere in their report, on the
            diagonal the one; None where left out.
        codes: that are linked to another.
        places: (codes, 2) where each stands in the network, within -1..1.
        links: two places in `codes`, and the respondents who spoke of both in one passage; most
            first.
        least: pairs of fewer respondents are not linked.
    """

    actors: tuple[Actor, ...]
    respondents: int
    themes: tuple[Theme, ...]
    count: tuple[tuple[int | None, ...], ...]
    codes: tuple[Theme, ...]
    places: tuple[tuple[float, float], ...]
    links: tuple[tuple[int, int, int], ...]
    least: int


@dataclass(frozen=True, slots=True)
class Compared:
    """All that is published of one wave.

    Attributes:
        waves: that are compared with each other, this one among them.
        threshold: counts below this are left out; `least_respondents`, `least_ozas` likewise.
        exposed: numbers that are left out and yet have little room, for what the report says
            already.
    """

    study: str
    wave: str
    codebook_version: str
    waves: tuple[str, ...]
    counting: int
    interviewed: int
    threshold: int
    least_respondents: int
    least_ozas: int
    least_for_a_share: int
    tables: tuple[Tabulation, ...]
    estimates: tuple[EstimatesOf, ...] = ()
    filling: tuple[Filling, ...] = ()
    together: tuple[Together, ...] = ()
    exposed: int = 0

    @property
    def hidden(self) -> int:
        return sum(table.hidden for table in self.tables)

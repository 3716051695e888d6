"""What changed between two waves: in what people tell, in their words, and in the suggestions.

Numbers and names only; the words are the page's. Shares are in 0..1, differences are the new wave
minus the one before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.evaluation import Measured, Reliability
from pipeline.domain.ids import Actor


class Course(StrEnum):
    """What became of a code in what one actor tells. APPEARED and FADED tell the size of a change,
    GREW and SHRANK that its interval does not hold 0; see `domain.drift_rules`."""

    APPEARED = "opgekomen"
    GREW = "toegenomen"
    STEADY = "geen duidelijk verschil"
    SHRANK = "afgenomen"
    FADED = "vrijwel verdwenen"
    NOT_ASKED = "niet gevraagd"
    TOO_FEW = "te weinig respondenten"

    @property
    def down(self) -> bool:
        return self in (Course.SHRANK, Course.FADED)

    @property
    def up(self) -> bool:
        return self in (Course.GREW, Course.APPEARED)


class Advice(StrEnum):
    """What to do about a code; why stands in `domain.drift_rules`."""

    REDEFINE = "definitie bekijken"
    REVIEW = "meer nakijken"
    REFIT = "opnieuw laten leren"
    NOTHING = "niets"
    TOO_FEW = "te weinig om iets te zeggen"


@dataclass(frozen=True, slots=True)
class Side:
    """`raised` of `total` respondents who count.

    Raises:
        ValueError: a count outside 0..total.
    """

    raised: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.raised <= self.total:
            raise ValueError("een aantal ligt tussen nul en het totaal")

    @property
    def share(self) -> float:
        return self.raised / self.total if self.total else float("nan")


@dataclass(frozen=True, slots=True)
class Moved:
    """One code in what one actor tells, in both waves.

    Attributes:
        main: whether it is a main code; it counts with all codes below it.
        change: the difference of both shares; no value where it is not computed.
        returned: of respondents in both waves: raised it in both, only before, only now, neither.
        clear: whether the interval of the change stays free of 0.
        as_clear: how many codes, over all actors, differ at least as clearly, this one among them;
            0 where no difference is ranked: none is computed, or it is that of a code below it.
        by_chance: how many would, on average, if interviews were dealt over the waves at random.
        given: codings in the new wave.
        recognised: codings that a model of earlier waves expected in the same text; None without
            one, and for codes with others below them.
    """

    actor: Actor
    code: str
    label: str
    main: bool
    before: Side
    now: Side
    change: Measured
    returned: tuple[int, int, int, int]
    course: Course
    clear: bool
    as_clear: int
    by_chance: float
    given: int
    recognised: float | None = None

    @property
    def named(self) -> bool:
        return self.as_clear > 0 and (self.course.up or self.course.down)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many differences are of a kind, and how many would be by chance: on average, with the
    range that holds 95% of the dealings."""

    found: int
    by_chance: Measured


@dataclass(frozen=True, slots=True)
class Spoke:
    """One actor in both waves: respondents who count, of those interviewed, how many of them are
    the same people, and how long their reports are and how many codes stand on them, on average."""

    actor: Actor
    before: int
    interviewed_before: int
    now: int
    interviewed: int
    returned: int
    segments_before: float
    segments: float
    codings_before: float
    codings: float


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or two in a row, as base forms.

    Attributes:
        before, now: respondents who use it.
        z: weighted log-odds by its standard deviation; above 0 for the new wave.
        by_chance: how many words would be as typical of a wave by chance.
    """

    text: str
    before: Side
    now: Side
    z: float
    by_chance: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of actors who are analysed as comparable; `new` and `gone` most typical first.

    `considered` words were used by enough respondents to be named at all.
    """

    actors: tuple[Actor, ...]
    respondents_before: int
    respondents: int
    considered: int
    new: tuple[Term, ...]
    gone: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """`hits` of `cases` segments, of so many respondents, as a share with its interval."""

    hits: int
    cases: int
    respondents: int
    share: Measured


@dataclass(frozen=True, slots=True)
class Accepted:
    """Suggestions of one code that people saw and decided on; code '' for all together."""

    code: str
    label: str
    before: Part
    now: Part
    change: Measured


@dataclass(frozen=True, slots=True)
class Recognised:
    """How a model of earlier waves does on one code, of people it has not seen.

    Attributes:
        precision, recall: of what it would suggest, before and now.
        ratio: codings for every one expected, in the new wave.
        order_before, order: how often a segment with the code is rated above one without.
        strange_before, strange: share of the words in segments with the code that were in no other
            respondent's segment with it in the earlier wave, nor in the codebook.
    """

    code: str
    label: str
    precision_before: Part
    precision: Part
    precision_change: Measured
    recall_before: Part
    recall: Part
    recall_change: Measured
    ratio: Measured
    order_before: float | None
    order: float | None
    strange_before: Measured
    strange: Measured
    strange_change: Measured
    advice: Advice
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Whether chances hold in one wave, over all pairs of a segment and a code that applies.

    `floor` is the error that right chances would have by scatter alone.
    """

    segments: int
    respondents: int
    error: Measured
    floor: float | None
    ratio: Measured
    intercept: Measured
    slope: Measured
    bands: tuple[Reliability, ...]


@dataclass(frozen=True, slots=True)
class Fresh:
    """What a model of earlier waves makes of the new one.

    Attributes:
        learned: segments and respondents it learned from.
        set_aside: respondents of earlier waves it did not learn from because they returned.
        all_codes: precision and recall over all codes, as of one code.
        compared: numbers per code that could have led to advice, and how many of them would by
            chance.
    """

    learned: tuple[int, int]
    set_aside: int
    knows_returning: bool
    all_codes: Recognised
    codes: tuple[Recognised, ...]
    before: Calibrated
    now: Calibrated
    compared: tuple[int, float]


@dataclass(frozen=True, slots=True)
class Drift:
    """All of it. `validated_before` and `validated` say whether anything counts in a wave: without
    both there are no shares; `fresh` is None where there is nothing to hold a model against.

    Attributes:
        versions_before, versions: of the codebook under which the waves were coded.
        absent: actors who spoke in one of both waves only.
        clear, faded, appeared: differences whose interval is free of 0, and themes that faded or
            appeared; `dealt` how many dealings say what chance would bring.
        considered: differences that were computed.
    """

    study: str
    before: str
    wave: str
    codebook_version: str
    versions_before: tuple[str, ...]
    versions: tuple[str, ...]
    validated_before: bool
    validated: bool
    spoke: tuple[Spoke, ...]
    absent: tuple[Actor, ...]
    moved: tuple[Moved, ...]
    considered: int
    clear: Tally
    faded: Tally
    appeared: Tally
    dealt: int
    vocabulary: tuple[Vocabulary, ...]
    accepted: tuple[Accepted, ...]
    fresh: Fresh | None

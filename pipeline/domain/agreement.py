"""What was found about agreement. Numbers and keys only; the words are the page's.

Every estimate carries a 95% interval from a bootstrap over respondents; its bounds are None where
too few respondents carry it, and `value` is None where the number does not exist. A subject that
nobody used has no numbers at all, and a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.evaluation import Measured


class Level(StrEnum):
    """About what people agree. CODE one code; BRANCH a main code or anything below it; MEAN the
    mean over the codes that were used; MASI and JACCARD the set of codes of a segment; STANCE the
    stance of codes that people both gave."""

    CODE = "code"
    BRANCH = "hoofdcode"
    MEAN = "gemiddeld"
    MASI = "masi"
    JACCARD = "jaccard"
    STANCE = "houding"


class Basis(StrEnum):
    """Which segments: all; those that everybody decided on blind; those where somebody had the
    machine's suggestions in sight; and those of which that was not recorded."""

    ALL = "alle"
    BLIND = "blind"
    SHOWN = "met-voorstellen"
    UNKNOWN = "niet-vastgelegd"


class Reason(StrEnum):
    """Why there are no numbers: nobody gave the code; everybody gave it to every segment."""

    NONE = ""
    UNUSED = "niemand gaf deze code"
    ALWAYS = "iedereen gaf deze code altijd"


_NOTHING = Measured(None)


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """How far some coders agree on one subject.

    Attributes:
        code: id, at CODE and BRANCH; empty elsewhere.
        branch: the main code above it, at CODE; of a main code with others below it, itself.
        actor: empty for all actors together.
        segments: that at least two of the coders judged; at STANCE the codings that were compared.
        coded: how often each coder gave the code, or codes in all; in the order of `coders`.
        percentage: in 0..1. At MASI and JACCARD the share of segments with the very same codes.
        kappa: Cohen's of two coders, Conger's of more. fleiss: Scott's pi of two.
        gwet: AC1.
        prevalence: share of judgements that give the code, in 0..1.
        prevalence_index, bias_index: of two coders only, in -1..1.
        supported, possible: what alpha reads as at the lower and the upper end of its interval,
            on the scale of Krippendorff; keys of `stats.agreement.reading`.
    """

    level: Level
    code: str
    branch: str
    label: str
    actor: str
    basis: Basis
    coders: tuple[str, ...]
    segments: int
    respondents: int
    coded: tuple[int, ...]
    percentage: Measured = _NOTHING
    kappa: Measured = _NOTHING
    fleiss: Measured = _NOTHING
    alpha: Measured = _NOTHING
    gwet: Measured = _NOTHING
    prevalence: Measured = _NOTHING
    prevalence_index: Measured = _NOTHING
    bias_index: Measured = _NOTHING
    supported: str = "unknown"
    possible: str = "unknown"
    reason: Reason = Reason.NONE


@dataclass(frozen=True, slots=True)
class Apart:
    """A segment on which coders part about one code. `number` is its place in the report, from 1;
    `stances` are (coder, stance) where all gave the code and the stances differ."""

    segment: str
    number: int
    gave: tuple[str, ...]
    not_gave: tuple[str, ...]
    stances: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Differing:
    """The segments on which coders part about one code, in the order of the reports."""

    code: str
    label: str
    segments: tuple[Apart, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many segments to code twice so that alpha is known to `half_width`, at this alpha and
    prevalence (0..1), and in how many of those the code would then stand. `label` is empty for the
    code in the middle."""

    label: str
    prevalence: float
    segments: int
    with_code: float


@dataclass(frozen=True, slots=True)
class Planning:
    """`effect` is the design effect used, at least 1: the median over codes, or 1 where none could
    be found (then `effect_found` is False). `per_respondent` is the mean number of segments."""

    half_width: float
    alpha: float
    effect: float
    effect_found: bool
    per_respondent: float
    middle: Plan
    rarest: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Agreement between people.

    Attributes:
        coders: everybody whose reading was compared, by name.
        reports: how many reports, of how many in the wave.
        segments: that were compared.
        same: segments to which all their readers gave the very same codes.
        strata: basis → segments, of those that occur.
        revised: segments of which somebody changed the codes after those of others could be seen.
        late: readings of a report begun when codes of others could be seen already.
        unstanced: codings that all gave and of which somebody gave no stance.
        left: codings under codes that are no longer in the codebook; they are not compared.
        unused: labels of codes that apply and that nobody gave.
    """

    coders: tuple[str, ...] = ()
    reports: int = 0
    of_reports: int = 0
    segments: int = 0
    same: int = 0
    strata: tuple[tuple[Basis, int], ...] = ()
    revised: int = 0
    late: int = 0
    unstanced: int = 0
    left: int = 0
    unused: tuple[str, ...] = ()
    rows: tuple[AgreementRow, ...] = ()
    differing: tuple[Differing, ...] = ()
    planning: Planning | None = None


@dataclass(frozen=True, slots=True)
class ModelRow:
    """Suggestions held against what people coded blind. `precision` and `recall` weigh every
    segment by one over the probability with which it was drawn."""

    agreement: AgreementRow
    precision: Measured
    recall: Measured


@dataclass(frozen=True, slots=True)
class Against:
    """The machine against people: only segments decided blind. `drawn` segments are in the blind
    stratum of the wave, read or not; `people` are whose decisions they are; `lowest` and `highest`
    are the probabilities with which the segments were drawn."""

    drawn: int = 0
    segments: int = 0
    people: tuple[str, ...] = ()
    lowest: float = 0.0
    highest: float = 0.0
    rows: tuple[ModelRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Again:
    """One coder against herself.

    `before` is the day before which the first reading was, or empty where it was found from the
    moments of her decisions. `reports` are those she came back to, `segments` all she had read in
    them, `reopened` those on which something was decided anew, `same` those with the same codes.
    """

    coder: str
    before: str
    reports: tuple[str, ...]
    segments: int
    reopened: int
    same: int
    rows: tuple[AgreementRow, ...]


@dataclass(frozen=True, slots=True)
class ScaleShown:
    """Bounds that somebody set for what agreement is called: (from, key), from high to low."""

    key: str
    bands: tuple[tuple[float, str], ...]
    arbitrary: bool


@dataclass(frozen=True, slots=True)
class AgreementFound:
    """All that the stage found."""

    study: str
    wave: str
    codebook_version: str
    draws: int
    between: Between
    against: Against
    again: tuple[Again, ...]
    scales: tuple[ScaleShown, ...]

"""Suggestions of the machine and decisions of people. They never share a table.

A decision is never erased: who changes her mind appends a decision. What counts is computed
from the decisions each time, by `codings_of`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.report import text_digest


class Verdict(StrEnum):
    """What a person decided.

    ACCEPT and REJECT answer a suggestion, ADD gives a code that was not suggested, RETRACT takes
    an earlier decision back. DONE says of a whole segment (its code is empty) that it was read
    and that nothing more applies: without it, 'no code' and 'not yet read' look the same. A
    rejection alone does not say that the rest of the segment was read.
    """

    ACCEPT = "akkoord"
    REJECT = "afgewezen"
    ADD = "toegevoegd"
    RETRACT = "ingetrokken"
    DONE = "gelezen"

    @property
    def assigns(self) -> bool:
        return self in (Verdict.ACCEPT, Verdict.ADD)


class Stance(StrEnum):
    """How the speaker values what the code names; empty where the coder gave none."""

    NONE = ""
    POSITIVE = "positief"
    CONCERN = "aandachtspunt"
    NEUTRAL = "neutraal"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A model's proposal. `probability` in 0..1; `words` are spans within the segment's text."""

    segment: str
    code: str
    probability: float
    words: tuple[tuple[int, int], ...]
    model: str
    codebook: str

    def __post_init__(self) -> None:
        if not 0.0 <= self.probability <= 1.0:
            raise ValueError("een kans ligt tussen 0 en 1")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a coder's ledger.

    `digest` is that of the segment's text when it was decided on. `codebook` is the version of
    the codebook. `seen` is the probability with which the code had been suggested, or None when
    the coder saw no suggestion of this code; `model` is that suggestion's model. `at` is UTC.
    """

    wave: str
    segment: str
    digest: str
    code: str
    verdict: Verdict
    coder: str
    codebook: str
    stance: Stance = Stance.NONE
    memo: str = ""
    seen: float | None = None
    model: str = ""
    start: int = 0
    end: int = 0
    at: str = ""

    def __post_init__(self) -> None:
        about_whole = (Verdict.DONE, Verdict.RETRACT)
        if self.verdict is Verdict.DONE and self.code:
            raise ValueError("'gelezen' gaat over een heel segment, zonder code")
        if not self.code and self.verdict not in about_whole:
            raise ValueError("alleen 'gelezen' gaat over een heel segment, zonder code")
        if not self.coder or not self.segment:
            raise ValueError("een beslissing noemt een codeur en een segment")

    @property
    def respondent(self) -> str:
        return self.segment.partition(":")[0]

    @property
    def subject(self) -> tuple[str, str, str]:
        """What was decided about: later decisions of a coder on the same subject replace it."""
        return (self.wave, self.segment, self.code)

    @property
    def content(self) -> tuple[str, ...]:
        """What was decided, without when and on which suggestion: equal contents add nothing."""
        return (*self.subject, self.verdict.value, self.stance.value, self.memo, self.digest)

    @property
    def id(self) -> str:
        """Ten hexadecimal digits by which an output refers to this decision."""
        return text_digest("\x1f".join((self.coder, self.at, *self.content)))[:10]


@dataclass(frozen=True, slots=True)
class Coding:
    """The outcome of decisions: this segment carries this code."""

    wave: str
    segment: str
    code: str
    stance: Stance
    coder: str
    decision: str

    @property
    def respondent(self) -> str:
        return self.segment.partition(":")[0]


def standing(decisions: Iterable[Decision]) -> dict[tuple[str, str, str], Decision]:
    """The last decision of one coder on each subject, in order of first appearance."""
    latest: dict[tuple[str, str, str], Decision] = {}
    for decision in decisions:
        latest[decision.subject] = decision
    return latest


def reviewed_segments(decisions: Iterable[Decision]) -> set[tuple[str, str]]:
    """(wave, segment) of what one coder has read: a code stands on it, or it is done."""
    return {
        (d.wave, d.segment)
        for d in standing(decisions).values()
        if d.verdict.assigns or d.verdict is Verdict.DONE
    }


def codings_of(
    ledgers: Mapping[str, Sequence[Decision]], precedence: Sequence[str]
) -> tuple[list[Coding], dict[tuple[str, str], str]]:
    """The codings that count, and for each reviewed (wave, segment) the coder whose word it is.

    Where several coders reviewed a segment, the first of them in `precedence` counts (a consensus
    ledger stands first); coders who are not named there follow in alphabetical order. A rule this
    plain can be told to a reader; a vote cannot be told of two coders.
    """
    named = [coder for coder in precedence if coder in ledgers]
    order = named + sorted(coder for coder in ledgers if coder not in named)
    owner: dict[tuple[str, str], str] = {}
    for coder in order:
        for segment in sorted(reviewed_segments(ledgers[coder])):
            owner.setdefault(segment, coder)
    codings = [
        Coding(d.wave, d.segment, d.code, d.stance, coder, d.id)
        for coder in order
        for d in standing(ledgers[coder]).values()
        if d.verdict.assigns and owner.get((d.wave, d.segment)) == coder
    ]
    return sorted(codings, key=lambda c: (c.wave, c.segment, c.code)), owner

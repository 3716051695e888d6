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
    rejection alone does not say that the rest of the segment was read. AGAIN says of a whole
    segment that it is to be read again, because a code on it was split; it follows from the
    codebook's versions (`carrying`) and is never written.
    """

    ACCEPT = "akkoord"
    REJECT = "afgewezen"
    ADD = "toegevoegd"
    RETRACT = "ingetrokken"
    DONE = "gelezen"
    AGAIN = "opnieuw"

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
    """A model's proposal. `probability` in 0..1; `words` are spans within the segment's text;
    `similar` are validated segments with the code that resemble it, as `golf-1/9K2:7f3a91c2`."""

    segment: str
    code: str
    probability: float
    words: tuple[tuple[int, int], ...]
    model: str
    codebook: str
    similar: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0.0 <= self.probability <= 1.0:
            raise ValueError("een kans ligt tussen 0 en 1")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a coder's ledger.

    `digest` is that of the segment's text when it was decided on. `codebook` is the version of
    the codebook. `seen` is the probability with which the code had been suggested, or None when
    the coder saw no suggestion of this code; `model` is that suggestion's model. `at` is UTC.

    `blind` says that the coder saw no suggestions at all, because the segment is in the blind
    stratum; `share` is the probability in 0..1 with which the segment was drawn for it, blind or
    not, or None where nothing was drawn: estimates weigh by it (Horvitz & Thompson 1952, *A
    generalization of sampling without replacement from a finite universe*).

    `bulk` says that the suggestion was accepted unread, together with others above a probability.
    Of those, `check` is the probability in 0..1 with which it was drawn to be checked by a
    person, and `drawn` whether it was.

    `by` says who wrote it, where the ledger is nobody's own: the consensus of several coders. It
    is no part of what was decided: the same outcome by another person adds nothing.

    `again` says that it was decided on looking again, because the codebook or the text had changed:
    the same outcome is then worth a line. `line` is the id of the line in the ledger where this
    decision stands under another code or segment than it was written (`carrying`); it is never
    written itself.
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
    blind: bool = False
    share: float | None = None
    bulk: bool = False
    check: float | None = None
    drawn: bool = False
    by: str = ""
    again: bool = False
    line: str = ""

    def __post_init__(self) -> None:
        about_whole = (Verdict.DONE, Verdict.RETRACT, Verdict.AGAIN)
        if self.verdict in (Verdict.DONE, Verdict.AGAIN) and self.code:
            raise ValueError("'gelezen' gaat over een heel segment, zonder code")
        if not self.code and self.verdict not in about_whole:
            raise ValueError("alleen 'gelezen' gaat over een heel segment, zonder code")
        if not self.coder or not self.segment:
            raise ValueError("een beslissing noemt een codeur en een segment")
        self._check_drawing()

    def _check_drawing(self) -> None:
        for chance in (self.share, self.check):
            if chance is not None and not 0.0 <= chance <= 1.0:
                raise ValueError("een kans ligt tussen 0 en 1")
        if self.blind and (not self.share or self.seen is not None):
            raise ValueError("wie blind codeert zag geen voorstel, met een bekende kans")
        if self.bulk and (self.verdict is not Verdict.ACCEPT or self.blind or self.seen is None):
            raise ValueError("in één keer wordt alleen een voorstel geaccepteerd, met zijn kans")
        if not self.bulk and (self.check is not None or self.drawn):
            raise ValueError("geloot om na te kijken wordt alleen wat niemand las")
        if self.drawn and not self.check:
            raise ValueError("wat is geloot, had een kans om geloot te worden")

    @property
    def respondent(self) -> str:
        return self.segment.partition(":")[0]

    @property
    def subject(self) -> tuple[str, str, str]:
        """What was decided about: later decisions of a coder on the same subject replace it."""
        return (self.wave, self.segment, self.code)

    @property
    def content(self) -> tuple[str, ...]:
        """What was decided, without when and on which suggestion: equal contents add nothing.

        Accepted unread is not the same as accepted: a person who agrees afterwards says something.
        """
        unread = ("bulk",) if self.bulk else ()
        again = ("again", self.codebook) if self.again else ()
        what = (self.verdict.value, self.stance.value, self.memo, self.digest)
        return (*self.subject, *what, *unread, *again)

    @property
    def id(self) -> str:
        """Ten hexadecimal digits by which an output refers to this decision."""
        return self.line or text_digest("\x1f".join((self.coder, self.at, *self.content)))[:10]


@dataclass(frozen=True, slots=True)
class Coding:
    """The outcome of decisions: this segment carries this code. `bulk` says that nobody read the
    segment: the code was accepted together with others above a probability."""

    wave: str
    segment: str
    code: str
    stance: Stance
    coder: str
    decision: str
    bulk: bool = False

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
    """(wave, segment) of what one coder has read: a code stands on it that was not accepted
    unread, or it is done; and nothing says that it is to be read again."""
    stands = standing(decisions).values()
    again = {(d.wave, d.segment) for d in stands if d.verdict is Verdict.AGAIN}
    return {
        (d.wave, d.segment)
        for d in stands
        if (d.verdict.assigns and not d.bulk) or d.verdict is Verdict.DONE
    } - again


def _accepted_unread(decisions: Iterable[Decision]) -> set[tuple[str, str]]:
    """(wave, segment) on which a bulk acceptance of one coder stands."""
    return {(d.wave, d.segment) for d in standing(decisions).values() if d.bulk}


def codings_of(
    ledgers: Mapping[str, Sequence[Decision]], precedence: Sequence[str]
) -> tuple[list[Coding], dict[tuple[str, str], str]]:
    """The codings that count, and for each reviewed (wave, segment) the coder whose word it is.

    Where several coders reviewed a segment, the first of them in `precedence` counts (a consensus
    ledger stands first); coders who are not named there follow in alphabetical order. A rule this
    plain can be told to a reader; a vote cannot be told of two coders. Whoever read a segment
    speaks for all of it: what was accepted unread counts only where nobody read, and then too of
    the first coder.
    """
    named = [coder for coder in precedence if coder in ledgers]
    order = named + sorted(coder for coder in ledgers if coder not in named)
    owner: dict[tuple[str, str], str] = {}
    for coder in order:
        for segment in sorted(reviewed_segments(ledgers[coder])):
            owner.setdefault(segment, coder)
    unread: dict[tuple[str, str], str] = {}
    for coder in order:
        for segment in sorted(_accepted_unread(ledgers[coder]) - set(owner)):
            unread.setdefault(segment, coder)
    codings = [
        Coding(d.wave, d.segment, d.code, d.stance, coder, d.id, d.bulk)
        for coder in order
        for d in standing(ledgers[coder]).values()
        if d.verdict.assigns and (unread if d.bulk else owner).get((d.wave, d.segment)) == coder
    ]
    return sorted(codings, key=lambda c: (c.wave, c.segment, c.code)), owner

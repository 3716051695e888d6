"""Suggestions accepted together, unread: which may be, and what checking some of them found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pipeline.domain.judgement import Decision, Suggestion, Verdict, reviewed_segments, standing

Subject = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Checks:
    """How many codes were accepted unread, how many of those were drawn to be checked, how many of
    the drawn ones a person decided on since, and on how many that person agreed."""

    accepted: int = 0
    drawn: int = 0
    checked: int = 0
    agreed: int = 0

    def __add__(self, other: Checks) -> Checks:
        return Checks(
            self.accepted + other.accepted,
            self.drawn + other.drawn,
            self.checked + other.checked,
            self.agreed + other.agreed,
        )


FEWEST_EARLIER = 10
"""Fewer earlier decisions than this say little: 9 of 9 may still be a share of two thirds (the
lower end of the 95% interval of Clopper & Pearson 1934, *The use of confidence or fiducial
limits*)."""
LOWEST_EARLIER = 0.80
"""Below this share of agreement nobody should accept unread without a second thought."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Of the suggestions that people read and decided on: how many they accepted."""

    accepted: int = 0
    decided: int = 0

    @property
    def share(self) -> float | None:
        """In 0..1, or None where nobody decided yet."""
        return self.accepted / self.decided if self.decided else None

    @property
    def few(self) -> bool:
        """Whether too little was decided to go by."""
        return self.decided < FEWEST_EARLIER

    @property
    def poor(self) -> bool:
        """Whether people often disagreed."""
        return self.share is not None and self.share < LOWEST_EARLIER


def taken_back_unseen(decision: Decision) -> bool:
    """Whether an acceptance was taken back as it was made: together with others, without a look at
    it. Such a decision names the model whose suggestion it was, and no probability that the coder
    saw; every other decision has both or neither."""
    unseen = decision.seen is None and bool(decision.model)
    return decision.verdict is Verdict.RETRACT and unseen


def checks_of(decisions: Iterable[Decision], wave: str) -> Checks:
    """What came of one coder's bulk acceptances in a wave.

    The last word counts, and taking back is no agreement: the check must not flatter the machine.
    What was taken back unseen is out of it, as if it had not been accepted: nobody looked at it.
    """
    own = [d for d in decisions if d.wave == wave]
    bulk: dict[Subject, Decision] = {}
    for d in own:
        if d.bulk:
            bulk[d.subject] = d
        elif taken_back_unseen(d):
            bulk.pop(d.subject, None)
    stands = standing(own)
    checked = [s for s, d in bulk.items() if d.drawn and not stands[s].bulk]
    return Checks(
        accepted=len(bulk),
        drawn=sum(d.drawn for d in bulk.values()),
        checked=len(checked),
        agreed=sum(stands[s].verdict.assigns for s in checked),
    )


def to_check(stands: Iterable[Decision]) -> frozenset[Subject]:
    """The subjects that were drawn to be checked and still wait for it.

    Args:
        stands: one coder's last decision on each subject.
    """
    return frozenset(d.subject for d in stands if d.bulk and d.drawn)


def acceptable(
    suggestions: Iterable[Suggestion],
    wave: str,
    stands: Mapping[Subject, Decision],
    blind: Collection[str],
    above: float,
    codes: Collection[str] = (),
) -> list[Suggestion]:
    """The suggestions that a coder may accept unread.

    Never on a blind segment, never where this coder decided about the code (also not where she
    rejected it or took it back, unless that was unseen), and never on a segment she read: what she
    left out does not apply.

    Args:
        stands: this coder's last decision on each subject.
        blind: ids of the segments that are coded without suggestions.
        above: the lowest probability to accept, in 0..1.
        codes: only these; every code when empty.
    """
    read = {id_ for w, id_ in reviewed_segments(stands.values()) if w == wave}
    # She read these too: they are to be read again because a code on them was split.
    read |= {d.segment for d in stands.values() if d.verdict is Verdict.AGAIN and d.wave == wave}
    return [
        suggestion
        for suggestion in suggestions
        if suggestion.probability >= above
        and suggestion.segment not in read
        and suggestion.segment not in blind
        and (not codes or suggestion.code in codes)
        and _is_open(stands.get((wave, suggestion.segment, suggestion.code)))
    ]


def _is_open(now: Decision | None) -> bool:
    return now is None or taken_back_unseen(now)


def earlier_decided(ledgers: Iterable[Iterable[Decision]], above: float) -> dict[str, Earlier]:
    """Code → what people decided on its suggestions from this probability on, all waves together.

    Only what was suggested and answered says something: codes accepted unread and codes that a
    coder thought of herself stay out.
    """
    found: dict[str, tuple[int, int]] = {}
    for decisions in ledgers:
        for d in standing(decisions).values():
            if d.bulk or d.seen is None or d.seen < above:
                continue
            agreed = d.verdict.assigns
            if agreed or d.verdict is Verdict.REJECT:
                accepted, decided = found.get(d.code, (0, 0))
                found[d.code] = (accepted + agreed, decided + 1)
    return {code: Earlier(*counts) for code, counts in found.items()}

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


@dataclass(frozen=True, slots=True)
class Earlier:
    """Of the suggestions that people read and decided on: how many they accepted."""

    accepted: int = 0
    decided: int = 0


def checks_of(decisions: Iterable[Decision], wave: str) -> Checks:
    """What came of one coder's bulk acceptances in a wave.

    The last word counts, and taking back is no agreement: the check must not flatter the machine.
    """
    own = [d for d in decisions if d.wave == wave]
    bulk = {d.subject: d for d in own if d.bulk}
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
    rejected it or took it back), and never on a segment she read: what she left out does not apply.

    Args:
        stands: this coder's last decision on each subject.
        blind: ids of the segments that are coded without suggestions.
        above: the lowest probability to accept, in 0..1.
        codes: only these; every code when empty.
    """
    read = {id_ for w, id_ in reviewed_segments(stands.values()) if w == wave}
    return [
        suggestion
        for suggestion in suggestions
        if suggestion.probability >= above
        and suggestion.segment not in read
        and suggestion.segment not in blind
        and (not codes or suggestion.code in codes)
        and (wave, suggestion.segment, suggestion.code) not in stands
    ]


def earlier_decided(ledgers: Iterable[Iterable[Decision]], above: float) -> dict[str, Earlier]:
    """Code → what people decided on its suggestions from this probability on, all waves together.

    Only what was suggested and answered says something: codes accepted unread and codes that a
    coder thought of herself stay out.
    """
    found: dict[str, Earlier] = {}
    for decisions in ledgers:
        for d in standing(decisions).values():
            answered = d.verdict.assigns or d.verdict is Verdict.REJECT
            if answered and not d.bulk and d.seen is not None and d.seen >= above:
                before = found.get(d.code, Earlier())
                agreed = before.accepted + d.verdict.assigns
                found[d.code] = Earlier(agreed, before.decided + 1)
    return found

"""How the evidence stands to one placement, and why (`placement_rules` has the thresholds).

A high score expects arguments for the option, a low one arguments against it, one in the middle
both or little. What is compared is the score, not the position: on a scale that is read from the
left these differ. Passages bear on a criterion and not on one of its scales. So where the scales of
a criterion differ, both kinds of arguments are to be expected, and what seems to contradict one
scale may be about another: that never counts as contradiction.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.appraisal.backing_words import Found, reason
from pipeline.domain.placement_evidence import Backing, Direction, Passage, View
from pipeline.domain.placement_rules import CONTRADICTING, CORROBORATED, DIVIDED, TILTING
from pipeline.domain.revision import POSITIONS

LOW, MIDDLE, HIGH = POSITIONS
_END = {Direction.FOR: HIGH, Direction.AGAINST: LOW}
_OTHER = {Direction.FOR: Direction.AGAINST, Direction.AGAINST: Direction.FOR}


@dataclass(frozen=True)
class Voices:
    """Who says what, of the passages that weigh. `views` are the perspectives that could be heard;
    those in `mixed` are several parties at once."""

    passages: tuple[Passage, ...]
    views: tuple[View, ...]
    mixed: frozenset[str] = frozenset()

    def who(self, *directions: Direction) -> frozenset[str]:
        """The persons who say any of these; everybody when none is given."""
        return frozenset(p.person for p in self._said(directions))

    def party(self, *directions: Direction) -> str:
        """The label of the only party that says these, '' where there are more, or where no other
        could have been heard. Who speaks for another makes no second party."""
        heard = {view for p in self._said(directions) for view in p.sources}
        if len(heard) != 1 or len(self.views) < CORROBORATED or heard & self.mixed:
            return ""
        return next((view.label for view in self.views if view.id in heard), "")

    def _said(self, directions: Sequence[Direction]) -> list[Passage]:
        return [p for p in self.passages if not directions or p.direction in directions]


def backing_of(score: int, scores: Collection[int], voices: Voices) -> tuple[Backing, str]:
    """The backing of one placement, and the reason in Dutch.

    Args:
        score: 1 to 3, of the placement.
        scores: those of the option on all scales of the criterion.
    """
    if not voices.passages:
        return Backing.UNCOVERED, Found.NOTHING.value
    told, found = _middle(scores, voices) if score == MIDDLE else _end(score, scores, voices)
    counts = {direction: len(voices.who(direction)) for direction in Direction}
    against = voices.party(_opposing(score, found)) if told is Backing.CONTRADICTED else ""
    support = voices.party(*_supporting(score)) if found is Found.ONE_PARTY else ""
    return told, reason(score, counts, found, support, against)


def _end(score: int, scores: Collection[int], voices: Voices) -> tuple[Backing, Found]:
    """A high or a low score."""
    (own,) = _supporting(score)
    other = _OTHER[own]
    mine, theirs = voices.who(own), voices.who(other)
    elsewhere = _END[other] in scores
    differing = any(one != score for one in scores)
    split = min(_share(len(mine), len(theirs)), _share(len(theirs), len(mine))) >= DIVIDED
    outnumbered = len(theirs) > len(mine)
    # Where another scale is in the middle, some say the opposite; not more than say the same.
    expected = elsewhere or (differing and not outnumbered)
    if not mine and not theirs:
        return Backing.UNCOVERED, Found.NEUTRAL
    if not mine and elsewhere:
        return Backing.UNCOVERED, Found.ELSEWHERE
    if outnumbered and not split and len(theirs) >= CONTRADICTING and not elsewhere:
        return Backing.CONTRADICTED, Found.OPPOSITE
    if len(mine | theirs) < CORROBORATED:
        return Backing.ONE_SIDED, Found.ONE_VOICE
    if split and not expected:
        return Backing.DIVIDED, Found.SPLIT
    if len(mine) < CORROBORATED:
        return Backing.ONE_SIDED, Found.ONE_SUPPORT
    if voices.party(own):
        return Backing.ONE_SIDED, Found.ONE_PARTY
    return Backing.SUPPORTED, Found.SPREAD if split or outnumbered else Found.FITTING


def _middle(scores: Collection[int], voices: Voices) -> tuple[Backing, Found]:
    """A score in the middle, which passages that weigh both sides support as well."""
    sides = {side: len(voices.who(side)) for side in _END}
    most = max(sides, key=lambda side: sides[side])
    much = sides[most]
    # Who weighs both sides fits the middle as well as who says the opposite.
    rest = len(voices.who(_OTHER[most], Direction.NEUTRAL))
    elsewhere = _END[most] in scores
    tilted = much >= TILTING and _share(rest, much) < DIVIDED
    if elsewhere and much and not rest:
        return Backing.UNCOVERED, Found.ELSEWHERE
    if tilted and not elsewhere:
        return Backing.CONTRADICTED, Found.HIGHER if most is Direction.FOR else Found.LOWER
    if len(voices.who()) < CORROBORATED:
        return Backing.ONE_SIDED, Found.ONE_VOICE
    if voices.party():
        return Backing.ONE_SIDED, Found.ONE_PARTY
    if tilted and rest < CORROBORATED:
        # Most of it fits the scale at the end: what is left for this one comes from one.
        return Backing.ONE_SIDED, Found.ONE_SUPPORT
    if tilted:
        return Backing.SUPPORTED, Found.SPREAD
    return Backing.SUPPORTED, Found.FITTING if rest else Found.FEW


def _supporting(score: int) -> tuple[Direction, ...]:
    """What supports a score; in the middle anything does."""
    return {HIGH: (Direction.FOR,), LOW: (Direction.AGAINST,)}.get(score, ())


def _opposing(score: int, found: Found) -> Direction:
    """What contradicts a score, once it is contradicted."""
    high = score == LOW or found is Found.HIGHER
    return Direction.FOR if high else Direction.AGAINST


def _share(one: int, other: int) -> Fraction:
    """What part of both the first is, 0 to 1."""
    return Fraction(one, one + other) if one + other else Fraction(0)

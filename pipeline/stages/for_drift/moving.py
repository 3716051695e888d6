"""How many respondents raised each code in two waves, actor by actor, and what chance would make
of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.drift import Course, Moved, Side, Spoke, Tally
from pipeline.domain.drift_rules import HARDLY, LEAST_RESPONDENTS, TYPICAL, course_of
from pipeline.domain.evaluation import Measured
from pipeline.domain.ids import Actor
from pipeline.domain.respondent import Respondent
from pipeline.report.evidence import Evidence
from pipeline.stages.shared.interviewed import People, parents_of
from pipeline.stages.shared.measuring import measured, rounded
from pipeline.stats.arrays import Flags, Floats, Whole
from pipeline.stats.drift import Changed, changed, deal, expected_by_chance, returning_of
from pipeline.stats.resampling import Estimate

DEALINGS = 1000
_NONE = Measured(None)

Recognition = Mapping[tuple[Actor, str], float]
"""(actor, code) → codings that a model of earlier waves expects in the new wave."""


@dataclass(frozen=True, eq=False)
class Wave:
    """What is validated of one wave; `persons` tells under which name a respondent is known who
    has another id in another wave."""

    evidence: Evidence
    people: People
    persons: Mapping[str, str] = field(default_factory=dict)

    def person(self, respondent: Respondent) -> str:
        return self.persons.get(str(respondent.id), str(respondent.id))


@dataclass(frozen=True)
class Moves:
    """All differences, actor by actor in the order of the codebook; of the `considered` ones, how
    many are clear, faded or appeared, in truth and by chance."""

    moved: tuple[Moved, ...]
    considered: int
    clear: Tally
    faded: Tally
    appeared: Tally


@dataclass(frozen=True, eq=False)
class _Actor:
    """The interviews of one actor that count, those of the earlier wave first.

    `now` (interviews,); `raised` (interviews, codes); `codes` (codes,) places in the codebook;
    `ranked` (codes,) whose difference is computed and has no twin; `found` (1 + draws, codes).
    """

    actor: Actor
    names: tuple[str, ...]
    now: Flags
    raised: Flags
    codes: Whole
    asked: Flags
    ranked: Flags
    found: Changed

    @property
    def strength(self) -> Floats:
        """(1 + draws, codes) how far intervals stay from 0; NaN where no difference is ranked."""
        away = np.maximum(self.found.low, -self.found.high)
        return np.where(self.ranked, away, np.nan)

    @property
    def faded(self) -> Flags:
        """(1 + draws, codes) by the rule of `course_of`."""
        gone: Flags = (self.found.before > TYPICAL) & (self.found.now <= HARDLY)
        return gone & self.ranked

    @property
    def appeared(self) -> Flags:
        """(1 + draws, codes) by the rule of `course_of`."""
        come: Flags = (self.found.now > TYPICAL) & (self.found.before <= HARDLY)
        return come & self.ranked


def spoke_in_both(before: Wave, now: Wave) -> tuple[Spoke, ...]:
    """The actors of whom something counts in both waves."""
    return tuple(
        _spoke(actor, before, now)
        for actor in Actor
        if before.evidence.of_actor(actor) and now.evidence.of_actor(actor)
    )


def moves_of(
    before: Wave, now: Wave, book: Codebook, seed: int, recognised: Recognition, draws: int
) -> Moves:
    """Every code that anybody of an actor raised, with its difference where there is one."""
    spoke = spoke_in_both(before, now)
    actors = [_actor(one.actor, before, now, book, seed, draws) for one in spoke]
    strengths = [one.strength for one in actors]
    chance = expected_by_chance(strengths)
    # The truth held against itself: how many are as clear.
    ranks = expected_by_chance([np.vstack([own[:1], own[:1]]) for own in strengths])
    given = _given(now.evidence, book)
    moved = [
        _moved(own, at, book.codes[own.codes[at]], (rank[at], by_chance[at]), given, recognised)
        for own, rank, by_chance in zip(actors, ranks, chance, strict=True)
        for at in range(len(own.codes))
    ]
    return Moves(
        tuple(moved),
        sum(int(own.ranked.sum()) for own in actors),
        _tally([own.strength > 0 for own in actors]),
        _tally([own.faded for own in actors]),
        _tally([own.appeared for own in actors]),
    )


def _tally(kinds: Sequence[Flags]) -> Tally:
    """Args: of each actor (1 + draws, codes) which differences are of a kind."""
    if not kinds:
        return Tally(0, _NONE)
    found = np.sum([own.sum(axis=1) for own in kinds], axis=0)
    low, high = np.quantile(found[1:], (0.025, 0.975))
    usual = Estimate(float(found[1:].mean()), float(low), float(high))
    return Tally(int(found[0]), measured(usual))


def _spoke(actor: Actor, before: Wave, now: Wave) -> Spoke:
    first, second = (_heard(actor, wave) for wave in (before, now))
    earlier, later = (
        {wave.person(one) for one in wave.evidence.of_actor(actor)} for wave in (before, now)
    )
    return Spoke(
        actor,
        first.respondents,
        first.interviewed,
        second.respondents,
        second.interviewed,
        len(earlier & later),
        first.segments,
        second.segments,
        first.codings,
        second.codings,
    )


@dataclass(frozen=True, slots=True)
class _Heard:
    """Respondents of one actor who count, of those interviewed; segments and codings on average."""

    respondents: int
    interviewed: int
    segments: float
    codings: float


def _heard(actor: Actor, wave: Wave) -> _Heard:
    evidence = wave.evidence
    own = {str(one.id) for one in evidence.of_actor(actor)}
    segments = sum(one.respondent in own for one in evidence.segments.values())
    codings = sum(one.respondent in own for one in evidence.codings)
    return _Heard(
        len(own),
        sum(one.actor is actor for one in wave.people.respondents),
        round(segments / len(own), 1),
        round(codings / len(own), 1),
    )


def _actor(actor: Actor, before: Wave, now: Wave, book: Codebook, seed: int, draws: int) -> _Actor:
    parts = [wave.people.of([actor]) for wave in (before, now)]
    raised = np.concatenate([part.raised[part.counts] for part in parts])
    late = np.repeat([False, True], [int(part.counts.sum()) for part in parts])
    names = tuple(
        wave.person(one)
        for wave, part in zip((before, now), parts, strict=True)
        for one, counts in zip(part.respondents, part.counts, strict=True)
        if counts
    )
    codes = np.array(
        [at for at, code in enumerate(book) if actor in code.actors and raised[:, at].any()],
        dtype=np.int64,
    )
    asked = parts[1].asked[0, codes]
    enough = min(late.sum(), (~late).sum()) >= LEAST_RESPONDENTS
    ranked = asked & enough & ~_twins(raised[:, codes], codes, book)
    dealt = deal(names, late, count=draws, seed=seed + actor.rank)
    found = changed(raised[:, codes], dealt)
    return _Actor(actor, names, late, raised[:, codes], codes, asked, ranked, found)


def _twins(raised: Flags, codes: Whole, book: Codebook) -> Flags:
    """(codes,) branches that were raised by just those who raised one code below them: the same
    finding under another name, which is not counted twice."""
    place = {int(code): at for at, code in enumerate(codes)}
    twin = np.zeros(len(codes), dtype=np.bool_)
    for code, parent in enumerate(parents_of(book)):
        if code in place and parent in place:
            same = (raised[:, place[code]] == raised[:, place[parent]]).all()
            twin[place[parent]] |= bool(same)
    return twin


def _given(evidence: Evidence, book: Codebook) -> dict[tuple[Actor, str], int]:
    """(actor, code) → codings, of a branch with all below it."""
    actor_of = {str(one.id): one.actor for one in evidence.respondents}
    found: dict[tuple[Actor, str], int] = {}
    for coding in evidence.codings:
        if coding.code not in book:
            continue
        for code in (coding.code, *(above.id for above in book.ancestors(coding.code))):
            key = (actor_of[coding.respondent], code)
            found[key] = found.get(key, 0) + 1
    return found


def _moved(
    own: _Actor,
    at: int,
    code: Code,
    clearer: tuple[float, float],
    given: Mapping[tuple[Actor, str], int],
    recognised: Recognition,
) -> Moved:
    """`clearer`: how many codes are at least as clear, in truth and by chance."""
    raised, key = own.raised[:, at], (own.actor, code.id)
    before = Side(int(raised[~own.now].sum()), int((~own.now).sum()))
    now = Side(int(raised[own.now].sum()), int(own.now.sum()))
    computed = own.asked[at] and min(before.total, now.total) >= LEAST_RESPONDENTS
    change = _NONE
    if computed:
        difference, low, high = (
            float(limit[0, at]) for limit in (own.found.difference, own.found.low, own.found.high)
        )
        change = measured(Estimate(difference, low, high))
    ranked = bool(own.ranked[at])
    return Moved(
        actor=own.actor,
        code=code.id,
        label=code.label,
        main=not code.parent,
        before=before,
        now=now,
        change=change,
        returned=_returned(own, at),
        course=course_of(before, now, change) if own.asked[at] else Course.NOT_ASKED,
        clear=ranked and bool(own.strength[0, at] > 0),
        as_clear=int(clearer[0]) if ranked else 0,
        by_chance=round(float(clearer[1]), 4) if ranked else 0.0,
        given=given.get(key, 0),
        recognised=rounded(recognised[key]) if key in recognised else None,
    )


def _returned(own: _Actor, at: int) -> tuple[int, int, int, int]:
    rows: list[Sequence[int]] = [
        (own.names.index(name), place)
        for place, name in enumerate(own.names)
        if own.now[place] and own.names.index(name) < place
    ]
    earlier, later = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    pairs = returning_of(own.raised[earlier][:, [at]], own.raised[later][:, [at]])
    counts = (pairs.both, pairs.only_before, pairs.only_now, pairs.neither)
    both, only_before, only_now, neither = (int(one[0]) for one in counts)
    return both, only_before, only_now, neither

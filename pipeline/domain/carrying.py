"""Decisions as they stand under another version of the codebook, and where their text went.

Ledgers are never rewritten: each decision keeps the version it was made under, and what it means
now is computed here each time it is read. A code that was renamed or merged takes its decisions
along. On a code that was split nothing can count until somebody looked again, nor does the segment
count as read until then; a decision on a code that was redefined keeps counting and is named as one
to be looked at again. What stood on a code that retired is kept aside.

Whoever looks again decides under the newer version, on the code or (read) on the segment as a
whole, with `Decision.again`: that settles it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.domain.judgement import Decision, Verdict
from pipeline.domain.migration import Lineage, Migration, Step, StepKind, version_key

Place = tuple[str, str]
"""(wave, segment)."""


@dataclass(frozen=True, slots=True)
class Again:
    """A decision to be looked at again, as it was made; `step` is why, of version `to`.

    `into` are the codes that may apply instead, under their names of now: those it was split in,
    or the code itself, also where the step is about other codes too.
    """

    decision: Decision
    step: Step
    to: str
    into: tuple[str, ...]

    @property
    def place(self) -> Place:
        return (self.decision.wave, self.decision.segment)


@dataclass(frozen=True)
class Carried:
    """The decisions of one coder, in the order in which they were made, under one version.

    `again` are those to be looked at again; `aside` those that stand on a code without a successor,
    as they were made.
    """

    decisions: tuple[Decision, ...]
    again: tuple[Again, ...] = ()
    aside: tuple[Decision, ...] = ()


def carry(
    decisions: Iterable[Decision],
    lineage: Lineage,
    moved: Mapping[Place, str] | None = None,
    until: str = "",
) -> Carried:
    """One coder's decisions under the last version of a lineage.

    Args:
        decisions: in the order in which they were made.
        moved: (wave, segment) → the id under which the same text now stands.
        until: how things were under an older version; what was decided under a later one is left
            out.
    """
    moved = moved or {}
    lineage = lineage.until(until) if until else lineage
    history = [
        _at(decision, moved.get((decision.wave, decision.segment), decision.segment))
        for decision in decisions
        if not until or _key(decision) <= version_key(until)
    ]
    again: list[Again] = []
    aside: list[Decision] = []
    for migration in lineage.migrations:
        if any(_touched(decision, migration) for decision in history):
            passing = _Passing(migration, lineage)
            for decision in history:
                passing.take(decision)
            history = passing.history
            again += passing.again
            aside += passing.aside.values()
    return Carried(tuple(history), tuple(again), tuple(aside))


def _at(decision: Decision, segment: str) -> Decision:
    if segment == decision.segment:
        return decision
    return replace(decision, segment=segment, line=decision.id)


def _key(decision: Decision) -> tuple[int, int, int]:
    """What was decided under something that is no version was decided before all versions."""
    try:
        return version_key(decision.codebook)
    except ValueError:
        return (0, 0, 0)


def _touched(decision: Decision, migration: Migration) -> bool:
    changed = migration.taking(decision.code) or migration.redefining(decision.code)
    return changed is not None and _key(decision) < version_key(migration.to)


class _Passing:
    """One coder's decisions on their way through one migration, in the order of the ledger."""

    def __init__(self, migration: Migration, lineage: Lineage) -> None:
        self.history: list[Decision] = []
        self.aside: dict[tuple[str, str, str], Decision] = {}
        self._migration, self._lineage = migration, lineage
        self._to = version_key(migration.to)
        self._open: dict[Place, dict[str, Again]] = {}
        self._whole: dict[Place, Decision] = {}
        self._gathered: dict[tuple[Place, str], list[Decision]] = {}
        self._shown: dict[tuple[Place, str], Decision] = {}

    @property
    def again(self) -> list[Again]:
        return [again for own in self._open.values() for again in own.values()]

    def take(self, decision: Decision) -> None:
        """Adds what the decision comes to under the version after to the history."""
        if _key(decision) >= self._to:
            self._take_later(decision)
        elif not decision.code:
            self._whole[_place(decision)] = decision
            if not self._waits(_place(decision)):
                self.history.append(decision)
        else:
            self._take_earlier(decision)

    def _take_earlier(self, decision: Decision) -> None:
        taking = self._migration.taking(decision.code)
        redefined = self._migration.redefining(decision.code)
        if redefined is not None:
            self._mark(decision, redefined)
        if taking is None:
            self._gather(decision, decision.code)
        elif taking.kind is StepKind.SPLIT:
            self._split(decision, taking)
        elif taking.kind is StepKind.RETIRE:
            self._retire(decision)
        else:
            self._gather(decision, taking.into[0])

    def _take_later(self, decision: Decision) -> None:
        """A decision of this version or a later one stands, and settles what it is about."""
        place = _place(decision)
        waited = self._waits(place)
        own = self._open.get(place, {})
        for code in [code for code, again in own.items() if self._settles(decision, again)]:
            del own[code]
        if not decision.code:
            self._whole[place] = decision
            if self._waits(place):
                return
        elif waited and not self._waits(place):
            self._stand_again(decision)
        self._gathered.pop((place, decision.code), None)
        self._shown.pop((place, decision.code), None)
        self.history.append(decision)

    def _settles(self, decision: Decision, again: Again) -> bool:
        if decision.bulk:
            return False  # accepted unread: nobody looked
        if not decision.code:
            return decision.verdict is Verdict.DONE
        own = self._new_names(again.decision.code, again.step)
        names = self._lineage.names_after(own, self._migration.to)
        about_it = again.step.kind is StepKind.REDEFINE or decision.verdict.assigns
        return decision.code in names and about_it

    def _gather(self, decision: Decision, code: str) -> None:
        """Where several decisions come together on one code, the last that assigns it stands; when
        none does, the last that refuses it."""
        if not self._migration.gathers(code):
            self.history.append(decision)
            return
        key = (_place(decision), code)
        others = [d for d in self._gathered.get(key, ()) if d.code != decision.code]
        self._gathered[key] = [*others, decision]
        best = max(enumerate(self._gathered[key]), key=lambda one: (_weight(one[1]), one[0]))[1]
        if self._shown.get(key) is not best:
            self._shown[key] = best
            self.history.append(_as(best, code))

    def _split(self, decision: Decision, step: Step) -> None:
        place = _place(decision)
        waited = self._waits(place)
        if decision.verdict.assigns:
            self._mark(decision, step)
        else:
            self._open.get(place, {}).pop(decision.code, None)
        if self._waits(place) and not waited:
            self.history.append(_of_whole(decision, Verdict.AGAIN))
        elif waited and not self._waits(place):
            self._stand_again(decision)

    def _retire(self, decision: Decision) -> None:
        """Kept aside; that the segment was read stays true."""
        if not decision.verdict.assigns:
            self.aside.pop(decision.subject, None)
            return
        self.aside[decision.subject] = decision
        place = _place(decision)
        if not decision.bulk and place not in self._whole:
            self._whole[place] = _of_whole(decision, Verdict.DONE)
            if not self._waits(place):
                self.history.append(self._whole[place])

    def _mark(self, decision: Decision, step: Step) -> None:
        own = self._open.setdefault(_place(decision), {})
        own.pop(decision.code, None)
        if decision.verdict is not Verdict.RETRACT:
            names = self._new_names(decision.code, step)
            into = self._lineage.names_now(names, self._migration.to)
            own[decision.code] = Again(decision, step, self._migration.to, into)

    def _new_names(self, code: str, step: Step) -> tuple[str, ...]:
        """The codes of the version after that may apply instead of one of the version before."""
        return step.into if step.kind is StepKind.SPLIT else self._migration.followers(code)

    def _waits(self, place: Place) -> bool:
        """Whether a split code on this segment still waits: it then does not count as read."""
        return any(a.step.kind is StepKind.SPLIT for a in self._open.get(place, {}).values())

    def _stand_again(self, by: Decision) -> None:
        """What was said of the whole segment stands again, from the moment of the second look."""
        whole = self._whole.get(_place(by))
        if whole is None:
            self.history.append(_of_whole(by, Verdict.RETRACT))
        else:
            self.history.append(replace(whole, at=by.at, line=whole.id))


def _place(decision: Decision) -> Place:
    return (decision.wave, decision.segment)


def _weight(decision: Decision) -> int:
    if decision.verdict.assigns:
        return 2
    return 1 if decision.verdict is Verdict.REJECT else 0


def _as(decision: Decision, code: str) -> Decision:
    return decision if decision.code == code else replace(decision, code=code, line=decision.id)


def _of_whole(decision: Decision, verdict: Verdict) -> Decision:
    """What follows from a decision for its segment as a whole."""
    return Decision(
        wave=decision.wave,
        segment=decision.segment,
        digest=decision.digest,
        code="",
        verdict=verdict,
        coder=decision.coder,
        codebook=decision.codebook,
        start=decision.start,
        end=decision.end,
        at=decision.at,
        blind=decision.blind,
        share=decision.share,
        by=decision.by,
        line=decision.id,
    )

"""What people gave to segments before they could see what others gave.

Codings say something about the codebook only while nobody knows what another did (Krippendorff
2019, *Content Analysis*, ch. 12). Ledgers keep every decision with its moment, so that what
somebody changed after the codes of others came into sight can be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.agreement import Basis
from pipeline.domain.double_coding import Standing
from pipeline.domain.judgement import Decision, Stance, Verdict, standing
from pipeline.domain.segment import Segment

Codes = Mapping[str, Stance]
"""Code → stance, of what somebody gave to a segment and did not accept unread."""


@dataclass(frozen=True, slots=True)
class Read:
    """One person's reading of one segment. `basis` says what she had in sight; `share` is the
    probability with which the segment was drawn to be blind, or None where nothing was drawn."""

    codes: Codes
    basis: Basis
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment with what each of several people gave to it. `number` is its place in the report,
    from 1."""

    segment: str
    number: int
    by: Mapping[str, Read]

    @property
    def respondent(self) -> str:
        return self.segment.partition(":")[0]

    def basis_of(self, coders: Iterable[str]) -> Basis:
        """Blind when it was so for all of them; with suggestions as soon as one saw them."""
        found = {self.by[coder].basis for coder in coders if coder in self.by}
        if found == {Basis.BLIND}:
            return Basis.BLIND
        return Basis.SHOWN if Basis.SHOWN in found else Basis.UNKNOWN


@dataclass(frozen=True, slots=True)
class Readings:
    """The units in the order of the segments; how many of them somebody changed after the codes of
    others were in sight, and how many readings of a report began only then."""

    units: tuple[Unit, ...] = ()
    revised: int = 0
    late: int = 0


def independent_readings(
    segments: Sequence[Segment],
    ledgers: Mapping[str, Sequence[Decision]],
    assigned: Mapping[str, tuple[str, ...]],
    wave: str,
    made: Mapping[str, Sequence[Decision]] | None = None,
) -> Readings:
    """Every segment of the reports that may be compared (`Standing.compared`), with the codes of
    each person as they were when those of others came into sight.

    That moment is the page's (`Standing.visible_to`): of an assigned report when the last of those
    it is assigned to was done; of another report for each when she and a second person were done.

    Args:
        ledgers: of coders, no consensus.
        assigned: respondent → the people that report is assigned to.
        made: the same ledgers under the codes of their day, where those were others. What was in
            sight when follows from them: a code that was split later opened no report again.
    """
    units: list[Unit] = []
    revised = late = 0
    parts = {name: _by_report(ledger, wave) for name, ledger in ledgers.items()}
    history = {name: _by_report(ledger, wave) for name, ledger in (made or ledgers).items()}
    for respondent, ids in _reports(segments).items():
        every = {name: reports.get(respondent, []) for name, reports in parts.items()}
        acts = {name: reports.get(respondent, []) for name, reports in history.items()}
        started = frozenset(name for name, ledger in acts.items() if ledger)
        done = {
            name: moment
            for name, ledger in acts.items()
            if (moment := _first_done(ledger, ids)) is not None
        }
        now = frozenset(name for name in done if _reads(acts[name], ids))
        people = Standing(assigned.get(respondent, ()), started, now).compared
        if not people:
            continue
        opened = sorted(done[name] for name in people)[-1 if respondent in assigned else 1]
        late += sum(acts[name][0].at > opened for name in people)
        first = {n: _until(every[n], max(opened, done[n])) for n in people}
        latest = {name: by_segment(every[name]) for name in people}
        for number, id_ in enumerate(ids, start=1):
            then = {n: first[n].get(id_, []) for n in people}
            read = {name: read_of(own) for name, own in then.items() if is_read(own)}
            units.append(Unit(id_, number, read))
            revised += any(codes_of(latest[n].get(id_, ())) != codes_of(then[n]) for n in people)
    return Readings(tuple(units), revised, late)


def blind_readings(
    segments: Sequence[Segment], ledgers: Mapping[str, Sequence[Decision]], wave: str
) -> dict[str, tuple[str, Read]]:
    """Segment id → who decided it blind and what she gave: of several people the first by name."""
    found: dict[str, tuple[str, Read]] = {}
    here = {segment.id for segment in segments}
    for name in sorted(ledgers):
        for id_, own in by_segment(d for d in ledgers[name] if d.wave == wave).items():
            if id_ in here and is_read(own):
                read = read_of(own)
                if read.basis is Basis.BLIND:
                    found.setdefault(id_, (name, read))
    return {segment.id: found[segment.id] for segment in segments if segment.id in found}


def by_segment(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Segment id → the decisions of one coder that stand on it."""
    found: dict[str, list[Decision]] = {}
    for decision in standing(decisions).values():
        found.setdefault(decision.segment, []).append(decision)
    return found


def is_read(own: Iterable[Decision]) -> bool:
    """Whether decisions on one segment say that it was read, as `reviewed_segments` has it."""
    every = list(own)
    if any(d.verdict is Verdict.AGAIN for d in every):
        return False
    return any((d.verdict.assigns and not d.bulk) or d.verdict is Verdict.DONE for d in every)


def codes_of(own: Iterable[Decision]) -> dict[str, Stance]:
    return {d.code: d.stance for d in own if d.code and d.verdict.assigns and not d.bulk}


def read_of(own: Sequence[Decision]) -> Read:
    """One coder's standing decisions on one segment as a reading.

    A decision made in the program carries the probability with which its segment was drawn: not
    drawn to be blind, it was made with whatever was suggested in sight. One without it was brought
    in from elsewhere, and says nothing of what was in sight.
    """
    shares = [d.share for d in own if d.share is not None]
    if own and all(d.blind for d in own):
        basis = Basis.BLIND
    elif any(d.seen is not None or (d.share is not None and not d.blind) for d in own):
        basis = Basis.SHOWN
    else:
        basis = Basis.UNKNOWN
    return Read(codes_of(own), basis, shares[0] if shares else None)


def _reports(segments: Iterable[Segment]) -> dict[str, list[str]]:
    """Respondent → the ids of the segments of that report, in reading order."""
    found: dict[str, list[str]] = {}
    for segment in segments:
        found.setdefault(segment.respondent, []).append(segment.id)
    return found


def _by_report(ledger: Iterable[Decision], wave: str) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision in ledger:
        if decision.wave == wave:
            found.setdefault(decision.respondent, []).append(decision)
    return found


def _until(decisions: Iterable[Decision], moment: str) -> dict[str, list[Decision]]:
    return by_segment(d for d in decisions if d.at <= moment)


def _reads(decisions: Iterable[Decision], ids: Iterable[str]) -> bool:
    stands = by_segment(decisions)
    return all(is_read(stands.get(id_, ())) for id_ in ids)


def _first_done(decisions: Sequence[Decision], ids: Sequence[str]) -> str | None:
    """The moment at which every segment had been read for the first time; None if never."""
    stands: dict[str, dict[str, Decision]] = {id_: {} for id_ in ids}
    waiting = set(ids)
    latest = ""
    for decision in decisions:
        latest = max(latest, decision.at)
        own = stands.get(decision.segment)
        if own is None:
            continue
        own[decision.code] = decision
        if is_read(own.values()):
            waiting.discard(decision.segment)
        else:
            waiting.add(decision.segment)
        if not waiting:
            return latest
    return None

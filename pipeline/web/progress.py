"""How far a coder is: per actor, per report and per code. Of others only who is busy and who is
done: more would tell a coder what another did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pipeline.domain.again import LookAgain
from pipeline.domain.double_coding import Standing, may_decide
from pipeline.domain.ids import Actor
from pipeline.domain.segment import Segment
from pipeline.web.shelf import Snapshot, actor_of
from pipeline.web.work import Work


@dataclass(frozen=True, slots=True)
class Row:
    """A report or an actor: segments read, segments there are, and codes given.

    `assigned` are the people who code it, empty where anybody may; `hers` says whether it is hers
    to decide on. `others` are (coder, sentence of `words` without its 'together-'), the sentence
    being empty for who did not begin. `compare` says whether two codings may be compared by now.
    `again` are the segments that she is to look at again.
    """

    name: str
    actor: Actor
    read: int
    total: int
    codes: int
    first: Segment
    others: tuple[tuple[str, str], ...] = ()
    assigned: tuple[str, ...] = ()
    hers: bool = True
    compare: bool = False
    again: tuple[Segment, ...] = ()

    @property
    def done(self) -> bool:
        return self.read == self.total


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code: segments and respondents that this coder gave it to, and suggestions left open."""

    label: str
    depth: int
    segments: int
    respondents: int
    waiting: int


def per_report(
    snapshot: Snapshot,
    work: Work,
    standings: Mapping[str, Standing],
    again: Iterable[LookAgain] = (),
) -> list[Row]:
    """One row a report; `standings` says of each how far everybody is, `again` what she is to look
    at again."""
    read = work.read
    anew: dict[str, list[Segment]] = {}
    for one in again:
        anew.setdefault(one.segment.respondent, []).append(one.segment)
    rows = []
    for name, segments in snapshot.reports.items():
        left = [s for s in segments if s.id not in read]
        standing = standings.get(name, Standing())
        rows.append(
            Row(
                name,
                actor_of(name),
                len(segments) - len(left),
                len(segments),
                sum(_codes(work, s.id) for s in segments),
                left[0] if left else segments[0],
                _of_others(standing, work.coder),
                standing.assigned,
                may_decide(standing.assigned, work.coder),
                bool(standing.compared) and standing.visible_to(work.coder),
                tuple(anew.get(name, ())),
            )
        )
    return rows


def per_actor(reports: Iterable[Row]) -> list[Row]:
    found: dict[Actor, list[Row]] = {}
    for row in reports:
        found.setdefault(row.actor, []).append(row)
    return [
        Row(
            actor.value,
            actor,
            sum(row.read for row in own),
            sum(row.total for row in own),
            sum(row.codes for row in own),
            next((row.first for row in own if not row.done), own[0].first),
        )
        for actor, own in sorted(found.items(), key=lambda item: item[0].rank)
    ]


def per_code(snapshot: Snapshot, work: Work, of_others: Collection[str] = ()) -> list[CodeRow]:
    """One row a code, in the order of the codebook; codes given to text that is gone stay out.

    Args:
        of_others: the respondents whose reports are not hers: nothing waits for her there.
    """
    given: dict[str, set[str]] = {}
    for segment in snapshot.segments:
        for d in work.on(segment).values():
            if d.code and d.verdict.assigns and not d.bulk:
                given.setdefault(d.code, set()).add(segment)
    waiting: dict[str, int] = {}
    for segment, suggestions in snapshot.suggestions.items():
        if work.has_read(segment) or segment.partition(":")[0] in of_others:
            continue
        sight = work.sight(segment, snapshot.turns.get(segment), suggestions)
        for suggestion in sight.suggestions:
            if suggestion.code not in work.on(segment):
                waiting[suggestion.code] = waiting.get(suggestion.code, 0) + 1
    book = snapshot.codebook
    return [
        CodeRow(
            code.label,
            sum(1 for _ in book.ancestors(code.id)),
            len(given.get(code.id, ())),
            len({s.partition(":")[0] for s in given.get(code.id, ())}),
            waiting.get(code.id, 0),
        )
        for code in book
    ]


def _of_others(standing: Standing, coder: str) -> tuple[tuple[str, str], ...]:
    people = sorted({*(standing.assigned or (*standing.started, *standing.done))} - {coder})
    return tuple((name, _state(standing, name)) for name in people)


def _state(standing: Standing, coder: str) -> str:
    if coder in standing.done:
        return "done"
    return "busy" if coder in standing.started else ""


def _codes(work: Work, segment: str) -> int:
    return sum(bool(d.code) and d.verdict.assigns for d in work.on(segment).values())

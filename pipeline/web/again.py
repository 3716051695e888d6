"""What a coder is to look at again: the segments, and what stands beside the text of one of them.

All of it follows from her own ledger; of somebody else's nothing is asked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.again import LookAgain, to_look_at_again
from pipeline.domain.carrying import Again
from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision
from pipeline.domain.migration import StepKind, version_key
from pipeline.domain.segment import Segment
from pipeline.web.held import Basis
from pipeline.web.shelf import Shelf, Snapshot, actor_of
from pipeline.web.side_by_side import Entry, entries, entry
from pipeline.web.views import label_of
from pipeline.web.work import Work


@dataclass(frozen=True, slots=True)
class Option:
    """A code of now that may apply, as `Entry` describes it; `stands` says that it does, by what
    this coder decided. `possible` is False for what the codebook does not have for this actor."""

    code: str
    label: str
    number: int
    entry: Entry | None
    stands: bool
    possible: bool


@dataclass(frozen=True, slots=True)
class Look:
    """One decision to look at again.

    `kind` is a sentence of `words` without its 'again-'; `since` is the version that changed the
    code, `start` the one before it, `why` what the migration says. `stance` is the one she gave;
    `rejected` says that she had refused the code. `before` is None where the older version was not
    kept. `open` is False for what she looked at and may still add to.
    """

    kind: str
    label: str
    start: str
    since: str
    why: str
    stance: str
    rejected: bool
    before: Entry | None
    options: tuple[Option, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Anew:
    """What a segment asks for anew: because of the codebook (`looks`), because its text `changed`
    since she decided on it, or not at all (`waits` is False). `version` is that of now."""

    version: str
    looks: tuple[Look, ...] = ()
    changed: bool = False
    waits: bool = False

    @property
    def count(self) -> int:
        """The codes to choose from."""
        return sum(len(look.options) for look in self.looks)


def left_again(snapshot: Snapshot, work: Work) -> list[LookAgain]:
    """The segments of this wave that she is to look at again: changed text first."""
    with work.lock:
        waiting = work.again.keys() | snapshot.changed.keys()
        return _among(waiting, snapshot, work)


def waits_again(segment: Segment, snapshot: Snapshot, work: Work) -> LookAgain | None:
    """Why one segment is to be looked at again; None where it is not."""
    with work.lock:
        if segment.id not in work.again and segment.id not in snapshot.changed:
            return None
        found = _among((segment.id,), snapshot, work)
        return found[0] if found else None


def _among(waiting: Iterable[str], snapshot: Snapshot, work: Work) -> list[LookAgain]:
    asked = set(waiting)
    formers = {one: snapshot.changed[one] for one in asked if one in snapshot.changed}
    about = asked.union(*formers.values())
    segments = [s for s in snapshot.segments.values() if s.id in asked]
    return to_look_at_again(work.carried(about), formers, segments, work.wave)


def redefined_in(waiting: Iterable[Again]) -> dict[str, Again]:
    """Code of now → why its decision is to be looked at again: its meaning changed."""
    return {
        name: again
        for again in waiting
        if again.step.kind is StepKind.REDEFINE
        for name in again.into
    }


def split_in(waiting: Iterable[Again]) -> dict[str, Decision]:
    """Code of now → the decision on the code that it was split off from."""
    return {
        name: again.decision
        for again in waiting
        if again.step.kind is StepKind.SPLIT
        for name in again.into
    }


def anew_of(
    segment: Segment, snapshot: Snapshot, work: Work, shelf: Shelf, *, looked: bool
) -> Anew:
    """What stands beside the text of a segment, with its codes numbered from 1.

    Args:
        looked: also what she looked at already, where something may be added: the codes that
            another was split in.
    """
    own, book = work.on(segment.id), snapshot.codebook
    done = work.looked_at(segment.id, book.version) if looked else ()
    done = tuple(one for one in done if one.step.kind is StepKind.SPLIT)
    found: list[Look] = []
    number = 1
    for again, open_now in (
        *((one, True) for one in _by_code(work.again.get(segment.id, ()), snapshot)),
        *(((one,), False) for one in done),
    ):
        look = _look(again, segment, snapshot, own, shelf, number, open_now)
        number += len(look.options)
        found.append(look)
    waits = waits_again(segment, snapshot, work)
    changed = waits is not None and waits.text_changed
    return Anew(book.version, tuple(found), changed, waits is not None)


def _by_code(waiting: Iterable[Again], snapshot: Snapshot) -> list[tuple[Again, ...]]:
    """What is asked once, in the order of the codebook: of a code that changed in several versions
    every change, oldest first; of one that was split since only what it was split in."""
    every = list(waiting)
    parts = split_in(every)
    found: dict[tuple[str, ...], list[Again]] = {}
    for again in every:
        names = again.into
        if again.step.kind is StepKind.SPLIT or not parts.keys() & set(names):
            found.setdefault(names, []).append(again)
    place = {code.id: at for at, code in enumerate(snapshot.codebook)}
    first = sorted(found, key=lambda names: (min(place.get(n, len(place)) for n in names), names))
    return [tuple(sorted(found[names], key=lambda one: version_key(one.to))) for names in first]


def _look(
    changes: Sequence[Again],
    segment: Segment,
    snapshot: Snapshot,
    own: Mapping[str, Decision],
    shelf: Shelf,
    first: int,
    open_now: bool,
) -> Look:
    """`changes` are those of one code; what was decided was under the version before the first."""
    again, last = changes[0], changes[-1]
    book, actor = snapshot.codebook, actor_of(segment.respondent)
    start = _start(again, snapshot.basis)
    older = shelf.codebook_of(start)
    names = again.into
    label = label_of(again.decision.code, older or book)
    before, now = _sides(again.decision.code, older, names, book)
    options = tuple(
        Option(
            name,
            label_of(name, book),
            number,
            now.get(name),
            name in own and own[name].verdict.assigns,
            name in book and actor in book[name].actors,
        )
        for number, name in enumerate(names, start=first)
    )
    stance, rejected = again.decision.stance.value, not again.decision.verdict.assigns
    why = " ".join(one.step.why for one in changes if one.step.why)
    kind = again.step.kind.value
    return Look(kind, label, start, last.to, why, stance, rejected, before, options, open_now)


def _sides(
    code: str, older: Codebook | None, names: Sequence[str], book: Codebook
) -> tuple[Entry | None, dict[str, Entry]]:
    """The code as it was, and each of the codes of now. What differs in the older one is marked
    where there is one code to hold it against."""
    known = [name for name in names if name in book]
    if older is None or code not in older:
        return None, {name: entry(book[name], book) for name in known}
    was = (older[code], older)
    pairs = {name: entries(was, (book[name], book)) for name in known}
    before = next(iter(pairs.values()))[0] if len(pairs) == 1 else entry(*was)
    return before, {name: now for name, (_, now) in pairs.items()}


def _start(again: Again, basis: Basis) -> str:
    """The version before the one that changed the code."""
    return next(m.start for m in basis.lineage.migrations if m.to == again.to)

"""What the ledger of anchors says after reports changed: for each segment that somebody decided on,
whether it still stands, and where its text went if not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.domain.aligning import Match, Trace, aligned
from pipeline.domain.anchor import Anchor, AnchorKind
from pipeline.domain.segment import Segment


@dataclass(frozen=True)
class Before:
    """What one report was: its segments as the last run made them, empty where that is not at hand,
    and segment → the segments that were split off or joined from it by hand."""

    segments: Sequence[Segment] = ()
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Held:
    """A segment with decisions or marks of people: `decisions` how many of all coders stand on it,
    `trace` what they hold of it. Marks know no place in the report: `end` is then 0."""

    trace: Trace
    decisions: int = 0


def anchors_for(
    wave: str,
    held: Iterable[Held],
    before: Before,
    now: Sequence[Segment],
    recut: Collection[str],
    standing: Mapping[str, Anchor],
) -> list[Anchor]:
    """The lines to add for one report, in the order of the old text; none where nothing changed.

    Every held segment ends in exactly one way: it stands, it moved, it changed, or it is gone. What
    was gone stays so until its own text returns, and so does what a person said was wrongly
    aligned.

    Args:
        held: of this report.
        now: its segments, in reading order; at least one.
        recut: former segments that were split or joined by hand and are accounted for by that.
        standing: old id → what the ledger says of it.
    """
    holds = sorted((h.trace for h in held), key=lambda t: (t.start, t.end, t.id))
    there = {segment.id for segment in now} | set(recut)
    unsettled = [t for t in holds if not _is_settled(t.id, there, standing)]
    returned = [
        Anchor(wave, t.id, t.digest, AnchorKind.RETURNED)
        for t in holds
        if t.id in there and t.id in standing
    ]
    if not unsettled:
        return returned
    old = [Trace(s.id, s.digest, s.start, s.end, s.text) for s in before.segments]
    old = old or [trace for trace in holds if trace.end]
    taken = frozenset(trace.id for trace in holds)
    found = {match.old.id: match for match in aligned(old, now, taken)}
    order = {segment.id: place for place, segment in enumerate(now)}
    follow = _Following(wave, there, found, before.parts, order)
    fresh = [follow.anchor(trace, standing.get(trace.id)) for trace in unsettled]
    return [
        *returned,
        *(a for a in fresh if a.old not in standing or a.content != standing[a.old].content),
    ]


def _is_settled(id_: str, there: Collection[str], standing: Mapping[str, Anchor]) -> bool:
    if id_ in there:
        return True
    said = standing.get(id_)
    # What is aside has no new place: it waits for its own text.
    return said is not None and all(new in there for new in said.new)


@dataclass(frozen=True)
class _Following:
    wave: str
    there: Collection[str]
    found: Mapping[str, Match]
    parts: Mapping[str, Sequence[str]]
    order: Mapping[str, int]

    def anchor(self, trace: Trace, said: Anchor | None) -> Anchor:
        """Where the text of a held segment is now, by way of where it was said to be."""
        by_way_of = said.new if said is not None else ()
        if not any(self._steps(new) for new in by_way_of):
            # The last run never got to write what the ledger says: the old text itself tells.
            by_way_of, said = (trace.id,), None
        steps = [step for id_ in by_way_of for step in self._steps(id_)]
        every = {id_ for step in steps for id_ in step.new}
        new = tuple(sorted(every, key=lambda id_: (self.order.get(id_, -1), id_)))
        same_wording = said is None or said.kind is AnchorKind.MOVED
        if not new:
            kind, share = AnchorKind.GONE, None
        elif same_wording and all(step.kind in (None, AnchorKind.MOVED) for step in steps):
            kind, share = AnchorKind.MOVED, 1.0
        else:
            kind, share = AnchorKind.CHANGED, _share(steps, said)
        if kind is AnchorKind.MOVED and len(new) > 1:
            kind = AnchorKind.CHANGED
        return Anchor(self.wave, trace.id, trace.digest, kind, new, share)

    def _steps(self, id_: str) -> list[Match]:
        """What became of a segment, or of the parts it was split in by hand."""
        if id_ in self.there:
            return [Match(Trace(id_, "", 0, 0), None, (id_,), 1.0)]
        if id_ in self.found:
            return [self.found[id_]] if self.found[id_].new else []
        return [
            Match(one.old, AnchorKind.CHANGED, one.new)
            for part in self.parts.get(id_, ())
            for one in ([self.found[part]] if part in self.found else ())
            if one.new
        ]


def _share(steps: Sequence[Match], said: Anchor | None) -> float | None:
    """Of the old text; through an earlier change at most what was left then."""
    if len(steps) != 1 or steps[0].share is None:
        return None
    if said is None or said.kind is AnchorKind.MOVED:
        return steps[0].share
    return None if said.share is None else round(said.share * steps[0].share, 2)

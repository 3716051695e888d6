"""Where each segment of a report went when the report was corrected: old segments beside new ones.

First what is literally the same (by digest), then what differs in nothing but white space,
capitals, quotation marks and dashes. What is left is compared by how much of one text occurs in the
other, first between the same neighbours and then anywhere, so that a paragraph that was moved and
touched up is found as well. Text that is like no other is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.domain.anchor import AnchorKind
from pipeline.domain.likeness import SHORT, normal, overlap, runs_of
from pipeline.domain.segment import Segment

IN_PLACE = 0.40
"""Share that makes text changed text, between two segments that stayed. Of the 26,128 pairs of
segments within one report of the shipped corpus 32 share as much; of its segments with three in ten
words replaced 94% do."""
ELSEWHERE = 0.60
"""The same for a text that also went somewhere else in the report, where there are more to choose
from: 6 of those pairs; of segments with one in ten words replaced 98%."""
FEW = 8
"""Between neighbours that stayed, no more segments than this count as in place: in a report that
was replaced whole there are no neighbours, and any two of its texts may be a little alike."""
UNLIKE = 2.0
"""Without the old text: one that is so many times as long or as short is another one."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A segment as it stood: `[start, end)` in the report of then. `text` is its pseudonymised
    text, empty where that is not at hand any more."""

    id: str
    digest: str
    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What became of an old segment; `kind` is None where it stands under its own id.

    `new` are ids in reading order. `share` in 0..1 is how much of the old text they hold, None
    where that is unknown.
    """

    old: Trace
    kind: AnchorKind | None
    new: tuple[str, ...] = ()
    share: float | None = None


def aligned(
    old: Iterable[Trace], new: Sequence[Segment], taken: frozenset[str] = frozenset()
) -> list[Match]:
    """What became of every old segment of one report, each in exactly one way, in their order.

    Args:
        new: the report's segments of now, in reading order.
        taken: new segments with decisions of their own: an old segment of which the text is unknown
            is not put in their place.
    """
    return _Alignment(sorted(old, key=lambda t: (t.start, t.end, t.id)), new, taken).matches()


_Gap = tuple[int, int]


class _Alignment:
    """One report. `home` says for each old segment (by its place) where it stands unchanged; of
    what is left, `links` says which new ones hold its text."""

    def __init__(self, old: Sequence[Trace], new: Sequence[Segment], taken: frozenset[str]) -> None:
        self.old, self.new, self.taken = old, new, taken
        self.home: dict[int, int] = {}
        self.free = set(range(len(new)))
        self.twice: dict[int, int] = {}
        self._keep()
        self._pair([t.digest for t in old], [s.digest for s in new])
        self._pair(
            [normal(t.text) for t in old],
            [normal(s.text) for s in new],
        )
        self.links: dict[int, dict[int, float]] = defaultdict(dict)
        self.blind: dict[int, int] = {}
        self._compare()
        self._guess()

    def matches(self) -> list[Match]:
        return [self._match(at, trace) for at, trace in enumerate(self.old)]

    def _match(self, at: int, trace: Trace) -> Match:
        if at in self.home:
            stands = self.new[self.home[at]].id
            if stands == trace.id:
                return Match(trace, None, (stands,), 1.0)
            return Match(trace, AnchorKind.MOVED, (stands,), 1.0)
        if at in self.twice:
            return Match(trace, AnchorKind.CHANGED, (self.new[self.twice[at]].id,), 1.0)
        if at in self.links:
            places = sorted(self.links[at])
            share = min(1.0, sum(self.links[at].values()))
            names = tuple(self.new[place].id for place in places)
            return Match(trace, AnchorKind.CHANGED, names, round(share, 2))
        if at in self.blind:
            return Match(trace, AnchorKind.CHANGED, (self.new[self.blind[at]].id,))
        return Match(trace, AnchorKind.GONE)

    def _keep(self) -> None:
        """An id is made of the text, so who has the same one has the same text."""
        places = {segment.id: place for place, segment in enumerate(self.new)}
        for at, trace in enumerate(self.old):
            place = places.get(trace.id)
            if place is not None and self.new[place].digest == trace.digest:
                self._settle(at, place)

    def _settle(self, at: int, place: int) -> None:
        self.home[at] = place
        self.free.discard(place)

    def _pair(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Pairs what is equal, in order. Text that stood more often than it stands now is offered
        where it still stands; of a short one ('Ja.') that would be another answer."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(new):
            places[name].append(place)
        for at, name in enumerate(old):
            if at in self.home or at in self.twice or not name or name not in places:
                continue
            free = [place for place in places[name] if place in self.free]
            if free:
                self._settle(at, free[0])
            elif self.old[at].end - self.old[at].start >= SHORT:
                self.twice[at] = places[name][0]

    def _compare(self) -> None:
        """Links what is left where it shares enough: between the same neighbours that stayed, then
        anywhere in the report where nothing was linked yet."""
        left = [
            at
            for at, trace in enumerate(self.old)
            if at not in self.home and at not in self.twice and trace.text
        ]
        runs = {at: runs_of(self.old[at].text) for at in left}
        fresh = {place: runs_of(self.new[place].text) for place in sorted(self.free)}
        holders: dict[str, list[int]] = defaultdict(list)
        for place, own in fresh.items():
            for run in own:
                holders[run].append(place)
        alike: dict[tuple[int, int], float] = {}
        for at in left:
            near = {place for run in runs[at] for place in holders.get(run, ())}
            alike |= {(at, place): overlap(runs[at], fresh[place]) for place in sorted(near)}

        def link(pairs: Iterable[tuple[int, int]]) -> None:
            for at, place in pairs:
                held = (runs[at] & fresh[place]).total()
                self.links[at][place] = held / runs[at].total()

        close = self._neighbours()
        link([pair for pair, share in alike.items() if pair in close and share >= IN_PLACE])
        linked = {place for own in self.links.values() for place in own}
        link(
            [
                (at, place)
                for (at, place), share in alike.items()
                if share >= ELSEWHERE and at not in self.links and place not in linked
            ]
        )

    def _neighbours(self) -> set[tuple[int, int]]:
        """(old, new) of what is left with the same neighbour that stayed, before it or after it."""
        olds, news = self._gaps()
        return {
            (at, place)
            for gap, own in olds.items()
            for other, places in news.items()
            if (gap[0] == other[0] or gap[1] == other[1]) and max(len(own), len(places)) <= FEW
            for at in own
            for place in places
        }

    def _gaps(self) -> tuple[dict[_Gap, list[int]], dict[_Gap, list[int]]]:
        """What is left of old and new, by where the nearest segments that stayed stand now."""
        ends = (-1, len(self.new))
        stayed = [self.home.get(at) for at in range(len(self.old))]
        taken = [None if place in self.free else place for place in range(len(self.new))]
        return _by_gap(stayed, ends), _by_gap(taken, ends)

    def _guess(self) -> None:
        """Of old segments without a text only their order is known: one of them alone between two
        that stayed is what stands there alone now."""
        olds, news = self._gaps()
        for gap, own in olds.items():
            places = news.get(gap, [])
            if len(own) == len(places) == 1 and self._may_be(self.old[own[0]], places[0]):
                self.blind[own[0]] = places[0]

    def _may_be(self, trace: Trace, place: int) -> bool:
        segment = self.new[place]
        short, long = sorted((segment.end - segment.start, trace.end - trace.start))
        return not trace.text and segment.id not in self.taken and long <= UNLIKE * short


def _by_gap(stayed: Sequence[int | None], ends: _Gap) -> dict[_Gap, list[int]]:
    """(place before, place after) → positions of what did not stay.

    Args:
        stayed: for each position where it stands now, None for what did not stay.
        ends: what stands for the beginning and the end of the report.
    """
    found: dict[_Gap, list[int]] = defaultdict(list)
    before, left = ends[0], list[int]()
    for at, place in enumerate([*stayed, ends[1]]):
        if place is None:
            left.append(at)
        else:
            found[before, place] += left
            before, left = place, []
    return dict(found)

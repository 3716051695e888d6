"""Where the segment at hand may be split, and whether it may be joined with its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.recut import LONGEST
from pipeline.domain.segment import Segment
from pipeline.web.shelf import Snapshot

_TAIL = 6
"""Words of a sentence by which a place to split is named."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place where the segment at hand may be split: after the sentence that ends so."""

    offset: int
    after: str
    then: str


@dataclass(frozen=True, slots=True)
class Borders:
    """What may be done to the borders of a segment."""

    places: tuple[Place, ...]
    with_previous: bool
    with_following: bool

    def __bool__(self) -> bool:
        return bool(self.places) or self.with_previous or self.with_following


def borders_of(segment: Segment, snapshot: Snapshot) -> Borders:
    """Where a segment may be split, and whether it may be joined with its neighbours."""
    text, begin, places = segment.text, 0, []
    ends = snapshot.ends.get(segment.id, ())
    borders = [*(e.shown for e in ends), len(text)]
    for end, following in zip(ends, borders[1:], strict=True):
        said, then = text[begin : end.shown].split(), text[end.shown : following].split()
        places.append(Place(end.offset, " ".join(said[-_TAIL:]), " ".join(then[:_TAIL])))
        begin = end.shown
    before, after = snapshot.neighbour(segment.id, -1), snapshot.neighbour(segment.id, 1)
    return Borders(
        tuple(places),
        before is not None and may_join(before, segment),
        after is not None and may_join(segment, after),
    )


def may_join(one: Segment, following: Segment) -> bool:
    """Whether two neighbours are of one turn or text and not too long together."""
    same = (one.heading, one.question, one.speaker)
    return same == (following.heading, following.question, following.speaker) and (
        following.end - one.start <= LONGEST
    )

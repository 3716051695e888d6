"""Codings side by side: what several coders gave to the same segments, and where they part."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.double_coding import Difference, Standing, difference_of
from pipeline.domain.judgement import Stance
from pipeline.domain.segment import Segment
from pipeline.web.shelf import Snapshot
from pipeline.web.work import Work


@dataclass(frozen=True, slots=True)
class Compared:
    """One segment that several people read. `number` is its place in the report, from 1;
    `codings` has for each coder code → stance; `settled` says that a consensus stands on it,
    `again` that this is to be looked at again, because the codebook changed."""

    segment: Segment
    number: int
    codings: Mapping[str, Mapping[str, Stance]]
    difference: Difference
    settled: bool
    again: bool = False

    @property
    def asks(self) -> bool:
        """Whether somebody still has to choose."""
        return self.again or (bool(self.difference) and not self.settled)


@dataclass(frozen=True, slots=True)
class CodeCount:
    """A code in the compared segments: how often everybody gave it, how often only some did, how
    often with different stances, and in how many segments somebody still has to choose."""

    code: str
    label: str
    depth: int
    all: int
    some: int
    stances: int
    open: int


Reports = Mapping[str, tuple[Segment, ...]]
"""Respondent → the segments of that report in reading order."""
Comparison = Mapping[str, tuple[Compared, ...]]
"""Respondent → every compared segment of that report in reading order."""


def standings_of(
    reports: Reports,
    assigned: Mapping[str, tuple[str, ...]],
    works: Sequence[Work],
    started: Mapping[str, Collection[str]],
) -> dict[str, Standing]:
    """Respondent → how far everybody is with that report.

    Args:
        works: those of coders: no consensus.
        started: coder → the respondents in whose reports she decided anything, also on text that
            is gone since.
    """
    return {
        name: Standing(
            assigned.get(name, ()),
            frozenset(work.coder for work in works if name in started[work.coder]),
            frozenset(w.coder for w in works if all(w.has_read(s.id) for s in segments)),
        )
        for name, segments in reports.items()
    }


def compare(
    reports: Reports,
    standings: Mapping[str, Standing],
    works: Iterable[Work],
    consensus: Work | None,
) -> dict[str, tuple[Compared, ...]]:
    """Lays the codings of every report side by side that several people are done with."""
    by_name = {work.coder: work for work in works}
    return {
        name: tuple(_compared(segments, [by_name[c] for c in standings[name].compared], consensus))
        for name, segments in reports.items()
        if standings[name].compared
    }


def given(work: Work, segment: str) -> dict[str, Stance]:
    """Code → stance, of what a coder gave to a segment and did not accept unread."""
    with work.lock:
        return {
            d.code: d.stance
            for d in work.on(segment).values()
            if d.code and d.verdict.assigns and not d.bulk
        }


def counted_by_code(snapshot: Snapshot, rows: Iterable[Compared]) -> list[CodeCount]:
    """One row for each code that was given, in the order of the codebook; those that left it come
    last, by their ids."""
    found: dict[str, list[int]] = {}
    for row in rows:
        parts = row.difference
        for at, codes in enumerate((parts.agreed, parts.codes, parts.stances)):
            for code in codes:
                found.setdefault(code, [0, 0, 0, 0])[at] += 1
        for code in parts.concerns if row.asks else ():
            found[code][3] += 1
    book = snapshot.codebook
    known = [
        CodeCount(c.id, c.label, sum(1 for _ in book.ancestors(c.id)), *found[c.id])
        for c in book
        if c.id in found
    ]
    return known + [CodeCount(c, c, 0, *found[c]) for c in sorted(found) if c not in book]


def _compared(
    segments: Sequence[Segment], works: Sequence[Work], consensus: Work | None
) -> Iterator[Compared]:
    for number, segment in enumerate(segments, start=1):
        codings = {work.coder: given(work, segment.id) for work in works}
        difference = difference_of(list(codings.values()))
        settled = consensus is not None and consensus.has_read(segment.id)
        again = consensus is not None and segment.id in consensus.again
        yield Compared(segment, number, codings, difference, settled, again)

"""The reports of a wave as they may go out: with labels for names, and where their segments lie."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain.report import Block, Report, text_digest
from pipeline.domain.segment import Segment
from pipeline.privacy.placing import Places
from pipeline.privacy.pseudonymise import Replacement, apply
from pipeline.store.layout import Layout
from pipeline.store.recuts import read_all_recuts
from pipeline.store.tables import read_report, read_rows, read_segments


@dataclass(frozen=True)
class Released:
    """One report: `text` with labels, its segments, and `places` from its own text to this one.

    `cut_by_hand` says that somebody split or joined segments of it.
    """

    wave: str
    report: Report
    segments: tuple[Segment, ...]
    places: Places
    cut_by_hand: bool = False

    @cached_property
    def text(self) -> str:
        return apply(self.report.text, self.places.replacements)

    @cached_property
    def digest(self) -> str:
        """Of the text as ingested."""
        return text_digest(self.report.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the report as ingested, in the text with labels; one within a label is all
        of that label."""
        return self.places.shown(start), self.places.shown(end, end=True)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the text with labels. Where somebody moved borders, each segment is a block
        of its own: other programs know nothing of splits."""
        rows = [(block.start, block.end, block) for block in self.report.blocks]
        if self.cut_by_hand:
            starts = [block.start for block in self.report.blocks]
            rows = [row for row in rows if row[2].kind.is_context]
            for segment in self.segments:
                at = bisect_right(starts, segment.start) - 1
                rows.append((segment.start, segment.end, self.report.blocks[max(at, 0)]))
        found: list[Block] = []
        position = 0
        for start, end, of in sorted(rows, key=lambda row: row[:2]):
            first, last = self.span(start, end)
            first = max(first, position)  # a label on a border belongs to the first of two
            if first < last:
                found.append(Block(of.kind, first, last, of.level))
                position = last
        return tuple(found)


def released_reports(layout: Layout) -> list[Released]:
    """Every report of a wave that was segmented, in the order of the register."""
    segments: dict[str, list[Segment]] = {}
    for segment in read_segments(layout.stage("segment") / "segments.parquet"):
        segments.setdefault(segment.respondent, []).append(segment)
    masks: dict[str, list[Replacement]] = {}
    for row in read_rows(layout.stage("privacy") / "replacements.parquet"):
        masks.setdefault(row["respondent"], []).append(Replacement(**row))
    by_hand = {recut.respondent for recut in read_all_recuts(layout.segmenting, layout.wave)}
    folder = layout.stage("ingest") / "reports"
    return [
        Released(
            layout.wave,
            read_report(folder / f"{respondent}.json"),
            tuple(own),
            Places(tuple(masks.get(respondent, ()))),
            respondent in by_hand,
        )
        for respondent, own in segments.items()
    ]

"""Reports → the pieces that get codes, with identifiers replaced by their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain.ids import respondent_order
from pipeline.domain.recut import Former, SentenceEnd, formers_of
from pipeline.domain.report import Report
from pipeline.domain.segment import Segment
from pipeline.privacy.pseudonymise import Replacement, apply, shift
from pipeline.run import Job, Outcome
from pipeline.store.recuts import read_all_recuts
from pipeline.store.tables import read_report, read_rows, write_table
from pipeline.text.segmenting import segmented
from pipeline.text.sentences import sentence_ends


def run(job: Job) -> Outcome:
    rows = read_rows(job.layout.stage("privacy") / "replacements.parquet")
    replacements = [Replacement(**row) for row in rows]
    recuts = read_all_recuts(job.layout.segmenting, job.layout.wave)
    paths = sorted(
        (job.layout.stage("ingest") / "reports").glob("*.json"),
        key=lambda path: respondent_order(path.stem),
    )
    segments: list[Segment] = []
    ends: list[SentenceEnd] = []
    formers: list[Former] = []
    applied = 0
    for path in paths:
        report = read_report(path)
        masks = [r for r in replacements if r.respondent == report.respondent]

        def mask(
            start: int, end: int, text: str = report.text, own: list[Replacement] = masks
        ) -> str:
            return apply(text[start:end], _within(own, start, end))

        found = segmented(report, mask, recuts, max_chars=job.study.settings.segment_chars)
        segments += found.segments
        ends += [end for segment in found.segments for end in _ends(segment, report, masks)]
        applied += len(found.steps)
        there = {segment.id for segment in found.segments}
        formers += [
            Former(segment, former)
            for segment, older in formers_of(found.steps).items()
            for former in older
            if segment in there
        ]
    write_table(job.out / "segments.parquet", segments, Segment)
    write_table(job.out / "sentences.parquet", ends, SentenceEnd)
    write_table(job.out / "formers.parquet", formers, Former)
    return Outcome(_summary(len(segments), len(paths), len(recuts), applied))


def _within(own: Sequence[Replacement], start: int, end: int) -> list[Replacement]:
    return [
        Replacement(r.respondent, max(r.start, start) - start, min(r.end, end) - start, r.label)
        for r in own
        if r.start < end and start < r.end
    ]


def _ends(segment: Segment, report: Report, own: Sequence[Replacement]) -> Iterator[SentenceEnd]:
    """The sentence ends within a segment, but for one inside what a label took the place of."""
    text = report.text[segment.start : segment.end]
    masks = _within(own, segment.start, segment.end)
    for end in sentence_ends(text):
        if text[end:].strip() and not any(m.start < end < m.end for m in masks):
            yield SentenceEnd(segment.id, end, shift(masks, end))


def _summary(segments: int, reports: int, recuts: int, applied: int) -> str:
    told = f"{segments} segmenten uit {reports} verslagen"
    if recuts:
        told += f", {applied} met de hand gesplitst of samengevoegd"
    if recuts > applied:
        verb = "past" if recuts - applied == 1 else "passen"
        told += f" ({recuts - applied} {verb} niet meer bij de tekst)"
    return told

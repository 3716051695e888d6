"""Reports → the pieces that get codes, with identifiers replaced by their labels."""

from __future__ import annotations

from pipeline.domain.ids import respondent_order
from pipeline.domain.segment import Segment
from pipeline.privacy.pseudonymise import Replacement, apply
from pipeline.run import Job, Outcome
from pipeline.store.tables import read_report, read_rows, write_table
from pipeline.text.segmenting import segments_of


def run(job: Job) -> Outcome:
    rows = read_rows(job.layout.stage("privacy") / "replacements.parquet")
    replacements = [Replacement(**row) for row in rows]
    paths = (job.layout.stage("ingest") / "reports").glob("*.json")
    segments: list[Segment] = []
    reports = 0
    for path in sorted(paths, key=lambda p: respondent_order(p.stem)):
        report = read_report(path)
        own = [r for r in replacements if r.respondent == report.respondent]

        def mask(
            start: int, end: int, text: str = report.text, own: list[Replacement] = own
        ) -> str:
            within = [
                Replacement(
                    r.respondent, max(r.start, start) - start, min(r.end, end) - start, r.label
                )
                for r in own
                if r.start < end and start < r.end
            ]
            return apply(text[start:end], within)

        segments += segments_of(report, mask, max_chars=job.study.settings.segment_chars)
        reports += 1
    write_table(job.out / "segments.parquet", segments, Segment)
    return Outcome(f"{len(segments)} segmenten uit {reports} verslagen")

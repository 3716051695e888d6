"""Reports → the pieces that get codes, with identifiers replaced by their labels."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.ids import respondent_order
from pipeline.domain.recut import Former, Recut, SentenceEnd
from pipeline.domain.segment import Segment
from pipeline.privacy.pseudonymise import Replacement
from pipeline.run import Job, Outcome
from pipeline.stages.for_segment.anchoring import anchored
from pipeline.stages.for_segment.cutting import (
    SEGMENTS,
    SENTENCES,
    Cut,
    cut,
    cuts_before,
    digest_of,
    keep_cuts,
)
from pipeline.store.recuts import read_all_recuts
from pipeline.store.tables import read_report, read_rows, write_table


def run(job: Job) -> Outcome:
    recuts = read_all_recuts(job.layout.segmenting, job.layout.wave)
    cuts = _cuts(job, recuts)
    segments = [segment for one in cuts.values() for segment in one.segments]
    ends = [end for one in cuts.values() for end in one.ends]
    formers = [former for one in cuts.values() for former in one.formers]
    write_table(job.out / SEGMENTS, segments, Segment)
    write_table(job.out / SENTENCES, ends, SentenceEnd)
    keep_cuts(job, cuts)
    where = anchored(job, segments, formers)
    write_table(job.out / "formers.parquet", where.formers, Former)
    applied = sum(one.applied for one in cuts.values())
    summary = _summary(len(segments), len(cuts), len(recuts), applied)
    return Outcome(summary, told=where.told)


def _cuts(job: Job, recuts: Sequence[Recut]) -> dict[str, Cut]:
    """Respondent → its segments, in the order of the register; a report of which nothing changed
    is not read again."""
    max_chars = job.study.settings.segment_chars
    replacements: dict[str, list[Replacement]] = {}
    for row in read_rows(job.layout.stage("privacy") / "replacements.parquet"):
        replacements.setdefault(row["respondent"], []).append(Replacement(**row))
    before, cuts = cuts_before(job), {}
    paths = (job.layout.stage("ingest") / "reports").glob("*.json")
    for path in sorted(paths, key=lambda path: respondent_order(path.stem)):
        respondent = path.stem
        masks = replacements.get(respondent, [])
        own = [recut for recut in recuts if recut.respondent == respondent]
        digest, known = digest_of(path, masks, own), before.get(respondent)
        if known is None or known.digest != digest:
            known = cut(read_report(path), digest, masks, own, max_chars)
        cuts[respondent] = known
    return cuts


def _summary(segments: int, reports: int, recuts: int, applied: int) -> str:
    told = f"{segments} segmenten uit {reports} verslagen"
    if recuts:
        told += f", {applied} met de hand gesplitst of samengevoegd"
    if recuts > applied:
        verb = "past" if recuts - applied == 1 else "passen"
        told += f" ({recuts - applied} {verb} niet meer bij de tekst)"
    return told

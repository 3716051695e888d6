"""One report in segments, made now or taken over from the last run when nothing of it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain.recut import Former, Recut, SentenceEnd, formers_of
from pipeline.domain.report import Report
from pipeline.domain.segment import Segment
from pipeline.privacy.pseudonymise import Replacement, apply, shift
from pipeline.run import Job
from pipeline.store.kept import keep, kept
from pipeline.store.tables import read_segments, read_sentence_ends
from pipeline.text.segmenting import segmented
from pipeline.text.sentences import sentence_ends

SEGMENTS, SENTENCES = "segments.parquet", "sentences.parquet"
_CUTS = "cuts.json"


@dataclass(frozen=True, slots=True)
class Cut:
    """What became of one report: its segments, where they may be split, what segments were there
    before, and how many splits and joins by hand still fitted. `digest` tells what it was made of.
    """

    digest: str
    segments: tuple[Segment, ...]
    ends: tuple[SentenceEnd, ...]
    formers: tuple[Former, ...]
    applied: int


def digest_of(path: Path, masks: Sequence[Replacement], recuts: Sequence[Recut]) -> str:
    """Of a report as ingested, what is replaced in it, and its splits and joins by hand."""
    hashed = hashlib.sha256(path.read_bytes())
    hashed.update(repr((masks, recuts)).encode("utf-8"))
    return hashed.hexdigest()


def cut(
    report: Report,
    digest: str,
    masks: Sequence[Replacement],
    recuts: Sequence[Recut],
    max_chars: int,
) -> Cut:
    """
    Args:
        masks: what is replaced in this report, and `recuts` its splits and joins, in their order.
    """

    def mask(start: int, end: int) -> str:
        return apply(report.text[start:end], _within(masks, start, end))

    found = segmented(report, mask, recuts, max_chars=max_chars)
    there = {segment.id for segment in found.segments}
    formers = tuple(
        Former(segment, former)
        for segment, older in formers_of(found.steps).items()
        for former in older
        if segment in there
    )
    ends = tuple(end for segment in found.segments for end in _ends(segment, report, masks))
    return Cut(digest, found.segments, ends, formers, len(found.steps))


def cuts_before(job: Job) -> dict[str, Cut]:
    """Respondent → what the last run made of the report; nothing when its tables are not as it
    left them."""
    last = kept(job.kept(_CUTS))
    if not last or last["tables"] != _digests(job.last):
        return {}
    segments, ends = _by_respondent(job.last)
    return {
        respondent: Cut(
            digest,
            tuple(segments.get(respondent, ())),
            tuple(ends.get(respondent, ())),
            tuple(Former(*row) for row in formers),
            applied,
        )
        for respondent, (digest, applied, formers) in last["reports"].items()
    }


def keep_cuts(job: Job, cuts: Mapping[str, Cut]) -> None:
    """After the tables are written: what `cuts_before` needs beside them."""
    reports = {
        respondent: [one.digest, one.applied, [[f.segment, f.former] for f in one.formers]]
        for respondent, one in cuts.items()
    }
    keep(job.to_keep(_CUTS), {"tables": _digests(job.out), "reports": reports})


def _digests(folder: Path) -> list[str]:
    paths = (folder / name for name in (SEGMENTS, SENTENCES))
    return [hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else "" for p in paths]


def _by_respondent(
    folder: Path,
) -> tuple[dict[str, list[Segment]], dict[str, list[SentenceEnd]]]:
    segments: dict[str, list[Segment]] = {}
    ends: dict[str, list[SentenceEnd]] = {}
    for segment in read_segments(folder / SEGMENTS):
        segments.setdefault(segment.respondent, []).append(segment)
    for end in read_sentence_ends(folder / SENTENCES):
        ends.setdefault(end.segment.partition(":")[0], []).append(end)
    return segments, ends


def _within(own: Iterable[Replacement], start: int, end: int) -> list[Replacement]:
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

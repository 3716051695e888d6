"""After a wave was segmented: decisions find their text again where reports changed.

What happened is kept in the wave's ledger of anchors; from that ledger follow the former segments
that the review page offers, and where decisions are carried to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass

from pipeline.domain.aligning import Trace
from pipeline.domain.anchor import Anchor, AnchorKind, formers_of_anchors, standing_anchors
from pipeline.domain.following import Before, Held, anchors_for
from pipeline.domain.ids import respondent_order
from pipeline.domain.judgement import Verdict, standing
from pipeline.domain.quotable import standing_marks
from pipeline.domain.recut import Former
from pipeline.domain.segment import Segment
from pipeline.errors import StoreError
from pipeline.run import Job
from pipeline.store.anchors import append_anchors, read_anchors
from pipeline.store.kept import KEPT, keep, kept
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_all_decisions
from pipeline.store.quotable import read_all_marks
from pipeline.store.segment_names import keep_ids, read_ids
from pipeline.store.tables import read_formers, read_segments

ABSENT = "absent.json"


@dataclass(frozen=True)
class Anchored:
    """`formers` are all former segments, those of splits and joins first; `told` one line for each
    report of which decisions were looked for."""

    formers: tuple[Former, ...]
    told: tuple[str, ...] = ()


def anchored(job: Job, segments: Sequence[Segment], recut: Sequence[Former]) -> Anchored:
    """Follows every decision of the wave whose text is not where it was, and writes where it went.

    Nothing is written where nothing changed: the same reports, decisions and ledger give the same
    answer, and after a kill between this and the end of the stage the lines are there already.

    Args:
        segments: of the wave as it is now.
        recut: the former segments of what was split or joined by hand.

    Raises:
        LedgerError: when a ledger was changed.
    """
    layout = job.layout
    anchors = read_anchors(layout.anchors)
    keep_ids(job.out, [segment.id for segment in segments])
    told: list[str] = []
    if _something_to_follow(job, segments, recut, anchors):
        fresh, told = _follow(job, segments, recut, anchors)
        if fresh:
            append_anchors(layout.anchors, fresh)
            anchors += fresh
    return Anchored(tuple(_formers(segments, recut, anchors, layout.wave)), tuple(told))


def _something_to_follow(
    job: Job, segments: Sequence[Segment], recut: Sequence[Former], anchors: Sequence[Anchor]
) -> bool:
    """Cheap, because nearly always there is nothing: the last run looked at every decision there
    was, so only reports that are new here, lost a segment or got one back can matter, and of those
    only the ones that a ledger names at all."""
    if _segments_absent_before(job):
        return True
    try:
        before = set(read_ids(job.last))
    except StoreError:
        return True
    there = {segment.id for segment in segments} | {former.former for former in recut}
    known = {_respondent(id_) for id_ in before}
    touched = {_respondent(id_) for id_ in before - there}
    touched |= {s.respondent for s in segments if s.respondent not in known}
    touched |= {_respondent(old) for _, old in standing_anchors(anchors) if old in there}
    folders = (job.layout.decisions, job.layout.quotations)
    ledgers = [path.read_bytes() for folder in folders for path in folder.glob("*.jsonl")]
    return any(f'"{one}:'.encode() in ledger for ledger in ledgers for one in touched)


def _follow(
    job: Job, segments: Sequence[Segment], recut: Sequence[Former], anchors: Sequence[Anchor]
) -> tuple[list[Anchor], list[str]]:
    layout = job.layout
    held = held_segments(layout)
    before, parts = _before(job)
    now = _by_respondent(segments)
    said = {old: anchor for (_, old), anchor in standing_anchors(anchors).items()}
    gone_by_hand = {former.former for former in recut}
    fresh: list[Anchor] = []
    told: list[str] = []
    for respondent in sorted(held, key=respondent_order):
        own, was = held[respondent], before.get(respondent, [])
        if respondent not in now:
            if was:
                told.append(_absent(respondent, own))
            continue
        lines = anchors_for(
            layout.wave, own, Before(was, parts), now[respondent], gone_by_hand, said
        )
        fresh += lines
        if lines:
            told.append(_told(respondent, own, lines, said, was, now[respondent]))
    _remember(job, [s for r in held if r not in now for s in before.get(r, [])])
    return fresh, told


def held_segments(layout: Layout) -> dict[str, list[Held]]:
    """Respondent → the segments on which a decision or a mark of anybody stands."""
    counts: dict[str, int] = {}
    traces: dict[str, Trace] = {}
    for ledger in read_all_decisions(layout.decisions).values():
        for d in standing(ledger).values():
            if d.wave == layout.wave and d.verdict is not Verdict.RETRACT:
                counts[d.segment] = counts.get(d.segment, 0) + 1
                traces[d.segment] = Trace(d.segment, d.digest, d.start, d.end)
    for marks in read_all_marks(layout.quotations).values():
        for mark in standing_marks(marks):
            if mark.wave == layout.wave:
                traces.setdefault(mark.segment, Trace(mark.segment, mark.digest, 0, 0))
    held: dict[str, list[Held]] = {}
    for id_ in sorted(traces):
        own = held.setdefault(_respondent(id_), [])
        own.append(Held(traces[id_], counts.get(id_, 0)))
    return held


def _before(job: Job) -> tuple[dict[str, list[Segment]], dict[str, list[str]]]:
    """Respondent → segments of the last run, and segment → its parts by hand. What cannot be read
    is as if it were not there: then decisions themselves have to tell."""
    found = _by_respondent(_segments_absent_before(job))
    path = job.last / "segments.parquet"
    with suppress(StoreError):
        found |= _by_respondent(read_segments(path) if path.exists() else ())
    parts: dict[str, list[str]] = {}
    path = job.last / "formers.parquet"
    with suppress(StoreError):
        for one in read_formers(path) if path.exists() else ():
            parts.setdefault(one.former, []).append(one.segment)
    return found, parts


def _remember(job: Job, segments: Sequence[Segment]) -> None:
    if segments:
        keep(job.to_keep(ABSENT), {"segments": [asdict(segment) for segment in segments]})


def _segments_absent_before(job: Job) -> list[Segment]:
    """The last segments of reports with decisions that could not be read the last time, so that
    decisions find their text when the report is back. (Also where the rest of what was kept may
    not be used: whatever code made them, they say what the text was.)"""
    return [Segment(**row) for row in kept(job.last / KEPT / ABSENT).get("segments", ())]


def _by_respondent(segments: Iterable[Segment]) -> dict[str, list[Segment]]:
    found: dict[str, list[Segment]] = {}
    for segment in segments:
        found.setdefault(segment.respondent, []).append(segment)
    return found


def _formers(
    segments: Sequence[Segment], recut: Sequence[Former], anchors: Sequence[Anchor], wave: str
) -> list[Former]:
    """What moved is here too: marks of quotations follow their words by way of these."""
    came_from = formers_of_anchors(anchors, wave, (AnchorKind.CHANGED, AnchorKind.MOVED))
    by_hand = [
        Former(row.segment, older) for row in recut for older in came_from.get(row.former, ())
    ]
    by_text = [Former(s.id, older) for s in segments for older in came_from.get(s.id, ())]
    return list(dict.fromkeys((*recut, *by_hand, *by_text)))


def _respondent(segment: str) -> str:
    return segment.partition(":")[0]


def _absent(respondent: str, own: Collection[Held]) -> str:
    count = sum(one.decisions for one in own)
    return f"{respondent}: het verslag is er niet; {_decisions(count)} bewaard tot het terug is"


def _told(
    respondent: str,
    own: Collection[Held],
    lines: Sequence[Anchor],
    said: Mapping[str, Anchor],
    was: Sequence[Segment],
    now: Sequence[Segment],
) -> str:
    """One line for people: how many of each kind, of the segments with decisions or marks."""
    by_kind = {kind: [line.old for line in lines if line.kind is kind] for kind in AnchorKind}
    fresh = {line.old for line in lines}
    aside = {id_ for id_, anchor in said.items() if anchor.kind.is_aside}
    same = sum(one.trace.id not in fresh | aside for one in own)
    kept = sum(one.decisions for one in own if one.trace.id in by_kind[AnchorKind.GONE])
    what = "segment" if same == 1 else "segmenten"
    parts = [f"{same} {what} met besluiten gelijk"] if same else []
    if moved := len(by_kind[AnchorKind.MOVED]):
        parts.append(f"{moved} verplaatst")
    if changed := len(by_kind[AnchorKind.CHANGED]):
        parts.append(f"{changed} gewijzigd (opnieuw in de rij)")
    if gone := len(by_kind[AnchorKind.GONE]):
        parts.append(f"{gone} verdwenen ({_decisions(kept)} bewaard)")
    if back := len(by_kind[AnchorKind.RETURNED]):
        parts.append(f"{back} terug")
    known = {segment.id for segment in was} | {id_ for line in lines for id_ in line.new}
    if was and (new := sum(segment.id not in known for segment in now)):
        parts.append(f"{new} nieuw in de tekst")
    return f"{respondent}: {', '.join(parts)}"


def _decisions(count: int) -> str:
    return f"{count} {'besluit' if count == 1 else 'besluiten'}"

"""Revised placements in words, for a terminal and for data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.domain.appraisal import Aspect, Frame
from pipeline.domain.revising import Loose, revisions_in
from pipeline.domain.revision import POSITIONS, Revision

MARK = "*"
"""Beside a score that rests on a revised placement."""


def revision_lines(frame: Frame) -> Iterator[str]:
    """What stands revised in a frame, after an empty line; nothing where nobody revised."""
    revisions = revisions_in(frame)
    if revisions:
        yield ""
        yield f"{MARK} herzien; wat de studie zelf zegt, blijft in criteria.yaml staan"
    for revision in revisions:
        label = frame.option(revision.option).label
        yield f"  {label}, {aspect_of(frame, revision.aspect).label}: {told_revision(revision)}"


def loose_lines(loose: Sequence[Loose]) -> Iterator[str]:
    """A warning for each revision that the study changed under."""
    for one in loose:
        place = f"'{one.revision.option}' op '{one.revision.aspect}'"
        if one.now is None:
            yield f"let op: de studie kent {place} niet meer; de herziening telt niet mee"
            continue
        yield (
            f"let op: {place} stond in de studie op plaats {one.revision.source} toen"
            f" {one.revision.by} dat herzag, en staat daar nu op {one.now}; kijk of de herziening"
            f" (plaats {one.revision.after}) nog klopt"
        )


def history_lines(frame: Frame, history: Sequence[tuple[Revision, Sequence[str]]]) -> Iterator[str]:
    """Every line of the ledger, the oldest first, each with its reason and its passages.

    Args:
        history: each line with the places where its passages stand now.
    """
    known = {aspect.id: aspect for criterion in frame.criteria for aspect in criterion.aspects}
    for revision, segments in history:
        aspect = known.get(revision.aspect)
        scale = aspect.label if aspect else revision.aspect
        moved = f"van plaats {revision.before} naar {revision.after}"
        if revision.taken_back:
            moved = f"teruggenomen, weer op plaats {revision.after}"
        elif revision.confirms:
            moved = f"opnieuw bekeken, blijft op plaats {revision.after}"
        yield f"{revision.at[:10]} {revision.by}: {revision.option}, {scale}: {moved}"
        if revision.reason:
            yield f"  {revision.reason}"
        if segments:
            yield f"  gedragen door {', '.join(segments)}"


def told_revision(revision: Revision) -> str:
    """From where to where, who, when and why."""
    start = revision.source if revision.confirms else revision.before
    moved = f"herzien van plaats {start} naar {revision.after}"
    return f"{moved} door {revision.by} op {revision.at[:10]}: {revision.reason}"


def aspect_line(aspect: Aspect, position: int) -> str:
    """A place on a scale, with the ends of the scale and how it is read."""
    turned = ", omgekeerd gelezen" if aspect.reversed else ""
    ends = f"{aspect.left} ↔ {aspect.right}"
    return f"{aspect.label} ({ends}): plaats {position} van {len(POSITIONS)}{turned}"


def aspect_of(frame: Frame, id_: str) -> Aspect:
    """Raises StopIteration for an unknown one."""
    return next(a for criterion in frame.criteria for a in criterion.aspects if a.id == id_)


def revisions_data(frame: Frame) -> list[dict[str, Any]]:
    """The revised placements for `oza afweging --json`."""
    return [
        {
            "model": one.option,
            "aspect": one.aspect,
            "from": one.before,
            "to": one.after,
            "study": one.source,
            "reason": one.reason,
            "by": one.by,
            "at": one.at,
        }
        for one in revisions_in(frame)
    ]

"""Revisions applied: the frame of a study with what people moved since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.appraisal import Aspect, Criterion, Frame, Placement
from pipeline.domain.revision import Revision

Place = tuple[str, str]
"""(aspect, option)."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A standing revision that the study has changed under. `now` is the position that the study
    gives today, None where it no longer has that scale or option."""

    revision: Revision
    now: int | None


def revised(frame: Frame, revisions: Iterable[Revision]) -> Frame:
    """The frame with every standing revision in its place; the frame itself where there are none.

    Args:
        frame: as the study gives it.
        revisions: in the order in which they were made.
    """
    stands = standing(revisions)
    if not stands:
        return frame
    criteria = tuple(_criterion(criterion, stands) for criterion in frame.criteria)
    return replace(frame, criteria=criteria)


def standing(revisions: Iterable[Revision]) -> dict[Place, Revision]:
    """Placement → the last revision of it, without those that were taken back, in the order in
    which they were made."""
    latest: dict[Place, Revision] = {}
    for revision in revisions:
        latest.pop(revision.place, None)
        if not revision.taken_back:
            latest[revision.place] = revision
    return latest


def loose(frame: Frame, revisions: Sequence[Revision]) -> tuple[Loose, ...]:
    """Standing revisions that were made of another position than the study gives now, or of a
    placement that it no longer has. The first kind still counts: a person decided, and a person
    has to look again; the second has nothing to count on.

    Args:
        frame: as the study gives it.
    """
    now = positions(frame)
    found = (Loose(one, now.get(place)) for place, one in standing(revisions).items())
    return tuple(one for one in found if one.now != one.revision.source)


def positions(frame: Frame) -> dict[Place, int]:
    """Every placement with its position."""
    return {
        (aspect.id, placement.option): placement.position
        for criterion in frame.criteria
        for aspect in criterion.aspects
        for placement in aspect.placements
    }


def revisions_in(frame: Frame) -> tuple[Revision, ...]:
    """The revisions that stand in a frame, in the order of its criteria, scales and options."""
    return tuple(
        placement.revision
        for criterion in frame.criteria
        for aspect in criterion.aspects
        for option in frame.option_ids
        if (placement := aspect.placement(option)).revision is not None
    )


def _criterion(criterion: Criterion, stands: Mapping[Place, Revision]) -> Criterion:
    return replace(criterion, aspects=tuple(_aspect(one, stands) for one in criterion.aspects))


def _aspect(aspect: Aspect, stands: Mapping[Place, Revision]) -> Aspect:
    return replace(
        aspect, placements=tuple(_placement(aspect.id, one, stands) for one in aspect.placements)
    )


def _placement(aspect: str, placement: Placement, stands: Mapping[Place, Revision]) -> Placement:
    revision = stands.get((aspect, placement.option))
    if revision is None:
        return placement
    return replace(placement, position=revision.after, revision=revision)

"""What a placement rests on, as one coder may see it: passages by perspective, and flags."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.double_coding import Standing
from pipeline.domain.placement_evidence import (
    Backing,
    Cell,
    Direction,
    Evidence,
    Passage,
    Tally,
    View,
)
from pipeline.domain.revision import Revision
from pipeline.web.aids import Aids
from pipeline.web.desk import ORDERS, Desk
from pipeline.web.views import address

GRAVEST = (
    Backing.CONTRADICTED,
    Backing.DIVIDED,
    Backing.UNCOVERED,
    Backing.ONE_SIDED,
    Backing.SUPPORTED,
)
"""The flags of a board: of a criterion with several scales the first of these is shown."""
SIGNS = {
    Backing.CONTRADICTED: "≠",
    Backing.DIVIDED: "⇄",
    Backing.UNCOVERED: "∅",
    Backing.ONE_SIDED: "◐",
    Backing.SUPPORTED: "✓",
}
"""A sign for each, beside the words that say the same."""


Report = tuple[str, str]
"""(wave, respondent)."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A passage with its words; `href` leads to it in its report, '' for one of another wave.
    `by` is the perspective of who speaks, where that is another than whose side is told."""

    place: str
    respondent: str
    speaker: str
    text: str
    href: str
    by: str


@dataclass(frozen=True, slots=True)
class Side:
    """The passages of one direction from one perspective."""

    direction: Direction
    heard: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class Voiced:
    """A perspective with what it says for, against and neither, where it says anything, and whether
    the verdict takes any of that in."""

    view: View
    tally: Tally
    sides: tuple[Side, ...]
    weighs: bool


def evidence_for(
    viewer: str, aids: Aids, desk: Desk | None
) -> tuple[Evidence | None, frozenset[Report]]:
    """What a coder may see of the evidence, and the reports that are left out of it for her; None
    where nobody codes, or the study does not say which codings bear on what."""
    if aids.grounds is None or desk is None:
        return None, frozenset()
    hidden = hidden_from(viewer, desk)
    return aids.grounds.evidence(hidden), hidden


def carrying(
    revision: Revision, aids: Aids, hidden: Collection[Report], desk: Desk | None
) -> list[str]:
    """The passages that carry a revision, as far as somebody may know them: who does not code sees
    no participant, and that a passage carries one tells how it was coded."""
    if aids.grounds is None or desk is None:
        return []
    return [place for place in aids.grounds.carried_by(revision) if _report(place) not in hidden]


def _report(place: str) -> Report:
    wave, _, segment = place.partition("/")
    return wave, segment.partition(":")[0]


def hidden_from(viewer: str, desk: Desk) -> frozenset[Report]:
    """The reports of which a coder may see nothing of others yet: those that
    she codes and somebody else does too, until `Standing.visible_to` says that she may."""
    snapshot = desk.shelf.snapshot()
    standings = desk.team.standings(snapshot)
    return frozenset(
        (snapshot.wave, name)
        for name, standing in standings.items()
        if _codes(standing, viewer) and not standing.visible_to(viewer)
    )


def _codes(standing: Standing, viewer: str) -> bool:
    """Whether she codes a report together with others."""
    own = {*standing.assigned, *standing.started}
    return viewer in own and len(own) > 1


def gravest(evidence: Evidence, option: str, criterion: str) -> Backing:
    """The flag of a cell of the board."""
    found = {one.backing for one in evidence.cell(option, criterion).placements}
    return next(backing for backing in GRAVEST if backing in found)


def voiced(cell: Cell, views: Sequence[View], desk: Desk) -> list[Voiced]:
    """Every perspective with a passage, with the words of those that a report still has."""
    labels = {view.id: view.label for view in views}
    return [
        Voiced(
            view,
            cell.tallies[view.id],
            tuple(
                Side(direction, tuple(_heard(said, labels, desk)))
                for direction in Direction
                if (said := cell.said(direction, view.id))
            ),
            any(passage.weighs for passage in cell.passages if view.id in passage.views),
        )
        for view in views
        if view.id in cell.tallies
    ]


def _heard(passages: Iterable[Passage], labels: Mapping[str, str], desk: Desk) -> Iterable[Heard]:
    snapshot = desk.shelf.snapshot()
    for passage in passages:
        segment = desk.shelf.passage(passage.place)
        if segment is not None:
            here = passage.wave == snapshot.wave and segment.id in snapshot.segments
            href = address(segment, ORDERS[0]) if here else ""
            by = labels[passage.spoken_from] if passage.borrowed else ""
            yield Heard(passage.place, passage.respondent, segment.speaker, segment.text, href, by)

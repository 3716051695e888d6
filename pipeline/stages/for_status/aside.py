"""What stands in the ledger of anchors, told to people: where decisions went, and which of them are
kept aside. Never a word of the text, and no codes where two people may not see each other's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.anchor import Anchor, AnchorKind, standing_anchors
from pipeline.domain.double_coding import standing_assignments
from pipeline.domain.ids import respondent_order
from pipeline.domain.judgement import Decision, Verdict
from pipeline.errors import Place, StoreError
from pipeline.store.anchors import append_anchors, read_anchors
from pipeline.store.assignments import read_assignments
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_all_decisions
from pipeline.store.segment_names import read_ids

_TOLD = {
    AnchorKind.MOVED: "verplaatst",
    AnchorKind.CHANGED: "gewijzigd",
    AnchorKind.GONE: "verdwenen",
    AnchorKind.UNDONE: "losgemaakt",
}


@dataclass(frozen=True, slots=True)
class Stands:
    """A decision that stands in a coder's ledger, and its line there, from 1."""

    coder: str
    line: int
    decision: Decision


Standing = dict[str, list[Stands]]
"""Segment → what stands on it, by coder and line."""


def standing_decisions(ledgers: Mapping[str, Sequence[Decision]], wave: str) -> Standing:
    """What stands in a wave, as it was decided: under its own id and code, of all coders."""
    found: Standing = {}
    for coder, ledger in ledgers.items():
        latest = {d.subject: Stands(coder, at, d) for at, d in enumerate(ledger, start=1)}
        for one in sorted(latest.values(), key=lambda stands: stands.line):
            if one.decision.wave == wave and one.decision.verdict is not Verdict.RETRACT:
                found.setdefault(one.decision.segment, []).append(one)
    return found


def aside_in(
    anchors: Sequence[Anchor], standing: Standing, ids: Sequence[str]
) -> dict[str, list[Stands]]:
    """Segment → decisions that count nowhere because their text is not there: what vanished or was
    taken loose, and everything on a report that is not in the wave at all.

    Args:
        anchors: of this wave.
        ids: the segments of the wave as it is now; empty while it was not segmented.
    """
    said = {old: anchor for (_, old), anchor in standing_anchors(anchors).items()}
    reports = {id_.partition(":")[0] for id_ in ids}
    return {
        id_: own
        for id_, own in standing.items()
        if (id_ in said and said[id_].kind.is_aside)
        or (ids and id_.partition(":")[0] not in reports)
    }


def lines_of_anchors(layout: Layout, coder: str = "") -> list[str]:
    """Per report what moved, changed and vanished, with where each decision stands in its ledger.

    Codes are named where one coder alone worked on the report, or of `coder` herself.
    """
    standing = standing_decisions(read_all_decisions(layout.decisions), layout.wave)
    anchors = read_anchors(layout.anchors)
    ids = read_ids(layout.stage("segment"))
    closed = _coded_by_more(layout, standing)
    said: dict[str, list[Anchor]] = {}
    for anchor in standing_anchors(anchors).values():
        said.setdefault(anchor.respondent, []).append(anchor)
    held = {id_.partition(":")[0] for id_ in standing}
    missing = held - {id_.partition(":")[0] for id_ in ids} if ids else set()
    lines: list[str] = []
    for respondent in sorted({*said, *missing}, key=respondent_order):
        told = list(_report(said.get(respondent, ()), standing, respondent in closed, coder))
        if respondent in missing:
            own = [s for id_, on in standing.items() if _is_of(id_, respondent) for s in on]
            mine = sum(not coder or s.coder == coder for s in own)
            told = [f"  het verslag is er niet: {_decisions(mine)} bewaard tot het terug is"]
        if told:
            lines += [respondent, *told]
    return lines or ["geen besluiten waarvan de tekst veranderde"]


def undo(layout: Layout, segment: str, coder: str, at: str) -> int:
    """Takes a segment loose from the text that its decisions were put with; returns how many
    decisions are kept aside by that.

    Raises:
        StoreError: when nothing of it was moved or changed.
    """
    said = standing_anchors(read_anchors(layout.anchors)).get((layout.wave, segment))
    if said is None or not said.new:
        raise StoreError(
            "van dit segment is niets verplaatst of gewijzigd",
            place=Place(layout.relative(layout.anchors)),
            remedy="'oza anchors' noemt de segmenten waarbij dat wel zo is",
        )
    loose = Anchor(layout.wave, segment, said.digest, AnchorKind.UNDONE, coder=coder, at=at)
    append_anchors(layout.anchors, [loose])
    ledgers = read_all_decisions(layout.decisions)
    return len(standing_decisions(ledgers, layout.wave).get(segment, ()))


def _report(
    anchors: Sequence[Anchor], standing: Standing, closed: bool, coder: str
) -> Iterator[str]:
    for anchor in anchors:
        own = [s for s in standing.get(anchor.old, ()) if not coder or s.coder == coder]
        if own:
            where = f" → {', '.join(anchor.new)}" if anchor.new else ""
            share = (
                f" ({round(100 * anchor.share)}% van de tekst)"
                if anchor.kind is AnchorKind.CHANGED and anchor.share is not None
                else ""
            )
            yield f"  {anchor.old} {_TOLD[anchor.kind]}{where}{share}"
            yield from _by_coder(own, named=not closed or bool(coder))


def _by_coder(own: Sequence[Stands], *, named: bool) -> Iterator[str]:
    by_coder: dict[str, list[Stands]] = {}
    for one in own:
        by_coder.setdefault(one.coder, []).append(one)
    for coder, stands in sorted(by_coder.items()):
        if named:
            told = "; ".join(f"{_what(one.decision)} (regel {one.line})" for one in stands)
        else:
            lines = ", ".join(str(one.line) for one in stands)
            told = f"{_decisions(len(stands))} (regel {lines})"
        yield f"    {coder}.jsonl: {told}"


def _what(decision: Decision) -> str:
    return f"{decision.code} {decision.verdict.value}" if decision.code else decision.verdict.value


def _coded_by_more(layout: Layout, standing: Standing) -> set[str]:
    """Respondents whose report several people code: there, nobody reads another's codes here."""
    assigned: Mapping[str, Sequence[str]] = standing_assignments(
        read_assignments(layout.assignments), layout.wave
    )
    coders: dict[str, set[str]] = {name: set(people) for name, people in assigned.items()}
    for id_, own in standing.items():
        coders.setdefault(id_.partition(":")[0], set()).update(one.coder for one in own)
    return {name for name, people in coders.items() if len(people) > 1}


def _is_of(segment: str, respondent: str) -> bool:
    return segment.partition(":")[0] == respondent


def _decisions(count: int) -> str:
    return f"{count} {'besluit' if count == 1 else 'besluiten'}"

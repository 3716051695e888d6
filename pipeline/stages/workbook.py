"""A coder's workbook: out with the suggestions, back into the coder's own ledger."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.config.study import Study
from pipeline.domain.anchor import moved_of
from pipeline.domain.judgement import reviewed_segments, standing
from pipeline.domain.queue import Order
from pipeline.domain.segment import Segment
from pipeline.errors import Place, WorkbookError
from pipeline.exchange.coding_choice import (
    ORDERS,
    drawn_for,
    incomplete,
    ordered,
    shown_suggestions,
)
from pipeline.exchange.coding_export import write_coding_workbook
from pipeline.exchange.coding_import import (
    CodingImport,
    Imported,
    read_coding_workbook,
)
from pipeline.exchange.coding_sheet import Cells, CodingWork
from pipeline.stages.for_workbook.looking_again import looks_in
from pipeline.stages.for_workbook.older_workbook import OlderBooks, seen_by
from pipeline.stages.for_workbook.taking_in import take_in
from pipeline.stages.shared.fetching import carried_own
from pipeline.store.anchors import read_anchors
from pipeline.store.assignments import read_closed
from pipeline.store.files import read_json, without_clock, write_json
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_decisions
from pipeline.store.tables import read_segments, read_suggestions, read_turns


@dataclass(frozen=True, slots=True)
class ImportedWork:
    """How many decisions were new, how many were kept as they were made elsewhere, and how many
    rows are about text that is no longer in the wave."""

    coder: str
    added: int
    kept: int
    vanished: int


def export_workbook(
    layout: Layout,
    study: Study,
    coder: str,
    path: Path,
    order: str = Order.READING.value,
    limit: int | None = None,
) -> int:
    """Writes the workbook of one coder; returns the number of segments in it. A workbook that was
    read back takes the new one's place.

    Args:
        order: one of `ORDERS`; what this coder read already comes last, but for the order of the
            reports, where it keeps its place.
        limit: so many segments, those that this coder did not read first.

    Raises:
        WorkbookError: when the file there is no such workbook, or holds decisions that were not
            read back yet; for an order that does not exist.
    """
    if path.suffix.casefold() != ".xlsx":
        raise WorkbookError("een werkboek heet .xlsx", place=Place(layout.relative(path)))
    if order not in ORDERS:
        raise WorkbookError(
            f"er is geen volgorde '{order}'", remedy=f"kies uit {', '.join(ORDERS)}"
        )
    segments = read_segments(layout.stage("segment") / "segments.parquet")
    if path.exists() and _holds_news(layout, study, path, segments):
        raise WorkbookError(
            "het werkboek bestaat al en bevat besluiten die nog niet zijn teruggehaald",
            place=Place(layout.relative(path)),
            remedy="haal het eerst terug met 'oza import-xlsx', of kies --output",
        )
    closed = read_closed(layout.assignments, layout.wave, coder, study.settings.precedence)
    open_to_her = [s for s in segments if s.respondent not in closed]
    work = _work(layout, study, coder, order, limit, open_to_her)
    part = path.with_name(f".{path.stem}.part.xlsx")
    write_coding_workbook(part, work)
    without_clock(part)
    part.replace(path)
    return len(work.segments)


def _work(
    layout: Layout, study: Study, coder: str, order: str, limit: int | None, every: list[Segment]
) -> CodingWork:
    carried = carried_own(layout, study, read_decisions(layout.ledger(coder)))
    decisions = [d for d in carried.decisions if d.wave == layout.wave]
    stands = standing(decisions)
    suggest = layout.stage("suggest")
    turns = {turn.segment: turn for turn in read_turns(suggest / "queue.parquet")}
    drawn = drawn_for(turns.values(), decisions, study.codebook)
    read = {segment for _, segment in reviewed_segments(decisions)}
    rows = ordered(every, turns, drawn, read, order, limit)
    found = read_suggestions(suggest / "suggestions.parquet")
    return CodingWork(
        layout.wave,
        coder,
        study.codebook,
        rows,
        shown_suggestions(found, drawn, stands.values(), study.codebook),
        stands,
        drawn,
        order,
        incomplete(rows, every),
        looks_in(layout, study, carried, rows),
    )


def _holds_news(layout: Layout, study: Study, path: Path, segments: list[Segment]) -> bool:
    """Whether a workbook says something that the ledger does not know yet."""
    found = _read(layout, study, path, segments, "")
    own = read_decisions(layout.ledger(found.exported.coder))
    stands = standing(seen_by(layout, study, found, own))
    news = (
        d
        for d in found.decisions
        if d.subject not in stands or stands[d.subject].content != d.content
    )
    return bool(found.problems) or any(news)


def _read(
    layout: Layout, study: Study, path: Path, segments: list[Segment], at: str
) -> CodingImport:
    """Reads a workbook, counting changes from the last time it was read."""
    by_id = {segment.id: segment for segment in segments}
    older = OlderBooks(layout.study_folder, study)
    own = moved_of(read_anchors(layout.anchors))
    moved = {old: new for (wave, old), new in own.items() if wave == layout.wave}

    def read(imported: Imported | None = None) -> CodingImport:
        return read_coding_workbook(path, study.codebook, by_id, at, imported, older, moved)

    first = read()
    imported = _imported(layout, first.exported.coder)
    return read(imported) if imported else first


def _imported(layout: Layout, coder: str) -> Imported | None:
    path = layout.workbook_state(coder)
    if not path.exists():
        return None
    state = read_json(path)
    cells = {
        segment: {code: Cells(code, *rest) for code, rest in own.items()}
        for segment, own in state["cells"].items()
    }
    return Imported(state["identity"], cells)


def _keep(layout: Layout, coder: str, imported: Imported) -> None:
    cells = {
        segment: {code: [c.verdict, c.stance, c.memo] for code, c in own.items()}
        for segment, own in imported.cells.items()
    }
    write_json(layout.workbook_state(coder), {"identity": imported.identity, "cells": cells})


def import_workbook(layout: Layout, study: Study, path: Path, at: str) -> ImportedWork:
    """Reads a workbook into its coder's ledger.

    Raises:
        WorkbookError: for a workbook of another wave, for decisions about reports that are given
            to others, or for the first cell that may not be as it is; the message says how many
            there are. Nothing is written then.
    """
    segments = read_segments(layout.stage("segment") / "segments.parquet")
    found = _read(layout, study, path, segments, at)
    if found.exported.wave != layout.wave:
        raise WorkbookError(
            f"dit werkboek is van {found.exported.wave}, niet van {layout.wave}",
            place=Place(path.name),
            remedy=f"geef --wave {found.exported.wave}",
        )
    if found.problems:
        raise WorkbookProblems(found.problems)
    coder = found.exported.coder
    closed = read_closed(layout.assignments, layout.wave, coder, study.settings.precedence)
    others = {d.segment for d in found.decisions if d.respondent in closed}
    if others:
        raise WorkbookError(
            f"besluiten op {len(others)} segmenten gaan over verslagen die aan anderen zijn"
            " toegewezen; er is niets ingelezen",
            place=Place(path.name),
            remedy="neem de toewijzing terug met 'oza assign --take-back', of haal die rijen weg",
        )
    added, kept = take_in(layout, study, found)
    taken = [d for d in found.decisions if d.subject not in set(kept)]
    before = _imported(layout, coder) or Imported("", {})
    if before.identity != found.exported.identity:
        before = Imported(found.exported.identity, {})
    _keep(layout, coder, before.joined_by(taken))
    return ImportedWork(coder, added, len(kept), len(found.vanished))


class WorkbookProblems(WorkbookError):
    """Every cell that may not be as it is; the import as a whole is refused."""

    def __init__(self, problems: tuple[WorkbookError, ...]) -> None:
        self.problems = problems
        super().__init__(
            f"het werkboek klopt op {len(problems)} plaatsen niet; er is niets ingelezen",
            remedy="herstel ze en haal het opnieuw terug",
        )

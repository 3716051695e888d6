"""A coder's workbook: out with the suggestions, back into the coder's own ledger."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.config.study import Study
from pipeline.domain.judgement import Suggestion, standing
from pipeline.errors import Place, WorkbookError
from pipeline.exchange.coding_export import write_coding_workbook
from pipeline.exchange.coding_import import read_coding_workbook, without_conflicts
from pipeline.exchange.coding_sheet import CodingWork
from pipeline.store.files import without_clock
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions, read_decisions
from pipeline.store.tables import read_segments, read_suggestions


@dataclass(frozen=True, slots=True)
class Imported:
    """How many decisions were new, how many stood already, how many were kept as elsewhere."""

    coder: str
    added: int
    unchanged: int
    kept: int


def export_workbook(layout: Layout, study: Study, coder: str, path: Path) -> int:
    """Writes the workbook of one coder; returns the number of segments in it.

    Raises:
        WorkbookError: when the file exists: it may hold decisions that were not read back yet.
    """
    if path.exists():
        raise WorkbookError(
            "het werkboek bestaat al en kan besluiten bevatten",
            place=Place(layout.relative(path)),
            remedy="haal het terug met 'oza import-xlsx' en verplaats het, of kies --output",
        )
    segments = read_segments(layout.stage("segment") / "segments.parquet")
    suggestions: dict[str, list[Suggestion]] = {}
    for suggestion in read_suggestions(layout.stage("suggest") / "suggestions.parquet"):
        suggestions.setdefault(suggestion.segment, []).append(suggestion)
    stands = standing(read_decisions(layout.ledger(coder)))
    work = CodingWork(layout.wave, coder, study.codebook, segments, suggestions, stands)
    part = path.with_name(f".{path.stem}.part.xlsx")
    write_coding_workbook(part, work)
    without_clock(part)
    part.replace(path)
    return len(segments)


def import_workbook(layout: Layout, study: Study, path: Path, at: str) -> Imported:
    """Reads a workbook into its coder's ledger.

    Raises:
        WorkbookError: for a workbook of another wave, or for the first cell that may not be as
            it is; the message says how many there are. Nothing is written then.
    """
    segments = read_segments(layout.stage("segment") / "segments.parquet")
    found = read_coding_workbook(path, study.codebook, {s.id: s for s in segments}, at)
    if found.exported.wave != layout.wave:
        raise WorkbookError(
            f"dit werkboek is van {found.exported.wave}, niet van {layout.wave}",
            place=Place(path.name),
            remedy=f"geef --wave {found.exported.wave}",
        )
    if found.problems:
        raise WorkbookProblems(found.problems)
    ledger = layout.ledger(found.exported.coder)
    fresh, kept = without_conflicts(found, standing(read_decisions(ledger)))
    added = append_decisions(ledger, fresh)
    return Imported(found.exported.coder, added, len(fresh) - added, len(kept))


class WorkbookProblems(WorkbookError):
    """Every cell that may not be as it is; the import as a whole is refused."""

    def __init__(self, problems: tuple[WorkbookError, ...]) -> None:
        self.problems = problems
        super().__init__(
            f"{len(problems)} cellen zijn gewijzigd waar dat niet mag; er is niets ingelezen",
            remedy="herstel ze en haal het werkboek opnieuw terug",
        )

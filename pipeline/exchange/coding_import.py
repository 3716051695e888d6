"""Reads a coder's workbook back: only what the coder changed becomes a decision."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from pipeline.domain.bulk import Subject
from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision, Verdict
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.errors import Place, WorkbookError
from pipeline.exchange.coding_again import read_again_sheet
from pipeline.exchange.coding_row import CodingRow, column_letter
from pipeline.exchange.coding_sheet import (
    CODING,
    EXPORTED,
    FIRST_FORMAT,
    FORMAT,
    REPORTS,
    YES,
    Cells,
    Drawn,
    Exported,
    columns,
)


class Older(Protocol):
    """The codebook as it was under older versions."""

    def of(self, version: str) -> Codebook: ...

    def retired(self, code: str, version: str) -> bool:
        """Whether a code of that version has no successor any more."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read from a workbook so far. A coder fills in the same workbook for days and reads
    it back now and then; what she changes counts from the last time, not from the export."""

    identity: str
    cells: Mapping[str, Mapping[str, Cells]]

    def over(
        self, exported: Mapping[str, Mapping[str, Cells]], moved: Mapping[str, str]
    ) -> dict[str, dict[str, Cells]]:
        """The exported cells with what was read since in their place; retracted ones are gone.

        Args:
            exported: under the ids of now.
            moved: id in the export → the id of now. What was read before the text moved stands
                under the former, and gives way to what was read after.
        """
        found = {segment: dict(cells) for segment, cells in exported.items()}
        for segment, cells in sorted(self.cells.items(), key=lambda own: own[0] not in moved):
            found.setdefault(moved.get(segment, segment), {}).update(cells)
        gone = Verdict.RETRACT.value
        return {
            segment: {code: c for code, c in cells.items() if c.verdict != gone}
            for segment, cells in found.items()
        }

    def joined_by(self, decisions: Iterable[Decision]) -> Imported:
        cells = {segment: dict(own) for segment, own in self.cells.items()}
        for d in decisions:
            own = cells.setdefault(d.segment, {})
            own[d.code] = Cells(d.code, d.verdict.value, d.stance.value, d.memo)
        return Imported(self.identity, cells)


@dataclass(frozen=True, slots=True)
class CodingImport:
    """What a workbook says, still to be written.

    `decisions` are what the coder changed since the export. `problems` are cells that may not
    be as they are: as long as there are any, nothing is to be written. `vanished` are segments
    whose text is no longer in the wave, because a report was changed since the export.
    """

    exported: Exported
    decisions: tuple[Decision, ...]
    problems: tuple[WorkbookError, ...]
    vanished: tuple[str, ...]


def read_coding_workbook(
    path: Path,
    codebook: Codebook,
    segments: Mapping[str, Segment],
    at: str,
    imported: Imported | None = None,
    older: Older | None = None,
    moved: Mapping[str, str] = MappingProxyType({}),
) -> CodingImport:
    """Reads a workbook that `write_coding_workbook` made and a coder filled in.

    Args:
        segments: the segments of the wave as they are now, by id.
        at: the moment of importing, UTC, for the decisions.
        imported: what was read from this workbook the last time; ignored if it is of another.
        older: for a workbook that was exported under an older version of the codebook: what it says
            is then said under that version.
        moved: former id → the segment where the same wording stands now.

    Raises:
        WorkbookError: when the file is no workbook of ours, or its sheets or columns are gone.
    """
    book = _open(path)
    exported = _exported(book, path)
    moved = _rows_moved(exported, segments, moved)
    exported = exported.under(moved)
    if imported is not None and imported.identity == exported.identity:
        exported = replace(exported, cells=imported.over(exported.cells, moved))
    if exported.study != codebook.study:
        raise WorkbookError(
            f"dit werkboek is van studie '{exported.study}', niet van '{codebook.study}'",
            place=Place(path.name),
            remedy=f"geef --study {exported.study}",
        )
    if older is not None and exported.version != codebook.version:
        codebook = older.of(exported.version)
    asked, looked = read_again_sheet(book, path.name, moved)
    sheet = _sheet(book, CODING, path)
    names = columns(exported.suggested, exported.extra, exported.marks)
    found = [str(cell.value or "") for cell in sheet[1]][: len(names)]
    for number, (name, value) in enumerate(zip(names, found, strict=False), start=1):
        if name != value:
            raise WorkbookError(
                f"hier hoort de kolom '{name}' te staan",
                place=Place(path.name, sheet=CODING, row=1, column=column_letter(number)),
                remedy="exporteer opnieuw en neem de beslissingen over",
            )
    problems: list[WorkbookError] = []
    decisions: list[Decision] = []
    finished = _finished_reports(book, path, problems)
    seen: set[str] = set()
    vanished: list[str] = []
    for row in sheet.iter_rows(min_row=2):
        values = {name: cell.value for name, cell in zip(names, row, strict=False)}
        if all(value is None for value in values.values()):
            continue
        reader = CodingRow(path.name, row[0].row, names, values, exported, codebook, moved)
        segment = reader.segment(segments, seen, vanished)
        if segment is not None:
            again = (asked.get(segment.id, ()), looked.get(segment.id, ()))
            for d in reader.decisions(segment, segment.respondent in finished, at, *again):
                decisions.append(d)
                if older and d.verdict.assigns and older.retired(d.code, exported.version):
                    reader.refuse_retired(d.code)
        problems += reader.problems
    for id_ in exported.digests:
        if id_ not in seen:
            problems.append(
                WorkbookError(
                    f"de rij van segment {id_} is weg", place=Place(path.name, sheet=CODING)
                )
            )
    return CodingImport(exported, tuple(decisions), tuple(problems), tuple(vanished))


def without_conflicts(
    found: CodingImport, standing: Mapping[Subject, Decision]
) -> tuple[list[Decision], list[Subject]]:
    """Splits off the decisions on which the ledger has moved on since the export. What was accepted
    unread in the meantime gives way to what this coder read.

    Returns:
        The decisions to append, and the subjects that were decided elsewhere in the meantime and
        stay as they are there.
    """
    fresh, kept = [], []
    for decision in found.decisions:
        now = standing.get(decision.subject)
        before = found.exported.cells.get(decision.segment, {}).get(decision.code)
        if now is not None and now.verdict is Verdict.RETRACT and before is None:
            now = None
        if now is not None and now.verdict is Verdict.AGAIN:
            now = None  # it follows from the codebook; nobody decided it
        if now is not None and now.bulk:
            fresh.append(decision)
            continue
        same_as_export = (now is None and before is None) or (
            now is not None
            and before is not None
            and (now.verdict.value, now.stance.value, now.memo)
            == (before.verdict, before.stance, before.memo)
        )
        if same_as_export or (now is not None and now.content == decision.content):
            fresh.append(decision)
        else:
            kept.append(decision.subject)
    return fresh, kept


def _rows_moved(
    exported: Exported, segments: Mapping[str, Segment], moved: Mapping[str, str]
) -> dict[str, str]:
    """Of `moved` what is about rows of this workbook. Where the new place has a row of its own, or
    two rows would share it, the former row is about text that is gone."""
    found: dict[str, str] = {}
    taken = set(exported.digests)
    for id_ in exported.digests:
        new = moved.get(id_, "")
        if id_ not in segments and new in segments and new not in taken:
            found[id_] = new
            taken.add(new)
    return found


def _open(path: Path) -> Any:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(path)
    except FileNotFoundError:
        raise WorkbookError("het werkboek bestaat niet", place=Place.of(path)) from None
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise WorkbookError(
            "geen leesbaar Excel-werkboek", place=Place.of(path), remedy="bewaar het als .xlsx"
        ) from None


def _sheet(book: Any, name: str, path: Path) -> Any:
    if name not in book.sheetnames:
        raise WorkbookError(
            f"het blad '{name}' ontbreekt", place=Place.of(path), remedy="exporteer opnieuw"
        )
    return book[name]


def _exported(book: Any, path: Path) -> Exported:
    rows = list(_sheet(book, EXPORTED, path).iter_rows(values_only=True))
    damaged = WorkbookError(
        "het verborgen blad met de export is gewijzigd",
        place=Place(path.name, sheet=EXPORTED),
        remedy="exporteer opnieuw en neem de beslissingen over",
    )
    if not rows or rows[0][0] not in (FORMAT, FIRST_FORMAT):
        raise damaged
    _, study, wave, coder, version, suggested, extra = rows[0][:7]
    digests: dict[str, str] = {}
    shown: dict[str, dict[str, tuple[float, str]]] = {}
    cells: dict[str, dict[str, Cells]] = {}
    drawn: dict[str, Drawn] = {}
    try:
        marks = tuple(json.loads(rows[0][7])) if rows[0][0] == FORMAT else ()
        for id_, digest, shown_text, cells_text, *rest in (row[:5] for row in rows[1:]):
            digests[str(id_)] = str(digest)
            shown[str(id_)] = {
                code: (chance, model) for code, chance, model in json.loads(shown_text)
            }
            cells[str(id_)] = {code: Cells(code, *own) for code, *own in json.loads(cells_text)}
            if rows[0][0] == FORMAT:
                blind, share, check = json.loads(rest[0])
                drawn[str(id_)] = Drawn(bool(blind), share, tuple(check))
        counts = (int(suggested), int(extra))
        identity = text_digest("\n".join(map(str, rows)))
        names = (identity, str(study), str(wave), str(coder), str(version))
        return Exported(*names, *counts, digests, shown, cells, drawn, marks)
    except (IndexError, TypeError, ValueError):
        raise damaged from None


def _finished_reports(book: Any, path: Path, problems: list[WorkbookError]) -> set[str]:
    finished = set()
    for row in _sheet(book, REPORTS, path).iter_rows(min_row=2, max_col=3):
        mark = str(row[2].value or "").strip().casefold()
        if mark == YES:
            finished.add(str(row[0].value))
        elif mark:
            place = Place(path.name, sheet=REPORTS, row=row[0].row, column="C")
            problems.append(WorkbookError("kies 'ja' of laat leeg", place=place))
    return finished

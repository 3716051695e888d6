"""Writes a coder's workbook: a row a segment, drop-downs, the codebook beside it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Verdict
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.exchange.coding_again import AGAIN, write_again_sheet
from pipeline.exchange.coding_guide import guide_lines
from pipeline.exchange.coding_sheet import (
    BLIND,
    CODES,
    CODING,
    EXPORTED,
    FIXED,
    FORMAT,
    GUIDE,
    REPORTS,
    STANCES,
    UNREAD,
    VERDICTS,
    YES,
    CodingWork,
    columns,
)

_WIDTHS = {"tekst": 70, "kop": 22, "vraag": 28, "memo": 40, "segment": 15}
_GREY = {*FIXED, BLIND, UNREAD}


def write_coding_workbook(path: Path, work: CodingWork) -> None:
    """Writes the workbook; the same work gives the same cells."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = CODING
    _codes_sheet(book.create_sheet(CODES), work.codebook)
    _coding_sheet(sheet, work)
    _reports_sheet(book.create_sheet(REPORTS), work)
    if work.looks:
        write_again_sheet(book.create_sheet(AGAIN), work.looks)
    guide = book.create_sheet(GUIDE)
    guide.column_dimensions["A"].width = 100
    for line in guide_lines(work):
        guide.append([line])
    _exported_sheet(book.create_sheet(EXPORTED), work)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def _coding_sheet(sheet: Any, work: CodingWork) -> None:
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.utils import get_column_letter

    names = columns(work.suggested_columns, work.extra_columns, work.marks)
    at = {name: number for number, name in enumerate(names, start=1)}
    _header(sheet, names)
    grey, wrapped = (
        PatternFill("solid", fgColor="F2F2F2"),
        Alignment(wrap_text=True, vertical="top"),
    )
    for row, segment in enumerate(work.segments, start=2):
        cells = _row(work, segment)
        for name, value in cells.items():
            cell = sheet.cell(row, at[name])
            _put(cell, value)
            cell.alignment = wrapped
            if name in _GREY or name.startswith(("voorstel", "kans")):
                cell.fill = grey
            if name.startswith("kans"):
                cell.number_format = "0%"
    for name, number in at.items():
        letter = get_column_letter(number)
        wide = 26 if name.startswith(("voorstel", "extra")) else 13
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, wide)
    sheet.freeze_panes = sheet.cell(2, at["tekst"] + 1)
    last = len(work.segments) + 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{last}"
    codes = f"'{CODES}'!$A$2:$A${len(work.codebook.codes) + 1}"
    for name, number in at.items():
        cells_of = f"{get_column_letter(number)}2:{get_column_letter(number)}{max(last, 2)}"
        if name.startswith("besluit"):
            _choices(sheet, cells_of, ",".join(VERDICTS))
        elif name.startswith("houding"):
            _choices(sheet, cells_of, ",".join(STANCES))
        elif name == "gelezen":
            _choices(sheet, cells_of, YES)
        elif name.startswith("extra code"):
            _choices(sheet, cells_of, codes, named=True)


def _row(work: CodingWork, segment: Segment) -> dict[str, Any]:
    """Column name → value. What the coder decided before is filled in where it belongs."""
    row: dict[str, Any] = {
        "segment": segment.id,
        "verslag": segment.respondent,
        "actor": RespondentId.parse(segment.respondent).actor.value,
        "kop": segment.heading,
        "vraag": segment.question,
        "tekst": segment.text,
    }
    marks = {BLIND: YES if work.of(segment).blind else "", UNREAD: work.unread(segment)}
    row |= {name: marks[name] for name in work.marks}
    stands = work.stands(segment)
    suggested = work.suggestions.get(segment.id, ())
    for number, suggestion in enumerate(suggested, start=1):
        row[f"voorstel {number}"] = work.codebook[suggestion.code].label
        row[f"kans {number}"] = suggestion.probability
        if cells := stands.pop(suggestion.code, None):
            accepted = Verdict(cells.verdict).assigns
            row[f"besluit {number}"] = VERDICTS[0] if accepted else VERDICTS[1]
            row[f"houding {number}"] = cells.stance
    if whole := stands.pop("", None):
        row["gelezen"], row["memo"] = YES, whole.memo
    for number, cells in enumerate(work.added(segment), start=1):
        row[f"extra code {number}"] = work.codebook[cells.code].label
        row[f"houding extra {number}"] = cells.stance
    return row


def _codes_sheet(sheet: Any, codebook: Codebook) -> None:
    from openpyxl.styles import Alignment

    _header(
        sheet, ["code", "id", "valt onder", "definitie", "wanneer wel", "wanneer niet", "actoren"]
    )
    for row, code in enumerate(codebook, start=2):
        avoid = "; ".join(f"{a.when} → {codebook[a.code].label}" for a in code.avoid)
        values = [
            code.label,
            code.id,
            codebook[code.parent].label if code.parent else "",
            code.definition,
            code.use,
            avoid,
            ", ".join(code.actors),
        ]
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            _put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCDEFG", (34, 26, 28, 60, 60, 60, 26), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "B2"


def _reports_sheet(sheet: Any, work: CodingWork) -> None:
    _header(sheet, ["verslag", "segmenten", "heel verslag gelezen"])
    whole = [s.respondent for s in work.segments if s.respondent not in work.partial]
    counts = Counter(whole)
    for respondent, count in counts.items():
        sheet.append([respondent, count, None])
    _choices(sheet, f"C2:C{max(len(counts) + 1, 2)}", YES)
    sheet.column_dimensions["C"].width = 24
    sheet.freeze_panes = "A2"


def _exported_sheet(sheet: Any, work: CodingWork) -> None:
    """What reading checks against: identity of the work, digests, suggestions, decisions, and how
    the segments were drawn."""
    book = work.codebook
    head = (work.suggested_columns, work.extra_columns, json.dumps(work.marks, ensure_ascii=False))
    sheet.append([FORMAT, book.study, work.wave, work.coder, book.version, *head])
    for segment in work.segments:
        shown = [[s.code, s.probability, s.model] for s in work.suggestions.get(segment.id, ())]
        stands = [
            [c.code, c.verdict, c.stance, c.memo, *([True] if c.bulk else [])]
            for c in work.stands(segment).values()
        ]
        drawn = work.of(segment)
        sheet.append(
            [
                segment.id,
                text_digest(segment.text),
                json.dumps(shown, ensure_ascii=False),
                json.dumps(stands, ensure_ascii=False),
                json.dumps([drawn.blind, drawn.share, drawn.check], ensure_ascii=False),
            ]
        )
    sheet.sheet_state = "hidden"


def _header(sheet: Any, names: list[str]) -> None:
    from openpyxl.styles import Font

    sheet.append(names)
    for cell in sheet[1]:
        cell.font = Font(bold=True)


def _put(cell: Any, value: Any) -> None:
    """Writes text as text: what a participant said may begin with '=' and is no formula."""
    cell.value = value if value != "" else None
    if isinstance(value, str) and value:
        cell.data_type = "s"


def _choices(sheet: Any, cells: str, choices: str, *, named: bool = False) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        type="list", formula1=choices if named else f'"{choices}"', allow_blank=True
    )
    rule.errorTitle, rule.error = "Kies uit de lijst", "Kies een waarde uit de lijst of laat leeg."
    sheet.add_data_validation(rule)
    rule.add(cells)

"""What a coder is asked to look at again because the codebook or the text changed: a sheet of its
own, with what a code meant then beside what it means now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.domain.again import LookAgain, TextChanged
from pipeline.domain.carrying import Again
from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.migration import StepKind
from pipeline.errors import Place, WorkbookError

AGAIN = "Opnieuw"
YES = "ja"
COLUMNS = (
    "segment", "code", "toen", "wat er veranderde", "definitie toen", "definitie nu", "bekeken",
)  # fmt: skip
_WIDTHS = (15, 26, 34, 40, 60, 60, 12)
WHOLE = ""
"""A code that was split is no more, and changed text asks about every code: the question is then
about the segment as a whole."""
_TEXT = "de tekst is gewijzigd na dit besluit"


@dataclass(frozen=True, slots=True)
class Look:
    """A row of the sheet. `code` is the code under its name of now, `WHOLE` where it was split or
    the text changed; `label` is what stood then."""

    segment: str
    code: str
    label: str
    what: str
    then: str
    now: str
    text_changed: bool = False


def looks_of(
    waiting: Iterable[LookAgain], older: Mapping[str, Codebook], book: Codebook
) -> list[Look]:
    """One coder's rows, in the order given.

    Args:
        older: version → the codebook from which that version came, as far as it was frozen.
    """
    return [
        _changed(one.segment.id, reason, book)
        if isinstance(reason, TextChanged)
        else _look(reason, older.get(reason.to), book)
        for one in waiting
        for reason in one.reasons
    ]


def write_again_sheet(sheet: Any, looks: Sequence[Look]) -> None:
    """Writes the rows below a header, with a drop-down in the last column."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.append(COLUMNS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row, look in enumerate(looks, start=2):
        values = (look.segment, look.code, look.label, look.what, look.then, look.now)
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, value or None)
            if value:
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for at, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "C2"
    rule = DataValidation(type="list", formula1=f'"{YES}"', allow_blank=True)
    sheet.add_data_validation(rule)
    last = get_column_letter(len(COLUMNS))
    rule.add(f"{last}2:{last}{len(looks) + 1}")


def read_again_sheet(
    book: Any, file: str, moved: Mapping[str, str]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Segment of now → the codes that were asked about, and those that the coder says she looked
    at.

    Args:
        moved: id in the export → the id of now.

    Raises:
        WorkbookError: for a mark that is no answer.
    """
    asked: dict[str, set[str]] = {}
    looked: dict[str, set[str]] = {}
    if AGAIN not in book.sheetnames:
        return asked, looked
    for row in book[AGAIN].iter_rows(min_row=2, max_col=len(COLUMNS)):
        segment, code = (str(cell.value or "").strip() for cell in row[:2])
        mark = str(row[-1].value or "").strip().casefold()
        if mark not in ("", YES):
            place = Place(file, sheet=AGAIN, row=row[0].row, column="G")
            raise WorkbookError(f"kies '{YES}' of laat leeg", place=place)
        segment = moved.get(segment, segment)
        if segment:
            asked.setdefault(segment, set()).add(code)
            if mark:
                looked.setdefault(segment, set()).add(code)
    return asked, looked


def _look(again: Again, before: Codebook | None, book: Codebook) -> Look:
    code, step = again.decision.code, again.step
    split = step.kind is StepKind.SPLIT
    was = before[code] if before is not None and code in before else None
    names = [book[name].label for name in again.into if name in book]
    why = f": {step.why}" if step.why else ""
    done = f"{step.kind} in {', '.join(names)}" if split else f"{step.kind}"
    stood = "" if again.decision.verdict.assigns else " (afgewezen)"
    return Look(
        again.decision.segment,
        WHOLE if split or not names else again.into[0],
        f"{was.label if was else code}{stood}",
        f"in versie {again.to} {done}{why}",
        _text(was) if was else "",
        "\n\n".join(_text(book[name], split) for name in again.into if name in book),
    )


def _changed(segment: str, reason: TextChanged, book: Codebook) -> Look:
    stood = [
        (book[d.code].label if d.code in book else d.code)
        + ("" if d.verdict.assigns else " (afgewezen)")
        for d in reason.decisions
        if d.code
    ]
    return Look(segment, WHOLE, "; ".join(stood) or "gelezen, zonder code", _TEXT, "", "", True)


def _text(code: Code, named: bool = False) -> str:
    """What a coder decides by."""
    head = f"{code.label}: " if named else ""
    return f"{head}{code.definition}\nWanneer wel: {code.use}"

"""Findings out to the sheet in which a person decides, and the decisions back."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.errors import Place, WorkbookError
from pipeline.exchange.findings_sheet import (
    SHEET,
    Decided,
    read_findings_sheet,
    write_findings_sheet,
)
from pipeline.privacy.resolutions import ROLES, Choice
from pipeline.store.files import read_json, write_text
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_lines, read_lines

_CHOICES = tuple(choice.value for choice in Choice)


def export_sheet(layout: Layout) -> int:
    """Writes the sheet, readable for its owner only; returns the number of findings.

    Raises:
        WorkbookError: when the sheet there holds decisions that were not imported yet.
    """
    path = layout.findings_sheet
    if path.exists() and _fresh(layout, read_findings_sheet(path, _CHOICES, ROLES)):
        raise WorkbookError(
            "het blad bevat besluiten die nog niet zijn ingelezen",
            place=Place(layout.relative(path)),
            remedy="draai eerst 'oza privacy-import'",
        )
    rows = read_json(layout.stage("privacy") / "waiting.json")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.stem}.part.xlsx")
    part.touch(mode=0o600)
    write_findings_sheet(part, rows, _CHOICES, ROLES)
    part.chmod(0o600)
    part.replace(path)
    return len(rows)


def import_sheet(layout: Layout, by: str, at: str) -> int:
    """Appends the decisions that are new; returns how many.

    The ledger names places, not words. Words that identify nobody go to the allow-list.
    """
    decided = _fresh(layout, read_findings_sheet(layout.findings_sheet, _CHOICES, ROLES))
    rows = read_json(layout.stage("privacy") / "waiting.json")
    waiting = {row["id"]: row for row in rows}
    lines = [
        {
            "wave": layout.wave,
            "finding": row.finding,
            "choice": row.choice,
            "role": row.role,
            **_widening(layout, row, waiting.get(row.finding, {})),
            "by": by,
            "at": at,
        }
        for row in decided
    ]
    # Words first: killed in between, the rows still count as new and are imported again.
    if decided:
        _update_allowed(layout, decided)
    append_lines(layout.resolutions, lines)
    return len(decided)


def _widening(layout: Layout, row: Decided, found: Mapping[str, str]) -> dict[str, int]:
    """By how many characters a finding was too short, when the person wrote the whole of it.

    Raises:
        WorkbookError: when that does not stand there.
    """
    if not row.whole or row.whole == row.text:
        return {}
    at = row.whole.find(row.text)
    before, after = row.whole[: max(at, 0)], row.whole[at + len(row.text) :]
    stands = found.get("before", "").endswith(before) and found.get("after", "").startswith(after)
    if at < 0 or not stands:
        raise WorkbookError(
            "de hele tekst staat zo niet rond wat is gevonden",
            place=Place(layout.findings_sheet.name, sheet=SHEET, row=row.row, column="J"),
            remedy="neem hem letter voor letter over uit de kolom 'context', zonder ⟦ en ⟧",
        )
    return {"before": len(before), "after": len(after)}


def _fresh(layout: Layout, decided: list[Decided]) -> list[Decided]:
    """The rows that say something else than the last decision about their finding."""
    last = {
        line["finding"]: (line["choice"], line["role"], line.get("before", 0), line.get("after", 0))
        for line in read_lines(layout.resolutions)
        if line["wave"] == layout.wave
    }
    return [
        row
        for row in decided
        if row.finding not in last
        or last[row.finding][:2] != (row.choice, row.role)
        or (sum(last[row.finding][2:]) > 0) != (row.whole not in ("", row.text))
    ]


def _update_allowed(layout: Layout, rows: list[Decided]) -> None:
    """Adds the words that identify nobody; takes off a word that was allowed by mistake."""
    path = layout.allowed_words
    before = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    words = {line for line in before if line.strip() and not line.startswith("#")}
    for row in rows:
        if row.choice == Choice.ALLOW.value:
            words.add(row.text)
        else:
            words.discard(row.text)
    head = "# Woorden waarvan een onderzoeker heeft besloten dat ze niemand aanwijzen."
    lines = [head, *sorted(words, key=lambda word: (word.casefold(), word))]
    write_text(path, "\n".join(lines) + "\n")

"""Work of people that would be lost with the file it is in: decisions that were filled in and not
read back yet, about somebody else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from pipeline.config.study import Study
from pipeline.domain.forgetting import Withdrawal
from pipeline.domain.judgement import standing
from pipeline.errors import Place, WorkbookError
from pipeline.exchange.coding_import import read_coding_workbook
from pipeline.exchange.findings_sheet import read_findings_sheet
from pipeline.privacy.resolutions import ROLES, Choice
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_decisions, read_lines
from pipeline.store.tables import read_segments


def check_read_back(
    layout: Layout, study: Study, withdrawal: Withdrawal, findings: Collection[str]
) -> None:
    """Looks through the workbooks and sheets of all waves.

    Args:
        findings: ids of the findings in the reports of whoever withdraws.

    Raises:
        WorkbookError: when one holds decisions about others that were not read back. What differs
            from the ledger counts: nobody's work is thrown away on a guess.
    """
    for wave in layout.waves():
        at = Layout(layout.root, layout.study, wave)
        for path in _workbooks_with_news(at, study, withdrawal):
            raise WorkbookError(
                "het werkboek bevat besluiten over anderen die nog niet zijn teruggehaald",
                place=Place(at.relative(path)),
                remedy="haal het eerst terug met 'oza import-xlsx', of haal het weg",
            )
        if _sheet_has_news(at, findings):
            raise WorkbookError(
                "het blad bevat besluiten die nog niet zijn ingelezen",
                place=Place(at.relative(at.findings_sheet)),
                remedy="draai eerst 'oza privacy-import', of haal het weg",
            )


def _workbooks_with_news(layout: Layout, study: Study, withdrawal: Withdrawal) -> Iterator[Path]:
    table = layout.stage("segment") / "segments.parquet"
    paths = sorted(layout.stage("werkboek").glob("[!.~]*.xlsx"))
    if not paths or not table.exists():
        return
    segments = {segment.id: segment for segment in read_segments(table)}
    for path in paths:
        found = read_coding_workbook(path, study.codebook, segments, "")
        stands = standing(read_decisions(layout.ledger(found.exported.coder)))
        if found.problems or any(
            not withdrawal.names(d.segment, layout.wave)
            and (d.subject not in stands or stands[d.subject].content != d.content)
            for d in found.decisions
        ):
            yield path


def _sheet_has_news(layout: Layout, findings: Collection[str]) -> bool:
    if not layout.findings_sheet.exists():
        return False
    known = {
        line["finding"]: (line["choice"], line["role"])
        for line in read_lines(layout.resolutions)
        if line["wave"] == layout.wave
    }
    choices = tuple(choice.value for choice in Choice)
    rows = read_findings_sheet(layout.findings_sheet, choices, ROLES)
    return any(
        row.finding not in findings and known.get(row.finding) != (row.choice, row.role)
        for row in rows
    )

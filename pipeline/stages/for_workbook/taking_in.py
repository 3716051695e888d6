"""What was decided in a file that came back → its coder's ledger; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.config.study import Study
from pipeline.domain.bulk import Subject
from pipeline.domain.judgement import Decision
from pipeline.exchange.coding_import import CodingImport, without_conflicts
from pipeline.stages.for_workbook.older_workbook import decided_since, seen_by
from pipeline.store.layout import Layout
from pipeline.store.ledger import Standing, merge_decisions


def take_in(layout: Layout, study: Study, found: CodingImport) -> tuple[int, list[Subject]]:
    """Appends the decisions of one coder, in one go.

    Returns:
        How many were new, and the subjects that were decided elsewhere since the export: what was
        decided there stays.
    """
    kept: list[Subject] = []
    since: set[Subject] = set()

    def under(own: Sequence[Decision]) -> Sequence[Decision]:
        since.update(decided_since(layout, study, found, own))
        return seen_by(layout, study, found, own)

    def choose(stands: Standing) -> list[Decision]:
        fresh, elsewhere = without_conflicts(found, stands)
        kept.extend([*elsewhere, *(d.subject for d in fresh if d.subject in since)])
        return [d for d in fresh if d.subject not in since]

    return merge_decisions(layout.ledger(found.exported.coder), choose, under), kept

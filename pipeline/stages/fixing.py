"""For authors: a template to begin with, and what the report says now kept to compare with."""

from __future__ import annotations

from pathlib import Path

from pipeline.config.study import Study
from pipeline.errors import Place, StoreError
from pipeline.report.compose import compose
from pipeline.report.living.template import write_template
from pipeline.report.snapshots import snapshot_of
from pipeline.stages.shared.gathering import evidence_of, marked_segments
from pipeline.store.files import without_clock
from pipeline.store.layout import Layout
from pipeline.store.snapshots import keep_snapshot
from pipeline.text.sentences import sentence_ends


def make_template(layout: Layout, study: Study) -> Path:
    """Writes the template of a study. Raises StoreError when there is one: it is the author's."""
    path = layout.template
    if path.exists():
        raise StoreError(
            "er is al een sjabloon, en daar kan iemand in hebben geschreven",
            place=Place(layout.relative(path)),
            remedy="hernoem het eerst als u opnieuw wilt beginnen",
        )
    write_template(path, study)
    without_clock(path)
    return path


def keep_report(layout: Layout, study: Study, name: str, by: str, at: str) -> Path:
    """Keeps the numbers and the quotations' ids of this moment under a name.

    Raises:
        StoreError: when a report was fixed under this name before.
        LedgerError: when nothing is validated yet.
    """
    evidence = evidence_of(layout, study, marked_segments(layout).segments)
    composition = compose(study, evidence, sentence_ends, {})
    snapshot = snapshot_of(
        composition, study.codebook, study.wording, wave=layout.wave, name=name, at=at, by=by
    )
    return keep_snapshot(layout.fixed_reports, snapshot)

"""What a coder is asked to look at again in her workbook."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.config.study import Study
from pipeline.config.version_files import frozen_versions
from pipeline.domain.again import to_look_at_again
from pipeline.domain.anchor import formers_of_anchors
from pipeline.domain.carrying import Again, Carried
from pipeline.domain.segment import Segment
from pipeline.exchange.coding_again import Look, looks_of
from pipeline.stages.for_versions.reading import book_of
from pipeline.store.anchors import read_anchors
from pipeline.store.layout import Layout


def looks_in(layout: Layout, study: Study, carried: Carried, rows: Sequence[Segment]) -> list[Look]:
    """What one coder is to look at again in the rows of her workbook, because the text or the
    codebook changed; changed text first, as on the review page."""
    formers = formers_of_anchors(read_anchors(layout.anchors), layout.wave)
    waiting = to_look_at_again(carried, formers, rows, layout.wave)
    reasons = [reason for one in waiting for reason in one.reasons]
    frozen = frozen_versions(layout.study_folder)
    started = {one.to: one.start for one in study.lineage.migrations}
    older = {
        version: book_of(layout.study_folder, started[version])
        for version in {reason.to for reason in reasons if isinstance(reason, Again)}
        if started[version] in frozen
    }
    return looks_of(waiting, older, study.codebook)

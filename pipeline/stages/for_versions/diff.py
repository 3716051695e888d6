"""Two versions of the codebook beside each other, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.config.lineage import read_lineage
from pipeline.domain.codebook_diff import CodebookDiff, differences
from pipeline.domain.explaining import proposed
from pipeline.domain.migration import Lineage, Migration, least_version, version_key
from pipeline.errors import CodebookError
from pipeline.stages.for_versions.reading import book_of, decided_under, last_frozen, to_look_at
from pipeline.store.layout import Layout

WORKING = "werk"
"""What the working files are called beside the versions."""


@dataclass(frozen=True)
class Difference:
    """Two versions beside each other. `supposed` says that nobody wrote the steps down yet.

    `decided` counts, per code of the version before, the decisions that stood on it then; `again`
    those that are to be looked at again because of these steps.
    """

    found: CodebookDiff
    migrations: tuple[Migration, ...]
    supposed: bool
    decided: Mapping[str, int]
    again: int


def difference(layout: Layout, start: str = "", to: str = WORKING) -> Difference:
    """Two versions beside each other.

    Args:
        start: a frozen version; the last one when empty.
        to: a later one, or the working files.

    Raises:
        CodebookError: for a version that was not frozen, or does not come after the other.
    """
    folder = layout.study_folder
    start = start or last_frozen(folder)
    before, now = book_of(folder, start), book_of(folder, "" if to == WORKING else to)
    if to != WORKING and version_key(to) <= version_key(start):
        raise CodebookError(
            f"versie {to} komt niet na {start}", remedy="noem de oudste versie het eerst"
        )
    lineage = read_lineage(folder)
    known = lineage if to == WORKING else lineage.until(to)
    steps = tuple(m for m in known.migrations if version_key(m.start) >= version_key(start))
    found = differences(before, now, lambda code: Lineage(steps).names_now([code], start))
    supposed = to == WORKING and bool(found) and not steps
    if supposed:
        told = tuple(one.step for one in proposed(before, now) if one.step)
        steps = (Migration(start, least_version(start, told), told),)
        known = Lineage((*known.migrations, *steps))
    decided = decided_under(layout, lineage, start)
    return Difference(found, steps, supposed, decided, to_look_at(layout, known, start))

"""A workbook that was exported under an older version of the codebook.

What it says was decided with the definitions of that version in sight, so it is written under that
version and carried over like everything else: a new name takes it along, a code that was split has
it looked at again. Only a code that retired is refused, at its cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config.study import Study
from pipeline.config.version_files import frozen_versions, is_version
from pipeline.domain.bulk import Subject
from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision
from pipeline.domain.migration import version_key
from pipeline.exchange.coding_import import CodingImport
from pipeline.stages.for_versions.reading import book_of
from pipeline.stages.shared.fetching import carried_own, made_own
from pipeline.store.layout import Layout


@dataclass(frozen=True, slots=True)
class OlderBooks:
    """The codebooks under which a workbook may have been exported."""

    folder: Path
    study: Study

    def of(self, version: str) -> Codebook:
        """Where a version was not frozen, the codebook of now has to do."""
        if version not in frozen_versions(self.folder):
            return self.study.codebook
        return book_of(self.folder, version)

    def retired(self, code: str, version: str) -> bool:
        """Whether a code of a version has no successor any more."""
        return is_version(version) and not self.study.lineage.names_now([code], version)


def seen_by(
    layout: Layout, study: Study, found: CodingImport, own: Sequence[Decision]
) -> Sequence[Decision]:
    """A ledger as a workbook sees it: under the version under which it was exported."""
    version = found.exported.version
    until = version if is_version(version) and version != study.codebook.version else ""
    return carried_own(layout, study, own, until).decisions


def decided_since(
    layout: Layout, study: Study, found: CodingImport, own: Sequence[Decision]
) -> set[Subject]:
    """What a workbook of an older version says of codes on which its coder decided under a newer
    one: what she decided there stays."""
    version = found.exported.version
    if not is_version(version) or version == study.codebook.version:
        return set()
    newer: dict[tuple[str, str], set[str]] = {}
    for d in made_own(layout, own):
        if is_version(d.codebook) and version_key(d.codebook) > version_key(version) and not d.bulk:
            newer.setdefault((d.wave, d.segment), set()).add(d.code)
    since = set()
    for d in found.decisions:
        codes = newer.get((d.wave, d.segment), set())
        if "" in codes or codes & study.lineage.names_after([d.code], version):
            since.add(d.subject)
    return since

"""The evidence behind placements as one coder may see it, and revising a placement."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.appraisal.evidence import weighed_evidence
from pipeline.config.appraisal import FOLDER
from pipeline.config.evidence_map import read_evidence_map
from pipeline.config.study import Study, read_study
from pipeline.domain.placement_evidence import Evidence
from pipeline.domain.revision import Revision
from pipeline.errors import StudyError
from pipeline.stages.for_weighing.evidence import evidence_of
from pipeline.stages.for_weighing.revising import carried_by, revise, take_back
from pipeline.stages.weighing import aid_of
from pipeline.store.layout import Layout

_Marks = tuple[tuple[str, int, int], ...]


class StudyGrounds:
    """`pipeline.web.aids.Grounds` says what each method promises."""

    def __init__(self, layout: Layout, study: Study) -> None:
        self.layout = layout
        self._read: tuple[_Marks, Study] = (self._marks(), study)

    def evidence(self, hidden: Collection[tuple[str, str]]) -> Evidence:
        study, aid = self._study(), aid_of(self.layout)
        whole = evidence_of(self.layout, study, aid)
        if not hidden:
            return whole
        folder = self.layout.study_folder / FOLDER
        mapping = read_evidence_map(folder, study.codebook, aid.source, study.settings.actors)
        shown = [
            passage
            for cell in whole.cells
            for passage in cell.passages
            if (passage.wave, passage.respondent) not in hidden
        ]
        return weighed_evidence(aid.source, aid.frame, mapping, shown, whole.reading)

    def revise(
        self,
        aspect: str,
        option: str,
        position: int,
        *,
        expected: int,
        reason: str,
        by: str,
        at: str,
        segments: Sequence[str],
    ) -> None:
        revise(
            self.layout,
            aspect,
            option,
            position,
            reason=reason,
            by=by,
            at=at,
            segments=segments,
            expected=expected,
        )

    def take_back(
        self, aspect: str, option: str, *, expected: int, by: str, at: str, reason: str
    ) -> None:
        take_back(self.layout, aspect, option, by=by, at=at, reason=reason, expected=expected)

    def carried_by(self, revision: Revision) -> tuple[str, ...]:
        return carried_by(self.layout, revision)

    def _study(self) -> Study:
        """With the codebook as it is now: decisions may follow a version that was released while
        the page was open. One that cannot be read leaves the last, as on the other pages."""
        marks, study = self._read
        now = self._marks()
        if now == marks:
            return study
        try:
            study = read_study(self.layout.study_folder)
        except StudyError:
            return study
        self._read = (now, study)
        return study

    def _marks(self) -> _Marks:
        there = [path for path in self.layout.codebook_files if path.exists()]
        stats = [(path.name, path.stat()) for path in there]
        return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)

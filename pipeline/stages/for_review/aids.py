"""The decision aids of a study for the web application: read when asked, and drawn when asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from pipeline.appraisal.charting import chart_of
from pipeline.appraisal.describing import told
from pipeline.appraisal.drawing import SUFFIXES
from pipeline.config.appraisal import FOLDER
from pipeline.stages.for_review.aid import StudyAid
from pipeline.stages.for_review.grounds import StudyGrounds
from pipeline.stages.weighing import aid_of
from pipeline.store.layout import Layout
from pipeline.web.aids import Drawn, Plate, Plates


class StudyAids:
    """Reads a study anew for each page, in some hundredths of a second: who mends a text sees it at
    once. `pipeline.web.aids.Aids` says what each method promises."""

    def __init__(
        self,
        layout: Layout,
        folder: Path,
        word: str,
        draw: Callable[[], None],
        grounds: StudyGrounds | None = None,
    ) -> None:
        """
        Args:
            folder: where the drawings stand, of which `word` is the document.
            draw: makes them.
            grounds: what the placements rest on, where the codings of the study are at hand.
        """
        self.layout, self.grounds = layout, grounds
        self._folder, self._word, self._draw = folder, word, draw
        self._drawing = threading.Lock()

    def read(self) -> StudyAid:
        return StudyAid(aid_of(self.layout))

    def plates(self) -> Plates:
        aid = self.read()
        graphs = {flow.id: flow for flow in aid.flows}
        shown = tuple(
            Plate(flow, _files(flow.id), tuple(told(chart_of(flow, graphs, aid.frame))))
            for flow in aid.flows
        )
        names = [*(name for plate in shown for name in plate.files.values()), self._word]
        return Plates(self._state([self._folder / name for name in names]), shown, self._word)

    def plate(self, name: str) -> Path | None:
        plates = self.plates()
        known = {self._word, *(own for plate in plates.plates for own in plate.files.values())}
        there = plates.state in (Drawn.NEW, Drawn.OLD)
        return self._folder / name if there and name in known else None

    def draw(self) -> None:
        if not self._drawing.acquire(blocking=False):
            with self._drawing:  # somebody else draws the same: wait until it is there
                return
        try:
            self._draw()
        finally:
            self._drawing.release()

    def _state(self, files: list[Path]) -> Drawn:
        if self._drawing.locked():
            return Drawn.BUSY
        try:
            oldest = min(path.stat().st_mtime_ns for path in files)
        except FileNotFoundError:
            return Drawn.NOT
        sources = (self.layout.study_folder / FOLDER).rglob("*.yaml")
        newest = max(path.stat().st_mtime_ns for path in sources)
        return Drawn.OLD if newest > oldest else Drawn.NEW


def _files(flow: str) -> dict[str, str]:
    return {suffix.removeprefix("."): f"praatplaat-{flow}{suffix}" for suffix in SUFFIXES}

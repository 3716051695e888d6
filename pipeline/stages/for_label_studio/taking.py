"""Annotations into the ledgers of their coders, one coder after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.config.study import Study
from pipeline.domain.anchor import moved_of
from pipeline.domain.judgement import Decision, standing
from pipeline.domain.segment import Segment
from pipeline.exchange.coding_import import CodingImport
from pipeline.exchange.coding_sheet import Exported
from pipeline.exchange.label_studio.deciding import Reader, Refused, Said, last_of
from pipeline.exchange.label_studio.naming import Paths
from pipeline.exchange.label_studio.problems import Problem, Reason
from pipeline.exchange.label_studio.reading import Annotation
from pipeline.stages.for_label_studio.remembered import read_remembered, write_remembered
from pipeline.stages.for_workbook.older_workbook import OlderBooks, seen_by
from pipeline.stages.for_workbook.taking_in import take_in
from pipeline.stages.shared.fetching import carried_own
from pipeline.store.anchors import read_anchors
from pipeline.store.assignments import read_closed
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_decisions
from pipeline.store.tables import read_segments

MEMORY = ".labelstudio"
"""Beside what was exported, with what was read so far: an export takes the place of the other."""


class Taking:
    """Takes in the annotations of one coder after another, and counts what came of it."""

    def __init__(self, layout: Layout, study: Study, at: str, problems: list[Problem]) -> None:
        self.layout, self.study, self.at, self.problems = layout, study, at, problems
        self.added: dict[str, int] = {}
        self.kept: dict[str, int] = {}
        self.vanished = self.replaced = 0
        stored = read_segments(layout.stage("segment") / "segments.parquet")
        self._segments = {segment.id: segment for segment in stored}
        moved = moved_of(read_anchors(layout.anchors))
        self._moved = {old: new for (wave, old), new in moved.items() if wave == layout.wave}
        self._older = OlderBooks(layout.study_folder, study)

    def take(self, coder: str, annotations: Sequence[Annotation]) -> None:
        last, before = last_of(annotations)
        self.replaced += before
        shared = self.study.settings.precedence
        closed = read_closed(self.layout.assignments, self.layout.wave, coder, shared)
        placed: list[tuple[Annotation, Segment]] = []
        taken = {one.state.segment for one in last}
        for one in last:
            segment = self._segment(one.state.segment, taken)
            if segment is None:
                self.vanished += 1
            elif segment.respondent in closed:
                self.problems.append(Problem(Reason.OTHERS, one.task))
            else:
                placed.append((one, segment))
        self.added[coder] = self.kept[coder] = 0
        for version in dict.fromkeys(one.state.codebook for one, _ in placed):
            own = [pair for pair in placed if pair[0].state.codebook == version]
            self._take_version(coder, version, own)

    def _segment(self, id_: str, taken: set[str]) -> Segment | None:
        """Where the text of a task now stands; None where it is gone, or has a task of its own."""
        if id_ in self._segments:
            return self._segments[id_]
        new = self._moved.get(id_, "")
        return None if new in taken else self._segments.get(new)

    def _take_version(
        self, coder: str, version: str, placed: Sequence[tuple[Annotation, Segment]]
    ) -> None:
        """Takes in what went out under one version of the codebook."""
        book = self._older.of(version)
        path = self.layout.stage(MEMORY) / f"{coder}.json"
        remembered = read_remembered(path, coder)
        ledger = read_decisions(self.layout.ledger(coder))
        cells: dict[str, Said] = {}
        names = ("", self.study.name, self.layout.wave, coder, version)
        found = CodingImport(Exported(*names, 0, 0, {}, {}, cells, {}), (), (), ())
        stands = standing(seen_by(self.layout, self.study, found, ledger))
        carried = carried_own(self.layout, self.study, ledger).decisions
        sighted = {d.segment for d in carried if d.wave == self.layout.wave and not d.blind}
        reader = Reader(coder, book, Paths(book), sighted, self.at)
        decisions: list[Decision] = []
        read: list[tuple[Annotation, Segment, Said]] = []
        for one, segment in placed:
            before = remembered.before(one.state)
            try:
                said = reader.said(one, before, segment)
                self._refuse_retired(said, version)
            except Refused as refused:
                self.problems.append(Problem(refused.reason, one.task))
                continue
            decisions += reader.decisions(one, said, before, stands.keys(), segment)
            # Of what is in the ledger: what went out and is not there at all is written again.
            cells[segment.id] = {
                code: stood
                for code, stood in before.items()
                if (one.state.wave, segment.id, code) in stands
            }
            read.append((one, segment, said))
        found = replace(found, decisions=tuple(decisions))
        added, kept = take_in(self.layout, self.study, found)
        for one, segment, said in read:
            remembered.keep(one.state, said, segment.id, set(kept))
        write_remembered(path, remembered)
        self.added[coder] += added
        self.kept[coder] += len(kept)

    def _refuse_retired(self, said: Said, version: str) -> None:
        for code in said:
            if code and self._older.retired(code, version):
                raise Refused(Reason.RETIRED)

"""What the page is about: segments, suggestions, queue and codebook, read once and kept.

Everything here can be made again by the stages, also while the page is open: each file is known by
its size and time, and read anew when those changed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pipeline.config.codes import read_codebook
from pipeline.config.lineage import read_lineage
from pipeline.config.version_files import FILE, VERSIONS
from pipeline.domain.anchor import formers_of_anchors, moved_of
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor, RespondentId, respondent_order
from pipeline.domain.judgement import Suggestion
from pipeline.domain.migration import Lineage
from pipeline.domain.queue import Turn
from pipeline.domain.recut import Former, SentenceEnd
from pipeline.domain.segment import Segment
from pipeline.errors import StudyError
from pipeline.store.anchors import read_all_anchors
from pipeline.store.layout import Layout
from pipeline.store.tables import (
    read_formers,
    read_segments,
    read_sentence_ends,
    read_suggestions,
    read_turns,
)
from pipeline.web.held import Basis

T = TypeVar("T")
Mark = tuple[int, int, int] | None


@dataclass(frozen=True)
class Snapshot:
    """One state of the study and the wave.

    `reports` holds the segments of each respondent in reading order, respondents in the order of
    the study; `ends` says where a segment may be split, `formers` which segments it was made of
    by hand, `changed` which segments' text it took over when the report was corrected; `basis` is
    by what decisions are carried over; `stale_codebook` says that codes.yaml or its versions were
    changed and cannot be read.
    """

    wave: str
    segments: Mapping[str, Segment]
    reports: Mapping[str, tuple[Segment, ...]]
    suggestions: Mapping[str, tuple[Suggestion, ...]]
    turns: Mapping[str, Turn]
    codebook: Codebook
    ends: Mapping[str, tuple[SentenceEnd, ...]]
    formers: Mapping[str, tuple[Former, ...]]
    basis: Basis = field(default_factory=Basis)
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stale_codebook: bool = False

    def former_turns(self, segment: str) -> list[Turn]:
        """The turns of the segments that one was made of by hand, as far as they had any."""
        formers = (row.former for row in self.formers.get(segment, ()))
        return [self.turns[former] for former in formers if former in self.turns]

    def neighbour(self, segment: str, step: int) -> Segment | None:
        """The segment so many places further in the same report, or None past its ends."""
        own = self.reports[self.segments[segment].respondent]
        at = next(n for n, s in enumerate(own) if s.id == segment) + step
        return own[at] if 0 <= at < len(own) else None


def actor_of(respondent: str) -> Actor:
    return RespondentId.parse(respondent).actor


class Shelf:
    """Hands out the snapshot of this moment."""

    def __init__(self, layout: Layout, codebook: Codebook, lineage: Lineage) -> None:
        self.layout = layout
        self._codebook, self._lineage = codebook, lineage
        self._marks: dict[Path, Mark] = {}
        self._last: Snapshot | None = None
        self._elsewhere: dict[str, tuple[Mark, dict[str, Segment]]] = {}
        self._versions: dict[str, tuple[Mark, Codebook | None]] = {}
        self._busy = threading.Lock()

    def snapshot(self) -> Snapshot:
        """Raises StoreError while a stage is writing what is needed here."""
        with self._busy:
            marks = {path: _mark(path) for path in self._paths()}
            if self._last is None or marks != self._marks:
                self._last = self._read(marks)
                self._marks = marks
            return self._last

    def passage(self, source: str) -> Segment | None:
        """A segment of any wave of the study by its name `golf-1/9K2:7f3a91c2`."""
        wave, _, id_ = source.partition("/")
        path = Layout(self.layout.root, self.layout.study, wave).stage("segment")
        path = path / "segments.parquet"
        with self._busy:
            mark = _mark(path)
            if mark is None or wave not in self.layout.waves():
                return None
            if wave not in self._elsewhere or self._elsewhere[wave][0] != mark:
                self._elsewhere[wave] = (mark, {s.id: s for s in read_segments(path)})
            return self._elsewhere[wave][1].get(id_)

    def codebook_of(self, version: str) -> Codebook | None:
        """An older version of the codebook; None where it was not kept or cannot be read."""
        folder = self.layout.study_folder / VERSIONS
        if version not in self.snapshot().basis.lineage.versions:
            return None  # also what would lead out of the folder
        path = folder / version / "codes.yaml"
        with self._busy:
            mark = _mark(path)
            if version not in self._versions or self._versions[version][0] != mark:
                self._versions[version] = (mark, _readable(path) if mark else None)
            return self._versions[version][1]

    def _paths(self) -> tuple[Path, ...]:
        at = self.layout
        return (
            at.stage("segment") / "segments.parquet",
            at.stage("segment") / "sentences.parquet",
            at.stage("segment") / "formers.parquet",
            at.stage("suggest") / "suggestions.parquet",
            at.stage("suggest") / "queue.parquet",
            at.study_folder / "codes.yaml",
            at.study_folder / FILE,
            at.study_folder / VERSIONS,
            at.anchors,
        )

    def _read(self, marks: Mapping[Path, Mark]) -> Snapshot:
        segments_at, ends_at, formers_at, suggestions_at, queue_at, *codes_at, _ = self._paths()
        stale = False
        if any(marks[path] != self._marks.get(path) for path in codes_at):
            try:
                folder = self.layout.study_folder
                codebook, lineage = read_codebook(folder / "codes.yaml"), read_lineage(folder)
                self._codebook, self._lineage = codebook, lineage
            except StudyError:
                stale = True
        anchors = read_all_anchors(self.layout.all_anchors)
        basis = Basis(self._lineage, moved_of(anchors))
        if self._last is not None and basis == self._last.basis:
            basis = self._last.basis  # by which everybody's work is laid out already
        segments = read_segments(segments_at)
        codebook = self._codebook
        known = {s.id for s in segments}
        suggestions = [
            s for s in read_suggestions(suggestions_at) if s.segment in known and s.code in codebook
        ]
        reports = _by(lambda s: s.respondent, segments)
        return Snapshot(
            self.layout.wave,
            {segment.id: segment for segment in segments},
            {name: reports[name] for name in sorted(reports, key=respondent_order)},
            _by(lambda s: s.segment, suggestions),
            {turn.segment: turn for turn in read_turns(queue_at)},
            codebook,
            _by(lambda e: e.segment, read_sentence_ends(ends_at)),
            _by(lambda f: f.segment, read_formers(formers_at)),
            basis,
            formers_of_anchors(anchors, self.layout.wave),
            stale,
        )


def _readable(path: Path) -> Codebook | None:
    try:
        return read_codebook(path)
    except StudyError:
        return None


def _by(key: Callable[[T], str], rows: Iterable[T]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return {name: tuple(own) for name, own in found.items()}


def _mark(path: Path) -> Mark:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return (stat.st_ino, stat.st_size, stat.st_mtime_ns)

"""Segments → suggestions with their reasons, what else is within reach, and the queue."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Coding, Suggestion
from pipeline.domain.queue import Turn
from pipeline.domain.segment import Segment
from pipeline.run import Job, Outcome
from pipeline.stages.for_suggest.asking import with_language_model
from pipeline.stages.for_suggest.judging import judged, keep_reasons
from pipeline.stages.for_suggest.learning import Learned, learned
from pipeline.stages.shared.fetching import lessons_of, need_of_codes, persons_of, standing_of
from pipeline.stats.thresholds import best_thresholds
from pipeline.store.arrow import write_columns
from pipeline.store.tables import read_segments, write_table
from pipeline.tagging import queue
from pipeline.tagging.blind import blind_stratum, permanent_number
from pipeline.tagging.model import CodeModel
from pipeline.tagging.storing import write_model
from pipeline.tagging.suggesting import chosen_codes, suggestions_for, within_reach

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Matrix = NDArray[np.float64]
_MODEL = "model"


def run(job: Job) -> Outcome:
    settings = job.study.settings.suggest
    segments = read_segments(job.layout.stage("segment") / "segments.parquet")
    layout, wave = job.layout, job.layout.wave
    standing, people = standing_of(layout, job.study), persons_of(layout)
    lessons = lessons_of(layout, job.study, standing, people, {wave: segments})
    persons = {who: person for (of, who), person in people.items() if of == wave}
    by = learned(job.study, lessons, _stored(job))
    model = by.model
    _store(job.out / _MODEL, by)
    found = judged(job, by, segments, persons)
    chances = _unseen(model, segments, found.chances, wave)
    thresholds = best_thresholds(chances, lowest=settings.lowest).threshold
    chosen = chosen_codes(chances, thresholds, settings.most)
    own = suggestions_for(model, segments, chances, chosen, found.reasons, persons)
    keep_reasons(job, own)
    column = {code: at for at, code in enumerate(model.codes)}
    row = {segment.id: at for at, segment in enumerate(segments)}
    asked = with_language_model(
        job, segments, own, lambda segment, code: float(chances[row[segment], column[code]])
    )
    write_table(job.out / "suggestions.parquet", asked.suggestions, Suggestion)
    write_columns(job.out / "reachable.parquet", within_reach(model, segments, chances))
    turns = _queue(job, segments, model, chances, standing[0])
    write_table(job.out / "queue.parquet", turns, Turn)
    without = len(segments) - len({suggestion.segment for suggestion in asked.suggestions})
    basis = f"{len(lessons)} gevalideerde segmenten" if lessons else "het codeboek alleen"
    blind = sum(turn.blind for turn in turns)
    return Outcome(
        f"{len(asked.suggestions)} voorstellen op grond van {basis}; {without} segmenten zonder;"
        f" {blind} blind{asked.summary}",
        (asked.problem,) if asked.problem else (),
    )


def _stored(job: Job) -> list[Path]:
    """Where a model may be that learned from the same: in the last run, or, for a wave that is
    new, with another wave. None of these where somebody wants everything done again."""
    if job.reusable:
        return [job.last / _MODEL]
    if job.last.exists():
        return []
    waves = [job.layout.of_wave(wave) for wave in job.layout.waves()]
    return [wave.stage("suggest") / _MODEL for wave in reversed(waves)]


def _store(folder: Path, by: Learned) -> None:
    if by.stored is None:
        write_model(folder, by.model, by.origin)
    else:
        shutil.copytree(by.stored, folder)


def _unseen(model: CodeModel, segments: Sequence[Segment], chances: Matrix, wave: str) -> Matrix:
    """(segments, codes) chances; those of a decided segment as made by a model that did not see
    its respondent, so that a second coder is never shown what the first one answered."""
    unseen = chances.copy()
    held_out = {x.source: row for x, row in zip(model.lessons, model.held_out, strict=True)}
    for at, segment in enumerate(segments):
        row = held_out.get(f"{wave}/{segment.id}")
        if row is not None:
            unseen[at] = row
    return unseen


def _queue(
    job: Job,
    segments: Sequence[Segment],
    model: CodeModel,
    chances: Matrix,
    codings: Sequence[Coding],
) -> list[Turn]:
    wave, settings = job.layout.wave, job.study.settings.suggest
    ids = [f"{wave}/{segment.id}" for segment in segments]
    actor_of = cache(lambda respondent: RespondentId.parse(respondent).actor)
    actors = [actor_of(segment.respondent) for segment in segments]
    drawn, share = blind_stratum(ids, actors, settings.blind, settings.seed)
    blind = np.array([id_ in drawn for id_ in ids], dtype=bool)
    given = model.labels(model.lessons).sum(axis=0)
    have: dict[tuple[Actor, str], set[str]] = {}
    for coding in codings:
        have.setdefault((actor_of(coding.respondent), coding.code), set()).add(coding.respondent)
    row_of = {actor: row for row, actor in enumerate(job.study.settings.actors)}
    need = need_of_codes(job.study, model.codes, have)[[row_of[actor] for actor in actors]]

    def rows_of(numbers: NDArray[np.int64]) -> csr_matrix:
        return model.tagger.rows_of([segments[number].text for number in numbers])

    ranks = (
        queue.instructive(chances, given, rows_of),
        queue.yielding(chances),
        queue.thin_first(chances, need),
    )
    # By lot, or who stops early has only read blind segments of the first reports.
    lots = np.array([permanent_number(id_, settings.seed) for id_ in ids])
    orders = [queue.places(rank, blind, lots) for rank in ranks]
    return [
        Turn(segment.id, bool(blind[at]), share[actors[at]], at + 1, *(int(o[at]) for o in orders))
        for at, segment in enumerate(segments)
    ]

"""Segments → suggestions with their reasons, what else is within reach, and the queue."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.dependencies import code_of
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Coding, Suggestion
from pipeline.domain.queue import Turn
from pipeline.domain.segment import Segment
from pipeline.run import Job, Outcome
from pipeline.stages.asking import with_language_model
from pipeline.stages.fetching import lessons_of, need_of_codes, new_model, standing_of
from pipeline.stats.thresholds import best_thresholds
from pipeline.store.tables import read_segments, write_table
from pipeline.tagging import queue
from pipeline.tagging.blind import blind_stratum, permanent_number
from pipeline.tagging.model import CodeModel
from pipeline.tagging.origin import Origin
from pipeline.tagging.storing import write_model
from pipeline.tagging.suggesting import Chance, chosen_codes, suggestions_for, within_reach
from pipeline.tagging.training import passages_of

Matrix = NDArray[np.float64]


def run(job: Job) -> Outcome:
    settings = job.study.settings.suggest
    segments = read_segments(job.layout.stage("segment") / "segments.parquet")
    lessons = lessons_of(job.layout, job.study)
    texts = [segment.text for segment in segments]
    model = new_model(job.study).fit(lessons, texts)
    origin = Origin.of(model, lessons, texts, code_of(new_model.__module__))
    write_model(job.out / "model", model, origin)
    chances = _chances(model, segments, job.layout.wave)
    thresholds = best_thresholds(chances, lowest=settings.lowest).threshold
    chosen = chosen_codes(chances, thresholds, settings.most)
    column = {code: at for at, code in enumerate(model.codes)}
    row = {segment.id: at for at, segment in enumerate(segments)}
    asked = with_language_model(
        job,
        segments,
        suggestions_for(model, segments, chances, chosen),
        lambda segment, code: float(chances[row[segment], column[code]]),
    )
    found = asked.suggestions
    write_table(job.out / "suggestions.parquet", found, Suggestion)
    write_table(job.out / "reachable.parquet", within_reach(model, segments, chances), Chance)
    codings, _ = standing_of(job.layout, job.study)
    turns = _queue(job, segments, model, chances, codings)
    write_table(job.out / "queue.parquet", turns, Turn)
    without = len(segments) - len({suggestion.segment for suggestion in found})
    basis = f"{len(lessons)} gevalideerde segmenten" if lessons else "het codeboek alleen"
    blind = sum(turn.blind for turn in turns)
    return Outcome(
        f"{len(found)} voorstellen op grond van {basis}; {without} segmenten zonder; {blind} blind"
        + asked.summary,
        (asked.problem,) if asked.problem else (),
    )


def _chances(model: CodeModel, segments: Sequence[Segment], wave: str) -> Matrix:
    """(segments, codes) probabilities; those of a decided segment come from a model that did not
    see its respondent, so that a second coder is never shown what the first one answered."""
    chances = model.chances(passages_of(segments, wave))
    held_out = {x.source: row for x, row in zip(model.lessons, model.held_out, strict=True)}
    for at, segment in enumerate(segments):
        row = held_out.get(f"{wave}/{segment.id}")
        if row is not None:
            chances[at] = row
    return chances


def _queue(
    job: Job,
    segments: Sequence[Segment],
    model: CodeModel,
    chances: Matrix,
    codings: Sequence[Coding],
) -> list[Turn]:
    wave, settings = job.layout.wave, job.study.settings.suggest
    ids = [f"{wave}/{segment.id}" for segment in segments]
    actors = [RespondentId.parse(segment.respondent).actor for segment in segments]
    drawn, share = blind_stratum(ids, actors, settings.blind, settings.seed)
    blind = np.array([id_ in drawn for id_ in ids], dtype=bool)
    given = model.labels(model.lessons).sum(axis=0)
    have: dict[tuple[Actor, str], set[str]] = {}
    for coding in codings:
        actor = RespondentId.parse(coding.respondent).actor
        have.setdefault((actor, coding.code), set()).add(coding.respondent)
    need = need_of_codes(job.study, model.codes, have)[[actor.rank for actor in actors]]
    rows = model.tagger.rows_of([segment.text for segment in segments])
    ranks = (
        queue.instructive(chances, given, rows),
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

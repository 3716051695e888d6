"""Segments → suggestions, each with probability, words and where it came from."""

from __future__ import annotations

import numpy as np

from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Suggestion
from pipeline.domain.segment import Segment
from pipeline.run import Job, Outcome
from pipeline.stages.fetching import lessons_of, new_model
from pipeline.store.tables import read_segments, write_table
from pipeline.tagging.model import CodeModel
from pipeline.tagging.suggesting import suggestions_for
from pipeline.tagging.training import Lesson


def run(job: Job) -> Outcome:
    settings = job.study.settings.suggest
    segments = read_segments(job.layout.stage("segment") / "segments.parquet")
    lessons = lessons_of(job.layout, job.study)
    model = new_model(job.study).fit(lessons, [segment.text for segment in segments])
    chances = _chances(model, segments, lessons)
    found = suggestions_for(
        model, segments, chances, threshold=settings.threshold, most=settings.most
    )
    write_table(job.out / "suggestions.parquet", found, Suggestion)
    without = len(segments) - len({suggestion.segment for suggestion in found})
    basis = f"{len(lessons)} gevalideerde segmenten" if lessons else "het codeboek alleen"
    return Outcome(f"{len(found)} voorstellen op grond van {basis}; {without} segmenten zonder")


def _chances(model: CodeModel, segments: list[Segment], lessons: list[Lesson]) -> np.ndarray:
    """(segments, codes) probabilities; those of a decided segment come from a model that did not
    see its respondent, so that a second coder is never shown what the first one answered."""
    actors = [RespondentId.parse(segment.respondent).actor for segment in segments]
    chances = model.predict_proba([segment.text for segment in segments], actors)
    decided = {(x.group, x.text): row for x, row in zip(lessons, model.held_out, strict=True)}
    for at, segment in enumerate(segments):
        row = decided.get((segment.respondent, segment.text))
        if row is not None:
            chances[at] = row
    return chances

"""What more than one stage fetches from the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.config.study import Study
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Coding, codings_of
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_all_decisions
from pipeline.store.tables import read_segments
from pipeline.tagging.encoders import Encoder, load_encoder
from pipeline.tagging.model import CodeModel
from pipeline.tagging.queue import need_of
from pipeline.tagging.training import Lesson, decided_lessons
from pipeline.text.dutch import base_form, lemmas

ENOUGH = 3
"""A theme that so many respondents of an actor raised is no longer thin."""


def new_model(study: Study) -> CodeModel:
    """A model that has learned nothing. Raises MissingExtra for an encoder that is not there."""
    settings = study.settings.suggest
    encoder: Encoder | None = None
    if settings.encoder.kind:
        folder = Path(settings.encoder.path).expanduser() if settings.encoder.path else None
        encoder = load_encoder(settings.encoder.kind, folder, lemmas=lemmas)
    return CodeModel(study.codebook, base_form, settings.prior_weight, settings.seed, encoder)


def lessons_of(layout: Layout, study: Study) -> list[Lesson]:
    """What people decided, in all waves of the study whose segments are at hand."""
    codings, owner = standing_of(layout, study)
    lessons: list[Lesson] = []
    for wave in layout.waves():
        path = Layout(layout.root, layout.study, wave).stage("segment") / "segments.parquet"
        if path.exists():
            lessons += decided_lessons(read_segments(path), codings, owner, study.codebook, wave)
    return lessons


def need_of_codes(
    study: Study, codes: Sequence[str], have: Mapping[tuple[Actor, str], Collection[str]]
) -> NDArray[np.float64]:
    """(actors, codes) in 0..1: how much the report still wants of each code.

    Args:
        have: (actor, code) → the respondents with whom it was found, over all waves.
    """
    counts = [
        [
            len(have.get((actor, code), ())) if study.chapters.section_for(code, actor) else -1
            for code in codes
        ]
        for actor in Actor
    ]
    return need_of(counts, ENOUGH)


def standing_of(layout: Layout, study: Study) -> tuple[list[Coding], dict[tuple[str, str], str]]:
    """The codings that count, and whose word each reviewed (wave, segment) is."""
    return codings_of(read_all_decisions(layout.decisions), study.settings.precedence)

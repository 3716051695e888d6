"""What more than one stage fetches from the store."""

from __future__ import annotations

from pathlib import Path

from pipeline.config.study import Study
from pipeline.domain.judgement import Coding, codings_of
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_all_decisions
from pipeline.store.tables import read_segments
from pipeline.tagging.encoders import Encoder, load_encoder
from pipeline.tagging.model import CodeModel
from pipeline.tagging.training import Lesson, decided_lessons
from pipeline.text.dutch import base_form, lemmas


def new_model(study: Study) -> CodeModel:
    """A model that has learned nothing yet. Raises MissingExtra for an encoder that is not there."""
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


def standing_of(layout: Layout, study: Study) -> tuple[list[Coding], dict[tuple[str, str], str]]:
    """The codings that count, and whose word each reviewed (wave, segment) is."""
    return codings_of(read_all_decisions(layout.decisions), study.settings.precedence)

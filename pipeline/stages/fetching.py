"""What more than one stage fetches from the store."""

from __future__ import annotations

from pipeline.config.study import Study
from pipeline.domain.judgement import codings_of
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_all_decisions
from pipeline.store.tables import read_segments
from pipeline.tagging.model import CodeModel
from pipeline.tagging.training import Lesson, decided_lessons
from pipeline.text.dutch import lemmatiser


def new_model(study: Study) -> CodeModel:
    settings = study.settings.suggest
    lemmas = lemmatiser(study.settings.spacy_model)
    return CodeModel(study.codebook, lemmas, settings.prior_weight, settings.seed)


def lessons_of(layout: Layout, study: Study) -> list[Lesson]:
    """What people decided, in all waves of the study whose segments are at hand."""
    codings, owner = codings_of(read_all_decisions(layout.decisions), study.settings.precedence)
    lessons: list[Lesson] = []
    for wave in layout.waves():
        path = Layout(layout.root, layout.study, wave).stage("segment") / "segments.parquet"
        if path.exists():
            lessons += decided_lessons(read_segments(path), codings, owner, study.codebook, wave)
    return lessons

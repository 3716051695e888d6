"""What more than one stage fetches from the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from pipeline.config.study import Study
from pipeline.domain.anchor import moved_of
from pipeline.domain.carrying import Carried, carry
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Coding, Decision, codings_of
from pipeline.domain.migration import Lineage
from pipeline.domain.respondent import Respondent
from pipeline.domain.returning import persons
from pipeline.domain.segment import Segment
from pipeline.store.anchors import read_all_anchors
from pipeline.store.layout import Layout
from pipeline.store.ledger import read_all_decisions
from pipeline.store.tables import read_respondents, read_segments
from pipeline.tagging.encoders import Encoder, load_encoder
from pipeline.tagging.model import CodeModel
from pipeline.tagging.queue import need_of
from pipeline.tagging.training import Lesson, decided_lessons
from pipeline.text.dutch import base_form, lemmas

CodingsAndOwners = tuple[list[Coding], dict[tuple[str, str], str]]
"""The codings that count, and for each reviewed (wave, segment) the coder whose word it is."""

ENOUGH = 3
"""A theme that so many respondents of an actor raised is no longer thin."""


def new_model(study: Study) -> CodeModel:
    """A model that has learned nothing. Raises MissingExtra for an encoder that is not there."""
    settings = study.settings.suggest
    encoder: Encoder | None = None
    if settings.encoder.kind:
        folder = Path(settings.encoder.path).expanduser() if settings.encoder.path else None
        encoder = load_encoder(settings.encoder.kind, folder, lemmas=lemmas)
    actors = tuple(study.settings.actors)
    return CodeModel(
        study.codebook, base_form, settings.prior_weight, settings.seed, encoder, actors
    )


def lessons_of(
    layout: Layout,
    study: Study,
    standing: CodingsAndOwners | None = None,
    people: Mapping[tuple[str, str], str] | None = None,
    segments: Mapping[str, Sequence[Segment]] = MappingProxyType({}),
) -> list[Lesson]:
    """What people decided, in all waves of the study whose segments were made; grouped by person,
    also where she has another id in a later wave.

    Args:
        standing, people: what `standing_of` and `persons_of` gave, where that is at hand.
        segments: wave → its segments, of those that were read already.
    """
    codings, owner = standing_of(layout, study) if standing is None else standing
    people = persons_of(layout) if people is None else people
    lessons: list[Lesson] = []
    for wave in layout.waves():
        path = layout.of_wave(wave).stage("segment") / "segments.parquet"
        if wave in segments or path.exists():
            there = segments[wave] if wave in segments else read_segments(path)
            own = decided_lessons(there, codings, owner, study.codebook, wave)
            lessons += [replace(x, group=people.get((wave, x.group), x.group)) for x in own]
    return lessons


def persons_of(layout: Layout) -> dict[tuple[str, str], str]:
    """(wave, respondent) → the person, of the waves that were read in: `returning.persons`."""
    waves = [(wave, respondents_of(layout.of_wave(wave))) for wave in layout.waves()]
    return persons(waves)


def respondents_of(layout: Layout) -> list[Respondent]:
    """Who was interviewed in a wave; nobody while it was not read in."""
    path = layout.stage("ingest") / "respondents.json"
    return read_respondents(path) if path.exists() else []


def need_of_codes(
    study: Study, codes: Sequence[str], have: Mapping[tuple[Actor, str], Collection[str]]
) -> NDArray[np.float64]:
    """(actors, codes) in 0..1: how much the report still wants of each code, for the actors of the
    study in report order.

    Args:
        have: (actor, code) → the respondents with whom it was found, over all waves.
    """
    counts = [
        [
            len(have.get((actor, code), ())) if study.chapters.section_for(code, actor) else -1
            for code in codes
        ]
        for actor in study.settings.actors
    ]
    return need_of(counts, ENOUGH)


def standing_of(layout: Layout, study: Study) -> CodingsAndOwners:
    """The codings that count, and whose word each reviewed (wave, segment) is."""
    return codings_of(decisions_of(layout, study), study.settings.precedence)


def decisions_of(layout: Layout, study: Study) -> dict[str, list[Decision]]:
    """Coder → decisions under the codebook of now, and where their text now stands."""
    return {coder: list(own.decisions) for coder, own in carried_of(layout, study).items()}


def made_of(layout: Layout, study: Study) -> dict[str, list[Decision]]:
    """Coder → decisions as they were made, under the codes of their day, where their text now
    stands: for who asks what happened when, not what counts."""
    made = _carried(layout, study, Lineage())
    return {coder: list(own.decisions) for coder, own in made.items()}


def decided_and_made(
    layout: Layout, study: Study
) -> tuple[dict[str, list[Decision]], dict[str, list[Decision]]]:
    """What `decisions_of` and `made_of` give, of one reading of the ledgers: checking the chain of
    hundreds of thousands of lines takes its time."""
    ledgers, moved = read_all_decisions(layout.decisions), _moved(layout)
    decided, made = (
        {c: list(carry(o, by, moved, until=study.until).decisions) for c, o in ledgers.items()}
        for by in (study.lineage, Lineage())
    )
    return decided, made


def carried_of(layout: Layout, study: Study) -> dict[str, Carried]:
    """Coder → decisions under the codebook of now, with what is to be looked at again and what no
    code takes up any more. Raises LedgerError as `read_all_decisions` does."""
    return _carried(layout, study, study.lineage)


def carried_own(layout: Layout, study: Study, own: Sequence[Decision], until: str = "") -> Carried:
    """One coder's decisions, given as they stand in her ledger, under the codebook of now or of an
    older version."""
    return carry(own, study.lineage, _moved(layout), until=until or study.until)


def made_own(layout: Layout, own: Sequence[Decision]) -> Sequence[Decision]:
    """One coder's decisions, given as they stand in her ledger, as they were made, where their text
    now stands."""
    return carry(own, Lineage(), _moved(layout)).decisions


def _carried(layout: Layout, study: Study, lineage: Lineage) -> dict[str, Carried]:
    ledgers, moved = read_all_decisions(layout.decisions), _moved(layout)
    return {coder: carry(own, lineage, moved, until=study.until) for coder, own in ledgers.items()}


def _moved(layout: Layout) -> dict[tuple[str, str], str]:
    return moved_of(read_all_anchors(layout.all_anchors))

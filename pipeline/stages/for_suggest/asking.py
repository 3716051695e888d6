"""A language model as a second suggester, where the study has one."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Suggestion
from pipeline.domain.segment import Segment
from pipeline.errors import MissingExtra, Place
from pipeline.run import Job
from pipeline.store.files import read_json
from pipeline.tagging.llm.endpoint import checked_endpoint
from pipeline.tagging.llm.outcome import joined, suggestions_from
from pipeline.tagging.llm.suggester import Item, suggest_with

TOKEN = "OZA_TAALMODEL_TOKEN"
"""Environment variable with the key of the institute's service; no file of a study holds it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All suggestions, at most so many a segment; one line about the language model; and what to
    say when it was not there."""

    suggestions: list[Suggestion]
    summary: str = ""
    problem: MissingExtra | None = None


def with_language_model(
    job: Job,
    segments: Sequence[Segment],
    own: list[Suggestion],
    chance: Callable[[str, str], float],
) -> Asked:
    """Adds what the language model of the study proposes; the own suggestions where it has none.

    Args:
        chance: (segment, code) → the own model's probability: a language model gives none that
            means anything.

    Raises:
        SettingsError: when the address is not this computer, nor the institute's secured service.
    """
    settings = job.study.settings.suggest
    model = settings.language_model
    if not model.url:
        return Asked(own)
    endpoint = checked_endpoint(
        model.url,
        model.model,
        secured_service=model.secured_service,
        timeout=model.timeout,
        attempts=model.attempts,
        token=os.environ.get(TOKEN, ""),
        place=Place.of(job.layout.study_folder / "study.toml"),
    )
    waiting = {row["respondent"] for row in read_json(job.layout.stage("privacy") / "waiting.json")}
    items = [
        Item(s.id, s.text, RespondentId.parse(s.respondent).actor, s.heading, s.question)
        for s in segments
    ]
    said = suggest_with(
        endpoint,
        job.study.codebook,
        items,
        job.layout.answers,
        job.advance,
        waiting=waiting,
        most=settings.most,
        seed=settings.seed,
    )
    theirs = suggestions_from(said, job.study.codebook, chance)
    found = joined(own, theirs, [segment.id for segment in segments])
    return Asked(_at_most(found, settings.most), f"; {said.summary}", said.problem)


def _at_most(suggestions: Sequence[Suggestion], most: int) -> list[Suggestion]:
    """The first so many of each segment: they stand most probable first."""
    count: dict[str, int] = {}
    kept = []
    for suggestion in suggestions:
        count[suggestion.segment] = count.get(suggestion.segment, 0) + 1
        if count[suggestion.segment] <= most:
            kept.append(suggestion)
    return kept

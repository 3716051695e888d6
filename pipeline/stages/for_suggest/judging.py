"""What the model makes of every segment, worked out once: only what is new or changed is judged."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.judgement import Suggestion
from pipeline.domain.segment import Segment
from pipeline.run import Job
from pipeline.stages.for_suggest.learning import Learned
from pipeline.store.kept import keep, keep_array, kept, kept_array
from pipeline.tagging.suggesting import Reason
from pipeline.tagging.training import passages_of

Matrix = NDArray[np.float64]
_REPORTS, _CHANCES, _REASONS = "judged.json", "chances.npy", "reasons.json"


@dataclass(frozen=True)
class Judged:
    """(segments, codes) chances as the model alone gives them, and what is known of the reasons:
    (segment, code) → the same as this model would give now."""

    chances: Matrix
    reasons: Mapping[tuple[str, str], Reason]


def judged(
    job: Job, by: Learned, segments: Sequence[Segment], persons: Mapping[str, str]
) -> Judged:
    """Takes over what the same model said of the same reports, and asks it about the others.

    A report is judged as a whole, and nothing that is said of it depends on other reports, so that
    it does not matter which were judged when.

    Args:
        segments: in reading order, report by report.
        persons: respondent → the person by whom lessons are grouped.
    """
    rows = _rows_by_report(segments)
    digests = {name: _digest(segments, own, persons.get(name)) for name, own in rows.items()}
    chances = np.zeros((len(segments), len(by.model.codes)))
    last = _last(job, by)
    same = {name for name, (digest, *_) in last.reports.items() if digests.get(name) == digest}
    for name in same:
        _, start, end = last.reports[name]
        chances[rows[name]] = last.chances[start:end]
    fresh = [at for name, own in rows.items() if name not in same for at in own]
    passages = passages_of([segments[at] for at in fresh], job.layout.wave)
    chances[fresh] = by.model.chances(passages)
    _keep(job, by, digests, rows, chances)
    reasons = {key: why for key, why in last.reasons.items() if key[0].partition(":")[0] in same}
    return Judged(chances, reasons)


def keep_reasons(job: Job, suggestions: Sequence[Suggestion]) -> None:
    """For the next time: the model's own, before a language model had its say."""
    rows = [[s.segment, s.code, s.words, s.similar] for s in suggestions]
    keep(job.to_keep(_REASONS), {"reasons": rows})


@dataclass(frozen=True)
class _Last:
    """What the last run kept: report → digest, first row and the row behind its last."""

    reports: Mapping[str, tuple[str, int, int]]
    chances: Matrix
    reasons: Mapping[tuple[str, str], Reason]


def _last(job: Job, by: Learned) -> _Last:
    nothing = _Last({}, np.zeros((0, len(by.model.codes))), {})
    if by.model.encoder is not None:
        # A text model of elsewhere may give other last digits for the same text in other company.
        return nothing
    found, chances = kept(job.kept(_REPORTS)), kept_array(job.kept(_CHANCES))
    reasons = kept(job.kept(_REASONS))
    if chances is None or not reasons or found.get("model") != _model(by):
        return nothing
    return _Last(
        {name: tuple(row) for name, row in found["reports"].items()},
        chances,
        {
            (segment, code): (tuple((a, b) for a, b in words), tuple(similar))
            for segment, code, words, similar in reasons["reasons"]
        },
    )


def _keep(
    job: Job,
    by: Learned,
    digests: Mapping[str, str],
    rows: Mapping[str, Sequence[int]],
    chances: Matrix,
) -> None:
    reports = {name: [digests[name], own[0], own[-1] + 1] for name, own in rows.items()}
    keep(job.to_keep(_REPORTS), {"model": _model(by), "reports": reports})
    keep_array(job.to_keep(_CHANCES), chances)


def _model(by: Learned) -> str:
    return hashlib.sha256(repr(by.origin).encode("utf-8")).hexdigest()


def _rows_by_report(segments: Sequence[Segment]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for at, segment in enumerate(segments):
        rows.setdefault(segment.respondent, []).append(at)
    return rows


def _digest(segments: Sequence[Segment], own: Sequence[int], person: str | None) -> str:
    """Of what the model sees of a report, of the names under which it is told, and of the person
    whose earlier words may be no reason here."""
    seen = [(s.id, s.text, s.heading, s.question) for s in (segments[at] for at in own)]
    return hashlib.sha256(repr((person, seen)).encode("utf-8")).hexdigest()

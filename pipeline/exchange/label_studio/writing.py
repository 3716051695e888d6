"""Segments → tasks: what a coder sees, the suggestions, and what was decided before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import RespondentId
from pipeline.domain.judgement import Stance, Suggestion, Verdict
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.exchange.label_studio.naming import (
    CODES,
    HEADING,
    MEMO,
    OFFERED,
    QUESTION,
    READ,
    READING,
    REJECTED,
    SEGMENT,
    SEPARATOR,
    STATE,
    TEXT,
    path_of,
)
from pipeline.exchange.label_studio.state import State, Stood

NOT_VALIDATED = "voorstel van het programma, niet gevalideerd"


@dataclass(frozen=True, slots=True)
class Task:
    """A segment as it goes out; `suggestions` is empty where it is coded blind.

    `stood` are the decisions of the coders whose work goes along; accepted unread is no work of
    anybody and is not among them. `sighted` are the coders who decided with suggestions in sight.
    """

    segment: Segment
    suggestions: Sequence[Suggestion] = ()
    blind: bool = False
    share: float | None = None
    stood: Mapping[str, tuple[Stood, ...]] = field(default_factory=dict)
    sighted: tuple[str, ...] = ()


def task_values(task: Task, wave: str, book: Codebook, users: Mapping[str, str]) -> dict[str, Any]:
    """A task as Label Studio imports it.

    Args:
        users: coder → her e-mail address or number there; '' leaves it to whoever imports.
    """
    segment = task.segment
    shown = {s.code: (s.probability, s.model) for s in task.suggestions if s.code in book}
    state = State(
        book.study, wave, book.version, segment.id, text_digest(segment.text), task.blind,
        task.share, shown, task.stood, task.sighted,
    )  # fmt: skip
    rejected = [s.code for own in task.stood.values() for s in own if _is(s, Verdict.REJECT)]
    return {
        "data": {
            TEXT: segment.text,
            HEADING: segment.heading,
            QUESTION: segment.question,
            SEGMENT: segment.id,
            "verslag": segment.respondent,
            "actor": RespondentId.parse(segment.respondent).actor.value,
            OFFERED: [
                _offered(code, book, shown.get(code)) for code in dict.fromkeys([*shown, *rejected])
            ],
            READING: [{"value": READ}],
            STATE: state.as_values(),
        },
        "predictions": list(_predictions(task, book)),
        "annotations": [
            _annotation(segment.id, own, book, users.get(coder, ""))
            for coder, own in task.stood.items()
            if own
        ],
    }


def _predictions(task: Task, book: Codebook) -> Iterable[dict[str, Any]]:
    """One for each model, plainly named as what it is."""
    models: dict[str, list[Suggestion]] = {}
    for one in task.suggestions:
        if one.code in book:
            models.setdefault(one.model, []).append(one)
    for model, own in models.items():
        paths = [path_of(one.code, book) for one in own]
        yield {
            "model_version": f"{NOT_VALIDATED}: {model}",
            "score": max(one.probability for one in own),
            "result": [_result(task.segment.id, CODES, "taxonomy", paths)],
        }


def _annotation(segment: str, own: Sequence[Stood], book: Codebook, user: str) -> dict[str, Any]:
    taken = [path_of(s.code, book, Stance(s.stance)) for s in own if Verdict(s.verdict).assigns]
    rejected = [_offered(s.code, book)["value"] for s in own if _is(s, Verdict.REJECT)]
    whole = next((s for s in own if not s.code), None)
    results = [
        _result(segment, CODES, "taxonomy", taken) if taken else None,
        _result(segment, REJECTED, "choices", rejected) if rejected else None,
        _result(segment, READ, "choices", [READ]) if whole else None,
        _result(segment, MEMO, "textarea", [whole.memo]) if whole and whole.memo else None,
    ]
    made: dict[str, Any] = {
        "result": [one for one in results if one is not None],
        "was_cancelled": False,
        "ground_truth": False,
    }
    if user:
        made["completed_by"] = int(user) if user.isdecimal() else {"email": user}
    return made


def _result(segment: str, name: str, kind: str, values: Sequence[Any]) -> dict[str, Any]:
    """A result about the whole text. Its id is made of what it is about: letters and digits."""
    key = "text" if kind == "textarea" else kind
    return {
        "id": text_digest(f"{segment}\x1f{name}")[:10],
        "from_name": name,
        "to_name": TEXT,
        "type": kind,
        "value": {key: list(values)},
    }


def _offered(code: str, book: Codebook, shown: tuple[float, str] | None = None) -> dict[str, str]:
    """A choice among what may be rejected, by its whole path."""
    value = SEPARATOR.join(path_of(code, book))
    return {"value": value, "hint": f"kans {shown[0]:.0%}"} if shown else {"value": value}


def _is(stood: Stood, verdict: Verdict) -> bool:
    return stood.verdict == verdict.value

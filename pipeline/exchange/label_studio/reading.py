"""A file that Label Studio exported, JSON or JSON-MIN → annotations.

Both are lists. In JSON a task has its `data` and its `annotations`, each with a `result`; cancelled
ones and drafts are among them. JSON-MIN has a row an annotation, with the keys of `data` and the
names of the controls side by side, and single choices written as plain text
(`label_studio_sdk/converter`, `convert_to_json_min`). Nothing in a file is trusted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.domain.report import text_digest
from pipeline.errors import Place, WorkbookError
from pipeline.exchange.label_studio.naming import (
    CODES,
    MEMO,
    READ,
    REJECTED,
    STATE,
    TEXT,
)
from pipeline.exchange.label_studio.problems import Problem, Reason
from pipeline.exchange.label_studio.results import (
    Misshapen,
    cleaned,
    items,
    list_of,
    results_of,
    text_of,
    user_of,
)
from pipeline.exchange.label_studio.state import State, state_of

MOST_BYTES = 200_000_000
MOST_CHOICES = 500
"""Of one annotation: a codebook of a thousand codes is not given to one segment."""
MOST_MEMO = 20_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What somebody submitted about one segment.

    `task` is its place in the file, from 1. `user` is her e-mail address or number, '' where the
    file does not say. `codes` are paths of labels, `rejected` choices among the suggestions. `at`
    is when it was last changed, as Label Studio wrote it.
    """

    task: int
    state: State
    user: str
    codes: tuple[tuple[str, ...], ...] = ()
    rejected: tuple[str, ...] = ()
    read: bool = False
    memo: str = ""
    at: str = ""

    @property
    def empty(self) -> bool:
        """Submitted without anything: the segment was read, and nothing applies."""
        return not (self.codes or self.rejected or self.read or self.memo)


@dataclass(frozen=True, slots=True)
class Read:
    """The annotations of a file in its order, what is wrong with others, and how many were skipped
    by their annotator or never submitted."""

    annotations: tuple[Annotation, ...]
    problems: tuple[Problem, ...]
    cancelled: int = 0
    drafts: int = 0


def read_annotations(path: Path) -> Read:
    """Reads a file.

    Raises:
        WorkbookError: when it is missing, too large or too deep, or no list of tasks in JSON.
    """
    annotations: list[Annotation] = []
    problems: list[Problem] = []
    cancelled = drafts = 0
    for number, task in enumerate(_tasks(path), start=1):
        data = task.get("data", task) if isinstance(task, dict) else None
        if not isinstance(data, dict):
            problems.append(Problem(Reason.NO_TASK, number))
            continue
        state, reason = _state(data)
        if state is None:
            problems.append(Problem(reason, number))
            continue
        drafts += _drafts(task)
        for one in _submitted(task, data):
            if isinstance(one, dict) and (one.get("was_cancelled") or one.get("skipped")):
                cancelled += 1
                continue
            try:
                annotations.append(_annotation(number, state, one))
            except Misshapen:
                problems.append(Problem(Reason.SHAPE, number))
            except LookupError:
                problems.append(Problem(Reason.CONTROL, number))
    return Read(tuple(annotations), tuple(problems), cancelled, drafts)


def _tasks(path: Path) -> list[Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refuse(path, f"het bestand is groter dan {MOST_BYTES // 1_000_000} MB")
        values = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise _refuse(path, "het bestand bestaat niet") from None
    except (ValueError, RecursionError, IsADirectoryError):
        # A number of a million digits and a million brackets are no tasks either.
        raise _refuse(path, "dit is geen JSON van Label Studio") from None
    if not isinstance(values, list):
        raise _refuse(path, "hier hoort een lijst met taken te staan")
    return values


def _refuse(path: Path, what: str) -> WorkbookError:
    remedy = "exporteer uit Label Studio als JSON of JSON-MIN"
    return WorkbookError(what, place=Place.of(path), remedy=remedy)


def _state(data: dict[str, Any]) -> tuple[State | None, Reason]:
    state = state_of(data.get(STATE))
    if state is None:
        return None, Reason.FOREIGN
    text = data.get(TEXT)
    if not isinstance(text, str) or _digest(text) != state.digest:
        return None, Reason.TEXT
    return state, Reason.FOREIGN


def _digest(text: str) -> str:
    """'' for text with half a character in it, which is no text that went out."""
    try:
        return text_digest(text)
    except UnicodeEncodeError:
        return ""


def _submitted(task: dict[str, Any], data: dict[str, Any]) -> Iterator[Any]:
    """The annotations of a task; of a row of JSON-MIN, which is one annotation, that one."""
    if data is not task:
        found = task.get("annotations", task.get("completions", []))
        yield from found if isinstance(found, list) else [None]
    elif task.get("annotation_id") is not None:
        yield task


def _drafts(task: dict[str, Any]) -> int:
    found = task.get("drafts")
    return len(found) if isinstance(found, list) else 0


def _annotation(number: int, state: State, one: Any) -> Annotation:
    """Raises Misshapen, and LookupError for a control that the configuration does not have."""
    if not isinstance(one, dict):
        raise Misshapen
    results = results_of(one)
    paths = items(results[CODES], "taxonomy")
    memos = [text for text in items(results[MEMO], "text") if isinstance(text, str)]
    memo = cleaned("\n".join(memos)).strip()
    if len(paths) > MOST_CHOICES or len(memo) > MOST_MEMO:
        raise Misshapen
    moments = (one.get("updated_at"), one.get("created_at"))
    return Annotation(
        number,
        state,
        user_of(one.get("completed_by", one.get("annotator"))),
        tuple(tuple(text_of(name) for name in list_of(path)) for path in paths),
        tuple(text_of(value) for value in items(results[REJECTED], "choices")),
        bool(items(results[READ], "choices")),
        memo,
        next((str(moment) for moment in moments if isinstance(moment, str)), ""),
    )

"""From probabilities to suggestions with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.judgement import Suggestion
from pipeline.domain.segment import Segment
from pipeline.tagging.model import CodeModel
from pipeline.tagging.reasons import Reasons, Spans, most_similar

REACHABLE = 15
"""So many codes of a segment keep their probability within reach of who wants to see more."""
_DECIMALS = 4
"""Of a probability as it is told."""


Reason = tuple[Spans, tuple[str, ...]]
"""The words that spoke for a code, and validated segments like this one."""


def chosen_codes(
    chances: NDArray[np.float64], thresholds: NDArray[np.float64], most: int
) -> list[list[int]]:
    """For each segment the columns to suggest: from their threshold on, most probable first, at
    most `most`. A segment may get nothing, and never a code that does not apply (chance 0).

    Args:
        chances: (segments, codes) probabilities.
        thresholds: (codes,).
    """
    enough = (chances >= thresholds) & (chances > 0)
    order = np.argsort(-chances, axis=1, kind="stable")
    fits = np.take_along_axis(enough, order, axis=1)
    return [row[own][:most].tolist() for row, own in zip(order, fits, strict=True)]


def suggestions_for(
    model: CodeModel,
    segments: Sequence[Segment],
    chances: NDArray[np.float64],
    chosen: Sequence[Sequence[int]],
    known: Mapping[tuple[str, str], Reason] = MappingProxyType({}),
    persons: Mapping[str, str] = MappingProxyType({}),
) -> list[Suggestion]:
    """The chosen codes of each segment, with the words and validated segments that explain them.

    Args:
        chances: (segments, codes) probabilities, columns in the order of `model.codes`.
        chosen: (segments,) columns.
        known: (segment, code) → what this same model said of this same text before; it is not
            worked out again.
        persons: respondent → the person by whom lessons are grouped, where she has another id
            there: her own earlier words are no validated segment to compare with.
    """
    codes = [[model.codes[at] for at in columns] for columns in chosen]
    reasons = {**known, **_reasons(model, segments, codes, known, persons)}
    return [
        Suggestion(
            segment=segment.id,
            code=code,
            probability=float(np.round(chances[row, at], _DECIMALS)),
            words=reasons[segment.id, code][0],
            model=model.digest,
            codebook=model.codebook.digest,
            similar=reasons[segment.id, code][1],
        )
        for row, segment in enumerate(segments)
        for at, code in zip(chosen[row], codes[row], strict=True)
    ]


def _reasons(
    model: CodeModel,
    segments: Sequence[Segment],
    codes: Sequence[Sequence[str]],
    known: Mapping[tuple[str, str], Reason],
    persons: Mapping[str, str],
) -> dict[tuple[str, str], Reason]:
    """Those that are not known yet."""
    wanted = [
        (segment, fresh)
        for segment, own in zip(segments, codes, strict=True)
        if (fresh := [code for code in own if (segment.id, code) not in known])
    ]
    rows = model.tagger.rows_of([segment.text for segment, _ in wanted])
    people = [persons.get(segment.respondent, segment.respondent) for segment, _ in wanted]
    similar = most_similar(model, rows, people, [fresh for _, fresh in wanted])
    reasons = Reasons(model)
    found: dict[tuple[str, str], Reason] = {}
    for at, (segment, fresh) in enumerate(wanted):
        words = reasons.words(rows[at], segment.text, fresh)
        for code, spoke, alike in zip(fresh, words, similar[at], strict=True):
            found[segment.id, code] = (spoke, alike)
    return found


def within_reach(
    model: CodeModel, segments: Sequence[Segment], chances: NDArray[np.float64]
) -> dict[str, list[Any]]:
    """The most probable codes of each segment, suggested or not, as the columns of a table:
    `segment`, `code`, and `probability` in 0..1."""
    order = np.argsort(-chances, axis=1, kind="stable")[:, :REACHABLE]
    highest = np.take_along_axis(chances, order, axis=1)
    rows, places = np.nonzero(highest > 0)
    return {
        "segment": [segments[row].id for row in rows.tolist()],
        "code": [model.codes[at] for at in order[rows, places].tolist()],
        "probability": np.round(highest[rows, places], _DECIMALS).tolist(),
    }


def ranked(row: NDArray[np.float64]) -> list[int]:
    """Column numbers from most to least probable, ties in the order of the codebook."""
    return [int(at) for at in np.argsort(-row, kind="stable")]

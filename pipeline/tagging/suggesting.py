"""From probabilities to suggestions with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.judgement import Suggestion
from pipeline.domain.segment import Segment
from pipeline.tagging.model import CodeModel
from pipeline.tagging.reasons import Reasons, most_similar

REACHABLE = 15
"""So many codes of a segment keep their probability within reach of who wants to see more."""


@dataclass(frozen=True, slots=True)
class Chance:
    """The probability of a code that may or may not have been suggested, in 0..1."""

    segment: str
    code: str
    probability: float


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
    return [
        [at for at in ranked(row) if fits[at]][:most]
        for row, fits in zip(chances, enough, strict=True)
    ]


def suggestions_for(
    model: CodeModel,
    segments: Sequence[Segment],
    chances: NDArray[np.float64],
    chosen: Sequence[Sequence[int]],
) -> list[Suggestion]:
    """The chosen codes of each segment, with the words and validated segments that explain them.

    Args:
        chances: (segments, codes) probabilities, columns in the order of `model.codes`.
        chosen: (segments,) columns.
    """
    found = []
    reasons = Reasons(model)
    rows = model.tagger.rows_of([segment.text for segment in segments])
    codes = [[model.codes[at] for at in columns] for columns in chosen]
    respondents = [segment.respondent for segment in segments]
    similar = most_similar(model, rows, respondents, codes)
    for at, segment in enumerate(segments):
        if not codes[at]:
            continue
        words = reasons.words(rows[at], segment.text, codes[at])
        for number, code in enumerate(codes[at]):
            found.append(
                Suggestion(
                    segment=segment.id,
                    code=code,
                    probability=round(float(chances[at, chosen[at][number]]), 4),
                    words=words[number],
                    model=model.digest,
                    codebook=model.codebook.digest,
                    similar=similar[at][number],
                )
            )
    return found


def within_reach(
    model: CodeModel, segments: Sequence[Segment], chances: NDArray[np.float64]
) -> list[Chance]:
    """The most probable codes of each segment, suggested or not."""
    return [
        Chance(segment.id, model.codes[at], round(float(row[at]), 4))
        for segment, row in zip(segments, chances, strict=True)
        for at in ranked(row)[:REACHABLE]
        if row[at] > 0
    ]


def ranked(row: NDArray[np.float64]) -> list[int]:
    """Column numbers from most to least probable, ties in the order of the codebook."""
    return [int(at) for at in np.argsort(-row, kind="stable")]

"""From probabilities to suggestions with reasons."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.judgement import Suggestion
from pipeline.domain.segment import Segment
from pipeline.tagging.features import WORD
from pipeline.tagging.model import CodeModel

Spans = tuple[tuple[int, int], ...]
_MOST_WORDS = 5


def suggestions_for(
    model: CodeModel,
    segments: Sequence[Segment],
    chances: NDArray[np.float64],
    *,
    threshold: float,
    most: int,
) -> list[Suggestion]:
    """The codes above the threshold for each segment, most probable first, at most `most`.

    Args:
        chances: (segments, codes) probabilities, columns in the order of `model.codes`.
    """
    found = []
    for segment, row in zip(segments, chances, strict=True):
        for at in ranked(row)[:most]:
            if row[at] < threshold:
                break
            code = model.codes[at]
            found.append(
                Suggestion(
                    segment=segment.id,
                    code=code,
                    probability=round(float(row[at]), 4),
                    words=carrying_words(model, segment.text, code),
                    model=model.digest,
                    codebook=model.codebook.digest,
                )
            )
    return found


def ranked(row: NDArray[np.float64]) -> list[int]:
    """Column numbers from most to least probable, ties in the order of the codebook."""
    return [int(at) for at in np.argsort(-row, kind="stable")]


def carrying_words(model: CodeModel, text: str, code: str) -> Spans:
    """Spans of the words that spoke most for a code, in the order of the text.

    A word's share is the sum over its features of value times weight, divided over the places
    where the word occurs; words that speak against the code are left out.
    """
    row, weight = model.contributions(text, code)
    value = dict(zip(row.indices, row.data, strict=True))
    spans = [(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]
    shares = {
        word: sum(value.get(at, 0.0) * weight[at] for at in set(model.columns_of(word)))
        for word in {word.lower() for *_, word in spans}
    }
    best = sorted(spans, key=lambda span: (-shares[span[2].lower()], span[0]))[:_MOST_WORDS]
    positive = [s for s in best if shares[s[2].lower()] > 0.25 * max(shares.values())]
    return tuple(sorted((start, end) for start, end, _ in positive))

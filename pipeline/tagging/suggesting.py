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
    reasons = Reasons(model)
    for segment, row in zip(segments, chances, strict=True):
        chosen = [at for at in ranked(row)[:most] if row[at] >= threshold]
        for at, words in zip(
            chosen, reasons.words(segment.text, [model.codes[at] for at in chosen]), strict=True
        ):
            found.append(
                Suggestion(
                    segment=segment.id,
                    code=model.codes[at],
                    probability=round(float(row[at]), 4),
                    words=words,
                    model=model.digest,
                    codebook=model.codebook.digest,
                )
            )
    return found


def ranked(row: NDArray[np.float64]) -> list[int]:
    """Column numbers from most to least probable, ties in the order of the codebook."""
    return [int(at) for at in np.argsort(-row, kind="stable")]


class Reasons:
    """The words that spoke for a code; remembers what it worked out for earlier texts."""

    def __init__(self, model: CodeModel) -> None:
        self._model = model
        self._weights: dict[str, NDArray[np.float64]] = {}
        self._columns: dict[str, list[int]] = {}

    def words(self, text: str, codes: Sequence[str]) -> list[Spans]:
        """For each code the spans of the words that spoke most for it, in the order of the text.

        A word's share is the sum over its features of value times weight; words that speak
        against the code, or hardly for it, are left out.
        """
        if not codes:
            return []
        row = self._model.rows_of([text])
        value = dict(zip(row.indices, row.data, strict=True))
        spans = [
            (match.start(), match.end(), match.group().lower()) for match in WORD.finditer(text)
        ]
        for word in {word for *_, word in spans} - set(self._columns):
            self._columns[word] = sorted(set(self._model.columns_of(word)))
        return [self._carrying(spans, value, code) for code in codes]

    def _carrying(
        self, spans: Sequence[tuple[int, int, str]], value: dict[int, float], code: str
    ) -> Spans:
        if code not in self._weights:
            self._weights[code] = self._model.weight_towards(code)
        weight = self._weights[code]
        shares = {
            word: sum(value.get(at, 0.0) * weight[at] for at in self._columns[word])
            for word in {word for *_, word in spans}
        }
        least = 0.25 * max(shares.values(), default=0.0)
        best = sorted(spans, key=lambda span: (-shares[span[2]], span[0]))[:_MOST_WORDS]
        return tuple(sorted((s, e) for s, e, word in best if shares[word] > max(least, 0.0)))

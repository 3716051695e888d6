"""Why a code was suggested: the words that spoke for it, and validated segments much like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.features import WORD
from pipeline.tagging.model import CodeModel

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Spans = tuple[tuple[int, int], ...]
_MOST_WORDS = 5
_MOST_SIMILAR = 2


class Reasons:
    """For one model; remembers what it worked out for earlier texts."""

    def __init__(self, model: CodeModel) -> None:
        self._model = model
        self._weights: dict[str, NDArray[np.float64]] = {}
        self._columns: dict[str, NDArray[np.int64]] = {}

    def words(self, row: csr_matrix, text: str, codes: Sequence[str]) -> list[Spans]:
        """For each code the spans of the words that spoke most for it, in the order of the text.

        A word's share is the sum over its features of value times weight; words that speak
        against the code, or hardly for it, are left out.

        Args:
            row: (1, features), the text's row in the model.
        """
        spans = [(m.start(), m.end(), m.group().lower()) for m in WORD.finditer(text)]
        value = np.zeros(row.shape[1])
        value[row.indices] = row.data
        columns = {word: self._columns_of(word) for word in {word for *_, word in spans}}
        found = []
        for code in codes:
            part = value * self._weight(code)
            shares = {word: float(part[own].sum()) for word, own in columns.items()}
            least = max(0.25 * max(shares.values(), default=0.0), 0.0)
            best = sorted(spans, key=lambda span: (-shares[span[2]], span[0]))[:_MOST_WORDS]
            found.append(tuple(sorted((s, e) for s, e, word in best if shares[word] > least)))
        return found

    def _columns_of(self, word: str) -> NDArray[np.int64]:
        if word not in self._columns:
            columns = self._model.tagger.columns_of(word)
            self._columns[word] = np.unique(np.array(columns, dtype=np.int64))
        return self._columns[word]

    def _weight(self, code: str) -> NDArray[np.float64]:
        if code not in self._weights:
            at = self._model.codes.index(code)
            self._weights[code] = self._model.tagger.weight_towards(at)
        return self._weights[code]


def most_similar(
    model: CodeModel, rows: csr_matrix, people: Sequence[str], wanted: Sequence[Sequence[str]]
) -> list[list[tuple[str, ...]]]:
    """For each text and each code wanted for it, the sources of the two lessons with that code
    whose words are most like its own; never of the same person.

    Args:
        rows: (texts, features).
        people: (texts,) who is speaking, as in `Lesson.group`.
        wanted: (texts,) codes.
    """
    found: list[list[tuple[str, ...]]] = [[()] * len(codes) for codes in wanted]
    lessons = model.lessons
    if not lessons:
        return found
    learned = model.tagger.decided_rows
    by_code: dict[str, list[int]] = {}
    for at, lesson in enumerate(lessons):
        for code in lesson.codes:
            by_code.setdefault(code, []).append(at)
    for code, have in by_code.items():
        asked = [(t, n) for t, codes in enumerate(wanted) for n, c in enumerate(codes) if c == code]
        if not asked:
            continue
        likeness = (rows[[text for text, _ in asked]] @ learned[have].T).toarray()
        for row, (text, number) in enumerate(asked):
            order = np.argsort(-likeness[row], kind="stable")
            others = [have[at] for at in order if lessons[have[at]].group != people[text]]
            found[text][number] = tuple(lessons[at].source for at in others[:_MOST_SIMILAR])
    return found

"""Simple ways to suggest codes, to compare the engine with in the same run."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.codebook import Codebook
from pipeline.tagging.evidence import Frequencies
from pipeline.tagging.labels import Labels
from pipeline.tagging.passages import Passage

Matrix = NDArray[np.float64]


def majority(labels: Labels, given: Matrix, kinds: Sequence[str], asked: Sequence[str]) -> Matrix:
    """(texts, codes) how often each code is given to this kind of speaker, whatever is said.

    Args:
        given: (lessons, codes) of 0 and 1, by speakers of `kinds` (lessons,).
        asked: (texts,) kinds of speaker.
    """
    frequencies = Frequencies.of(given, labels.kinds_of(kinds), len(labels.kinds))
    rows = labels.kinds_of(asked)
    chances: Matrix = 1 / (1 + np.exp(-frequencies.log_odds(rows)))
    return np.where(labels.applies[rows], chances, 0.0)


def keyword_match(codebook: Codebook, labels: Labels, passages: Sequence[Passage]) -> Matrix:
    """(texts, codes) n / (n + 1) for n keywords of the code, or its label, that occur in the text
    as they stand."""
    patterns = [
        [
            re.compile(rf"\b{re.escape(word.lower())}\b")
            for word in dict.fromkeys((*code.keywords, code.label))
        ]
        for code in codebook.leaves
    ]
    hits = np.array(
        [
            [sum(bool(p.search(passage.text.lower())) for p in own) for own in patterns]
            for passage in passages
        ],
        dtype=np.float64,
    ).reshape(len(passages), labels.count)
    rows = labels.kinds_of([passage.kind for passage in passages])
    return np.where(labels.applies[rows], hits / (hits + 1), 0.0)


def plain(
    texts: Sequence[str], given: Matrix, asked: Sequence[str], *, balanced: bool = False
) -> Matrix:
    """(asked, codes) TF-IDF of words and one logistic regression a code, all as scikit-learn has
    it by default; a code that nobody was given has chance 0."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    chances = np.zeros((len(asked), given.shape[1]))
    known = np.flatnonzero((given.sum(axis=0) > 0) & (given.sum(axis=0) < len(given)))
    if not len(known) or not len(asked):
        return chances
    words: Any = TfidfVectorizer()
    rows = words.fit_transform(texts)
    weight = "balanced" if balanced else None
    model: Any = OneVsRestClassifier(LogisticRegression(max_iter=1000, class_weight=weight))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(rows, given[:, known])
        found = model.predict_proba(words.transform(asked))
    chances[:, known] = found if len(known) > 1 else found[:, -1:]
    return chances

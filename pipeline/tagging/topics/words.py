"""The words that respondents share, as TF-IDF.

A word of one respondent (her pony, her bus driver) cannot make a theme, however often she says it:
it is left out. How rare a word is, is counted over all that was said or written before as well
(codebook, earlier waves), so that a word which is new in this wave weighs most (the inverse
document frequency in the past as a measure of novelty: Karkali, Rousseau, Ntoulas & Vazirgiannis
2013, *Efficient online novelty detection in news streams*, WISE).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.tagging.topics.piece import Piece

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Lemmas = Callable[[str], list[str]]
"""Text → its content words in base form, lower case."""

SHARED_BY = 2
"""Respondents who have to use a word, or be asked something with it, before it counts."""


@dataclass(frozen=True, eq=False)
class Words:
    """What `learn` found; `names` are the shared words, sorted."""

    lemmas: Lemmas
    names: tuple[str, ...]
    _weights: Any

    @classmethod
    def learn(cls, pieces: Sequence[Piece], background: Sequence[str], lemmas: Lemmas) -> Words:
        """Args:
        pieces: of one wave; in any order.
        background: texts that tell common words from rare ones, beside the pieces.

        Raises:
            ValueError: when no word is shared by two respondents.
        """
        from sklearn.feature_extraction.text import TfidfVectorizer

        lemmas = lru_cache(maxsize=None)(lemmas)
        by: dict[str, set[str]] = defaultdict(set)
        for piece in pieces:
            for word in (*lemmas(piece.text), *lemmas(piece.context)):
                by[word].add(piece.respondent)
        names = tuple(sorted(word for word, who in by.items() if len(who) >= SHARED_BY))
        if not names:
            raise ValueError("geen woord wordt door twee respondenten gebruikt")
        weights = TfidfVectorizer(analyzer=lemmas, sublinear_tf=True, vocabulary=list(names))
        texts = sorted([*(piece.text for piece in pieces), *background])
        return cls(lemmas, names, weights.fit(texts))

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """(texts, names) rows of length 1, or of length 0 for a text without a shared word."""
        return self._weights.transform(texts)

    @property
    def vectoriser(self) -> Any:
        """The fitted scikit-learn vectoriser itself, as a step of a Pipeline."""
        return self._weights

"""Texts as sparse vectors: lemmas and character n-grams, both within a word's borders.

Character n-grams that stay within words let every feature be traced back to the words that gave
it, which is what the reasons of a suggestion are made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Lemmas = Callable[[str], list[str]]
"""Text → its content words in base form, lower case."""

WORD = re.compile(r"\w+(?:['’-]\w+)*")
_CHARACTERS = range(3, 6)
_WORD_WEIGHT = 1.0
_CHARACTER_WEIGHT = 0.8


@dataclass
class TextFeatures:
    """TF-IDF of lemmas (one and two in a row) beside TF-IDF of 3 to 5 characters.

    Fitting sees texts only, never labels, so that texts which are held out to measure may take
    part in it.
    """

    lemmas: Lemmas
    _words: Any = field(init=False, repr=False)
    _characters: Any = field(init=False, repr=False)

    def fit(self, texts: Sequence[str]) -> TextFeatures:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._words = TfidfVectorizer(analyzer=self._lemma_grams, sublinear_tf=True)
        self._characters = TfidfVectorizer(analyzer=character_grams, sublinear_tf=True, min_df=2)
        self._words.fit(texts)
        self._characters.fit(texts)
        return self

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """(texts, features) rows of length 1, or of length 0 for a text without known features."""
        from scipy.sparse import csr_matrix, hstack
        from sklearn.preprocessing import normalize

        parts = [
            self._words.transform(texts) * _WORD_WEIGHT,
            self._characters.transform(texts) * _CHARACTER_WEIGHT,
        ]
        return csr_matrix(normalize(hstack(parts, format="csr")))

    def columns_of(self, word: str) -> list[int]:
        """The columns that this one word may have filled: its lemma and its character n-grams."""
        words, characters = self._words.vocabulary_, self._characters.vocabulary_
        found = [words[lemma] for lemma in self.lemmas(word) if lemma in words]
        return found + [
            len(words) + characters[gram] for gram in character_grams(word) if gram in characters
        ]

    def _lemma_grams(self, text: str) -> list[str]:
        lemmas = self.lemmas(text)
        return lemmas + [f"{a} {b}" for a, b in pairwise(lemmas)]


def character_grams(text: str) -> list[str]:
    """Every run of 3 to 5 characters of every word, a space marking the word's borders."""
    grams = []
    for word in WORD.findall(text.lower()):
        padded = f" {word} "
        for size in _CHARACTERS:
            if len(padded) < size:
                break
            grams += [padded[at : at + size] for at in range(len(padded) - size + 1)]
    return grams

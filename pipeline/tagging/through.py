"""Texts straight to scores: what is linear in their rows, without the rows in between.

What the n-grams of a word add up to is the same wherever the word stands, so it is added up once a
word instead of once a text. A text then costs a few additions per word it holds, where its row
holds hundreds of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.features import CHARACTER_WEIGHT, TextFeatures
from pipeline.tagging.sparse import row_lengths

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Single = NDArray[np.float32]


@dataclass(frozen=True)
class Through:
    """terms (terms, columns) and grams (n-grams, columns): weights times inverse document
    frequency; words (known words, columns): the sum over each word's n-grams."""

    features: TextFeatures
    terms: Single
    grams: Single
    words: Single

    @classmethod
    def of(cls, features: TextFeatures, weights: Single) -> Through:
        """For (features, columns) weights."""
        first = len(features.terms)
        terms = weights[:first] * features.term_idf[:, None]
        grams = weights[first:] * features.gram_idf[:, None]
        return cls(features, terms, grams, features.spelling @ grams)

    def __call__(self, texts: Sequence[str]) -> Single:
        """(texts, columns): `features.transform(texts) @ weights` but for the last digits."""
        features = self.features
        read = features.read(texts)
        terms, counts = features.terms_in(read), read.counted()
        grams = counts @ read.spelling
        new = read.spelling[len(self.words) :] @ self.grams
        words = np.concatenate([self.words, new]) if len(new) else self.words
        of_terms, has_terms = _of_length_one(terms, features.term_idf, terms @ self.terms)
        of_grams, has_grams = _of_length_one(grams, features.gram_idf, counts @ words)
        of_grams *= CHARACTER_WEIGHT
        of_terms += of_grams
        length = np.sqrt(has_terms + CHARACTER_WEIGHT**2 * has_grams)
        of_terms /= np.maximum(length, 1e-6).astype(np.float32)[:, None]
        return of_terms


def _of_length_one(
    rows: csr_matrix, weights: Single, scores: Single
) -> tuple[Single, NDArray[np.bool_]]:
    """(texts, columns) scores of `rows` (texts, features) as if those had length 1 after
    weighting with (features,), and whether there is anything in a row."""
    rows.data *= weights[rows.indices]
    lengths = row_lengths(rows)
    scores /= np.where(lengths > 0, lengths, 1)[:, None]
    return scores, lengths > 0

"""Latent semantic analysis: vectors that a study's own texts teach, without any model.

Deerwester, Dumais, Furnas, Landauer & Harshman 1990, *Indexing by latent semantic analysis*, JASIS
41; the decomposition is that of Halko, Martinsson & Tropp 2011, SIAM Review 53.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.encoders.rows import Rows, unit_rows

Lemmas = Callable[[str], list[str]]
"""Text → its content words in base form, lower case."""

_RANK = 1e-6
"""A singular value this small beside the largest is rounding: its direction is arbitrary."""


@dataclass
class LsaEncoder:
    """TF-IDF of lemmas, brought back to `dims` dimensions.

    The same texts give the same bytes on one machine, in whatever order they come. The width is
    always `dims`: where the texts hold less, the last columns are 0 and change no inner product.
    """

    lemmas: Lemmas
    dims: int = 100
    seed: int = 0
    digest: str = field(init=False)
    _words: Any = field(init=False, repr=False)
    _directions: NDArray[np.float64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.dims < 1:
            raise ValueError(f"dims must be at least 1, not {self.dims}")

    @property
    def name(self) -> str:
        """`lsa:<dims>@<digest of the lemmas it saw and of the seed>`, after `fit`."""
        return f"lsa:{self.dims}@{self.digest}"

    def fit(self, texts: Sequence[str]) -> LsaEncoder:
        """Learns from texts; none at all, or none with a content word, leave it knowing nothing.

        `_directions` becomes (words, rank) columns of length 1, rank at most `dims`, each with its
        sign chosen so that its largest element is positive.
        """
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.utils.extmath import randomized_svd

        found = sorted(self.lemmas(text) for text in texts)
        whole = "\x1e".join((str(self.seed), *("\x1f".join(words) for words in found)))
        self.digest = hashlib.sha256(whole.encode("utf-8")).hexdigest()[:12]
        self._words, self._directions = None, np.zeros((0, 0))
        if not any(found):
            return self
        self._words = TfidfVectorizer(analyzer=list, sublinear_tf=True)
        weights = self._words.fit_transform(found)
        rank = min(self.dims, *weights.shape)
        _, strength, rows = randomized_svd(weights, n_components=rank, random_state=self.seed)
        directions = rows[strength > _RANK * strength[0]].T
        largest = np.abs(directions).argmax(axis=0)
        self._directions = directions * np.sign(directions[largest, np.arange(len(largest))])
        return self

    def encode(self, texts: Sequence[str]) -> Rows:
        """(texts, dims) rows of length 1, or of length 0 for a text without a word it knows."""
        rows = np.zeros((len(texts), self.dims))
        if texts and self._words is not None:
            weights = self._words.transform([self.lemmas(text) for text in texts])
            rows[:, : self._directions.shape[1]] = weights @ self._directions
        return unit_rows(rows)

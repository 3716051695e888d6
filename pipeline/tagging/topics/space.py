"""Passages as vectors in which what respondents have in common shows.

Three things are done to plain latent semantic analysis (Deerwester, Dumais, Furnas, Landauer &
Harshman 1990, *Indexing by latent semantic analysis*, JASIS 41), each because a passage of an
interview is short and its speaker has ways of her own:

- the heading and the question that it stands under count by half, and the other passages under
  that heading as much as itself: neighbouring passages are mostly about one thing (Hearst 1997,
  *TextTiling*, Computational Linguistics 23);
- from every vector the mean of its report is taken (centring within a group, as multilevel
  analysis does to keep differences between persons out of what is compared within them): or
  topics would be speakers;
- the space is learned from the whole wave, not from the passages in scope, so that it does not
  change with every decision about a segment.

What each is worth is in `tests/benchmarks/topics.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.topics.piece import Piece, numbered
from pipeline.tagging.topics.words import Words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from pipeline.tagging.encoders import Encoder

Matrix = NDArray[np.float64]

DIMS = 30
"""Directions of the space, in a wave of 120 passages or more."""
PIECES_A_DIM = 4
"""With fewer passages there are fewer directions: more would be those of single passages."""
CONTEXT = 0.5
SECTION = 1.0
"""Weights of heading and question, and of the rest of the section, against 1 for the passage."""
DECIMALS = 6
"""What differs further on is the arithmetic of one processor or another."""


@dataclass(frozen=True, eq=False)
class Space:
    """`pipeline`: scikit-learn's, text → vector, without what is around a text."""

    pipeline: Any

    @classmethod
    def learn(
        cls, pieces: Sequence[Piece], words: Words, encoder: Encoder | None, seed: int
    ) -> Space:
        """From the passages of one wave, by the words they share or by a better text model."""
        from sklearn.decomposition import TruncatedSVD
        from sklearn.pipeline import Pipeline
        from sklearn.preprocessing import FunctionTransformer

        first = FunctionTransformer(encoder.encode) if encoder else words.vectoriser
        if encoder:
            first.fit([""])
        rows = _with_surroundings(first, pieces)
        dims = max(2, min(DIMS, len(pieces) // PIECES_A_DIM, *(size - 1 for size in rows.shape)))
        reduction = TruncatedSVD(dims, algorithm="arpack", random_state=seed).fit(rows)
        return cls(Pipeline([("teksten", first), ("richtingen", reduction)]))

    def rows(self, pieces: Sequence[Piece]) -> Matrix:
        """(pieces, dims) rows of length 1, or 0 for a passage that nothing is known of. Those of
        one report have to be given together: its mean is taken from them."""
        from sklearn.preprocessing import normalize

        (_, first), (_, reduction) = self.pipeline.steps
        rows = np.asarray(reduction.transform(_with_surroundings(first, pieces)))
        reports = np.array(numbered([piece.report for piece in pieces]), dtype=np.int64)
        for report in range(reports.max(initial=-1) + 1):
            own = reports == report
            rows[own] -= rows[own].mean(axis=0)
        # What is left of a report of one passage is rounding.
        rows[np.abs(rows).max(axis=1, initial=0.0) < 10.0**-DECIMALS] = 0.0
        unit: Matrix = np.round(normalize(rows), DECIMALS)
        return unit


def _with_surroundings(first: Any, pieces: Sequence[Piece]) -> Any:
    """(pieces, features) rows of length 1, sparse or not: the passage, its heading and question,
    and the mean of the other passages of its section."""
    from sklearn.preprocessing import normalize

    rows = first.transform([piece.text for piece in pieces])
    rows = rows + CONTEXT * first.transform([piece.context for piece in pieces])
    return normalize(rows + SECTION * (_others_of(pieces) @ rows))


def _others_of(pieces: Sequence[Piece]) -> csr_matrix:
    """(pieces, pieces) weights that make, of each row, the mean of the others of its section."""
    from scipy.sparse import csr_matrix

    sections: dict[str, list[int]] = {}
    for at, piece in enumerate(pieces):
        sections.setdefault(piece.section, []).append(at)
    near = [
        (one, other, 1.0 / (len(own) - 1))
        for own in sections.values()
        for one in own
        for other in own
        if one != other
    ]
    one, other, weight = zip(*near, strict=True) if near else ((), (), ())
    return csr_matrix((weight, (one, other)), shape=(len(pieces), len(pieces)))

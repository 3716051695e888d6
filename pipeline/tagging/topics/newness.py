"""What is new about topics: beside earlier waves, and beside the codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.topics.space import Matrix
from pipeline.tagging.topics.words import Words

_WITHIN = 0.25
"""A passage outside a topic belongs with it when it lies no further from its centre than this
share of the topic's own passages does: those nearest to the next topic lie furthest."""
_MOST_LIKE = 2


@dataclass(frozen=True, eq=False)
class Centres:
    """Where topics lie, and how far they reach.

    means (topics, dims) rows of length 1; least (topics,) the cosine from which on a passage is
    said to be about the topic.
    """

    means: Matrix
    least: NDArray[np.float64]

    @classmethod
    def of(cls, rows: Matrix, labels: NDArray[np.int64]) -> Centres:
        """Args:
        rows: (pieces, dims) of length 1.
        labels: (pieces,) -1 for none.
        """
        from sklearn.preprocessing import normalize

        topics = range(int(labels.max(initial=-1)) + 1)
        means = normalize(np.array([rows[labels == topic].mean(axis=0) for topic in topics]))
        near = [np.quantile(rows[labels == t] @ means[t], _WITHIN) for t in topics]
        return cls(np.round(means, 6), np.round(np.array(near), 6))

    def about(self, rows: Matrix) -> NDArray[np.int64]:
        """(pieces,) the topic that each passage is about, -1 for none."""
        likeness = np.round(rows @ self.means.T, 6)
        nearest = likeness.argmax(axis=1)
        close = likeness[np.arange(len(rows)), nearest] >= self.least[nearest]
        return np.where(close, nearest, -1)


def rise(now: NDArray[np.int64], before: NDArray[np.int64], topics: int) -> NDArray[np.float64]:
    """(topics,) in 0..1: the share of this wave that is about a topic, beside that of earlier
    waves: 1 for what nobody spoke of before, ½ for what is spoken of as much as it was.

    Args:
        now, before: (pieces,) what each passage is about, by `Centres.about`.
    """
    own, old = (_shares(about, topics) for about in (now, before))
    whole = own + old
    half = np.full(topics, 0.5)
    found: NDArray[np.float64] = np.round(np.divide(own, whole, where=whole > 0, out=half), 3)
    return found


def _shares(about: NDArray[np.int64], topics: int) -> NDArray[np.float64]:
    counts = np.bincount(about[about >= 0], minlength=topics)
    shares: NDArray[np.float64] = counts / max(len(about), 1)
    return shares


def likest(
    centroids: Matrix, codes: Mapping[str, Sequence[str]], words: Words
) -> list[list[tuple[str, float]]]:
    """(topics,) the codes whose texts have most in common with each topic: (code, cosine), the
    likest first, at most two.

    Args:
        centroids: (topics, words) of length 1, the mean of each topic's passages.
        codes: code → its texts.
    """
    from sklearn.preprocessing import normalize

    names = sorted(code for code, texts in codes.items() if texts)
    if not names:
        return [[] for _ in centroids]
    profiles = normalize(
        np.array([np.asarray(words.rows(codes[name]).mean(axis=0))[0] for name in names])
    )
    likeness = np.round(centroids @ profiles.T, 3)
    return [
        [
            (names[at], float(row[at]))
            for at in np.argsort(-row, kind="stable")[:_MOST_LIKE]
            if row[at] > 0
        ]
        for row in likeness
    ]

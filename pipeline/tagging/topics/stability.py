"""Does a topic come back when a fifth of the respondents had not been spoken to?

Hennig 2007, *Cluster-wise assessment of cluster stability*, Computational Statistics & Data
Analysis 52 (with subsets, one of the schemes that it compares): everything is done again, vectors
included, on subsets of the respondents; of every topic, as far as it lies in the subset, the
Jaccard likeness with the group that resembles it most is averaged. Respondents are drawn and not
passages, because those of one speaker hang together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

SHARE = 0.8
DRAWS = 50

Refit = Callable[[NDArray[np.bool_]], NDArray[np.int64]]
"""(pieces,) which of them take part → (those,) their groups, -1 for none."""
Tick = Callable[[int, int], None]
"""Hears how far long work is: done, total."""


def stability(
    labels: NDArray[np.int64],
    respondents: Sequence[str],
    refit: Refit,
    seed: int,
    draws: int = DRAWS,
    tick: Tick = lambda done, total: None,
) -> NDArray[np.float64]:
    """(topics,) in 0..1: mean over subsets of the greatest Jaccard likeness, to three decimals; 0
    for a topic that no subset held a passage of.

    Args:
        labels: (pieces,) -1 for none.
        respondents: (pieces,) who speaks.
    """
    count = int(labels.max(initial=-1)) + 1
    who = np.array(respondents, dtype=str)
    names = np.unique(who)
    size = max(1, round(SHARE * len(names)))
    random = np.random.default_rng(seed)
    sums, seen = np.zeros(count), np.zeros(count)
    for number in range(draws):
        tick(number, draws)
        drawn = np.isin(who, random.choice(names, size, replace=False))
        again = refit(drawn)
        for topic in range(count):
            own = labels[drawn] == topic
            if own.any():
                seen[topic] += 1
                sums[topic] += _best(own, again)
    return np.asarray(np.round(sums / np.maximum(seen, 1), 3), dtype=np.float64)


def _best(own: NDArray[np.bool_], groups: NDArray[np.int64]) -> float:
    """The greatest Jaccard likeness of a set with any group."""
    likeness = [
        float((own & (groups == group)).sum() / (own | (groups == group)).sum())
        for group in set(groups.tolist()) - {-1}
    ]
    return max(likeness, default=0.0)

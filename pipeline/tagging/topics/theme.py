"""A topic as numbers, and what makes one worth a researcher's look."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.topics.space import Matrix

Pairs = tuple[tuple[str, float], ...]

HALF_SPREAD = 3
"""So many respondents, all as much, give half of what spread can add: a theme of three is a theme,
and one of thirty is not ten times as much of one."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What the engine says of a topic. All shares are in 0..1, to three decimals.

    pieces: ids of its passages, sorted; typical: those that stand for it, best first, no two of a
        respondent before everybody had a turn.
    words: (word, c-TF-IDF weight), those that at least two of its respondents use, heaviest first.
    centroid: (word, weight) the mean of its passages, the heaviest words, length 1.
    unexplained: mean over its passages of 1 - the chance of the likeliest code.
    rise: see `newness.rise`; ½ in a first wave.
    coherence: how much passages of different respondents have in common (mean cosine, 0 at least).
    spread: see `spread`.
    stability: see `stability`.
    score: what topics are ordered by, see `score`.
    like: the likest codes, (code, cosine).
    now, before: ids of passages, in this wave and in earlier ones, in or out of scope, that are
        about it.
    near: places, among the themes, of those that lie close to it.
    """

    pieces: tuple[str, ...]
    typical: tuple[str, ...]
    words: Pairs
    centroid: Pairs
    unexplained: float
    rise: float
    coherence: float
    spread: float
    stability: float
    score: float
    like: Pairs
    now: tuple[str, ...]
    before: tuple[str, ...]
    near: tuple[int, ...]


def score(unexplained: float, rise: float, coherence: float, spread: float) -> float:
    """In 0..1: the codebook does not know it × it was not spoken of before × different people say
    alike things × enough people do. Products, so that none makes up for another that is lacking;
    of coherence the root, because it lies between .1 and .5 where the others range wide.

    Stability is told beside it and is no part of it: on golf-2 of the shipped study the openings of
    reports, no theme at all, were more stable (.6 to .7) than most topics on the planted themes
    (.4 to .7).
    """
    return round(unexplained * rise * float(np.sqrt(max(coherence, 0.0))) * spread, 4)


def spread(respondents: NDArray[np.int64]) -> float:
    """In 0..1, rising with the effective number of respondents (the exponential of the entropy of
    their shares: Hill 1973, *Diversity and evenness*, Ecology 54): a topic of which one person
    says nearly everything counts as one of little more than one person.

    Args:
        respondents: (passages,) the number of each one's speaker.
    """
    counts = np.unique(respondents, return_counts=True)[1]
    shares = counts / counts.sum()
    effective = float(np.exp(-(shares * np.log(shares)).sum()))
    return round((effective - 1) / (effective - 1 + HALF_SPREAD - 1), 3)


def coherence(rows: Matrix, respondents: NDArray[np.int64]) -> float:
    """Mean cosine over pairs of passages of different respondents; 0 where there is one only.

    Args:
        rows: (passages, dims) of length 1.
        respondents: (passages,) the number of each one's speaker.
    """
    others = respondents[:, None] != respondents[None, :]
    if not others.any():
        return 0.0
    return round(max(0.0, float((rows @ rows.T)[others].mean())), 3)


def typical(
    likeness: NDArray[np.float64], respondents: NDArray[np.int64], most: int
) -> NDArray[np.intp]:
    """Places of the passages that stand for a topic: everybody's likest first, by likeness, then
    everybody's second, and so on.

    Args:
        likeness: (passages,) with the topic.
        respondents: (passages,) the number of each one's speaker.
    """
    order = np.argsort(-np.round(likeness, 6), kind="stable")
    turns = np.zeros(len(order), dtype=np.int64)
    said: dict[int, int] = {}
    for at in order:
        who = int(respondents[at])
        turns[at] = said[who] = said.get(who, 0) + 1
    return order[np.argsort(turns[order], kind="stable")][:most]

"""What to review next: orders of segments for different purposes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Matrix = NDArray[np.float64]
Ranks = NDArray[np.int64]
RowsOf = Callable[[NDArray[np.int64]], "csr_matrix"]

ONE_BLIND_IN = 5
"""One in so many turns is a blind segment until there are none left: whoever stops half-way has
then read the whole blind stratum, which is what tells whether stopping was right."""
_SPREAD_OUT = 300
"""So many places at the head of the queue are chosen to differ from each other."""


def instructive(chances: Matrix, given: NDArray[np.float64], rows_of: RowsOf) -> Ranks:
    """Segments from which a decision teaches most: doubtful, on rare codes, unlike the others.

    The worth of a segment is the sum over codes of p(1 - p) / sqrt(1 + times given): the variance
    of the decision, more for codes that the model has seen little of. At the head of the queue
    each choice makes its likes worth less (maximal marginal relevance, Carbonell & Goldstein
    1998), so that a coder does not get ten times the same.

    Args:
        chances: (segments, codes) probabilities.
        given: (codes,) how often each code was given so far.
        rows_of: numbers of segments → (numbers, features) rows of length 1. It is asked for those
            that may come up at the head only.

    Returns:
        (segments,) row numbers, most instructive first.
    """
    worth = (chances * (1 - chances)) @ (1 / np.sqrt(1 + given))
    by_worth = np.argsort(-worth, kind="stable")
    places, looked_at = min(_SPREAD_OUT, len(worth)), _SPREAD_OUT * 8
    while True:
        among = np.sort(by_worth[:looked_at])
        first, least = _spread_out(worth[among], rows_of(among), places)
        # What was not looked at is worth no more than by itself.
        if looked_at >= len(worth) or least > worth[by_worth[looked_at]]:
            break
        looked_at *= 2
    head = among[first]
    rest = by_worth[~np.isin(by_worth, head)]
    return np.concatenate([head, rest]).astype(np.int64)


def _spread_out(
    worth: NDArray[np.float64], rows: csr_matrix, places: int
) -> tuple[list[int], float]:
    """So many row numbers, each the most worth when what is like an earlier choice counts less,
    and what the last of them was worth then."""
    left, nearest = worth.copy(), np.zeros(len(worth))
    first: list[int] = []
    least = np.inf
    for _ in range(places):
        # What was chosen stays below what repeats it: that is worth 0, not less.
        now = np.where(left < 0, -1.0, left * (1 - nearest))
        best = int(np.argmax(now))
        first.append(best)
        least = float(now[best])
        left[best] = -1.0
        alike = rows @ rows[best].toarray().ravel()
        nearest = np.maximum(nearest, np.minimum(alike, 1.0))
    return first, least


def yielding(chances: Matrix) -> Ranks:
    """(segments,) row numbers, those with most codings to be expected first."""
    return np.argsort(-chances.sum(axis=1), kind="stable")


def thin_first(chances: Matrix, need: Matrix) -> Ranks:
    """(segments,) row numbers, those first that may bring what the report has least of.

    Args:
        need: (segments, codes) in 0..1, how much the report wants a coding of this code with the
            actor who is speaking.
    """
    return np.argsort(-(chances * need).sum(axis=1), kind="stable")


def places(
    order: Ranks, blind: NDArray[np.bool_], lots: NDArray[np.float64] | None = None
) -> Ranks:
    """(segments,) the place of each segment from 1, in this order, blind ones spread through it.

    Args:
        order: (segments,) row numbers.
        blind: (segments,) which are blind: their turn does not depend on what a model expects.
        lots: (segments,) numbers by which the blind ones are put in order; in reading order when
            left out.
    """
    shown = iter([row for row in order if not blind[row]])
    drawn = np.arange(len(order)) if lots is None else np.argsort(lots, kind="stable")
    hidden = iter([row for row in drawn if blind[row]])
    place = np.zeros(len(order), dtype=np.int64)
    for turn in range(1, len(order) + 1):
        wanted, other = (hidden, shown) if turn % ONE_BLIND_IN == 0 else (shown, hidden)
        row = next(wanted, None)
        place[next(other) if row is None else row] = turn
    return place


def need_of(respondents: Sequence[Sequence[int]], enough: int) -> Matrix:
    """(actors, codes) in 0..1: 1 where no respondent has the code yet, 0 from `enough` on.

    Args:
        respondents: (actors, codes) with how many respondents the code was found so far; negative
            where the report says nothing of it.
    """
    have = np.array(respondents, dtype=np.float64)
    need: Matrix = np.where(have < 0, 0.0, np.clip(1 - have / enough, 0.0, 1.0))
    return need

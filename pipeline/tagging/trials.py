"""Trying the engine out: on respondents it has not seen, with few decisions, and in a queue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging import queue
from pipeline.tagging.blind import permanent_number
from pipeline.tagging.model import CodeModel
from pipeline.tagging.training import Lesson

Matrix = NDArray[np.float64]
Rows = NDArray[np.int64]
NewModel = Callable[[], CodeModel]

_STEPS = (25, 25, 50, 50, 50, 100, 100, 100)
_LATER_STEP = 200
"""A simulated coder reads so many segments before the model learns from them."""


def folds_of(groups: Sequence[str], count: int, seed: int) -> Rows:
    """(lessons,) the fold of each: whole respondents, dealt from many segments to few so that the
    folds come out about as large. `count` is lowered to the number of respondents."""
    sizes: dict[str, int] = {}
    for group in groups:
        sizes[group] = sizes.get(group, 0) + 1
    load = [0] * max(1, min(count, len(sizes)))
    fold: dict[str, int] = {}
    for group in sorted(sizes, key=lambda g: (-sizes[g], permanent_number(g, seed))):
        fold[group] = load.index(min(load))
        load[fold[group]] += sizes[group]
    return np.array([fold[group] for group in groups], dtype=np.int64)


def unseen_respondents(folds: Rows) -> Iterator[tuple[Rows, Rows]]:
    """(learn from, asked) row numbers, fold by fold."""
    for number in range(int(folds.max(initial=-1)) + 1):
        yield np.flatnonzero(folds != number), np.flatnonzero(folds == number)


def some_of(lessons: Sequence[Lesson], count: int, seed: int) -> list[Lesson]:
    """Whole respondents in random order until there are `count` lessons; the last one's are cut."""
    groups = sorted({x.group for x in lessons}, key=lambda g: permanent_number(g, seed))
    place = {group: at for at, group in enumerate(groups)}
    return sorted(lessons, key=lambda x: place[x.group])[:count]


@dataclass(frozen=True)
class Moment:
    """How a simulated coding stood: rows read in order, (lessons, codes) chances as the model then
    saw them (of read ones, without their own respondent)."""

    read: tuple[int, ...]
    chances: Matrix


def simulated(
    lessons: Sequence[Lesson],
    new_model: NewModel,
    order: Callable[[Matrix, NDArray[np.float64], CodeModel, Rows], Rows],
    blind: NDArray[np.bool_],
) -> Iterator[Moment]:
    """A coder who reads in the order that the model gives, and decides as the lessons say.

    The model starts with the codebook alone and learns again after every few segments.

    Args:
        order: chances of the unread lessons, times given per code, the model, and the rows that
            are unread → an order of those.
        blind: (lessons,) which come up by chance, one in five, until there are none left.
    """
    passages = [lesson.passage for lesson in lessons]
    lots = np.array([permanent_number(lesson.source, 0) for lesson in lessons])
    read: list[int] = []
    for number in range(len(lessons)):
        known = [lessons[row] for row in sorted(read)]
        model = new_model().fit(known)
        chances = model.chances(passages)
        chances[sorted(read)] = model.held_out
        yield Moment(tuple(read), chances)
        left = np.array(sorted(set(range(len(lessons))) - set(read)), dtype=np.int64)
        given = model.labels(known).sum(axis=0)
        ranks = queue.places(order(chances[left], given, model, left), blind[left], lots[left])
        step = _STEPS[number] if number < len(_STEPS) else _LATER_STEP
        read += [int(row) for row in left[np.argsort(ranks, kind="stable")][:step]]
        if len(read) == len(lessons):
            yield Moment(tuple(read), chances)
            return

"""What a model that knows only earlier waves makes of a new one, beside what it made of the wave
before, always of respondents it did not learn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.config.study import Study
from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.stages.for_drift.moving import Recognition
from pipeline.stages.shared.fetching import new_model
from pipeline.stats.thresholds import best_thresholds
from pipeline.tagging.model import CodeModel
from pipeline.tagging.suggesting import chosen_codes
from pipeline.tagging.training import Lesson, labels_of

MOST_SET_ASIDE = 0.25
"""Respondents who return are not learned from, so that nobody in the new wave is known; unless they
are more than this share of the earlier ones: then too little would be left to learn from."""

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Seen:
    """One wave as the model saw it: (segments, codes) what people gave, the chances, what it would
    suggest and which codes apply; `groups` (segments,) the respondents."""

    lessons: tuple[Lesson, ...]
    groups: NDArray[np.str_]
    truth: Flags
    chances: Matrix
    chosen: Flags
    applies: Flags


@dataclass(frozen=True, eq=False)
class Known:
    """A model of earlier waves with both waves as it saw them.

    `learned` segments and respondents it learned from; `set_aside` earlier respondents it did not
    learn from because they returned, or else `knows_returning`.
    """

    before: Seen
    now: Seen
    learned: tuple[int, int]
    set_aside: int
    knows_returning: bool


def known_of(
    study: Study, earlier: Sequence[Lesson], before: str, now: Sequence[Lesson]
) -> Known | None:
    """Learns once from waves before the new one; None where nothing was decided in either.

    Args:
        earlier: of all waves to learn from.
        before: the wave among these that the new one is held against.
        now: of the new wave.
    """
    kinds = {lesson.passage.kind for lesson in now}
    held = [x for x in earlier if x.wave == before and x.passage.kind in kinds]
    if not held or not any(x.codes for x in earlier) or not now:
        return None
    people = {x.group for x in earlier}
    back = people & {x.group for x in now}
    knows = len(back) > MOST_SET_ASIDE * len(people)
    aside = frozenset() if knows else back
    learned = [x for x in earlier if x.group not in aside]
    model = new_model(study).fit(learned)
    lowest, most = study.settings.suggest.lowest, study.settings.suggest.most
    thresholds = best_thresholds(model.held_out, lowest=lowest).threshold
    of_source = {x.source: row for x, row in zip(model.lessons, model.held_out, strict=True)}
    rest = [x for x in held if x.source not in of_source]
    fresh = model.chances([x.passage for x in rest])
    of_source |= {x.source: row for x, row in zip(rest, fresh, strict=True)}
    shape = (-1, len(model.codes))
    old = np.array([of_source[x.source] for x in held]).reshape(shape)
    new = model.chances([x.passage for x in now])
    both = [
        _seen(model, lessons, chances, thresholds, most)
        for lessons, chances in ((held, old), (now, new))
    ]
    counts = (len(learned), len({x.group for x in learned}))
    return Known(both[0], both[1], counts, len(aside), knows and bool(back))


def _seen(
    model: CodeModel, lessons: Sequence[Lesson], chances: Matrix, thresholds: Matrix, most: int
) -> Seen:
    chosen = np.zeros(chances.shape, dtype=np.bool_)
    for row, columns in enumerate(chosen_codes(chances, thresholds, most)):
        chosen[row, columns] = True
    labels = labels_of(model.codebook, model.actors)
    return Seen(
        tuple(lessons),
        np.array([lesson.group for lesson in lessons], dtype=str),
        model.labels(lessons) > 0,
        chances,
        chosen,
        labels.applies[labels.kinds_of([lesson.passage.kind for lesson in lessons])],
    )


def recognition_of(known: Known, book: Codebook) -> Recognition:
    """Codings that the model expects in the new wave, per actor and code that has none below it."""
    kinds = np.array([lesson.passage.kind for lesson in known.now.lessons], dtype=str)
    return {
        (actor, code.id): float(known.now.chances[kinds == actor.value, at].sum())
        for actor in Actor
        if (kinds == actor.value).any()
        for at, code in enumerate(book.leaves)
        if actor in code.actors
    }

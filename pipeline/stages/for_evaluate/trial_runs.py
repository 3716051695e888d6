"""Runs the ways of suggesting on respondents they have not seen, and simulated coders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from pipeline.config.study import Study
from pipeline.domain.evaluation import LearningPoint
from pipeline.stages.shared.fetching import new_model
from pipeline.stages.shared.measuring import LEAST, Sheet, Trial, measured
from pipeline.stats.average_precision import average_precisions
from pipeline.stats.ranking import ranking
from pipeline.stats.thresholds import best_thresholds
from pipeline.tagging import baselines
from pipeline.tagging.suggesting import chosen_codes
from pipeline.tagging.training import Lesson, labels_of
from pipeline.tagging.trials import (
    folds_of,
    some_of,
    unseen_respondents,
)

Matrix = NDArray[np.float64]
Rows = NDArray[np.int64]
Progress = Callable[[str], None]

_SIZES = (0, 50, 100, 200, 400, 800)
_LEARNING_FOLDS = 4
_PLAIN_LABELS = {
    "plain": "gewone logistische regressie",
    "plain-balanced": "gewone logistische regressie, codes even zwaar",
    "plain-thresholds": "gewone logistische regressie, drempel per code",
}


@dataclass(frozen=True)
class Learned:
    """All trials, the engine's first, and the (codes,) thresholds it used on average."""

    trials: tuple[Trial, ...]
    thresholds: NDArray[np.float64]


def cross_validated(
    study: Study, lessons: Sequence[Lesson], earlier: Sequence[Lesson], count: int, say: Progress
) -> Learned:
    """Every method on every respondent, learned from the others.

    Args:
        lessons: of the wave that is measured.
        earlier: of waves before it, which are learned from as well, but for returning respondents.
        count: of folds.
    """
    settings = study.settings.suggest
    groups = [lesson.group for lesson in lessons]
    folds = folds_of(groups, count, settings.seed)
    labels = labels_of(study.codebook, tuple(study.settings.actors))
    shape, half = (len(lessons), labels.count), np.full(labels.count, 0.5)
    names = ("engine", "cold", *_PLAIN_LABELS, "keywords", "majority")
    chances = {name: np.zeros(shape) for name in names}
    chosen = {name: np.zeros(shape, dtype=bool) for name in names}
    used = []
    passages = [lesson.passage for lesson in lessons]
    cold = new_model(study).fit([])
    for number, (learn, ask) in enumerate(unseen_respondents(folds)):
        say(f"deel {number + 1} van {int(folds.max()) + 1}")
        away = {groups[row] for row in ask}
        known = [lessons[row] for row in learn] + [x for x in earlier if x.group not in away]
        asked = [passages[row] for row in ask]
        model = new_model(study).fit(known)
        given = model.labels(known)
        texts = [x.passage.text for x in known]
        kinds = [x.passage.kind for x in known]
        thresholds = best_thresholds(model.held_out, lowest=settings.lowest).threshold
        used.append(thresholds)

        put = partial(_put, chances, chosen, ask, settings.most)
        put("engine", model.chances(asked), thresholds)
        put("cold", cold.chances(asked), np.full(labels.count, max(settings.lowest, 0.2)))
        ask_texts = [passage.text for passage in asked]
        plain = baselines.plain(texts, given, ask_texts)
        put("plain", plain, half)
        put("plain-balanced", baselines.plain(texts, given, ask_texts, balanced=True), half)
        inner = _plain_held_out(known, texts, given, settings.seed)
        put("plain-thresholds", plain, best_thresholds(inner, lowest=1e-6).threshold)
        put("keywords", baselines.keyword_match(study.codebook, labels, asked), half)
        usual = baselines.majority(labels, given, kinds, [p.kind for p in asked])
        put("majority", usual, half)
    titles = {
        "engine": "het programma",
        "cold": "het programma, met alleen het codeboek",
        **_PLAIN_LABELS,
        "keywords": "trefwoorden uit het codeboek",
        "majority": "de gewoonste codes van de actor",
    }
    trials = tuple(Trial(n, titles[n], chances[n], chosen[n]) for n in names)
    finite = np.where(np.isfinite(used), used, np.nan)
    return Learned(trials, _mean(finite))


def _put(
    chances: Mapping[str, Matrix],
    chosen: Mapping[str, NDArray[np.bool_]],
    rows: NDArray[np.int64],
    most: int,
    name: str,
    found: Matrix,
    thresholds: NDArray[np.float64],
) -> None:
    chances[name][rows] = found
    for row, columns in zip(rows, chosen_codes(found, thresholds, most), strict=True):
        chosen[name][row, columns] = True


def _plain_held_out(
    lessons: Sequence[Lesson], texts: Sequence[str], given: Matrix, seed: int
) -> Matrix:
    """(lessons, codes) of plain regressions that did not see the respondent: thresholds may only
    be chosen inside the part that is learned from."""
    held_out = np.zeros(given.shape)
    folds = folds_of([lesson.group for lesson in lessons], 3, seed)
    for learn, ask in unseen_respondents(folds):
        asked = [texts[row] for row in ask]
        held_out[ask] = baselines.plain([texts[row] for row in learn], given[learn], asked)
    return held_out


def learning_curve(
    study: Study, lessons: Sequence[Lesson], sheet: Sheet, say: Progress
) -> tuple[LearningPoint, ...]:
    """How the suggestions get better with what is decided, always for unseen respondents."""
    seed = study.settings.suggest.seed
    folds = folds_of([lesson.group for lesson in lessons], _LEARNING_FOLDS, seed)
    parts = list(unseen_respondents(folds))
    most = min((len(learn) for learn, _ in parts), default=0)
    points = []
    for size in [n for n in _SIZES if n < most] + [most]:
        say(f"{size} besluiten")
        chances = np.zeros(sheet.truth.shape)
        for learn, ask in parts:
            some = some_of([lessons[row] for row in learn], size, seed)
            model = new_model(study).fit(some)
            chances[ask] = model.chances([lessons[row].passage for row in ask])
        right = ranking(sheet.truth, chances, sheet.draws, depths=(3,)).right_within[0]
        precision = average_precisions(sheet.truth, chances, sheet.draws, least=LEAST).macro
        points.append(LearningPoint(size, measured(right), measured(precision)))
    return tuple(points)


def _mean(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    known = np.isfinite(rows)
    total = np.where(known, rows, 0.0).sum(axis=0)
    mean: NDArray[np.float64] = total / np.maximum(known.sum(axis=0), 1)
    return mean

"""Runs the ways of suggesting on respondents they have not seen, and simulated coders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from pipeline.config.study import Study
from pipeline.domain.evaluation import LearningPoint, ReadingCurve, StoppingPoint
from pipeline.domain.queue import Order
from pipeline.stages.fetching import new_model
from pipeline.stages.measuring import LEAST, Sheet, Trial, measured, rounded
from pipeline.stats.average_precision import average_precisions
from pipeline.stats.effort import oracle_order, reading_curve, segments_needed, work_saved
from pipeline.stats.ranking import ranking
from pipeline.stats.thresholds import best_thresholds
from pipeline.stats.unseen import unseen
from pipeline.tagging import baselines, queue
from pipeline.tagging.blind import blind_stratum
from pipeline.tagging.model import CodeModel
from pipeline.tagging.suggesting import chosen_codes
from pipeline.tagging.training import Lesson, labels_of
from pipeline.tagging.trials import (
    Moment,
    folds_of,
    simulated,
    some_of,
    unseen_respondents,
)

Matrix = NDArray[np.float64]
Progress = Callable[[str], None]

RECALLS = (0.8, 0.9, 0.95)
_SIZES = (0, 50, 100, 200, 400, 800)
_CURVE_POINTS = 51
_STOPS = (0.25, 0.5, 0.75)
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
    labels = labels_of(study.codebook)
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


@dataclass(frozen=True)
class Readings:
    """Reading curves, what a perfect order would need for each recall, and the stopping points."""

    curves: tuple[ReadingCurve, ...]
    oracle: tuple[float, ...]
    stopping: tuple[StoppingPoint, ...]


def simulated_readings(
    study: Study, lessons: Sequence[Lesson], sheet: Sheet, say: Progress
) -> Readings:
    """Coders who start with the codebook alone and read in one order or another."""
    settings = study.settings.suggest
    truth = sheet.truth
    kinds = [lesson.passage.kind for lesson in lessons]
    drawn, _ = blind_stratum([x.source for x in lessons], kinds, settings.blind, settings.seed)
    blind = np.array([lesson.source in drawn for lesson in lessons])
    texts = [lesson.passage.text for lesson in lessons]

    curves = [_curve("leesvolgorde", "leesvolgorde", np.arange(len(lessons)), truth)]
    shuffled = np.random.default_rng(settings.seed).permutation(len(lessons))
    curves.append(_curve("toeval", "willekeurige volgorde", shuffled, truth))
    stopping: tuple[StoppingPoint, ...] = ()
    for order, label in ((Order.YIELD, "op verwachte opbrengst"), (Order.INSTRUCTIVE, "leerzaam")):
        moments = []
        for moment in simulated(lessons, lambda: new_model(study), _order(order, texts), blind):
            say(f"{label}: {len(moment.read)} van {len(lessons)} gelezen")
            moments.append(moment)
        read = np.array(moments[-1].read)
        curves.append(_curve(order.value, label, read, truth))
        if order is Order.YIELD:
            stopping = tuple(_stopping(moments, sheet, blind))
    best = oracle_order(truth)
    curves.append(_curve("volmaakt", "volmaakte volgorde", best, truth))
    bound = tuple(segments_needed(best, truth, recall) / len(truth) for recall in RECALLS)
    return Readings(tuple(curves), tuple(round(b, 4) for b in bound), stopping)


def _order(
    order: Order, texts: Sequence[str]
) -> Callable[[Matrix, NDArray[np.float64], CodeModel, NDArray[np.int64]], NDArray[np.int64]]:
    def by_yield(
        chances: Matrix, given: NDArray[np.float64], model: CodeModel, left: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        return queue.yielding(chances)

    def by_lesson(
        chances: Matrix, given: NDArray[np.float64], model: CodeModel, left: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        rows = model.tagger.rows_of([texts[row] for row in left])
        return queue.instructive(chances, given, rows)

    return by_yield if order is Order.YIELD else by_lesson


def _curve(name: str, label: str, order: NDArray[np.int64], truth: Matrix) -> ReadingCurve:
    found = reading_curve(order, truth)
    at = np.linspace(0, len(truth), _CURVE_POINTS).round().astype(int)
    needed = [segments_needed(order, truth, recall) for recall in RECALLS]
    saved = [work_saved(n, len(truth), r) for n, r in zip(needed, RECALLS, strict=True)]
    return ReadingCurve(
        name,
        label,
        tuple(round(float(n) / len(truth), 4) for n in at),
        tuple(round(float(found[n]), 4) for n in at),
        tuple(round(n / len(truth), 4) for n in needed),
        tuple(round(s, 4) for s in saved),
    )


def _stopping(
    moments: Sequence[Moment], sheet: Sheet, blind: NDArray[np.bool_]
) -> list[StoppingPoint]:
    """The estimate of what is left, against what was left, at some shares of reading."""
    total = len(sheet.truth)
    points = []
    for share in _STOPS:
        moment = min(moments, key=lambda m: abs(len(m.read) / total - share))
        unread = np.array(sorted(set(range(total)) - set(moment.read)), dtype=np.int64)
        fair = np.array([row for row in sorted(moment.read) if blind[row]], dtype=np.int64)
        if not len(unread) or not len(fair):
            continue
        left = unseen(
            sheet.truth[fair],
            moment.chances[fair],
            sheet.groups[fair],
            moment.chances[unread],
            sheet.groups[unread],
        )
        real = sheet.truth[unread].sum(axis=0)
        inside = [
            part.count.low <= n <= part.count.high
            for part, n in zip(left.per_code, real, strict=True)
        ]
        points.append(
            StoppingPoint(
                round(len(moment.read) / total, 4),
                rounded(left.total.value) or 0.0,
                rounded(left.total.low) or 0.0,
                rounded(left.total.high) or 0.0,
                int(real.sum()),
                round(float(np.mean(inside)), 4),
            )
        )
    return points


def _mean(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    known = np.isfinite(rows)
    total = np.where(known, rows, 0.0).sum(axis=0)
    mean: NDArray[np.float64] = total / np.maximum(known.sum(axis=0), 1)
    return mean

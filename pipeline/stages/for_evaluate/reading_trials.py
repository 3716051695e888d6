"""Simulated coders: how much has to be read to find most codings, in one order or another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.config.study import Study
from pipeline.domain.evaluation import ReadingCurve, StoppingPoint
from pipeline.domain.ids import Actor
from pipeline.domain.queue import Order
from pipeline.stages.shared.fetching import need_of_codes, new_model
from pipeline.stages.shared.measuring import Sheet, rounded
from pipeline.stats.effort import oracle_order, reading_curve, segments_needed, work_saved
from pipeline.stats.unseen import unseen
from pipeline.tagging import queue
from pipeline.tagging.blind import blind_stratum
from pipeline.tagging.model import CodeModel
from pipeline.tagging.training import Lesson
from pipeline.tagging.trials import Moment, simulated

Matrix = NDArray[np.float64]
Rows = NDArray[np.int64]
Progress = Callable[[str], None]
Ranking = Callable[[Matrix, NDArray[np.float64], CodeModel, Rows], Rows]
"""Chances of the unread lessons, times given per code, the model, and the unread rows → the order
of those."""

RECALLS = (0.8, 0.9, 0.95)
_CURVE_POINTS = 51
_STOPS = (0.25, 0.5, 0.75)


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
    curves = [_curve("leesvolgorde", "leesvolgorde", np.arange(len(lessons)), truth)]
    shuffled = np.random.default_rng(settings.seed).permutation(len(lessons))
    curves.append(_curve("toeval", "willekeurige volgorde", shuffled, truth))
    stopping: tuple[StoppingPoint, ...] = ()
    orders = {
        Order.YIELD: ("op verwachte opbrengst", _by_yield),
        Order.INSTRUCTIVE: ("leerzaam", _by_lesson(lessons)),
        Order.THIN: ("wat het rapport mist", _by_need(study, lessons)),
    }
    for order, (label, ranks) in orders.items():
        moments = []
        for moment in simulated(lessons, lambda: new_model(study), ranks, blind):
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


def _by_yield(chances: Matrix, given: NDArray[np.float64], model: CodeModel, left: Rows) -> Rows:
    return queue.yielding(chances)


def _by_lesson(lessons: Sequence[Lesson]) -> Ranking:
    def ranks(chances: Matrix, given: NDArray[np.float64], model: CodeModel, left: Rows) -> Rows:
        texts = [lessons[row].passage.text for row in left]
        return queue.instructive(
            chances, given, lambda at: model.tagger.rows_of([texts[number] for number in at])
        )

    return ranks


def _by_need(study: Study, lessons: Sequence[Lesson]) -> Ranking:
    row_of = {actor: row for row, actor in enumerate(study.settings.actors)}
    rows = [row_of[Actor(lesson.passage.kind)] for lesson in lessons]

    def ranks(chances: Matrix, given: NDArray[np.float64], model: CodeModel, left: Rows) -> Rows:
        have: dict[tuple[Actor, str], set[str]] = {}
        for lesson in model.lessons:
            for code in lesson.codes:
                have.setdefault((Actor(lesson.passage.kind), code), set()).add(lesson.group)
        need = need_of_codes(study, model.codes, have)
        return queue.thin_first(chances, need[[rows[lesson] for lesson in left]])

    return ranks


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

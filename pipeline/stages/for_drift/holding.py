"""Whether the suggestions of a model of earlier waves hold in a new one, code by code."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from pipeline.config.study import Study
from pipeline.domain.codebook import Code
from pipeline.domain.drift import Accepted, Calibrated, Fresh, Part, Recognised
from pipeline.domain.drift_rules import LEAST_CASES, Signs, advised, by_chance
from pipeline.domain.evaluation import Measured, Reliability
from pipeline.stages.for_drift.fresh_model import Known, Seen
from pipeline.stages.for_drift.strangeness import Strange, strangeness
from pipeline.stages.for_drift.vocabulary import Lemmas
from pipeline.stages.shared.measuring import BINS, measured, rounded
from pipeline.stats.bins import equal_width
from pipeline.stats.calibration import calibration
from pipeline.stats.drift import (
    Clustered,
    change,
    clustered,
    concordance,
    expected_ratio,
    recalibrate,
)
from pipeline.stats.resampling import resample

DRAWS = 500
_NONE = Measured(None)

Flags = NDArray[np.bool_]


def fresh_of(known: Known, study: Study, accepted: Mapping[str, Accepted], lemmas: Lemmas) -> Fresh:
    """How the model does in either wave, and what that asks for, code by code.

    Args:
        accepted: code → what people did with the suggestions they saw.
    """
    book, seed = study.codebook, study.settings.suggest.seed
    strange = strangeness(known, book, lemmas)
    given = np.concatenate([known.before.truth, known.now.truth]).sum(axis=0)
    told = [
        _recognised(known, at, code, strange[code.id], accepted.get(code.id))
        for at, code in enumerate(book.leaves)
        if given[at] > 0
    ]
    return Fresh(
        known.learned,
        known.set_aside,
        known.knows_returning,
        _recognised(known, slice(None), None, Strange(_NONE, _NONE, _NONE), None)[0],
        tuple(one for one, _ in told),
        _calibrated(known.before, seed),
        _calibrated(known.now, seed),
        by_chance(signs for _, signs in told),
    )


def _recognised(
    known: Known,
    at: int | slice,
    code: Code | None,
    strange: Strange,
    accepted: Accepted | None,
) -> tuple[Recognised, Signs]:
    """Of one code, or of all together, with what the advice rests on."""
    sides = (known.before, known.now)
    precision = [_share(side, side.truth, side.chosen, at) for side in sides]
    recall = [_share(side, side.chosen, side.truth, at) for side in sides]
    truth, chances = known.now.truth[:, at], known.now.chances[:, at]
    if truth.ndim > 1:
        truth, chances = truth.sum(axis=1), chances.sum(axis=1)
    order = [_order(side, at) if code else None for side in sides]
    signs = Signs(
        codings_before=recall[0].cases,
        codings=recall[1].cases,
        suggested_before=precision[0].cases,
        suggested=precision[1].cases,
        accepted=_seen_enough(accepted),
        precision=measured(change(precision[0], precision[1])),
        recall=measured(change(recall[0], recall[1])),
        strange=strange.change,
        ratio=measured(expected_ratio(truth, chances, known.now.groups)),
        order=order[1],
    )
    advice, reasons = advised(signs)
    found = Recognised(
        code=code.id if code else "",
        label=code.label if code else "",
        precision_before=part(precision[0]),
        precision=part(precision[1]),
        precision_change=signs.precision,
        recall_before=part(recall[0]),
        recall=part(recall[1]),
        recall_change=signs.recall,
        ratio=signs.ratio,
        order_before=order[0],
        order=order[1],
        strange_before=strange.before,
        strange=strange.now,
        strange_change=strange.change,
        advice=advice,
        reasons=tuple(reason.value for reason in reasons),
    )
    return found, signs


def _seen_enough(accepted: Accepted | None) -> Measured:
    """How acceptance changed, where people saw enough of it in both waves."""
    if accepted is None or min(accepted.before.cases, accepted.now.cases) < LEAST_CASES:
        return _NONE
    return accepted.change


def part(found: Clustered) -> Part:
    """As it is written down."""
    return Part(found.hits, found.cases, found.respondents, measured(found.share))


def _share(side: Seen, hits: Flags, among: Flags, at: int | slice) -> Clustered:
    """Of the pairs `among`, those that are `hits`."""
    own, right = among[:, at].reshape(len(among), -1), hits[:, at].reshape(len(hits), -1)
    rows, columns = np.nonzero(own)
    return clustered(right[rows, columns], side.groups[rows])


def _order(side: Seen, at: int | slice) -> float | None:
    own = side.applies[:, at]
    return rounded(concordance(side.truth[own, at], side.chances[own, at]))


def _calibrated(side: Seen, seed: int) -> Calibrated:
    draws = resample(side.groups, count=DRAWS, seed=seed)
    found = calibration(side.truth, side.chances, draws, equal_width(BINS), counted=side.applies)
    rows, columns = np.nonzero(side.applies)
    again = recalibrate(side.truth[rows, columns], side.chances[rows, columns], rows, draws)
    return Calibrated(
        len(side.lessons),
        draws.respondents,
        measured(found.error),
        rounded(found.floor),
        measured(found.ratio),
        measured(again.intercept),
        measured(again.slope),
        tuple(
            Reliability(rounded(one.predicted) or 0.0, measured(one.observed), one.count)
            for one in found.table
        ),
    )

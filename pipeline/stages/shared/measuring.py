"""From out-of-fold chances to the numbers of an evaluation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.codebook import Code
from pipeline.domain.evaluation import (
    BlindScores,
    CodeScores,
    Measured,
    MethodScores,
    Reliability,
)
from pipeline.stats.average_precision import average_precisions
from pipeline.stats.bins import equal_width
from pipeline.stats.calibration import calibration
from pipeline.stats.classification import classification
from pipeline.stats.effort import share_to_read_per_code
from pipeline.stats.ranking import ranking
from pipeline.stats.resampling import Estimate, Resample, resample

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]

DEPTHS = (1, 3, 5)
LEAST = 5
"""Of a code with fewer cases nothing is said, and it does not count in a mean over codes."""
BINS = 10


@dataclass(frozen=True)
class Sheet:
    """What people decided: truth and applies (segments, codes), groups (segments,) respondents,
    and the draws over respondents that all methods share."""

    truth: Matrix
    applies: Mask
    groups: NDArray[np.str_]
    draws: Resample

    @classmethod
    def of(
        cls, truth: Matrix, applies: Mask, groups: Sequence[str], count: int, seed: int
    ) -> Sheet:
        names = np.array(groups, dtype=str)
        return cls(truth, applies, names, resample(names, count=count, seed=seed))


@dataclass(frozen=True)
class Trial:
    """What one method said of respondents it had not seen: chances (segments, codes), and what it
    would have suggested."""

    name: str
    label: str
    chances: Matrix
    chosen: Mask


def method_scores(trial: Trial, sheet: Sheet) -> MethodScores:
    said = classification(sheet.truth, trial.chosen, sheet.draws, least=LEAST)
    order = ranking(sheet.truth, trial.chances, sheet.draws, depths=DEPTHS)
    precision = average_precisions(sheet.truth, trial.chances, sheet.draws, least=LEAST)
    edges = equal_width(BINS)
    every = calibration(sheet.truth, trial.chances, sheet.draws, edges, counted=sheet.applies)
    shown = calibration(sheet.truth, trial.chances, sheet.draws, edges, counted=trial.chosen)
    return MethodScores(
        name=trial.name,
        label=trial.label,
        right_within=tuple(measured(e) for e in order.right_within),
        precision=measured(said.micro.precision),
        recall=measured(said.micro.recall),
        f1=measured(said.micro.f1),
        macro_precision=measured(said.macro.precision),
        macro_recall=measured(said.macro.recall),
        macro_f1=measured(said.macro.f1),
        macro_ap=measured(precision.macro),
        ranking_precision=measured(order.precision),
        calibration_error=measured(every.error),
        calibration_error_shown=measured(shown.error),
        suggestions_per_segment=round(float(trial.chosen.sum() / max(len(trial.chosen), 1)), 4),
    )


def code_scores(
    trial: Trial, sheet: Sheet, codes: Sequence[Code], thresholds: NDArray[np.float64]
) -> tuple[CodeScores, ...]:
    """One a code that was given at least once, most cases first."""
    said = classification(sheet.truth, trial.chosen, sheet.draws, least=LEAST)
    precision = average_precisions(sheet.truth, trial.chances, sheet.draws, least=LEAST)
    to_read = share_to_read_per_code(sheet.truth, trial.chances, (0.95,))[0]
    found = []
    for at, code in enumerate(codes):
        cases = int(sheet.truth[:, at].sum())
        if not cases:
            continue
        own = said.per_code[at]
        found.append(
            CodeScores(
                code=code.id,
                label=code.label,
                cases=cases,
                respondents=len(set(sheet.groups[sheet.truth[:, at] > 0])),
                enough=cases >= LEAST,
                threshold=rounded(float(thresholds[at])) or 0.0,
                precision=measured(own.precision),
                recall=measured(own.recall),
                f1=measured(own.f1),
                average_precision=measured(precision.per_code[at]),
                to_read=rounded(float(to_read[at])),
            )
        )
    return tuple(sorted(found, key=lambda scores: -scores.cases))


def reliability(trial: Trial, sheet: Sheet) -> tuple[Reliability, ...]:
    found = calibration(
        sheet.truth, trial.chances, sheet.draws, equal_width(BINS), counted=sheet.applies
    )
    return tuple(
        Reliability(rounded(part.predicted) or 0.0, measured(part.observed), part.count)
        for part in found.table
    )


def blind_scores(trial: Trial, sheet: Sheet, blind: Mask, shown: Mask) -> BlindScores | None:
    """`blind` and `shown` (segments,): decided without and with suggestions in sight."""
    if not blind.any():
        return None
    own = Sheet(
        sheet.truth[blind],
        sheet.applies[blind],
        sheet.groups[blind],
        resample(sheet.groups[blind], count=len(sheet.draws.weights), seed=0),
    )
    said = classification(own.truth, trial.chosen[blind], own.draws, least=LEAST)
    order = ranking(own.truth, trial.chances[blind], own.draws, depths=(3,))
    return BlindScores(
        segments=int(blind.sum()),
        right_within_three=measured(order.right_within[0]),
        f1=measured(said.micro.f1),
        codings_per_segment=_per_segment(sheet, blind),
        codings_per_segment_shown=_per_segment(sheet, shown),
    )


def _per_segment(sheet: Sheet, rows: Mask) -> Measured:
    if not rows.any():
        return Measured(None)
    draws = resample(sheet.groups[rows], count=1000, seed=0)
    codings = draws.totals(sheet.truth[rows].sum(axis=1))
    segments = draws.totals(np.ones(int(rows.sum())))
    return measured(draws.estimate(codings / np.maximum(segments, 1)))


def measured(estimate: Estimate) -> Measured:
    return Measured(rounded(estimate.value), rounded(estimate.low), rounded(estimate.high))


def rounded(value: float) -> float | None:
    """Four decimals; None for what is not defined."""
    return round(value, 4) if math.isfinite(value) else None

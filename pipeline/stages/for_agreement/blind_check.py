"""The machine's suggestions held against what people coded without seeing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from pipeline.domain.agreement import Against, AgreementRow, Basis, Level, ModelRow
from pipeline.domain.codebook import Codebook
from pipeline.domain.evaluation import Measured
from pipeline.domain.judgement import Stance, Suggestion
from pipeline.domain.segment import Segment
from pipeline.stages.for_agreement.agreeing import all_rows, measured
from pipeline.stages.for_agreement.panel import Panel, subjects_of
from pipeline.stages.shared.readings import Read, Unit
from pipeline.stats.arrays import Floats
from pipeline.stats.classification import scores_drawn

PROGRAM, PEOPLE = "het programma", "mensen"


def against_people(
    segments: Sequence[Segment],
    suggestions: Iterable[Suggestion],
    blind: Mapping[str, tuple[str, Read]],
    drawn: int,
    codebook: Codebook,
    draws: int,
    seed: int,
) -> Against:
    """What would have been suggested, at the study's thresholds, beside what was coded blind.

    Suggestions for a segment that somebody decided on come from a model that did not see its
    respondent, so that nothing is held against what it was learned from.

    Args:
        blind: segment id → who decided it blind, and what she gave.
        drawn: how many segments are in the blind stratum, decided or not.
    """
    suggested: dict[str, dict[str, Stance]] = {}
    for suggestion in suggestions:
        suggested.setdefault(suggestion.segment, {})[suggestion.code] = Stance.NONE
    units = [
        Unit(
            segment.id,
            0,
            {
                PROGRAM: Read(suggested.get(segment.id, {}), Basis.BLIND),
                PEOPLE: blind[segment.id][1],
            },
        )
        for segment in segments
        if segment.id in blind
    ]
    panel = Panel.of((PROGRAM, PEOPLE), units, codebook, draws, seed)
    if panel is None:
        return Against(drawn=drawn)
    shares = np.array([blind[unit.segment][1].share or 1.0 for unit in units])
    rows = all_rows(panel, basis=Basis.BLIND)
    counted = _counts(panel, 1 / shares)
    return Against(
        drawn=drawn,
        segments=len(units),
        people=tuple(sorted({blind[unit.segment][0] for unit in units})),
        lowest=round(float(shares.min()), 4),
        highest=round(float(shares.max()), 4),
        rows=tuple(_scored(panel, row, counted) for row in rows),
    )


def _counts(panel: Panel, weight: Floats) -> dict[tuple[Level, str], Floats]:
    """(1 + draws, 3) rightly suggested, suggested, given by people, each segment weighing by one
    over the probability with which it was drawn; the mean row has the sum over all codes."""
    found: dict[tuple[Level, str], Floats] = {}
    for subject in subjects_of(panel.codebook):
        chosen, truth = (panel.ratings(subject) > 0).T
        each = np.stack([chosen & truth, chosen, truth], axis=1) * weight[:, None]
        found[subject.level, subject.id] = panel.draws.totals(each)
    codes = [counts for (level, _), counts in found.items() if level is Level.CODE]
    return {**found, (Level.MEAN, ""): np.sum(codes, axis=0)}


def _scored(
    panel: Panel, row: AgreementRow, counted: Mapping[tuple[Level, str], Floats]
) -> ModelRow:
    counts = counted.get((row.level, row.code))
    if counts is None or row.reason:
        return ModelRow(row, Measured(None), Measured(None))
    precision, recall, _ = panel.draws.estimates(scores_drawn(counts))
    return ModelRow(row, measured(precision), measured(recall))

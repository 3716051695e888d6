"""Where coders part, and how many segments to code twice for a number that is precise enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

import numpy as np

from pipeline.domain.agreement import AgreementRow, Apart, Differing, Level, Plan, Planning
from pipeline.domain.codebook import Codebook
from pipeline.domain.double_coding import difference_of
from pipeline.stages.for_agreement.panel import Panel, subjects_of
from pipeline.stages.shared.readings import Unit
from pipeline.stats.agreement import (
    alpha,
    design_effect,
    expected_with_code,
    segments_needed,
)

HALF_WIDTH = 0.10
"""An interval from .70 to .90 still tells 'tentative' from 'reliable' on the scale of Krippendorff
(from .667, from .800); a wider one hardly does."""
_RAREST = 3


def differing(units: Iterable[Unit], codebook: Codebook) -> tuple[Differing, ...]:
    """Per code, in the order of the codebook and then by id, the segments on which readers part:
    some gave it and others not, or all gave it with different stances."""
    found: dict[str, list[Apart]] = {}
    for unit in units:
        people = sorted(unit.by)
        difference = difference_of([unit.by[name].codes for name in people])
        for code in difference.concerns:
            gave = tuple(name for name in people if code in unit.by[name].codes)
            parts = code in difference.stances
            stances = tuple((n, unit.by[n].codes[code].value) for n in gave) if parts else ()
            others = tuple(name for name in people if name not in gave)
            apart = Apart(unit.segment, unit.number, gave, others, stances)
            found.setdefault(code, []).append(apart)
    known = [code.id for code in codebook if code.id in found]
    gone = sorted(code for code in found if code not in codebook)
    return tuple(
        Differing(code, codebook[code].label if code in codebook else code, tuple(found[code]))
        for code in (*known, *gone)
    )


def planning(panel: Panel, rows: Sequence[AgreementRow]) -> Planning | None:
    """For the code in the middle and the rarest ones; at the mean alpha, because that of a rare
    code is mostly chance.

    Args:
        rows: of this panel.

    Returns:
        None where that alpha does not exist or is 1: perfect agreement leaves nothing to plan with.
    """
    mean = next((row.alpha.value for row in rows if row.level is Level.MEAN), None)
    used = [
        (row.prevalence.value, row)
        for row in rows
        if row.level is Level.CODE and row.prevalence.value and row.prevalence.value < 1
    ]
    if mean is None or not used or mean >= 1:
        return None
    expected = max(mean, 0.0)
    found = _effect(panel, {row.code for _, row in used})
    effect = max(found or 1.0, 1.0)

    def plan(label: str, prevalence: float) -> Plan:
        count = segments_needed(expected, prevalence, HALF_WIDTH, effect=effect)
        return Plan(label, prevalence, count, round(expected_with_code(prevalence, count), 1))

    rare = sorted(used, key=lambda pair: pair[0])[:_RAREST]
    return Planning(
        half_width=HALF_WIDTH,
        alpha=round(expected, 4),
        effect=round(effect, 2),
        effect_found=found is not None,
        per_respondent=round(len(panel.units) / len(set(panel.respondents)), 1),
        middle=plan("", round(median(share for share, _ in used), 4)),
        rarest=tuple(plan(row.label, share) for share, row in rare),
    )


def _effect(panel: Panel, codes: set[str]) -> float | None:
    """The median over codes: of one code the design effect is mostly chance."""
    own = [s for s in subjects_of(panel.codebook) if s.level is Level.CODE and s.id in codes]
    if len(set(panel.respondents)) < 2:
        return None
    values = np.stack([panel.ratings(subject) for subject in own])
    effects = np.asarray(design_effect(values, panel.respondents, alpha))
    known = effects[np.isfinite(effects)]
    return float(np.median(known)) if len(known) else None


def unstanced(units: Iterable[Unit]) -> int:
    """How many codings several people gave, of which somebody gave no stance."""
    return sum(any(not stance for stance in given) for given in _shared(units))


def _shared(units: Iterable[Unit]) -> Iterator[list[str]]:
    """The stances, for every segment and code that two people or more gave."""
    for unit in units:
        reads = [read.codes for read in unit.by.values()]
        for code in {code for codes in reads for code in codes}:
            own = [codes[code].value for codes in reads if code in codes]
            if len(own) > 1:
                yield own

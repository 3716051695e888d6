"""From what people gave to segments to the numbers of agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from pipeline.domain.agreement import AgreementRow, Basis, Level, Reason
from pipeline.domain.evaluation import Measured
from pipeline.domain.judgement import Stance
from pipeline.stages.for_agreement.panel import Panel, Ratings, Subject, same_codes, subjects_of
from pipeline.stages.shared.measuring import measured as rounded
from pipeline.stats.agreement import CodeAgreement, Coefficients, agreement, read, set_alpha
from pipeline.stats.agreement.sets import SetDistance
from pipeline.stats.resampling import Estimate, resample

_STANCES = (Stance.POSITIVE, Stance.CONCERN, Stance.NEUTRAL)


def all_rows(panel: Panel, actor: str = "", basis: Basis = Basis.ALL) -> list[AgreementRow]:
    """The whole (mean over codes, sets of codes, stances), and then every subject that applies to
    the actors of these segments, in the order of the codebook.

    A subject that nobody gave, or that everybody gave always, has a reason and no numbers, and
    does not count in the mean: agreement on what nobody used would flatter it.
    """
    every = [(subject, panel.ratings(subject)) for subject in subjects_of(panel.codebook)]
    every = [(subject, values) for subject, values in every if (values >= 0).any()]
    rows = [_blank(panel, subject, values) for subject, values in every]
    whole = []
    for level in (Level.CODE, Level.BRANCH):
        told = [at for at, row in enumerate(rows) if row.level is level and not row.reason]
        if not told:
            continue
        found = agreement(np.stack([every[at][1] for at in told]), panel.draws)
        for at, one in zip(told, found.per_code, strict=True):
            rows[at] = _with_pair(_with(rows[at], one.together), one)
        if level is Level.CODE:
            whole = [_with(_whole(panel, Level.MEAN), found.mean)]
    whole += [*_set_rows(panel), *_stance_row(panel)]
    return [replace(row, actor=actor, basis=basis) for row in (*whole, *rows)]


def _blank(panel: Panel, subject: Subject, values: Ratings) -> AgreementRow:
    compared = (values >= 0).sum(axis=1) > 1
    given = values[compared]
    reason = Reason.NONE
    if not (given > 0).any():
        reason = Reason.UNUSED
    elif not (given == 0).any():
        reason = Reason.ALWAYS
    own = [name for name, c in zip(panel.respondents, compared, strict=True) if c]
    return replace(
        _whole(panel, subject.level),
        code=subject.id,
        branch=subject.branch,
        label=subject.label,
        segments=len(own),
        respondents=len(set(own)),
        coded=tuple(int(n) for n in (given > 0).sum(axis=0)),
        reason=reason,
    )


def _with(row: AgreementRow, found: Coefficients) -> AgreementRow:
    row = replace(
        row,
        percentage=measured(found.percentage),
        kappa=measured(found.conger),
        fleiss=measured(found.fleiss),
        gwet=measured(found.gwet),
    )
    return _read(row, "alpha", found.alpha)


def _read(row: AgreementRow, statistic: str, alpha: Estimate) -> AgreementRow:
    """With alpha, and what the ends of its interval are called on Krippendorff's scale."""
    said = read(statistic, alpha)
    row = replace(row, alpha=measured(alpha))
    if said is None or row.alpha.low is None:
        return row
    return replace(row, supported=said.supported, possible=said.possible)


def _with_pair(row: AgreementRow, found: CodeAgreement) -> AgreementRow:
    row = replace(row, prevalence=measured(found.used[1]))
    if len(found.pairs) > 1:
        return row
    (pair,) = found.pairs
    return replace(
        row,
        kappa=measured(pair.cohen),
        prevalence_index=measured(pair.prevalence_index),
        bias_index=measured(pair.bias_index),
    )


def measured(estimate: Estimate) -> Measured:
    """Without an interval where it has no width: whoever draws again from segments without a
    single difference finds none, and that does not say that there would be none in others."""
    found = rounded(estimate)
    return Measured(found.value) if found.low == found.high else found


def _whole(panel: Panel, level: Level) -> AgreementRow:
    people = len(set(panel.respondents))
    coded = tuple(int(n) for n in panel.given.sum(axis=(0, 2)))
    return AgreementRow(
        level, "", "", "", "", Basis.ALL, panel.coders, len(panel.units), people, coded
    )


def _set_rows(panel: Panel) -> Iterator[AgreementRow]:
    """Alpha of sets; the percentage is that of segments to which all readers gave the same."""
    if not panel.given.any():
        return
    agreed = panel.draws.totals(same_codes(panel)) / panel.draws.totals(np.ones(len(panel.units)))
    percentage = measured(panel.draws.estimate(agreed))
    ways: tuple[tuple[Level, SetDistance], ...] = ((Level.MASI, "masi"), (Level.JACCARD, "jaccard"))
    for level, distance in ways:
        drawn = set_alpha(panel.given, panel.judged, panel.draws, distance)
        row = replace(_whole(panel, level), percentage=percentage)
        yield _read(row, "set_alpha", panel.draws.estimate(drawn))


def _stance_row(panel: Panel) -> Iterator[AgreementRow]:
    """Nominal, over the codings to which two people or more gave a stance."""
    values, owners = [], []
    for unit in panel.units:
        reads = [unit.by[c].codes if c in unit.by else {} for c in panel.coders]
        for code in sorted({code for codes in reads for code in codes}):
            own = [codes.get(code, Stance.NONE) for codes in reads]
            if code in panel.codebook and sum(bool(stance) for stance in own) > 1:
                values.append([_STANCES.index(s) if s else -1 for s in own])
                owners.append(unit.respondent)
    if not values:
        return
    given = np.array(values, dtype=np.int8)
    draws = resample(owners, count=len(panel.draws.weights) - 1, seed=panel.seed)
    found = agreement(given, draws, categories=len(_STANCES)).per_code[0]
    row = replace(
        _whole(panel, Level.STANCE),
        segments=len(values),
        respondents=len(set(owners)),
        coded=tuple(int(n) for n in (given >= 0).sum(axis=0)),
    )
    row = _with(row, found.together)
    yield replace(row, kappa=measured(found.pairs[0].cohen)) if len(found.pairs) == 1 else row

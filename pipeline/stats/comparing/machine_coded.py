"""Shares where part of the coding is still a suggestion, corrected with what was coded blindly.

Counting suggestions as if they were codings is wrong in a way that more text does not make better:
the machine errs on one side. Segments that were drawn by chance and coded without suggestions show
by how much. With Y a coding, f what the machine makes of it and w the inverse of the chance with
which a segment was drawn, over a finite population of segments:

    share = λ · mean of f over all  +  weighted mean of (Y - λ f) over what was drawn

With λ = 1 these are the pseudo-outcomes of design-based supervised learning (Egami, Hinck, Stewart
& Wei 2023, *Using imperfect surrogates for downstream inference*, NeurIPS 36) and the rectifier of
prediction-powered inference (Angelopoulos, Bates, Fannjiang, Jordan & Zrnic 2023, Science 382);
with λ = 0 the machine plays no part. The λ in between with the smallest variance is power tuning
(Angelopoulos, Duchi & Zrnic 2023, *PPI++: efficient prediction-powered inference*, arXiv
2311.01453). The mean over all is that of this corpus, not of a sample of texts, so that tuning is
regression on f; means are divided by the sum of the weights (Hájek), which is the same where a
fixed number was drawn. `survey.corrected_totals` is its sibling for totals per code, with λ = 1 and
segments that were drawn one by one.

Segments of one respondent hang together and may have been drawn together (reports are read one by
one), so the variance is that of sums per respondent, with Student's t for as many as there are. A λ
that was chosen on a few respondents flatters itself: what a respondent deviates is divided by how
little it had to say in that choice (1 - h, the jackknife of regression: MacKinnon & White 1985,
Journal of Econometrics 29). Without it 95 % intervals held 91 % when ten whole reports were drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import t as student

from pipeline.stats.arrays import Flags, Floats, flags, probabilities, ratio
from pipeline.stats.resampling import Estimate
from pipeline.stats.scatter import per_group
from pipeline.stats.survey import design_weights

_LEAST_OTHER = 0.1
"""Where one respondent chose λ alone, what is left of its deviation says nothing any more."""


@dataclass(frozen=True, slots=True)
class CorrectedShare:
    """The share of segments (or respondents) with one code, in 0..1.

    Attributes:
        share: corrected, with its interval; NaN bounds where fewer than three respondents were
            drawn from.
        sampled: from the drawn segments alone.
        naive: what counting suggestions would say; to be shown beside it, never instead of it.
        tuning: λ, in 0..1: how far the machine is followed.
        respondents: from how many the drawn segments are.
    """

    share: Estimate
    sampled: Estimate
    naive: float
    tuning: float
    respondents: int


def corrected_shares(
    found: ArrayLike,
    chances: ArrayLike,
    others: ArrayLike,
    inclusion: ArrayLike,
    groups: ArrayLike,
    *,
    level: float = 0.95,
    tuning: float | None = None,
) -> tuple[CorrectedShare, ...]:
    """Shares per code in a finite population: what was drawn and all the rest.

    For shares of respondents, let a row be a respondent, 'found' whether any segment has the code,
    and a chance that of at least one; drawn are then whole reports.

    Args:
        found: (sample, codes) of 0 and 1: the codings of the segments that were drawn, coded
            without suggestions.
        chances: (sample, codes) in 0..1: the machine's chances, or its yes and no. It may not have
            learnt from the sample (nor, to be safe, from its respondents).
        others: (rest, codes) in 0..1: the same for all segments that were not drawn. Codings that
            people made with suggestions do not belong here: which segments have them is not left
            to chance. A respondent whose report was read whole may be in the sample with 1.
        inclusion: (sample,) the probability with which each was drawn, in 0 (excluded)..1. Where
            only some reports were read so far: times the share of reports that was.
        groups: (sample,) the respondent of each.
        level: of the intervals, in 0..1.
        tuning: λ for every code, in 0..1 (1 is design-based supervised learning); chosen per code
            when not given.

    Raises:
        ValueError: an empty sample, inclusion probabilities that are none, shapes that differ, a
            level or λ that cannot be.
    """
    right = flags(found)
    chance = probabilities(chances, right.shape)
    rest = np.asarray(others)
    rest = probabilities(rest, (len(rest), right.shape[1]))
    if not 0 < level < 1 or not (tuning is None or 0 <= tuning <= 1):
        raise ValueError(f"a level of {level} and a tuning of {tuning} cannot be")
    weight = design_weights(inclusion, len(right))
    sample = _Sample(right, weight, np.asarray(groups), level)
    naive = (chance.sum(axis=0) + rest.sum(axis=0)) / (len(right) + len(rest))
    coded, machine = sample.deviations(right.astype(np.float64)), sample.deviations(chance)
    if tuning is None:
        best = ratio((coded * machine).sum(axis=0), (machine**2).sum(axis=0))
        follow = np.clip(np.nan_to_num(best), 0.0, 1.0)
        say = np.nan_to_num(ratio(machine**2, (machine**2).sum(axis=0)))
    else:
        follow, say = np.full(right.shape[1], tuning), np.zeros_like(machine)
    errors = (coded - follow * machine) / np.maximum(1 - say, _LEAST_OTHER)
    share = follow * naive + sample.mean(right - follow * chance)
    corrected = sample.estimates(share, errors, len(rest), lost=tuning is None)
    plain = sample.estimates(sample.mean(right.astype(np.float64)), coded, len(rest), lost=False)
    return tuple(
        CorrectedShare(one, alone, float(counted), float(used), sample.respondents)
        for one, alone, counted, used in zip(corrected, plain, naive, follow, strict=True)
    )


class _Sample:
    """What was drawn: weighted means over it, and how these scatter over respondents."""

    def __init__(self, right: Flags, weight: Floats, groups: Floats, level: float) -> None:
        self.right, self.weight, self.level = right, weight, level
        self.groups = groups
        if groups.shape != weight.shape:
            raise ValueError(f"{len(groups)} respondents given for {len(weight)} segments")
        # What was certain to be drawn adds nothing to the uncertainty.
        self.respondents = len(np.unique(groups[weight > 1]))

    def mean(self, values: Floats) -> Floats:
        """(sample, codes) -> (codes,)"""
        mean: Floats = self.weight @ values / self.weight.sum()
        return mean

    def deviations(self, values: Floats) -> Floats:
        """(sample, codes) -> (respondents, codes) sums, centred, of which the squares add up to the
        variance of the mean; with (1 - π) for a finite population, as in `survey`."""
        kept = np.sqrt(1 - 1 / self.weight) * self.weight / self.weight.sum()
        sums = per_group(kept[:, None] * (values - self.mean(values)), self.groups)
        drawn = per_group((self.weight > 1).astype(np.float64)[:, None], self.groups)[:, 0] > 0
        own = sums[drawn]
        if len(own) < 2:
            return own
        centred: Floats = (own - own.mean(axis=0)) * np.sqrt(len(own) / (len(own) - 1))
        return centred

    def estimates(
        self, share: Floats, deviations: Floats, rest: int, *, lost: bool
    ) -> tuple[Estimate, ...]:
        """Intervals around (codes,) shares; `lost` when a degree of freedom went into λ.

        In a sample without an error the scatter is none. It is never taken for less than that of
        one segment of the sample being off.
        """
        size = len(self.right)
        free = self.respondents - 1 - lost
        known = self.right.sum(axis=0)
        most = (known + rest) / (size + rest)
        least = known / (size + rest)
        one = (1 - size / (size + rest)) / size**2
        variance = np.maximum((deviations**2).sum(axis=0), one)
        certain = not (self.weight > 1).any()
        reach = np.full(len(share), 0.0 if certain and not rest else np.nan)
        if free > 0:
            reach = student.ppf((1 + self.level) / 2, free) * np.sqrt(variance)
        return tuple(
            Estimate(*map(float, np.clip([value, value - far, value + far], a, b)))
            for value, far, a, b in zip(share, reach, least, most, strict=True)
        )

"""How much more respondents differ from each other than independent segments would.

Each respondent has, per code, a factor of its own with mean 1 and variance τ². With λ by how much
the chances of a code are off and E_g the sum of its chances over one respondent's segments, the
codings of all respondents together then vary φ = 1 + τ² λ Σ E_g² / Σ E_g times as much as a
Poisson count (McCullagh & Nelder 1989, *Generalized Linear Models*, 6.2). φ is near 1 for rare
codes, of which nobody has more than one, and large for what some speak of all the time.

τ² is found by moments, from the scatter of y_g - λ E_g between respondents, pooled over codes (one
code says too little), and its standard error is added to it: too little is the worse mistake.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pipeline.stats.arrays import Floats, ratio

_MOST_SCATTER = 5.0
"""Bound of τ²: above it a handful of respondents would say it all."""
_ROUNDING = 1e-20
"""Squares of residuals, as a share of those of the sums, that rounding alone may leave."""


def per_group(values: Floats, groups: ArrayLike) -> Floats:
    """(segments, codes) -> (respondents, codes) sums."""
    names, index = np.unique(np.asarray(groups), return_inverse=True)
    if len(index) != len(values):
        raise ValueError(f"{len(index)} respondents given for {len(values)} segments")
    order = np.argsort(index, kind="stable")
    starts = np.searchsorted(index[order], np.arange(len(names)))
    sums: Floats = np.add.reduceat(values[order], starts, axis=0) if len(names) else values
    return sums


def inflation(scatter: float, factor: Floats, sums: Floats) -> Floats:
    """(codes,) φ: how much more (respondents, codes) sums scatter than Poisson sums."""
    share = ratio((sums**2).sum(axis=0), sums.sum(axis=0))
    return 1 + scatter * factor * np.nan_to_num(share)


def scatter_between(hits: Floats, read: Floats) -> float:
    """τ² by moments, with its standard error (jackknife over respondents) added.

    With w_g the share of a respondent in E, the residual r_g = y_g - w_g y of respondents that do
    not differ has variance λ E_g (1 - w_g); τ² adds λ² (E_g² (1 - 2 w_g) + w_g² Σ E_h²). λ² is
    estimated by y (y - 1) / E², which is unbiased for Poisson counts.
    """
    people = len(hits)
    if people < 3:
        return 0.0
    own = np.stack([hits, read, hits**2, hits * read, read**2, read**3])
    everyone = own.sum(axis=1, keepdims=True)
    estimate, without = _moment(everyone)[0], _moment(everyone - own)
    error = np.sqrt((people - 1) / people * ((without - without.mean()) ** 2).sum())
    return float(np.clip(estimate + error, 0.0, _MOST_SCATTER))


def _moment(sums: Floats) -> Floats:
    """(6, samples, codes) sums over respondents -> (samples,) τ², by chance sometimes below 0."""
    y, expected, hits2, both, read2, read3 = np.where(sums[1] > 1e-9, sums, 0.0)
    e = np.where(expected > 0, expected, 1.0)
    residual = hits2 - 2 * y / e * both + (y / e) ** 2 * read2
    poisson = y * (1 - read2 / e**2)
    weight = y * (y - 1) * (read2 / e**2 - 2 * read3 / e**3 + (read2 / e**2) ** 2)
    below = weight.sum(axis=1)
    return np.nan_to_num(ratio((residual - poisson).sum(axis=1), np.where(below > 0, below, 0.0)))


def hang_together(hits: Floats, read: Floats) -> float:
    """How much more the sum over codes scatters between respondents than if codes were
    independent, at least 1: who talks much, talks much of everything."""
    expected = read.sum(axis=0)
    residual = hits - read * np.nan_to_num(ratio(hits.sum(axis=0), expected))
    apart = float((residual**2).sum())
    if apart <= _ROUNDING * float((hits**2).sum()):  # one respondent differs from nobody
        return 1.0
    return max(1.0, float((residual.sum(axis=1) ** 2).sum()) / apart)

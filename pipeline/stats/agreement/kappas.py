"""Agreement corrected for chance: one observed agreement, different ideas of chance.

All are 1 - D_o / D_e, with disagreement D = Σ (1 - w) p. Conventions:

- undefined is NaN, never 0 or 1: no segment with two ratings, or no disagreement to be expected
  because only one category was used (statsmodels gives NaN too, scikit-learn NaN with a warning,
  some programs 1). Brennan-Prediger and Gwet's coefficient are defined there, and 1: they expect
  disagreement whatever was used. Read them beside prevalence;
- the categories are those of the codebook, used or not: a code has two, absent and present.
  irrCAC counts only categories that occur unless told otherwise, which changes Brennan-Prediger
  and Gwet's coefficient and no other;
- missing ratings: each function says what becomes of segments with fewer than two ratings.

Arguments are `Counts` with any leading axes, and optionally (q, q) agreement weights; the result
has the leading axes of the counts, and for statistics of two coders one more: the pair.

Gwet 2014, *Handbook of inter-rater reliability*, 4th edition, chapters 2 and 3, has the general
form with weights and missing ratings.
"""

from __future__ import annotations

import numpy as np

from pipeline.stats.agreement.counts import Counts, whole
from pipeline.stats.arrays import Floats, ratio


def percentage(counts: Counts, weights: Floats | None = None) -> Floats:
    """(...) the share of pairs of ratings that agree, in 0..1, every segment counting once.

    Over segments with two ratings or more (Gwet 2014); the others say nothing of agreement.
    """
    return 1 - _observed(counts, _disagreement(counts, weights))


def fleiss(counts: Counts, weights: Floats | None = None) -> Floats:
    """Fleiss' kappa: coders are interchangeable, chance is two draws from what all used.

    Fleiss 1971, *Measuring nominal scale agreement among many raters*, Psychological Bulletin 76,
    for a fixed number of ratings; with missing ratings as Gwet 2014: observed agreement over the
    segments with two ratings or more, chance over all segments with one or more. Without missing
    ratings and with two coders this is Scott's pi.
    """
    v = _disagreement(counts, weights)
    p = ratio(counts.shares, counts.shares.sum(axis=-1, keepdims=True))
    return 1 - ratio(_observed(counts, v), _product(p, v, p))


def gwet(counts: Counts, weights: Floats | None = None) -> Floats:
    """Gwet's AC1, with weights AC2: chance agreement only where a segment is hard to judge.

    Gwet 2008, *Computing inter-rater reliability and its variance in the presence of high
    agreement*, British Journal of Mathematical and Statistical Psychology 61. Ratings as for
    Fleiss: a segment with one rating counts for what chance would give.
    """
    v = _disagreement(counts, weights)
    q = counts.categories
    p = ratio(counts.shares, counts.shares.sum(axis=-1, keepdims=True))
    by_chance = (1 - v).sum() / (q * (q - 1)) * (p * (1 - p)).sum(axis=-1)
    return 1 - ratio(_observed(counts, v), 1 - by_chance)


def brennan_prediger(counts: Counts, weights: Floats | None = None) -> Floats:
    """Chance takes every category of the codebook equally often.

    Brennan & Prediger 1981, *Coefficient kappa: some uses, misuses, and alternatives*, Educational
    and Psychological Measurement 41. Segments with fewer than two ratings are left out.
    """
    v = _disagreement(counts, weights)
    return 1 - ratio(_observed(counts, v), v.mean())


def conger(counts: Counts, weights: Floats | None = None) -> Floats:
    """Conger's kappa: Cohen's for any number of coders, each with habits of her own.

    Conger 1980, *Integration and generalization of kappas for multiple raters*, Psychological
    Bulletin 88; with missing ratings as Gwet 2014: chance is the mean over pairs of coders of the
    product of what each used over all that she rated. A coder who rated nothing (in a draw) is
    left out. With two coders and missing ratings it therefore differs from `cohen`.
    """
    v = _disagreement(counts, weights)
    rated = counts.own.sum(axis=-1, keepdims=True)
    p = np.nan_to_num(ratio(counts.own, rated))
    coders = (rated[..., 0] > 0).sum(axis=-1)
    everyone = p.sum(axis=-2)
    with_herself = _product(p, v, p).sum(axis=-1)
    apart = ratio(_product(everyone, v, everyone) - with_herself, coders * (coders - 1))
    return 1 - ratio(_observed(counts, v), apart)


def pair_percentage(counts: Counts, weights: Floats | None = None) -> Floats:
    """(..., pairs) the share of the segments that both rated on which they agree."""
    table = _shares(counts)
    return 1 - whole(table, _disagreement(counts, weights))


def cohen(counts: Counts, weights: Floats | None = None) -> Floats:
    """(..., pairs) Cohen's kappa, each coder with habits of her own; with weights Cohen 1968.

    Cohen 1960, *A coefficient of agreement for nominal scales*, Educational and Psychological
    Measurement 20. Pairwise complete: of each pair the segments that both rated.
    """
    v = _disagreement(counts, weights)
    table = _shares(counts)
    apart = _product(table.sum(axis=-1), v, table.sum(axis=-2))
    return 1 - ratio(whole(table, v), apart)


def scott(counts: Counts, weights: Floats | None = None) -> Floats:
    """(..., pairs) Scott's pi: as Cohen's kappa, with one distribution for both coders.

    Scott 1955, *Reliability of content analysis*, Public Opinion Quarterly 19. Pairwise complete.
    """
    v = _disagreement(counts, weights)
    table = _shares(counts)
    both = (table.sum(axis=-1) + table.sum(axis=-2)) / 2
    return 1 - ratio(whole(table, v), _product(both, v, both))


def _disagreement(counts: Counts, weights: Floats | None) -> Floats:
    """(q, q) 1 - w.

    Raises:
        ValueError: weights of another shape, not symmetric, or without 1 on the diagonal.
    """
    q = counts.categories
    w = np.eye(q) if weights is None else np.asarray(weights, dtype=np.float64)
    if w.shape != (q, q) or (np.diag(w) != 1).any() or (w != w.T).any():
        raise ValueError(f"expected symmetric weights for {q} categories, 1 on the diagonal")
    return 1 - w


def _observed(counts: Counts, v: Floats) -> Floats:
    """(...) mean disagreement of the segments with two ratings or more."""
    return ratio(whole(counts.agreeing, v), whole(counts.agreeing))


def _shares(counts: Counts) -> Floats:
    """(..., pairs, q, q) tables that add up to 1, NaN where two coders share no segment."""
    return ratio(counts.pairs, whole(counts.pairs)[..., None, None])


def _product(a: Floats, v: Floats, b: Floats) -> Floats:
    """(...) Σ a_k v_kl b_l."""
    total: Floats = np.einsum("...k,...k->...", a @ v, b)
    return total

"""What a low or high kappa is made of, when a rating is absent or present.

Byrt, Bishop & Carlin 1993, *Bias, prevalence and kappa*, Journal of Clinical Epidemiology 46. With
a and d the shares of segments on which both say present and both say absent, b and c those on
which only the first and only the second says present:

    κ = (PABAK - PI² + BI²) / (1 - PI² + BI²)

A code that is rare or on almost every segment (|PI| near 1) has a low kappa however well coders
agree: the paradox of Feinstein & Cicchetti 1990, Journal of Clinical Epidemiology 43. The three
take (..., pairs) tables of the segments that both rated, and are NaN where there is none.
"""

from __future__ import annotations

from pipeline.stats.agreement.counts import Counts, whole
from pipeline.stats.arrays import Floats, ratio


def prevalence_index(counts: Counts) -> Floats:
    """(..., pairs) PI = a - d in -1..1: above 0 where the code is more often present than not."""
    table = _binary(counts)
    return ratio(table[..., 1, 1] - table[..., 0, 0], whole(table))


def bias_index(counts: Counts) -> Floats:
    """(..., pairs) BI = b - c in -1..1: above 0 where the first coder gives the code more often."""
    table = _binary(counts)
    return ratio(table[..., 1, 0] - table[..., 0, 1], whole(table))


def pabak(counts: Counts) -> Floats:
    """(..., pairs) kappa adjusted for prevalence and bias: 2 (a + d) - 1, in -1..1."""
    table = _binary(counts)
    agreed = table[..., 0, 0] + table[..., 1, 1]
    return 2 * ratio(agreed, whole(table)) - 1


def prevalence(counts: Counts) -> Floats:
    """(...) the share of ratings that say present, in 0..1, every segment counting once."""
    _binary(counts)
    return ratio(counts.shares[..., 1], counts.shares.sum(axis=-1))


def _binary(counts: Counts) -> Floats:
    if counts.categories != 2:
        raise ValueError("these indices are for two categories, absent and present")
    return counts.pairs

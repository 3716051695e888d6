"""The alphas for spans: whether coders mark the same, mark at all, and mean the same by it.

Krippendorff, Mathet, Bouvry & Widlöcher 2016 (see `spans`), sections 5.1 to 5.4; with an erratum,
Quality & Quantity 50, 2365. Of the two public implementations we compared, the equations of the
self-pairing agree for two coders; for more, cu-alpha's is taken per pair of coders (equation 10)
and not per union of the other coders, so that it has the same weight as the coincidences.

All take `Lengths` with any leading axes. NaN where undefined: nothing marked (no code but the gap
is known to anybody), nothing but one code where codes are compared, no text with two readers.
"""

from __future__ import annotations

import numpy as np

from pipeline.stats.agreement.spans import Lengths
from pipeline.stats.arrays import Floats, ratio


def u_alpha(lengths: Lengths) -> Floats:
    """(...) u-alpha: units and their codes, gaps included. 1 when all cut and code alike."""
    observed, expected = lengths.shared, _expected(lengths.shared, lengths.alone)
    return 1 - ratio(_apart(observed), _apart(expected))


def binary_u_alpha(lengths: Lengths) -> Floats:
    """(...) |u-alpha: whether there is something to mark, whatever the code."""
    observed, expected = lengths.shared, _expected(lengths.shared, lengths.alone)
    return 1 - ratio(observed[..., 0, 1:].sum(axis=-1), expected[..., 0, 1:].sum(axis=-1))


def cu_alpha(lengths: Lengths) -> Floats:
    """(...) cu-alpha: the codes, only where two coders have marked something both."""
    observed = lengths.shared[..., 1:, 1:]
    return 1 - ratio(_apart(observed), _apart(_expected(observed, lengths.common)))


def code_u_alpha(lengths: Lengths) -> Floats:
    """(..., codes) (k)u-alpha: one code against the others, where both have marked something."""
    observed = lengths.shared[..., 1:, 1:]
    expected = _expected(observed, lengths.common)
    return 1 - ratio(_share_apart(observed), _share_apart(expected))


def coverage(lengths: Lengths) -> tuple[Floats, Floats]:
    """(...) the part of the text that cu-alpha, and (..., codes) the part of each code's spans
    that (k)u-alpha speaks of, in 0..1."""
    met = lengths.shared[..., 1:, 1:].sum(axis=-1)
    all_of = lengths.shared.sum(axis=-1)
    return ratio(met.sum(axis=-1), all_of.sum(axis=-1)), ratio(met, all_of[..., 1:])


def _expected(observed: Floats, within: Floats) -> Floats:
    """(..., q, q) coincidences to be expected: L (l_c l_k - [c = k] within_c) / (L² - Σ within)."""
    each = observed.sum(axis=-1)
    total = each.sum(axis=-1)
    pairs = each[..., :, None] * each[..., None, :] - within[..., None] * np.eye(each.shape[-1])
    scale = ratio(total, total**2 - within.sum(axis=-1))
    scaled: Floats = pairs * scale[..., None, None]
    return scaled


def _apart(table: Floats) -> Floats:
    """(...) what lies off the diagonal, without subtracting what lies on it."""
    off: Floats = (table * (1 - np.eye(table.shape[-1]))).sum(axis=(-2, -1))
    return off


def _share_apart(table: Floats) -> Floats:
    """(..., q) of each category the part off the diagonal."""
    off = (table * (1 - np.eye(table.shape[-1]))).sum(axis=-1)
    return ratio(off, off + np.diagonal(table, axis1=-2, axis2=-1))

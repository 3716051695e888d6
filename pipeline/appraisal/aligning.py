"""Where the boxes of each row stand from left to right.

Arrows become as straight as the order of the rows allows, and a question stands above the middle
of what it leads to: the sum of all deviations, weighted, is least. A linear programme; deviations
of arrows as in Gansner, Koutsofios, North & Vo 1993, *A technique for drawing directed graphs*,
section 4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

_PASSING, _STRAIGHT, _MIDDLE, _CENTRED = 8.0, 1.0, 2.5, 0.2
"""What a deviation weighs: of an arrow that passes rows, of one between boxes, of a question from
the middle of its outcomes, of a row from the middle of the page."""
_ROUNDED = 3
_Term = tuple[float, list[tuple[str, float]], float]
"""A deviation: its weight, the middles that are added up, and what is added to these."""


@dataclass(frozen=True)
class Places:
    """What has to be placed, in centimetres.

    rows: ids from left to right, row by row.
    widths: of every id.
    gap: between two of them.
    ports: (from, how far right of its middle, to, how far right of its middle), one for each step
        of an arrow.
    families: of a box all that it leads to, where that is more than one.
    """

    rows: Sequence[Sequence[str]]
    widths: Mapping[str, float]
    gap: float
    ports: Sequence[tuple[str, float, str, float]]
    passing: frozenset[str]
    families: Mapping[str, Sequence[str]] = field(default_factory=dict)


def aligned(places: Places, left: float, right: float) -> dict[str, float]:
    """Id → its middle, in centimetres, so that every row stays between left and right.

    Raises:
        ValueError: when a row is wider than that.
    """
    from scipy.optimize import linprog

    ids = [id_ for row in places.rows for id_ in row]
    at = {id_: i for i, id_ in enumerate(ids)}
    terms = _terms(places, left, right)
    size = len(ids) + len(terms)
    cost = np.zeros(size)
    upper: list[np.ndarray] = []
    most: list[float] = []
    for i, (weight, coefficients, constant) in enumerate(terms):
        own = len(ids) + i
        cost[own] = weight
        for sign in (1.0, -1.0):  # |deviation| as two inequalities
            row = np.zeros(size)
            for id_, coefficient in coefficients:
                row[at[id_]] += sign * coefficient
            row[own] = -1.0
            upper.append(row)
            most.append(-sign * constant)
    for line in places.rows:
        for a, b in pairwise(line):
            row = np.zeros(size)
            row[at[a]], row[at[b]] = 1.0, -1.0
            upper.append(row)
            most.append(-(places.widths[a] + places.widths[b]) / 2 - places.gap)
    bounds = [(left + places.widths[i] / 2, right - places.widths[i] / 2) for i in ids]
    bounds += [(0.0, float("inf"))] * len(terms)
    if any(low > high for low, high in bounds):
        raise ValueError("een rij past niet op de pagina")
    found = linprog(cost, np.array(upper), np.array(most), bounds=bounds, method="highs-ds")
    if not found.success:
        raise ValueError("een rij past niet op de pagina")
    return {id_: round(float(found.x[at[id_]]), _ROUNDED) for id_ in ids}


def _terms(places: Places, left: float, right: float) -> list[_Term]:
    terms: list[_Term] = []
    for start, out, end, into in places.ports:
        both = start in places.passing and end in places.passing
        one = start in places.passing or end in places.passing
        weight = _PASSING if both else _PASSING / 2 if one else _STRAIGHT
        terms.append((weight, [(start, 1.0), (end, -1.0)], out - into))
    for parent, children in places.families.items():
        share = -1.0 / len(children)
        terms.append((_MIDDLE, [(parent, 1.0), *((child, share) for child in children)], 0.0))
    for row in places.rows:
        ends = [(row[0], 1.0), (row[-1], 1.0)]
        away = (places.widths[row[-1]] - places.widths[row[0]]) / 2
        terms.append((_CENTRED, ends, away - left - right))
    return terms

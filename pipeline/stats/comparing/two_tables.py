"""Two tables that a reader cannot tell apart, and in which one cell differs by a given width."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from pipeline.stats.arrays import Flags, Floats, Whole
from pipeline.stats.comparing.publication import Part

_INFEASIBLE = 2
"""Status of `milp`: there is no solution, which is an answer; any other failure is not."""
_WHOLE, _TWO = 1e-6, np.eye(2)
_SHORT = 1e6
"""What a shortfall of one costs: more than all that can be left out."""


def two_tables(
    part: Part,
    free: Flags,
    cell: int,
    width: int,
    numbers: Whole,
    *,
    closed: bool = False,
    short: bool = False,
) -> Whole | None:
    """The cheapest pair, as deviations from the truth.

    Args:
        free: (cells,) what is left out or never published: costs nothing.
        cell: that has to differ.
        width: by how much at least.
        numbers: which hidden numbers may deviate; the others keep their true value.
        closed: nothing more may be left out.
        short: when the width cannot be had, as much as can be will do.

    Returns:
        (2, hidden) deviations, the cell being higher in the first; None when there are none.

    Raises:
        RuntimeError: the solver gave up.
    """
    sums, relations = part.cells[:, numbers], part.known[:, numbers]
    touched = (sums != 0).any(axis=1) & ~free
    rigid = part.fixed | closed
    held, loose = sums[touched & rigid], sums[touched & ~rigid]
    cost = part.cost[touched & ~rigid]
    about = (relations != 0).any(axis=1)
    size, off = len(numbers), len(loose)

    # Columns: the deviations of both tables, how far each loose cell is off in either, and by how
    # much the cell falls short of the width.
    either = np.hstack([np.tile(-np.eye(off), (2, 1)), np.zeros((2 * off, 1))])
    apart = np.concatenate([sums[cell], -sums[cell], np.zeros(off), [1.0]])[None]
    rows = [_both(held, off + 1), _both(relations[about], off + 1), apart]
    rows += [np.hstack([np.kron(_TWO, sign * loose), either]) for sign in (1, -1)]
    zeros, wide = np.zeros(2 * len(held)), np.array([float(width)])
    low = [zeros, np.tile(part.known_low[about], 2), wide, np.full(4 * off, -np.inf)]
    high = [zeros, np.tile(part.known_high[about], 2), wide + np.inf, np.zeros(4 * off)]
    # Of equals the first: a little more for what comes later.
    price = np.append(cost * (1 + 1e-6 * np.arange(off)), _SHORT)
    least = -part.hidden[numbers].astype(np.float64)
    most = (part.upper - part.hidden)[numbers].astype(np.float64)
    found = _solve(
        np.append(np.zeros(2 * size), price),
        np.vstack(rows),
        (np.concatenate(low), np.concatenate(high)),
        (
            np.concatenate([least, least, np.zeros(off + 1)]),
            np.concatenate([most, most, np.full(off, np.inf), [float(width * short)]]),
        ),
        2 * size,
    )
    if found is None:
        return None
    deviation = np.zeros((2, len(part.hidden)), dtype=np.int64)
    deviation[:, numbers] = found.reshape(2, size)
    _verify(part, deviation, held=touched & rigid)
    return deviation


def _solve(
    objective: Floats,
    rows: Floats,
    between: tuple[Floats, Floats],
    bounds: tuple[Floats, Floats],
    whole: int,
) -> Whole | None:
    """(whole,) the first variables of the best solution, in whole numbers.

    Without asking for whole numbers it is quick, and the tables that come of it mostly have them.
    """
    integrality = np.arange(len(objective)) < whole
    for asked in (np.zeros_like(integrality), integrality):
        result = milp(
            objective,
            integrality=asked,
            bounds=Bounds(*bounds),
            constraints=LinearConstraint(rows, *between),
        )
        if result.x is None:
            if result.status == _INFEASIBLE:
                return None
            raise RuntimeError(f"the solver gave up with status {result.status}")
        exact = np.asarray(result.x[:whole], dtype=np.float64)
        numbers = np.rint(exact).astype(np.int64)
        if asked.any() or (abs(numbers - exact) < _WHOLE).all():
            return numbers
    raise AssertionError("unreachable: the last round asked for whole numbers")


def _verify(part: Part, deviation: Whole, held: Flags) -> None:
    """What the solver found with rounding has to hold without."""
    table, moved = part.hidden + deviation, deviation @ part.known.T
    fits = (table >= 0).all() and (table <= part.upper).all()
    fits &= not (deviation @ part.cells[held].T).any()
    fits &= bool((moved >= part.known_low).all() and (moved <= part.known_high).all())
    if not fits:
        raise RuntimeError("the solver's table is none")


def _both(block: Whole, extra: int) -> Floats:
    """(2 rows, columns): a block for the first and for the second table, nothing for the rest."""
    return np.hstack([np.kron(_TWO, block), np.zeros((2 * len(block), extra))])

"""Numbers of themes that may point at somebody, in all tables of a publication together.

Every published number is a count of respondents over a set of units, the smallest parts of which
nothing is published: one actor in one OZA (in one wave). Totals, characteristics and actors are
sets of the same units, so that tables with a margin in common, or with characteristics that
overlap, are protected against each other: who subtracts 'in zorginstelling' from 'zorg voorliggend'
may be left with one OZA. And who raised a code raised the branch above it, unit by unit.

Left out at first (primary), for actors whose OZA may not be named: a count that is small but not 0,
one that is small seen from the other side (all but one), and whole columns of few respondents or
few OZA's (thresholds as in Hundepool et al. 2012, *Statistical Disclosure Control*, 4.2). 'Nobody'
and 'everybody' are no secrets of somebody; they are left out where they have to cover for another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from pipeline.stats.arrays import Flags, Floats, Whole
from pipeline.stats.comparing.publication import Publication
from pipeline.stats.comparing.suppression import Suppression, suppress


@dataclass(frozen=True, slots=True)
class Policy:
    """What is too small to be shown, and how much doubt has to remain.

    Attributes:
        threshold: counts of 1 up to this number are left out, and so is what lacks so many.
        least_respondents: a column with fewer is left out as a whole.
        least_ozas: and so is one with fewer OZA's.
        width: how far apart the values must be that a count which is left out may have (3: four
            values), or the number of respondents where there are fewer.
        unit_width: the same for one actor in one OZA, of which nothing is published anyhow.
    """

    threshold: int = 3
    least_respondents: int = 5
    least_ozas: int = 2
    width: int = 3
    unit_width: int = 2

    def __post_init__(self) -> None:
        if min(self.threshold, self.width, self.unit_width) < 1:
            raise ValueError("a threshold and a width are at least 1")


@dataclass(frozen=True, slots=True, eq=False)
class Disclosure:
    """What is left out of the tables.

    Attributes:
        suppressed: (codes, columns) to be shown as left out, with share and interval.
        primary: (codes, columns) of these, the ones that are sensitive by themselves. In an output
            both look the same: who sees which is which knows more.
        exposed: (codes, columns) left out, or (see `exposed_units`) never published, but to be
            found within the width all the same, because of what is published elsewhere (`fixed`).
        exposed_units: (codes, units).
    """

    suppressed: Flags
    primary: Flags
    exposed: Flags
    exposed_units: Flags


def disclose(
    raised: ArrayLike,
    size: ArrayLike,
    columns: ArrayLike,
    ozas: ArrayLike,
    named: ArrayLike,
    *,
    parents: Sequence[int] | None = None,
    fixed: ArrayLike | None = None,
    policy: Policy | None = None,
) -> Disclosure:
    """Decides what is left out of all tables that are published together.

    Args:
        raised: (codes, units) respondents who raised each code, branches included
            (`crosstable.with_branches`).
        size: (units,) respondents who count, taken to be known to everybody.
        columns: (columns, units) of 0 and 1: which units each column adds up, the columns of all
            tables one after the other; a column that occurs twice is the same number twice.
        ozas: (units,) the OZA of each.
        named: (units,) of 0 and 1: may the OZA be named? Columns of such units only are shown.
        parents: (codes,) the row of each code's parent, -1 for none.
        fixed: (columns,) of 0 and 1: stands in the report already, for every code.

    Raises:
        ValueError: shapes that differ, more who raised a code than there are, a code raised by
            more than its branch.
    """
    rules = policy or Policy()
    count, people = np.asarray(raised, dtype=np.int64), np.asarray(size, dtype=np.int64)
    member = np.asarray(columns).astype(np.bool_)
    if count.ndim != 2 or people.shape != count.shape[1:] or member.shape[1:] != people.shape:
        raise ValueError(f"{count.shape} counts, {people.shape} sizes, {member.shape} columns")
    private = ~np.asarray(named).astype(np.bool_)
    held = np.zeros(len(member), dtype=np.bool_) if fixed is None else np.asarray(fixed) > 0
    publication = _publication(
        count, people, member, np.asarray(ozas), private, parents, held, rules
    )
    found = suppress(publication)
    return _laid_out(found, publication, len(count), len(member), private)


def _publication(
    count: Whole,
    people: Whole,
    member: Flags,
    ozas: Whole,
    private: Flags,
    parents: Sequence[int] | None,
    held: Flags,
    rules: Policy,
) -> Publication:
    """Cells: columns (code by code), then units."""
    codes, units = count.shape
    eye = sparse.eye_array(codes)
    cells = sparse.vstack(
        [sparse.kron(eye, member.astype(np.int64)), sparse.eye_array(codes * units)], format="csr"
    )
    total, values = member @ people, count @ member.T
    unequal = [len(np.unique(ozas[own & (people > 0)])) for own in member]
    few = (total < rules.least_respondents) | (np.array(unequal) < rules.least_ozas)
    sensitive = (member & private).any(axis=1) & (total > 0) & ~held
    small = (values > 0) & (values < rules.threshold)
    small |= (values < total) & (total - values < rules.threshold)
    extreme = ((values == 0) | (values == total)) & (total > 0)
    units_width = np.where(private, np.minimum(people, rules.unit_width), 0)
    known, low, high = _relations(count, parents)
    cost = np.where(values > 0, 1 + values, 1 + rules.threshold)
    return Publication(
        hidden=count.ravel(),
        upper=np.tile(people, codes),
        cells=cells.astype(np.int64),
        known=known,
        known_low=low,
        known_high=high,
        primary=np.append((sensitive & (small | few)).ravel(), np.zeros(codes * units) > 0),
        secret=np.append(np.zeros(values.size) > 0, np.ones(codes * units) > 0),
        fixed=np.append(np.tile(held | (total == 0), codes), np.zeros(codes * units) > 0),
        width=np.append(
            np.tile(np.minimum(total, rules.width), codes), np.tile(units_width, codes)
        ).astype(np.int64),
        cost=np.append(cost.ravel(), np.ones(codes * units)).astype(np.float64),
        givers=_givers(member & (people > 0), extreme),
    )


def _relations(
    count: Whole, parents: Sequence[int] | None
) -> tuple[sparse.csr_array, Floats, Floats]:
    """A branch was raised by at least as many as each code below it; and, where that is so, by no
    more than all codes below it together (otherwise it was also given by itself)."""
    codes, units = count.shape
    above = np.full(codes, -1) if parents is None else np.asarray(parents, dtype=np.int64)
    if above.shape != (codes,):
        raise ValueError(f"expected a parent, or -1, for each of {codes} codes")
    rows = []
    for code in np.flatnonzero(above >= 0):
        rows.append((np.arange(codes) == above[code]) * 1 - (np.arange(codes) == code) * 1)
    for branch in np.unique(above[above >= 0]):
        below = above == branch
        if (count[branch] <= count[below].sum(axis=0)).all():
            rows.append(below * 1 - (np.arange(codes) == branch) * 1)
    blocks = np.array(rows, dtype=np.int64).reshape(-1, codes)
    known = sparse.kron(blocks, sparse.eye_array(units), format="csr").astype(np.int64)
    rows_known = known.shape[0]
    return sparse.csr_array(known), np.zeros(rows_known), np.full(rows_known, np.inf)


def _givers(member: Flags, extreme: Flags) -> sparse.csr_array:
    """Columns of nobody or everybody speak for every column and unit within them."""
    codes, columns = extreme.shape
    within = np.vstack([member, np.eye(member.shape[1], dtype=np.bool_)])
    inside = (within.astype(np.int64) @ ~member.T) == 0
    inside[np.arange(columns), np.arange(columns)] = False
    of_columns = sparse.kron(sparse.eye_array(codes), inside[:columns])
    of_units = sparse.kron(sparse.eye_array(codes), inside[columns:])
    speaks = sparse.vstack([of_columns, of_units])
    speaks = speaks @ sparse.diags_array(extreme.ravel().astype(np.float64))
    cells = speaks.shape[0]
    rest = sparse.csr_array((cells, cells - codes * columns))
    return sparse.csr_array(sparse.hstack([speaks, rest], format="csr")).astype(np.int64)


def _laid_out(
    found: Suppression, publication: Publication, codes: int, columns: int, private: Flags
) -> Disclosure:
    cells = codes * columns
    suppressed = found.suppressed[:cells].reshape(codes, columns)
    return Disclosure(
        suppressed,
        suppressed & publication.primary[:cells].reshape(codes, columns),
        found.short[:cells].reshape(codes, columns),
        found.short[cells:].reshape(codes, -1) & private,
    )

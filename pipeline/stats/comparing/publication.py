"""A publication as a reader sees it: sums of hidden whole numbers, and what is known of these.

Sums and relations that have no hidden number in common have nothing to do with each other: a
publication falls apart into parts that are small enough to solve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from pipeline.stats.arrays import Flags, Floats, Whole


@dataclass(frozen=True, slots=True, eq=False)
class Publication:
    """What is published, what is not, and what everybody knows.

    Attributes:
        hidden: (hidden,) the true whole numbers, at least 0.
        upper: (hidden,) known bounds of these.
        cells: sparse (cells, hidden) of 0 and 1: which of them every cell adds up.
        known: sparse (relations, hidden): linear relations that are known of the hidden numbers.
        known_low, known_high: (relations,) between what they lie.
        primary: (cells,) to be left out.
        secret: (cells,) not published at all, and to be protected like what is left out.
        fixed: (cells,) published elsewhere already: cannot be left out.
        width: (cells,) how wide the feasible interval has to be once the cell is left out.
        cost: (cells,) above 0: what is lost by leaving it out, per respondent it is off.
        givers: sparse (cells, cells) of 0 and 1: cells [j] that, as long as they are published,
            say all there is to say of cell [i] and may do so: then [i] is published too, and needs
            no protection ("nobody at all" says that nobody did in each part).

    Raises:
        ValueError: what is said to be known is not so, or a cell is both left out and fixed.
    """

    hidden: Whole
    upper: Whole
    cells: sparse.csr_array
    known: sparse.csr_array
    known_low: Floats
    known_high: Floats
    primary: Flags
    secret: Flags
    fixed: Flags
    width: Whole
    cost: Floats
    givers: sparse.csr_array

    def __post_init__(self) -> None:
        relations = self.known @ self.hidden
        if not ((self.hidden >= 0) & (self.hidden <= self.upper)).all():
            raise ValueError("a hidden number lies between 0 and its bound")
        if not ((self.known_low <= relations) & (relations <= self.known_high)).all():
            raise ValueError("a relation that is said to be known does not hold")
        if (self.fixed & (self.primary | self.secret)).any() or (self.cost <= 0).any():
            raise ValueError("a cell that is fixed and left out, or one that costs nothing")


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part by itself, with dense arrays; `index` are its cells in the publication.

    `values` (cells,) are the true sums. `near` (hidden,) numbers the smaller parts that sums alone
    hold together. The relations are as deviations from the truth: `known @ deviation` lies between
    `known_low` and `known_high`.
    """

    index: Whole
    hidden: Whole
    upper: Whole
    cells: Whole
    values: Whole
    known: Whole
    known_low: Floats
    known_high: Floats
    primary: Flags
    secret: Flags
    fixed: Flags
    width: Whole
    cost: Floats
    givers: Whole
    near: Whole

    def room(self, cell: int, shown: Flags) -> int:
        """How far a cell can vary at most, going by the shown cells around and within it.

        A bound that costs nothing: when 3 of the 4 in a larger cell raised it, a part of two of
        these has 1 or 2. What shown cells say together it does not see.
        """
        own, sums, values = self.cells[cell], self.cells[shown], self.values[shown]
        most, size = sums @ self.upper, int(own @ self.upper)
        around, within = (sums >= own).all(axis=1), (sums <= own).all(axis=1)
        high = [size, *values[around], *(values + size - most)[within]]
        low = [0, *values[within], *(values + size - most)[around]]
        return int(min(high) - max(low))


def parts(publication: Publication) -> Iterator[Part]:
    """Parts that have nothing to do with each other, in the order of their first hidden number."""
    p = publication
    near = _labels(p.cells, len(p.hidden))
    far = _labels(sparse.vstack([p.cells, p.known], format="csr"), len(p.hidden))
    # A cell that adds up nothing belongs anywhere.
    places = np.append(p.cells.indices, 0)[p.cells.indptr[:-1]]
    first = far[np.where(np.diff(p.cells.indptr) > 0, places, 0)]
    _, starts = np.unique(far, return_index=True)
    for label in far[np.sort(starts)]:
        own, numbers = np.flatnonzero(first == label), np.flatnonzero(far == label)
        relations = p.known[:, numbers]
        about = np.flatnonzero(np.diff(relations.indptr) > 0)
        known = relations[about].toarray().astype(np.int64)
        cells = p.cells[own][:, numbers].toarray().astype(np.int64)
        yield Part(
            index=own,
            hidden=p.hidden[numbers],
            upper=p.upper[numbers],
            cells=cells,
            values=cells @ p.hidden[numbers],
            known=known,
            known_low=p.known_low[about] - known @ p.hidden[numbers],
            known_high=p.known_high[about] - known @ p.hidden[numbers],
            primary=p.primary[own],
            secret=p.secret[own],
            fixed=p.fixed[own],
            width=p.width[own],
            cost=p.cost[own],
            givers=p.givers[own][:, own].toarray().astype(np.int64),
            near=near[numbers],
        )


def _labels(rows: sparse.csr_array, columns: int) -> Whole:
    """(columns,) numbers of the parts that rows hold together."""
    graph = sparse.bmat([[None, abs(rows).T], [abs(rows), None]], format="csr")
    _, label = connected_components(graph, directed=False)
    return np.asarray(label[:columns], dtype=np.int64)

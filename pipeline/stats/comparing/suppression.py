"""Which numbers to leave out, so that nobody can compute the ones that were left out.

A publication is a set of cells, each a sum of hidden whole numbers that are at least 0 and of which
an upper bound and some linear relations are known. Who reads it solves for a cell that was left out
and finds the range of values it may have, its feasible interval. A cell is protected when this is
wide enough (Willenborg & de Waal 2001, *Elements of Statistical Disclosure Control*, chapters 1, 6;
Hundepool et al. 2012, *Statistical Disclosure Control*, chapter 4).

Cells are taken one by one. For each the cheapest way is sought to tell two tables of whole numbers
that a reader could not tell apart, in which it differs by the width that is asked; published cells
in which they differ from the truth are what has to be left out as well. Its size is the sum over
these cells of their cost times the deviation (the relaxation of Kelly, Golden & Assad 1992, *Cell
suppression: disclosure protection for sensitive tabular data*, Networks 22; Fischetti & Salazar
2001, *Solving the cell suppression problem on tabular data with linear constraints*, Management
Science 47, have the exact problem). The two tables are kept as a proof: leaving out more never
makes it false. Because they are whole numbers, the proof holds against who tries all tables as well
as against who solves the linear programme, whose intervals are wider.

The reader is not supposed to reason from the rules themselves ("had it been like that, this cell
would not have been left out"): the attack of minimality, against which only noise helps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.stats.arrays import Flags, Whole
from pipeline.stats.comparing.publication import Part, Publication, parts
from pipeline.stats.comparing.two_tables import two_tables


@dataclass(frozen=True, slots=True, eq=False)
class Suppression:
    """What is left out.

    Attributes:
        suppressed: (cells,) primary cells (unless a giver speaks for them) and those that protect.
        reach: (cells,) of what is left out or secret: the width that is proven, which is what was
            asked unless cells that are published elsewhere make that impossible; -1 for others.
        short: (cells,) left out or secret, and less protected than was asked.
    """

    suppressed: Flags
    reach: Whole
    short: Flags


def suppress(publication: Publication) -> Suppression:
    """Leaves out what has to be, and as little as it can find.

    Deterministic. Time grows with the number of cells left out, and with the largest set of hidden
    numbers that cells and relations hold together (for themes: a branch of the codebook).

    Raises:
        RuntimeError: the solver gave up.
    """
    cells = len(publication.primary)
    suppressed, reach = np.zeros(cells, dtype=np.bool_), np.full(cells, -1)
    for part in parts(publication):
        search = _Search(part)
        search.protect_all()
        search.put_back()
        closed = search.closed()
        suppressed[part.index] = search.suppressed
        proven = np.minimum(search.high - search.low, part.width)
        reach[part.index] = np.where(closed, proven, -1)
    return Suppression(suppressed, reach, (reach >= 0) & (reach < publication.width))


class _Search:
    """What is left out of one part so far, and how far every cell is known to be able to vary.

    A proof is a table that a reader cannot tell from the truth, as deviations (hidden,) from it.
    """

    def __init__(self, part: Part, suppressed: Flags | None = None) -> None:
        self.part = part
        self.suppressed = np.zeros(len(part.cells), np.bool_) if suppressed is None else suppressed
        self.width = part.width.copy()
        self.low = self.high = part.values
        self.proofs: list[Whole] = []

    def excused(self) -> Flags:
        """(cells,) a published giver says all there is to say."""
        said: Flags = self.part.givers @ (~self.suppressed & ~self.part.secret) > 0
        return said

    def closed(self) -> Flags:
        """(cells,) what needs protection: left out or secret, unless a published giver says it."""
        closed: Flags = (self.suppressed | self.part.secret) & ~self.excused()
        return closed

    def pending(self) -> Whole:
        """The cells that need protection and do not have it yet.

        A primary cell is left out here, as soon as no giver that is published speaks for it.
        """
        self.suppressed = self.suppressed | (self.part.primary & ~self.excused())
        return np.flatnonzero(self.closed() & (self.high - self.low < self.width))

    def learn(self, deviation: Whole) -> None:
        values = self.part.values + self.part.cells @ deviation
        self.low, self.high = np.minimum(self.low, values), np.maximum(self.high, values)
        self.proofs.append(deviation)

    def prove(
        self, cell: int, numbers: Whole, *, closed: bool = False, short: bool = False
    ) -> bool:
        """Whether the cell can vary enough; what has to be left out for it is left out.

        With `closed` nothing may be left out; with `short` as much as is possible is enough.
        """
        free, width = self.suppressed | self.part.secret, int(self.width[cell])
        found = two_tables(self.part, free, cell, width, numbers, closed=closed, short=short)
        if found is None:
            return False
        self.width[cell] = min(width, self.part.cells[cell] @ (found[0] - found[1]))
        for deviation in found:
            moved = (self.part.cells @ deviation != 0) & ~self.part.secret
            self.suppressed = self.suppressed | moved
            self.learn(deviation)
        return True

    def prove_as_it_is(self, cell: int) -> bool:
        """Whether the cell can vary enough without leaving anything more out."""
        shown = ~self.suppressed & ~self.part.secret
        if self.part.room(cell, shown) < self.width[cell]:
            return False
        everything = np.arange(len(self.part.hidden))
        return any(
            self.prove(cell, numbers, closed=True) for numbers in (self.close(cell), everything)
        )

    def close(self, cell: int) -> Whole:
        """The hidden numbers that the cell's own sums hold together."""
        own = self.part.near[np.flatnonzero(self.part.cells[cell])[0]]
        return np.flatnonzero(self.part.near == own)

    def protect_all(self) -> None:
        """Protects cell by cell until all are.

        What the cell's own sums hold together is tried first: small problems are quick.
        """
        part, everything = self.part, np.arange(len(self.part.hidden))
        while len(pending := self.pending()):
            cell = int(pending[0])
            self.width[cell] = min(self.width[cell], part.room(cell, part.fixed))
            if self.prove_as_it_is(cell) or self.prove(cell, self.close(cell)):
                continue
            if not self.prove(cell, everything, short=True):
                raise RuntimeError("no table was found, although the true one is one")

    def put_back(self) -> None:
        """Publishes again what turns out not to be needed, most costly first.

        Cells are taken one by one, so that an early choice may have become superfluous by a later
        one. A cell is put back when all others can be proven without leaving anything else out.
        """
        extra = np.flatnonzero(self.suppressed & ~self.part.primary)
        for cell in extra[np.argsort(-self.part.cost[extra], kind="stable")]:
            trial = self._without(int(cell))
            while len(pending := trial.pending()):
                if not trial.prove_as_it_is(int(pending[0])):
                    break
            else:
                self.suppressed, self.low, self.high = trial.suppressed, trial.low, trial.high
                self.proofs = trial.proofs

    def _without(self, cell: int) -> _Search:
        """The same with one cell published again, and with the proofs that leave it as it is.

        What it gives away as a giver is published as well, or it would only seem to be left out.
        """
        trial = _Search(self.part, self.suppressed & (np.arange(len(self.suppressed)) != cell))
        trial.suppressed = trial.suppressed & ~trial.excused()
        trial.width = self.width
        for deviation in self.proofs:
            if self.part.cells[cell] @ deviation == 0:
                trial.learn(deviation)
        return trial

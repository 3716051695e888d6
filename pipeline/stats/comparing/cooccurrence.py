"""Which themes go together: in what one person tells, or in one piece of it.

A pair is counted, and the count is what is shown. Jaccard's index (1901) is the share of those who
raise either of the two that raises both. Lift, how much more often than if the two had nothing to
do with each other, jumps with one respondent when counts are small, and is left out there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from pipeline.stats.arrays import Flags, Floats, Whole, flags, ratio
from pipeline.stats.comparing.disclosure import Policy
from pipeline.stats.comparing.publication import Publication
from pipeline.stats.comparing.suppression import suppress

LEAST_FOR_LIFT = 5
"""Respondents (or segments) that raise both, below which no lift is given."""


@dataclass(frozen=True, slots=True, eq=False)
class CoOccurrence:
    """Of every two codes; all arrays (codes, codes) and symmetric.

    Attributes:
        size: respondents, or segments.
        count: that have both; on the diagonal, that have the one.
        jaccard: in 0..1; NaN where nobody has either.
        lift: NaN on the diagonal and where fewer than `LEAST_FOR_LIFT` have both.
    """

    size: int
    count: Whole
    jaccard: Floats
    lift: Floats

    def pairs(self, least: int, left_out: Flags | None = None) -> tuple[tuple[int, int], ...]:
        """Pairs of at least `least`, most frequent first, then in the order of the codebook.

        A branch and a code below it always go together: give leaves, or codes of one level.
        """
        shown = self.count >= max(least, 1)
        if left_out is not None:
            shown &= ~left_out
        one, two = np.nonzero(np.triu(shown, 1))
        order = np.argsort(-self.count[one, two], kind="stable")
        return tuple((int(a), int(b)) for a, b in zip(one[order], two[order], strict=True))


def co_occurrence(found: ArrayLike) -> CoOccurrence:
    """Counts pairs.

    Args:
        found: (respondents, codes) or (segments, codes) of 0 and 1; of respondents whose report was
            read whole, for of others it is not known what they do not raise.

    Raises:
        ValueError: values other than 0 and 1, or not two axes.
    """
    heard = flags(found).astype(np.int64)
    both = heard.T @ heard
    own = np.diag(both)
    either = own[:, None] + own - both
    lift = ratio(both * len(heard), own[:, None] * own)
    hidden = (both < LEAST_FOR_LIFT) | np.eye(len(both), dtype=np.bool_)
    return CoOccurrence(len(heard), both, ratio(both, either), np.where(hidden, np.nan, lift))


def pairs_left_out(
    table: CoOccurrence,
    *,
    parents: Sequence[int] | None = None,
    policy: Policy | None = None,
) -> tuple[Flags, Flags]:
    """Which pairs of respondents' codes are too small to show, and which protect these.

    By the same rules as tables: counts of 1 up to the threshold and what lacks so many of all
    respondents are left out; so is what would let a reader find these. A reader knows how many
    raised each code (a code of which that is left out does not belong in the matrix), between what
    two such numbers must and can have in common (Fréchet 1935), and that who raised a code raised
    its branch. A code and its own branch are no pair: together they are the code.

    Args:
        table: by respondent; segments are nobody.
        parents: (codes,) the place of each code's parent among these codes, -1 for none.

    Returns:
        (codes, codes) what is left out, never on the diagonal; and what of it lies within less than
        the asked width all the same, because the numbers of both codes leave it no more room.

    Raises:
        ValueError: not a parent for each code.
    """
    rules = policy or Policy()
    codes, n = len(table.count), table.size
    above = np.full(codes, -1) if parents is None else np.asarray(parents, dtype=np.int64)
    if above.shape != (codes,):
        raise ValueError(f"expected a parent, or -1, for each of {codes} codes")
    one, two = np.triu_indices(codes, 1)
    values, own, cells = table.count[one, two], np.diag(table.count), len(one)
    if not cells:
        return np.zeros((codes, codes), np.bool_), np.zeros((codes, codes), np.bool_)
    number = np.full((codes, codes), cells)
    number[one, two] = number[two, one] = np.arange(cells)
    line = np.array([[b in _line(above, a) for b in range(codes)] for a in range(codes)])
    given = (line | line.T)[one, two]
    small = (values > 0) & (values < rules.threshold)
    small |= (values < n) & (n - values < rules.threshold)
    known, low = _known(number, above, line, np.maximum(own[one] + own[two] - n, 0))
    found = suppress(
        Publication(
            hidden=values,
            upper=np.minimum(own[one], own[two]),
            cells=sparse.eye_array(cells, dtype=np.int64, format="csr"),
            known=known,
            known_low=low,
            known_high=np.full(len(low), np.inf),
            primary=(small | (n < rules.least_respondents)) & ~given,
            secret=np.zeros(cells, dtype=np.bool_),
            fixed=given,
            width=np.full(cells, min(rules.width, n)),
            cost=(1 + values).astype(np.float64),
            givers=sparse.csr_array((cells, cells), dtype=np.int64),
        )
    )
    return np.append(found.suppressed, False)[number], np.append(found.short, False)[number]


def _line(above: Whole, code: int) -> tuple[int, ...]:
    """The branches above a code."""
    found: list[int] = []
    while above[code] >= 0 and above[code] not in found:
        code = int(above[code])
        found.append(code)
    return tuple(found)


def _known(
    number: Whole, above: Whole, line: Flags, least: Whole
) -> tuple[sparse.csr_array, Floats]:
    """Relations at least `low`: what every pair must have in common, and branch·b - code·b >= 0."""
    cells, codes = len(least), len(number)
    child = np.flatnonzero(above >= 0)
    a, b = (grid.ravel() for grid in np.meshgrid(child, np.arange(codes), indexing="ij"))
    other = ~line[a, b] & ~line[b, a] & (a != b) & (above[a] != b)
    upper, lower = number[above[a[other]], b[other]], number[a[other], b[other]]
    row = cells + np.arange(len(upper))
    value = np.concatenate([np.ones(cells), np.ones(len(row)), -np.ones(len(row))])
    rows = np.concatenate([np.arange(cells), row, row])
    columns = np.concatenate([np.arange(cells), upper, lower])
    relations = sparse.csr_array(
        (value.astype(np.int64), (rows, columns)), shape=(cells + len(row), cells)
    )
    return relations, np.concatenate([least, np.zeros(len(row))]).astype(np.float64)

"""From counts to tables as they are published, and as the team keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.codebook import Codebook
from pipeline.domain.compared import Category, Number, Stand, Tabulation, Theme
from pipeline.domain.evaluation import Measured
from pipeline.stages.for_compare.comparing import EVERYBODY, Counted
from pipeline.stages.for_compare.disclosing import Hidden
from pipeline.stages.shared.measuring import measured
from pipeline.stats.comparing import Basis, CrossTable
from pipeline.stats.resampling import Estimate


def tabulation(table: Counted, hidden: Hidden | None, book: Codebook) -> Tabulation:
    """A table for publication, or for the team when nothing is hidden from it."""
    plan = table.plan
    columns = list(_columns(table))
    return Tabulation(
        key=plan.key,
        across=plan.asked.across,
        actors=plan.asked.actors,
        trait=plan.trait,
        categories=tuple(
            Category(
                one.label,
                int(one.counts.counting[one.at]),
                int(one.counts.interviewed[one.at]),
                int(one.counts.ozas[one.at]),
                bool(hidden is not None and hidden.columns[number]),
                one.label == EVERYBODY and plan.whole,
            )
            for number, one in enumerate(columns)
        ),
        themes=themes_of(book, table.codes.tolist()),
        numbers=tuple(
            tuple(
                _number(one, row, bool(hidden is not None and hidden.cells[row, number]))
                for number, one in enumerate(columns)
            )
            for row in range(len(table.codes))
        ),
        unit=plan.people.unit_of(plan.asked.actors),
    )


def themes_of(book: Codebook, codes: Sequence[int]) -> tuple[Theme, ...]:
    """Rows; each stands as deep as there are codes above it that have a row too."""
    shown = {book.codes[at].id for at in codes}
    return tuple(
        replace(
            theme_of(book, at),
            depth=sum(above.id in shown for above in book.ancestors(book.codes[at].id)),
        )
        for at in codes
    )


def theme_of(book: Codebook, at: int) -> Theme:
    """A code of the codebook by its place, as a row."""
    code = book.codes[at]
    above = list(book.ancestors(code.id))
    return Theme(code.id, code.label, above[-1].id if above else code.id, len(above))


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    label: str
    counts: CrossTable
    at: int


def _columns(table: Counted) -> Iterator[_Column]:
    for at, label in enumerate(table.plan.labels):
        yield _Column(label, table.parts, at)
    if table.everybody is not None:
        yield _Column(EVERYBODY, table.everybody, 0)


def _number(column: _Column, row: int, hidden: bool) -> Number:
    counts, at = column.counts, column.at
    asked = int(counts.asked[row, at])
    stand = _stand(counts, row, at)
    if hidden and stand is not Stand.NOT_VALIDATED:
        # 'Not asked' too: it says that nobody raised it unasked.
        return Number(Stand.HIDDEN, asked=asked)
    if not stand.counted:
        return Number(stand, asked=asked)
    share = Estimate(*(float(x[row, at]) for x in (counts.share, counts.low, counts.high)))
    basis = "" if counts.basis[row, at] == Basis.NONE else str(counts.basis[row, at])
    shown = measured(share) if basis else Measured(None)
    return Number(stand, int(counts.raised[row, at]), asked, shown, basis)


def _stand(counts: CrossTable, row: int, at: int) -> Stand:
    if counts.not_validated[row, at]:
        return Stand.NOT_VALIDATED
    if counts.not_asked[row, at]:
        return Stand.NOT_ASKED
    return Stand.NOT_RAISED if counts.not_raised[row, at] else Stand.RAISED

"""What goes into one coder's workbook: which segments, in which order, with which suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.domain.bulk import to_check
from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision, Suggestion, standing
from pipeline.domain.queue import Order, Turn
from pipeline.domain.segment import Segment
from pipeline.domain.sight import is_blind, with_unread
from pipeline.exchange.coding_sheet import CHECKS, Drawn

ORDERS = (*(order.value for order in Order), CHECKS)


def drawn_for(
    turns: Iterable[Turn], decisions: Sequence[Decision], codebook: Codebook
) -> dict[str, Drawn]:
    """Segment → how it was drawn, for the coder who made these decisions in this wave."""
    sighted = {d.segment for d in decisions if not d.blind}
    check: dict[str, list[str]] = {}
    for _, segment, code in sorted(to_check(standing(decisions).values())):
        if code in codebook:
            check.setdefault(segment, []).append(code)
    return {
        t.segment: Drawn(is_blind(t, sighted), float(t.share), tuple(check.get(t.segment, ())))
        for t in turns
    }


def ordered(
    segments: Iterable[Segment],
    turns: Mapping[str, Turn],
    drawn: Mapping[str, Drawn],
    read: Collection[str],
    order: str,
    limit: int | None = None,
) -> list[Segment]:
    """The rows of a workbook.

    What is read comes last, but for the whole wave in the order of the reports: there everything
    keeps its place.

    Args:
        read: ids of the segments that this coder read.
        order: one of `ORDERS`.
        limit: so many segments; all of them when None.
    """
    queue = Order.READING if order == CHECKS else Order(order)
    read_last = order != Order.READING.value or limit is not None

    def turn_of(segment: Segment) -> tuple[bool, bool, int]:
        waits = order == CHECKS and bool(drawn[segment.id].check)
        return (not waits, read_last and segment.id in read, turns[segment.id].place(queue))

    return sorted(segments, key=turn_of)[:limit]


def incomplete(rows: Iterable[Segment], every: Iterable[Segment]) -> frozenset[str]:
    """The respondents of whom the rows hold some segments and not all."""
    held, there = (Counter(segment.respondent for segment in some) for some in (rows, every))
    return frozenset(respondent for respondent in held if held[respondent] < there[respondent])


def shown_suggestions(
    suggestions: Iterable[Suggestion],
    drawn: Mapping[str, Drawn],
    stands: Iterable[Decision],
    codebook: Codebook,
) -> dict[str, list[Suggestion]]:
    """Segment → the suggestions that its coder may see; none where she codes blind."""
    found: dict[str, list[Suggestion]] = {}
    for suggestion in suggestions:
        found.setdefault(suggestion.segment, []).append(suggestion)
    own: dict[str, list[Decision]] = {}
    for d in stands:
        if d.code in codebook:
            own.setdefault(d.segment, []).append(d)
    return {
        id_: shown
        for id_ in (*found, *(id_ for id_ in own if id_ not in found))
        if not drawn.get(id_, Drawn()).blind
        and (shown := list(with_unread(found.get(id_, ()), own.get(id_, ()))))
    }

"""From spans that overlap to spans that do not, without a character getting lost."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.privacy.finding import Kind, Span, rank

_KINDS = {kind: number for number, kind in enumerate(Kind)}


def _precedence(span: Span) -> tuple[bool, int, int, bool, int, int, str]:
    """Certain patterns first: nothing takes the letters of a postcode for part of a name. Then
    the longest, then the most certain, then a kind that says more than 'naam'."""
    return (
        not (span.source == "patroon" and span.certainty == "zeker"),
        -span.length,
        -rank(span.certainty),
        span.kind is Kind.NAAM,
        _KINDS[span.kind],
        span.start,
        span.source,
    )


def resolve(spans: Iterable[Span], text: str) -> list[Span]:
    """Spans that do not overlap, in order; together they cover what the given spans covered.

    The longest wins and takes over the certainty of what lies within it, and its kind when its
    own is only 'naam'. Of a span that sticks out, the rest stays a finding when it has letters or
    digits: half an address left standing is a leak.
    """
    kept: list[Span] = []
    queue = sorted(set(spans), key=_precedence)
    while queue:
        span = queue.pop(0)
        within = next((k for k in kept if k.start <= span.start and span.end <= k.end), None)
        if within is not None:
            kept[kept.index(within)] = _enriched(within, span)
            continue
        across = next((k for k in kept if k.overlaps(span.start, span.end)), None)
        if across is None:
            kept.append(span)
            continue
        queue.extend(outside(span, across.start, across.end, text))
        queue.sort(key=_precedence)
    return sorted(kept, key=lambda k: (k.start, k.end))


def _enriched(winner: Span, inner: Span) -> Span:
    kind, source = winner.kind, winner.source
    if kind is Kind.NAAM and inner.kind is not Kind.NAAM:
        kind, source = inner.kind, inner.source
    certainty = max(winner.certainty, inner.certainty, key=rank)
    return Span(winner.start, winner.end, kind, source, certainty)


def outside(span: Span, start: int, end: int, text: str) -> list[Span]:
    """What of a span lies before `start` and behind `end`, without spaces at its ends."""
    rests = []
    for left, right in ((span.start, min(span.end, start)), (max(span.start, end), span.end)):
        while left < right and not text[left].isalnum():
            left += 1
        while right > left and not text[right - 1].isalnum():
            right -= 1
        if left < right:
            rests.append(Span(left, right, span.kind, span.source, span.certainty))
    return rests

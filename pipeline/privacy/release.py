"""What may leave: no known name or number in a finished text."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.privacy import addresses, patterns
from pipeline.privacy.detect import labels
from pipeline.privacy.finding import Kind, Span, rank
from pipeline.privacy.overlap import resolve
from pipeline.privacy.roster import Roster

_NUMBERS = frozenset({Kind.EMAIL, Kind.TELEFOON, Kind.POSTCODE, Kind.BSN, Kind.IBAN, Kind.ADRES})


def leaks(text: str, names: Iterable[str], allowed: frozenset[str] = frozenset()) -> list[str]:
    """The last check of a text that is to be published: where something stands that may not.

    Looks for every known name, also in lower case and in the genitive, and for e-mail addresses,
    telephone numbers, street addresses, postcodes, BSN and IBAN. `allowed` are texts that may
    stand there, such as the e-mail address of the institute itself. Each row tells kind and place
    ('persoon op teken 120-125') and never the words.
    """
    spans: list[Span] = list(Roster.of(names).find(text))
    for span in (*patterns.find(text), *addresses.find(text)):
        if span.kind in _NUMBERS:
            spans.append(span)
    certain = [
        span
        for span in spans
        if rank(span.certainty) > 0
        and text[span.start : span.end] not in allowed
        and not any(start <= span.start and span.end <= end for start, end in labels(text))
    ]
    return [f"{s.kind.value} op teken {s.start}-{s.end}" for s in resolve(certain, text)]

"""What people marked as quotable, or as never to be quoted. Like decisions, marks are never erased:
who changes her mind adds one. No mark holds a word of a participant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from pipeline.domain.quoting import anchor
from pipeline.domain.report import text_digest
from pipeline.domain.segment import Segment
from pipeline.domain.speech import said_within

MarkSubject = tuple[str, str, int, int]
"""Wave, segment, start and end; the segment as a whole runs from 0 to 0."""
_DIGEST = re.compile(r"[0-9a-f]{16}")


class QuoteVerdict(StrEnum):
    """What a person says of a span, or of a segment as a whole."""

    QUOTABLE = "citeerbaar"
    NEVER = "niet citeren"
    RETRACT = "ingetrokken"


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """One line of a coder's ledger of quotations.

    `[start, end)` counts code points of the segment's pseudonymised text at that moment, and `span`
    is the digest of that piece; 0, 0 and '' for the segment as a whole. `digest` is that of the
    segment as ingested. `at` is UTC.

    Raises:
        ValueError: for a span without words, or a verdict about the wrong thing.
    """

    wave: str
    segment: str
    digest: str
    start: int
    end: int
    span: str
    verdict: QuoteVerdict
    coder: str
    at: str

    def __post_init__(self) -> None:
        if not self.coder or not self.segment or not self.wave:
            raise ValueError("een markering noemt een golf, een segment en een codeur")
        if type(self.start) is not int or type(self.end) is not int:
            raise ValueError("een passage loopt van teken tot teken")
        about_whole = (self.start, self.end, self.span) == (0, 0, "")
        if not about_whole and not 0 <= self.start < self.end:
            raise ValueError(f"een passage loopt van begin naar eind, niet {self.start}-{self.end}")
        if not about_whole and not _DIGEST.fullmatch(self.span):
            raise ValueError("van een passage staat alleen de vingerafdruk hier")
        if self.verdict is QuoteVerdict.NEVER and not about_whole:
            raise ValueError("'niet citeren' gaat over een heel segment")
        if self.verdict is QuoteVerdict.QUOTABLE and about_whole:
            raise ValueError("'citeerbaar' gaat over een passage")

    @property
    def subject(self) -> MarkSubject:
        return (self.wave, self.segment, self.start, self.end)

    @property
    def id(self) -> str:
        """That of the quotation; '' for a segment as a whole."""
        return quotation_id(self.wave, self.segment, self.span) if self.span else ""


def quotation_id(wave: str, segment: str, span: str) -> str:
    """Ten hexadecimal digits by which authors name a quotation: the same words of the same segment
    have one id, whoever marks them, and wherever in the segment they stand.

    Args:
        span: `text_digest` of the words.
    """
    return text_digest("\x1f".join((wave, segment, span)))[:10]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotable span `[start, end)` of a segment's text as it is now."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedSegment(Segment):
    """A segment with what anybody marked in it. From a `never` nothing is quoted."""

    quotes: tuple[Quote, ...] = ()
    never: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A wave with its marks.

    `lost` counts quotable passages that stand nowhere any more, `unsaid` those that are nobody's
    literal words, `loose` the segments never to be quoted that are gone: what replaced them is no
    longer protected by that mark.
    """

    segments: tuple[Segment, ...]
    lost: int = 0
    unsaid: int = 0
    loose: int = 0


def standing_marks(marks: Iterable[QuoteMark]) -> list[QuoteMark]:
    """The last mark of one coder on each subject, without what was taken back."""
    latest: dict[MarkSubject, QuoteMark] = {}
    for mark in marks:
        latest[mark.subject] = mark
    return [mark for mark in latest.values() if mark.verdict is not QuoteVerdict.RETRACT]


def quotes_in(segment: Segment, marks: Iterable[QuoteMark]) -> tuple[Quote, ...]:
    """The marked spans that stand in a segment now, each once, in reading order."""
    found = set()
    for mark in marks:
        if mark.verdict is QuoteVerdict.QUOTABLE:
            span = anchor(segment.text, mark.start, mark.end, mark.span)
            if span is not None:
                found.add(Quote(mark.id, *span))
    return tuple(sorted(found, key=lambda quote: (quote.start, quote.end, quote.id)))


def with_marks(
    segments: Sequence[Segment],
    ledgers: Mapping[str, Iterable[QuoteMark]],
    wave: str,
    formers: Mapping[str, Sequence[str]],
) -> Marked:
    """The segments of a wave, with the marks of all coders on those that have any.

    Args:
        formers: segment → the segments it was split off or joined from, whose marks it inherits.
    """
    marks: dict[str, list[QuoteMark]] = {}
    for coder in sorted(ledgers):
        for mark in standing_marks(ledgers[coder]):
            if mark.wave == wave:
                marks.setdefault(mark.segment, []).append(mark)
    marked: list[Segment] = []
    placed: set[str] = set()
    unsaid: set[str] = set()
    homes: set[str] = set()
    for segment in segments:
        home = (segment.id, *formers.get(segment.id, ()))
        homes.update(home)
        own = [mark for id_ in home for mark in marks.get(id_, ())]
        if not own:
            marked.append(segment)
            continue
        quotes = quotes_in(segment, own)
        never = any(mark.verdict is QuoteVerdict.NEVER for mark in own)
        placed.update(quote.id for quote in quotes)
        unsaid.update(q.id for q in quotes if said_within(segment, q.start, q.end) is None)
        marked.append(MarkedSegment(**asdict(segment), quotes=quotes, never=never))
    every = [mark for own in marks.values() for mark in own]
    return Marked(
        tuple(marked),
        lost=len({mark.id for mark in every if mark.span} - placed),
        unsaid=len(unsaid),
        loose=len({mark.segment for mark in every if not mark.span} - homes),
    )

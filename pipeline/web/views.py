"""What the page of a report shows, as frozen values: the text with its marks, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Decision
from pipeline.domain.quotable import QuoteVerdict, quotes_in
from pipeline.domain.segment import Segment
from pipeline.domain.speech import said_within
from pipeline.domain.transcript import clock
from pipeline.web.quotes import Marks, quotes_of
from pipeline.web.shelf import Snapshot
from pipeline.web.work import Work

HEADING_JOIN = " › "
"""Between the headings above a segment (`text.segmenting.JOIN`)."""
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Tag:
    """A code as it stands under a piece of text."""

    label: str
    stance: str
    unread: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above a piece of text; `level` as in HTML, from 2."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text, quotable or not. `parts` are (text, whether it is marked)."""

    quotable: bool
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation that this coder marked; `said` is False for nobody's literal words."""

    id: str
    text: str
    said: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment in the report. From a `never` nothing is quoted, by this coder's word; `again` says
    that she is to look at it again. `time` is when it was said, in a transcript with times."""

    number: int
    name: str
    href: str
    stretches: tuple[Stretch, ...]
    speaker: str
    question: str
    headings: tuple[Heading, ...]
    here: bool
    read: bool
    blind: bool
    tags: tuple[Tag, ...]
    quotes: tuple[Quoted, ...] = ()
    never: bool = False
    again: bool = False
    time: str = ""


def address(segment: Segment, order: str, **more: str) -> str:
    """Where a segment is shown. Its name is made of digits: no word of the text is in it."""
    respondent, _, name = segment.id.partition(":")
    query = urlencode({"orde": order, **more})
    return f"/verslag/{quote(respondent)}/{quote(name)}?{query}#hier"


def piece_of(
    segment: Segment,
    number: int,
    snapshot: Snapshot,
    work: Work,
    order: str,
    *,
    here: bool = False,
    before: Segment | None = None,
    marks: Sequence[tuple[int, int]] = (),
    quoted: Marks | None = None,
    again: bool = False,
) -> Piece:
    """One segment with what stands on it.

    Args:
        quoted: what this coder marked as quotable, when it is looked up for a whole page.
        number: its place in the report, from 1.
        before: the segment before it, whose headings and question are not said again.
        marks: spans within its text.
        again: whether she is to look at it again.
    """
    own = work.on(segment.id)
    every = quotes_of(work).standing() if quoted is None else quoted
    about = [m for id_ in homes_of(segment, snapshot) for m in every.get((work.wave, id_), ())]
    never = any(mark.verdict is QuoteVerdict.NEVER for mark in about)
    quotes = () if never else quotes_in(segment, about)
    return Piece(
        number=number,
        name=segment.id.partition(":")[2],
        href=address(segment, order),
        stretches=tuple(_stretches(segment.text, marks, [(q.start, q.end) for q in quotes])),
        speaker=segment.speaker,
        question=_fresh(segment, before),
        headings=tuple(_headings(segment, before)),
        here=here,
        read=work.has_read(segment.id),
        blind=work.sight(segment.id, snapshot.turns.get(segment.id), ()).blind,
        tags=tags_of(own, snapshot.codebook),
        quotes=tuple(
            Quoted(q.id, segment.text[q.start : q.end], bool(said_within(segment, q.start, q.end)))
            for q in quotes
        ),
        never=never,
        again=again,
        time="" if segment.spoken_from is None else clock(segment.spoken_from),
    )


def homes_of(segment: Segment, snapshot: Snapshot) -> tuple[str, ...]:
    """The segment, and those it was split off or joined from: what was said of them holds on."""
    return (segment.id, *(one.former for one in snapshot.formers.get(segment.id, ())))


def tags_of(own: Mapping[str, Decision], codebook: Codebook) -> tuple[Tag, ...]:
    """The codes that stand, in the order of the codebook; one that is gone from it by its id."""
    standing = [d for d in own.values() if d.code and d.verdict.assigns]
    if len(standing) > 1:
        place = {code.id: at for at, code in enumerate(codebook)}
        standing.sort(key=lambda d: (place.get(d.code, len(place)), d.code))
    return tuple(Tag(label_of(d.code, codebook), d.stance.value, d.bulk) for d in standing)


def label_of(code: str, codebook: Codebook) -> str:
    return codebook[code].label if code in codebook else code


def marked(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text cut at the ends of the spans; what overlaps is marked once."""
    at = 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if at < start:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def _stretches(
    text: str, marks: Sequence[tuple[int, int]], quotes: Sequence[tuple[int, int]]
) -> Iterator[Stretch]:
    at = 0
    for piece, quotable in marked(text, quotes):
        inside = [(start - at, end - at) for start, end in marks]
        yield Stretch(quotable, tuple(marked(piece, inside)))
        at += len(piece)


def _fresh(segment: Segment, before: Segment | None) -> str:
    same = before is not None and before.question == segment.question
    return "" if same else segment.question


def _headings(segment: Segment, before: Segment | None) -> Iterator[Heading]:
    """The headings that begin here: from the first one that differs on."""
    own = segment.heading.split(HEADING_JOIN) if segment.heading else []
    was = before.heading.split(HEADING_JOIN) if before is not None and before.heading else []
    same = 0
    while same < min(len(own), len(was)) and own[same] == was[same]:
        same += 1
    for at in range(same, len(own)):
        yield Heading(min(at + 2, _DEEPEST), own[at])

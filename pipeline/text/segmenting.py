"""From a report to segments: turns, paragraphs and items, the long ones cut at sentence ends.

Headings and questions become the context of what follows and are never segments themselves.

What an edit changes. A block is cut by its own text alone, so every other block keeps its pieces
and its ids (but see `segment_ids` for texts that occur more than once). Within a long block cuts
are chosen by content and not by counting: among the sentence ends in reach, the one whose words
before it have the lowest checksum. Pieces that lie more than twice `max_chars` before an edit never
change; after it the cuts fall back into step, usually within one or two pieces, because an old and
a new chain of cuts that have the same sentence end in reach tend to choose the same.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.recut import Piece, Recut
from pipeline.domain.report import BlockKind, Report, text_digest
from pipeline.domain.segment import Segment, segment_ids
from pipeline.domain.transcript import time_of
from pipeline.text.labels import shown_label
from pipeline.text.recutting import Steps, recut
from pipeline.text.sentences import sentence_ends

MAX_CHARS = 600
MIN_CHARS = 60
JOIN = " › "

_FINGERPRINT = 24  # characters before a cut that decide its checksum
# Within one endless sentence, from the best place to cut to the worst.
_CLAUSES = (
    re.compile(r"(?<=[;:])\s"),
    re.compile(r"(?<=,)\s(?=(?:en|maar|want|dus|of|omdat|toen|als|dan|terwijl|zodat|waardoor)\b)"),
    re.compile(r"(?<=,)\s"),
    re.compile(r"\s"),
)


@dataclass(frozen=True, slots=True)
class Segmented:
    """A report in segments, and what was done to their borders by hand: for each recut that fits,
    the ids that went and the ids that came."""

    segments: tuple[Segment, ...]
    steps: Steps


def segments_of(
    report: Report,
    mask: Callable[[int, int], str] | None = None,
    *,
    max_chars: int = MAX_CHARS,
    min_chars: int = MIN_CHARS,
) -> list[Segment]:
    """The segments of a report by the rules alone: `segmented` without recuts."""
    return list(segmented(report, mask, max_chars=max_chars, min_chars=min_chars).segments)


def segmented(
    report: Report,
    mask: Callable[[int, int], str] | None = None,
    recuts: Sequence[Recut] = (),
    *,
    max_chars: int = MAX_CHARS,
    min_chars: int = MIN_CHARS,
) -> Segmented:
    """The segments of a report, in reading order; none overlap, none begin or end with white space.

    `mask(start, end)` gives the pseudonymised text of a span of `report.text`; without it the text
    itself is taken. It is asked for pieces, headings and questions. Ids and digests are those of
    the text as ingested, so they do not depend on the mask.

    A block longer than `max_chars` code points is cut; no piece is longer. Pieces are a third of
    that or more where sentences allow, and none shorter than `min_chars` is cut off. A block that
    is short as a whole ('Ja.') is a segment. `recuts` are applied to that, in their order, and may
    make shorter and longer ones. Raises ValueError unless 1 <= min_chars <=
    max_chars / 4.
    """
    if not 1 <= min_chars <= max_chars / 4:
        raise ValueError(f"min_chars {min_chars} past niet bij max_chars {max_chars}")
    text = report.text
    shown = mask or (lambda start, end: text[start:end])
    by_rule = list(_pieces(report, shown, max_chars, min_chars))
    pieces, steps = recut(by_rule, text, report.respondent, recuts)
    own = [text[piece.start : piece.end] for piece in pieces]
    times = [time_of(report.heard, piece.start, piece.end) or (None, None) for piece in pieces]
    segments = tuple(
        Segment(
            id=segment_id,
            respondent=report.respondent,
            start=piece.start,
            end=piece.end,
            digest=text_digest(unmasked),
            text=mask(piece.start, piece.end) if mask else unmasked,
            heading=piece.heading,
            question=piece.question,
            speaker=piece.speaker,
            spoken_from=spoken_from,
            spoken_to=spoken_to,
        )
        for piece, unmasked, segment_id, (spoken_from, spoken_to) in zip(
            pieces, own, segment_ids(report.respondent, own), times, strict=True
        )
    )
    return Segmented(segments, steps)


def _pieces(
    report: Report, shown: Callable[[int, int], str], max_chars: int, min_chars: int
) -> Iterator[Piece]:
    """Spans with their context: headings nest by level, a question holds until the next one."""
    headings: list[tuple[int, str]] = []
    question = ""
    label = shown_label(report, shown)
    for block in report.blocks:
        if block.kind is BlockKind.HEADING:
            title = " ".join(shown(block.start, block.end).split())
            headings = [(level, above) for level, above in headings if level < max(block.level, 1)]
            headings += [(max(block.level, 1), title)] if title else []
            question = ""
        elif block.kind is BlockKind.QUESTION:
            question = " ".join(shown(block.start, block.end).split())
        else:
            heading = JOIN.join(title for _, title in headings)
            for start, end in cut(report.of(block), max_chars, min_chars):
                span = (block.start + start, block.start + end)
                yield Piece(*span, heading, question, label(block))


def cut(text: str, max_chars: int, min_chars: int) -> list[tuple[int, int]]:
    """Spans of at most `max_chars` that together hold all of `text` but white space around them."""
    spans: list[tuple[int, int]] = []
    last = len(text.rstrip())
    start = _skip(text, 0)
    ends = sentence_ends(text) if last - start > max_chars else []
    while start < last:
        if last - start <= max_chars:
            end = last
        else:
            near = ends[bisect_right(ends, start) : bisect_right(ends, start + max_chars)]
            end = start + _length(
                text[start : start + max_chars + 1],
                last - start,
                [place - start for place in near],
                max_chars,
                min_chars,
            )
        spans.append((start, start + len(text[start:end].rstrip())))
        start = _skip(text, end)
    return spans


def _skip(text: str, position: int) -> int:
    """The first place at or after `position` that is no white space."""
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _length(text: str, left: int, ends: Sequence[int], max_chars: int, min_chars: int) -> int:
    """How much the next piece takes of the `left` characters, more than `max_chars`, from here.

    `text` is the first `max_chars` + 1 of them, `ends` the sentence ends in it.

    Sentence ends that leave pieces of fair length on both sides come first, then any sentence end
    that leaves no scrap, then the ends of clauses, then a space; a word is cut only where there is
    nothing else.
    """
    fair = max_chars // 3
    reach = min(max_chars, left - fair)
    within = [end for end in ends if fair <= end <= reach]
    if not within:
        most = min(max_chars, left - min_chars)
        # Only the longest here: the choice is small, and short pieces help nobody.
        within = [end for end in ends if min_chars <= end <= most][-1:]
    for clause in _CLAUSES:
        if within:
            break
        within = [found.start() for found in clause.finditer(text, fair, reach + 1)]
    within = within or [found.start() for found in re.finditer(r"\s", text)][-1:]
    if within:
        return min(
            within, key=lambda end: zlib.crc32(text[max(0, end - _FINGERPRINT) : end].encode())
        )
    return _between_characters(text, reach)


def _between_characters(text: str, position: int) -> int:
    """`position`, moved back where it would part a letter from its accent or an emoji in two."""
    back = position
    while back > 1 and (
        unicodedata.combining(text[back])
        or text[back] in "\u200d\ufe0f"
        or text[back - 1] == "\u200d"
        or "\U0001f3fb" <= text[back] <= "\U0001f3ff"
    ):
        back -= 1
    return back if back > position // 2 else position

"""Where in a segment somebody is speaking literally. Only that may be quoted: a paraphrase of an
interviewer never becomes somebody's words."""

from __future__ import annotations

import re

from pipeline.domain.segment import Segment

Span = tuple[int, int]
"""`[start, end)` within a text, in Unicode code points."""

# An opening mark follows a space and touches a word, a closing mark touches one: in a segment that
# begins or ends halfway a quotation, the interviewer's words between two of them are not quoted.
_QUOTED = re.compile(r"(?:(?<=^)|(?<=[\s(:]))[“\"„](?=\S)([^“”\"„]+)(?<=\S)[”\"](?!\w)")
_MARKS = '“”"„'


def speech_spans(segment: Segment) -> list[Span]:
    """Where in a segment somebody is speaking literally: all of a turn, or what is quoted."""
    if segment.speaker:
        return [(0, len(segment.text))]
    return [match.span(1) for match in _QUOTED.finditer(segment.text)]


def said_within(segment: Segment, start: int, end: int) -> Span | None:
    """The span, without quotation marks around it, when all of it was said; None otherwise."""
    spans = speech_spans(segment)
    if any(first <= start and end <= last for first, last in spans):
        return start, end
    piece = segment.text[start:end]
    inner = piece.strip(_MARKS)
    start += len(piece) - len(piece.lstrip(_MARKS))
    end = start + len(inner)
    if inner and any(first <= start and end <= last for first, last in spans):
        return start, end
    return None

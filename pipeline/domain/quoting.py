"""Finding words in a text: as somebody selected them, and again after the text changed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.domain.report import text_digest
from pipeline.domain.speech import Span

_LABEL = re.compile(r"\[[^\[\]]*\]")
_ZERO_WIDTH_JOINER = "\u200d"
_INSIDE_WORDS = "_\u00ad\u200c"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_HALVES = range(0x1F1E6, 0x1F200)


def occurrences(text: str, wanted: str) -> list[Span]:
    """Every place where a text holds these words literally, also where places overlap.

    White space counts as white space only: browsers send line ends of their own, and show several
    spaces as one. White space around `wanted` does not count.
    """
    words = wanted.split()
    if not words or sum(map(len, words)) > len(text):
        return []
    pattern = r"\s+".join(map(re.escape, words))
    return [match.span(1) for match in re.finditer(f"(?=({pattern}))", text)]


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a span cuts through nothing: no word, no letter with its accents, no emoji made of
    several code points, and no label such as `[naam kind 2]`, half of which could say too much."""
    if not 0 <= start < end <= len(text) or _joined(text, start) or _joined(text, end):
        return False
    return all(
        last <= start or end <= first or (start <= first and last <= end)
        for first, last in (label.span() for label in _LABEL.finditer(text))
    )


def nearest(spans: list[Span], to: int) -> Span | None:
    """The span that begins nearest to a place, of two the first; None when there is none."""
    return min(spans, key=lambda span: (abs(span[0] - to), span[0]), default=None)


@lru_cache(maxsize=4096)
def anchor(text: str, start: int, end: int, digest: str) -> Span | None:
    """Where words stand now that stood at `[start, end)` once, by their `text_digest`.

    Offsets move when a name elsewhere in the segment gets a label later on. The words are where
    they were, or else where they stand nearest to that, or else nowhere: None. Answers are kept:
    a page asks the same at every click, and what is lost takes a digest for every place.
    """
    length = end - start
    places = sorted(range(len(text) - length + 1), key=lambda at: (abs(at - start), at))
    for at in places:
        found = text_digest(text[at : at + length]) == digest
        if found and is_whole(text, at, at + length):
            return at, at + length
    return None


def _joined(text: str, at: int) -> bool:
    """Whether the code points on both sides of a place belong together."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _extends(after) or before == _ZERO_WIDTH_JOINER:
        return True
    if ord(before) in _FLAG_HALVES and ord(after) in _FLAG_HALVES:
        first = at
        while first and ord(text[first - 1]) in _FLAG_HALVES:
            first -= 1
        return (at - first) % 2 == 1
    return _in_word(before) and _in_word(after)


def _extends(letter: str) -> bool:
    """Accents, variation selectors, joiners, skin tones: nothing without what stands before."""
    return (
        unicodedata.category(letter).startswith("M")
        or letter == _ZERO_WIDTH_JOINER
        or ord(letter) in _SKIN_TONES
    )


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter in _INSIDE_WORDS or unicodedata.category(letter)[0] == "M"

"""How wide text is, and how it breaks into lines: measured, not counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

FONT = "DejaVu Sans"
"""Comes with matplotlib, so that every machine draws the same letters."""
_SIZE = 100.0
_SHORTEST_END = 6
"""Letters that have to stand after a break within a word."""
CM_PER_POINT = 2.54 / 72

Words = frozenset[str]
"""Words at which a compound may be broken: 'financiering' of 'beschikbaarheidsfinanciering'."""


class TooNarrow(ValueError):
    """A word has no room, not even when it is broken."""


@lru_cache(maxsize=4096)
def width_of(text: str, bold: bool = False) -> float:
    """The width of a line of text, in ems (the size of its letters)."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=FONT, weight="bold" if bold else "normal", size=_SIZE)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / _SIZE


def words_of(texts: Iterable[str]) -> Words:
    """The words that a study writes by themselves, at which it may break longer ones."""
    found = {word.lower() for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    return frozenset(word for word in found if len(word) >= _SHORTEST_END)


def wrapped(text: str, width: float, words: Words, bold: bool = False) -> tuple[str, ...]:
    """A text in lines of at most so many ems.

    Raises:
        TooNarrow: when a word does not fit, not even broken.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if width_of(longer, bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *parts, line = _pieces(word, width, words, bold)
        lines += parts
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, width: float, words: Words, bold: bool) -> Iterator[str]:
    """A word, broken before a word that it ends on as long as it is too wide."""
    rest = word
    while width_of(rest, bold) > width:
        for start, end in _breaks(rest, words):
            if width_of(start, bold) <= width:
                yield start
                rest = end
                break
        else:
            raise TooNarrow(width)
    yield rest


def _breaks(word: str, words: Words) -> Iterator[tuple[str, str]]:
    """Both parts of a word, the longest beginning first; a hyphen of its own is a break too."""
    for at in range(len(word) - 2, 1, -1):
        if word[at - 1] == "-":
            yield word[:at], word[at:]
        elif _bare(word[at:]) in words:
            yield f"{word[:at]}-", word[at:]


def _bare(part: str) -> str:
    """Without the stop or bracket after it."""
    return re.split(r"\W", part.lower())[0]

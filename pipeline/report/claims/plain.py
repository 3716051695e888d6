"""Text made plain for matching, letter by letter, so that every place stays where it was."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLAIN = str.maketrans(
    {
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\n": " ", "\r": " ", "\v": " ",
        "’": "'", "‘": "'", "`": "'", "´": "'", "‛": "'",
        "–": "-", "—": "-", "\u2011": "-", "\u2010": "-",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """Lower case, one kind of space, apostrophe and dash. As long as `text`, place by place."""
    flat = text.translate(_PLAIN)
    lowered = flat.lower()
    # A few capitals are two code points in lower case; those stay as they are.
    return lowered if len(lowered) == len(flat) else "".join(_lower(letter) for letter in flat)


def _lower(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words or phrases, the longest first."""
    known = sorted({plain(word) for word in words}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " +") for word in known) + ")"


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of these words or phrases as whole words, in plain text."""
    return re.compile(rf"(?<![\w'-]){any_of(words)}(?![\w-])")


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces in place of what stands in these spans."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)

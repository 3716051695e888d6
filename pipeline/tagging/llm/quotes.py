"""Where a quotation stands in a text, as a span of code points of that very text.

A model that copies words changes quotation marks, dashes, white space, capitals and the way an
accent is written. Both sides are folded to one form, of which every character remembers where it
came from. Words are never cut: `leuk` is no quotation from `leuker`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

Span = tuple[int, int]

_QUOTES = "'\"‘’‚‛“”„‟«»‹›′″`´"
_DASHES = "-‐‑‒–—―−"
_PLAIN = {**dict.fromkeys(_QUOTES, "'"), **dict.fromkeys(_DASHES, "-")}
_JOINER = "\u200d"
_FRINGE = _QUOTES + "…."


def find_quote(quote: str, text: str) -> Span | None:
    """The first place of `quote` in `text`, `0 <= start < end <= len(text)`, or None.

    As it stands where possible, then folded, then without marks around it. A quotation without a
    letter, digit or symbol is none.
    """
    for wording in dict.fromkeys((quote.strip(), quote.strip(f"{_FRINGE} \t\r\n"))):
        if not any(_carries(character) for character in wording):
            return None
        for start, end in (*_exact(wording, text), *_folded(wording, text)):
            grown = _with_what_hangs_on(text, end)
            if _is_whole(text, start, grown):
                return start, grown
    return None


def _exact(quote: str, text: str) -> Iterator[Span]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _folded(quote: str, text: str) -> Iterator[Span]:
    wanted = _fold(quote)[0].strip()
    folded, origin = _fold(text)
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        first = at == 0 or origin[at - 1] != origin[at]
        last = end == len(folded) or origin[end] != origin[end - 1]
        if first and last:  # not half of a character that folds into two, like ß or ĳ
            yield origin[at], origin[end - 1] + 1
        at = folded.find(wanted, at + 1)


def _fold(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the position that it came from."""
    folded: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        if _is_invisible(character):
            continue
        if character.isspace():
            piece = "" if folded and folded[-1] == " " else " "
        elif character in _PLAIN:
            piece = _PLAIN[character]
        else:
            plain = unicodedata.normalize("NFKD", character).casefold()
            piece = unicodedata.normalize("NFKD", plain)
        folded += piece
        origin += [at] * len(piece)
    return "".join(folded), origin


def _is_invisible(character: str) -> bool:
    """Soft hyphens, zero-width characters and what chooses between a symbol's two looks."""
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def _carries(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("S")


def _with_what_hangs_on(text: str, end: int) -> int:
    """The end moved past a variation selector or a skin tone that belongs to the last symbol."""
    while end < len(text) and (
        "\ufe00" <= text[end] <= "\ufe0f" or "\U0001f3fb" <= text[end] <= "\U0001f3ff"
    ):
        end += 1
    return end


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a span cuts no word, accent or joined symbol at either side."""
    return not _cuts(text, start) and not _cuts(text, end)


def _cuts(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _JOINER in (before, after) or unicodedata.category(after).startswith("M"):
        return True
    return _in_word(before) and _in_word(after)


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")

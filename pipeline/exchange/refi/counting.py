"""How a program counts places in a text, and those places as ours.

The standard (1.5, text selections) counts code points from 0 and speaks of 'the first and the last
character'. Programs read that differently: most write the place after the last character, some the
last; where a text has CR LF, ATLAS.ti counts one character and NVivo two; some count UTF-16. Most
write the words of a selection as its name, so that how a program counts is measured against what it
quotes, and only assumed where it quotes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product

OURS = "oza"
"""What we call ourselves as the program that wrote a project."""
_QUOTES_READ = 2_000
"""Selections with a name that are measured; how a program counts does not change halfway."""
_CUT_MARKS = ("…", "...")
_CUT_SHORT = 20
"""Characters from which a name may be cut off without a mark."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Counting:
    """How places are counted: CR LF as one character, the end as the last character, in UTF-16."""

    crlf_as_one: bool = False
    end_inclusive: bool = False
    utf16: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A selection as written, with the number of its source and its name."""

    source: int
    start: int
    end: int
    name: str


class Ruler:
    """Places in one text as a program wrote them → places in it with LF line ends."""

    def __init__(self, written: str, counting: Counting) -> None:
        self.text = with_line_feeds(written)
        self._last = 1 if counting.end_inclusive else 0
        two = "\r\n" in written and not counting.crlf_as_one
        counted = written if two else self.text
        self._dropped = _returns(written) if two else []
        wide = (
            [at for at, letter in enumerate(counted) if letter > "\uffff"] if counting.utf16 else ()
        )
        self._wide = [at + before for before, at in enumerate(wide)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end, end exclusive; they may still lie outside the text."""
        return self._place(start), self._place(end + self._last)

    def _place(self, counted: int) -> int:
        point = counted - bisect_left(self._wide, counted)
        return point - bisect_left(self._dropped, point)


def counting_of(origin: str, written: Sequence[str], quotes: Iterable[Quote]) -> Counting:
    """How the program that wrote a project counts.

    Args:
        origin: the program, as the project names it.
        written: each text as its file has it, by the number of its source.
        quotes: selections with names, in any number.

    What it is known to do holds, unless another way of counting gives more selections the words
    that they are named after.
    """
    known = Counting(crlf_as_one="atlas" in origin.casefold())
    if origin == OURS:
        return known
    sample = list(islice(quotes, _QUOTES_READ))
    touched = {quote.source for quote in sample}
    lines = (known.crlf_as_one, not known.crlf_as_one)
    ways = [
        Counting(*way)
        for way in product(
            lines if any("\r\n" in written[at] for at in touched) else lines[:1],
            (False, True),
            (False, True)
            if any(max(written[at], default="") > "\uffff" for at in touched)
            else (False,),
        )
    ]
    # `max` keeps the first of equals, and what is known stands first.
    return max(ways, key=lambda way: _right(way, written, sample))


def quotes(name: str, words: str) -> bool:
    """Whether a name only repeats the words of its selection, in full or cut off."""
    said, found = " ".join(name.split()), " ".join(words.split())
    for mark in _CUT_MARKS:
        if said.endswith(mark) and found.startswith(said.removesuffix(mark).rstrip()):
            return True
    return said == found or (len(said) >= _CUT_SHORT and found.startswith(said))


def quote_of(words: str) -> str:
    """The name that a selection gets from its words: one line of at most 60 characters."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"


def with_line_feeds(text: str) -> str:
    """A text with LF at the end of each line, whatever the system it comes from."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _right(way: Counting, written: Sequence[str], sample: Sequence[Quote]) -> int:
    """How well selections have the words that they are named after.

    A program may leave blanks off a name, so those count, but for less: the start most, because a
    selection that takes in the end of its line is common and one that starts at an end is not.
    """
    rulers: dict[int, Ruler] = {}
    right = 0
    for quote in sample:
        if quote.source not in rulers:
            rulers[quote.source] = Ruler(written[quote.source], way)
        ruler = rulers[quote.source]
        start, end = ruler.span(quote.start, quote.end)
        words = ruler.text[start:end]
        if quotes(quote.name, words):
            right += 1 + 2 * (not words[:1].isspace()) + (not words[-1:].isspace())
    return right


def _returns(written: str) -> list[int]:
    """Where the CR of each CR LF stands."""
    found, at = [], written.find("\r\n")
    while at >= 0:
        found.append(at)
        at = written.find("\r\n", at + 2)
    return found

"""How alike two texts are, however they are cut: the same but for what is no wording, or how much
of one occurs in the other.

That share is counted in runs of five characters (Broder 1997, *On the resemblance and containment
of documents*): it recognises typing errors, other borders and moved sentences alike, and is hardly
disturbed by the short words that every Dutch text has.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

RUN = 5
"""Characters of a run."""
SHORT = 24
"""Characters below which a text is compared with the other as a whole: 'ja hoor' occurs within
many texts that have nothing to do with it."""

_MARKS = str.maketrans(
    {**dict.fromkeys('‘’‚‛“”„‟«»‹›`´"', "'"), **dict.fromkeys("‐‑‒–—―−", "-"), "…": "..."}
)
_BETWEEN = re.compile(r"[\W_]+")

Runs = Counter[str]


def normal(text: str) -> str:
    """A text without what is no wording: white space, capitals, kinds of quotation marks and of
    dashes, and ways to encode an accent."""
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS)
    return "".join(plain.casefold().split())


def runs_of(text: str) -> Runs:
    """Every run of five letters or digits; words are joined by one space, with one at each end."""
    words = _BETWEEN.sub(" ", text.casefold()).strip()
    plain = f" {words} "
    starts = range(max(1, len(plain) - RUN + 1)) if words else ()
    return Counter(plain[at : at + RUN] for at in starts)


def overlap(one: Runs, other: Runs) -> float:
    """Share in 0..1 of the smaller text that occurs in the larger; of short ones, of the larger.

    Args:
        one, other: `runs_of` two texts.
    """
    sizes = sorted((one.total(), other.total()))
    whole = sizes[1] if sizes[0] < SHORT else sizes[0]
    return (one & other).total() / whole if whole else 0.0

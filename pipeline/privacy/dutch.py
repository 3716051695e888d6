"""Whether a word is ordinary Dutch, so that its capital needs no explanation."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.privacy.spelling import clean, fold
from pipeline.privacy.wordlists import folded

COMPOUND_FROM = 13
"""Letters from which an unknown word may pass as a compound: few surnames are as long."""

LONGEST = 60
"""No word of Dutch is longer; what is, is no word, and looking for its parts would take minutes."""


@lru_cache(maxsize=65536)
def _known(word: str) -> bool:
    if len(word) > LONGEST:
        return False
    # Here and not above: loading the dictionary takes half a second, which `--help` need not wait.
    from simplemma import is_known as in_dictionary

    return in_dictionary(word, lang="nl") or fold(word) in folded("bekend")


def is_known(word: str) -> bool:
    """Whether the dictionary has the word, in lower case; with a hyphen, all of its parts."""
    lower = clean(word).lower()
    return _known(lower) or ("-" in lower and all(map(_known, lower.split("-"))))


@lru_cache(maxsize=65536)
def is_compound(word: str) -> bool:
    """Whether a long word is made of two the dictionary has ('doelgroepfinanciering')."""
    lower = clean(word).lower()
    if not COMPOUND_FROM <= len(lower) <= LONGEST:
        return False
    for cut in range(4, len(lower) - 4):
        head, tail = lower[:cut], lower[cut:]
        if _known(tail) and (_known(head) or (head.endswith("s") and _known(head[:-1]))):
            return True
    return False


def without_number(word: str) -> str:
    """'Onderwijs3' is a word with the number of a footnote, 'K2' a respondent or a room."""
    return re.sub(r"\d+$", "", word)

"""Fixed sets of words, written as they are read."""

from __future__ import annotations


def word_set(words: str, between: str | None = None) -> frozenset[str]:
    """The words of a line; `between` separates them where words hold spaces themselves."""
    return frozenset(words.split(between))

"""Runs of words that make one name: 'Sanne de Vries', 'J. van den Berg', 'De Regenboog'."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.privacy.wordlists import is_commonplace, is_particle, is_surname
from pipeline.privacy.words import Word, adjacent

LONGEST = 7
"""No name of a person or school has more words; a heading in capitals has."""

# Prepositions are particles only before an article: 'Daan op de bank' is no surname.
PREPOSITIONS = frozenset(["in", "op", "aan", "uit"])
BEHIND_PREPOSITION = frozenset(["t", "den", "der"])
_ARTICLES = frozenset(["de", "het", "een", "'t", "d'n"])


def part_of_name(word: Word) -> bool:
    """A capital that is there because of the word itself, or a surname that opens nothing."""
    return word.capital and not word.opens


def extend(text: str, found: Sequence[Word], first: int, allowed: Callable[[str], bool]) -> int:
    """Index of the last word of the person's name that starts at `first`.

    Takes capitalised words, initials, and particles when a capitalised word or a listed surname
    follows them. Stops before an allowed word: 'Sanne Teams' is Sanne, on Teams.
    """
    last = first
    while last + 1 < len(found) and last - first < LONGEST:
        ahead = _after_particles(text, found, last)
        if ahead is None:
            break
        word = found[ahead]
        bare = ahead == last + 1
        joined = part_of_name(word) and not allowed(word.text)
        written_small = is_surname(word.text) and not word.capital and not is_commonplace(word.text)
        if not (joined or (written_small and (not bare or not found[first].capital))):
            break
        last = ahead
    return last


def _after_particles(text: str, found: Sequence[Word], last: int) -> int | None:
    """Index of the first adjacent word behind `last` that is no particle, or None."""
    ahead = last + 1
    while ahead < len(found) and _joins(text, found, ahead) and is_particle(found[ahead].text):
        lower = found[ahead].lower
        after = found[ahead + 1].lower if ahead + 1 < len(found) else ""
        if lower in PREPOSITIONS and after not in BEHIND_PREPOSITION:
            return None
        ahead += 1
    if ahead < len(found) and _joins(text, found, ahead):
        return ahead
    return None


def _joins(text: str, found: Sequence[Word], index: int) -> bool:
    left, right = found[index - 1], found[index]
    if adjacent(text, left, right):
        return True
    # The apostrophe of 't and 's stands between two words.
    gap = text[left.end : right.start]
    return right.text in ("t", "s") and gap in (" '", " ’", " ‘")


def capitalised(text: str, found: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Runs `[first, last]` of capitalised words that open no sentence, with the particles and the
    small words within a name: 'Willem de Zwijger College', 'Huis voor Jeugd'."""
    index = 0
    while index < len(found):
        if not part_of_name(found[index]):
            index += 1
            continue
        last = index
        while last - index < LONGEST:
            ahead = last + 1
            while ahead < len(found) and ahead - last < 3 and _within(text, found, ahead):
                ahead += 1
            if ahead >= len(found) or not _joins(text, found, ahead):
                break
            if not part_of_name(found[ahead]):
                break
            last = ahead
        yield index, last
        index = last + 1


def _within(text: str, found: Sequence[Word], index: int) -> bool:
    word = found[index]
    particle = not word.capital and is_particle(word.text) and word.lower not in PREPOSITIONS
    return particle and _joins(text, found, index)


def with_article(text: str, found: Sequence[Word], first: int) -> int:
    """Index of the article, capital or not, that goes before the run, or `first` itself."""
    before = first - 1
    if before >= 0 and _joins(text, found, first):
        word = found[before]
        if word.lower in _ARTICLES - {"een"}:
            return before
        if word.text == "t" and text[word.start - 1 : word.start] in ("'", "’", "‘"):
            return before
    return first

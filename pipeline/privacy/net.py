"""The net: every capitalised word that nothing explains, for a person to look at.

Measured before it was built (CoNLL-2002 Dutch): .99 of persons at 2.6 false
alarms per 1,000 words. A known word within a sentence is 'mogelijk' only: 'de Regenboog' may be a
school, and often is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.privacy.dutch import is_compound, is_known, without_number
from pipeline.privacy.finding import Kind, Span, rank
from pipeline.privacy.runs import LONGEST, PREPOSITIONS, part_of_name
from pipeline.privacy.spelling import clean, fold
from pipeline.privacy.wordlists import folded, is_particle
from pipeline.privacy.words import Word, adjacent, words


def find(text: str, allowed: Callable[[str], bool]) -> Iterator[Span]:
    """Spans of unexplained capitalised words; words that follow each other are one span."""
    found = words(text)
    certainty = [_certainty(text, word, allowed) for word in found]
    index = floor = 0
    while index < len(found):
        if not certainty[index]:
            index += 1
            continue
        last = _end(text, found, certainty, index)
        while index > floor and _part(found, index - 1) and _joined(text, found, index):
            index -= 1
        if all(is_particle(found[i].text) for i in range(index, last + 1)):
            index = floor = last + 1  # 'De' within a sentence is a quotation or a table, not a name
            continue
        surest = max((certainty[i] for i in range(index, last + 1) if certainty[i]), key=rank)
        yield Span(found[index].start, found[last].end, Kind.NAAM, "net", surest)
        index = floor = last + 1


def _end(text: str, found: Sequence[Word], certainty: Sequence[str], first: int) -> int:
    """Index of the last word of the run that starts at `first`; particles join two names."""
    last = first
    while last - first < LONGEST:
        ahead = last + 1
        while ahead < len(found) and _particle(found[ahead]) and _joined(text, found, ahead):
            ahead += 1
        if ahead >= len(found) or not _joined(text, found, ahead):
            break
        if found[ahead].opens or not (certainty[ahead] or _part(found, ahead)):
            break
        last = ahead
    return last


def _part(found: Sequence[Word], index: int) -> bool:
    """A small word with a capital of its own: 'De Zeven Kwikstaarten'."""
    return index >= 0 and part_of_name(found[index]) and found[index].lower in _SMALL


def _particle(word: Word) -> bool:
    return not word.capital and is_particle(word.text) and word.lower not in PREPOSITIONS


def _joined(text: str, found: Sequence[Word], index: int) -> bool:
    return adjacent(text, found[index - 1], found[index])


_SMALL = folded("kleine_woorden")


def _certainty(text: str, word: Word, allowed: Callable[[str], bool]) -> str:
    """How sure the net is of one word; empty when it lets it through."""
    if not word.capital or len(word.text) == 1 or allowed(word.text):
        return ""
    if _speaker(text, word) and _function(word.text):
        return ""
    known = _explained(word.text, allowed)
    if word.opens and not known:
        known = is_compound(word.text)
    if word.opens:
        unknown_speaker = _speaker(text, word) and len(word.text) > 2
        return "" if known else "waarschijnlijk" if unknown_speaker else "mogelijk"
    if word.lower in _SMALL and not is_particle(word.text):
        return ""
    if word.text.isupper():
        # NIET is a raised voice. An abbreviation that nobody allowed may be an organisation.
        return "" if known else "mogelijk"
    return "mogelijk" if known else "waarschijnlijk"


def _explained(word: str, allowed: Callable[[str], bool]) -> bool:
    """Whether Dutch or the allow-list knows the word, or all parts of a compound with a hyphen."""
    bare = without_number(clean(word))
    if len(bare) <= 1 or allowed(bare):
        return True
    stem = bare.partition("'")[0] if "'" in bare[1:-1] else bare
    parts = bare.split("-")
    if is_known(bare) or (stem != bare and (is_known(stem) or allowed(stem))):
        return True
    return len(parts) > 1 and all(not p or allowed(p) or is_known(p) for p in parts)


def _speaker(text: str, word: Word) -> bool:
    """Whether the word is the label of a turn: it starts a line and a colon follows it."""
    alone = word.start == 0 or text[word.start - 1] == "\n"
    rest = text[word.end : word.end + 4].lstrip(" 0123456789")
    return alone and rest.startswith(":")


def _function(word: str) -> bool:
    """'Deelnemer', 'Moeder', or one letter with a number ('R1'): nobody in particular."""
    bare = fold(word)
    return bare in folded("functielabels") or (len(bare) <= 3 and bare[1:].isdigit())

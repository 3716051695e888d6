"""Persons: names from the lists, and names that the words around them give away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.privacy.dutch import is_known
from pipeline.privacy.finding import Kind, Span
from pipeline.privacy.runs import BEHIND_PREPOSITION, PREPOSITIONS, extend, part_of_name
from pipeline.privacy.spelling import clean
from pipeline.privacy.wordlists import (
    folded,
    is_commonplace,
    is_first_name,
    is_ordinary,
    is_particle,
    is_surname,
)
from pipeline.privacy.words import Word, adjacent

Allowed = Callable[[str], bool]

_FORMAL = folded("titels")
_TITLES = _FORMAL | folded("aanspreekvormen")
_KIN = folded("verwanten")
_ROLES = folded("rollen")
_NAMING = folded("noemwoorden")
_FILLERS = folded("vulwoorden")


def find(text: str, found: Sequence[Word], allowed: Allowed) -> Iterator[Span]:
    """Spans of persons' names. Spans may overlap; labels of turns that name a function are none."""
    for index, word in enumerate(found):
        yield from _listed(text, found, index, allowed)
        if word.lower in _TITLES:
            yield from _after(text, found, index + 1, allowed, formal=word.lower in _FORMAL)
        elif word.lower in _KIN or word.lower in _ROLES:
            kin = word.lower in _KIN
            yield from _after(text, found, index + 1, allowed, strong=False, unlisted=kin)
        elif word.lower in _NAMING:
            ahead = index + 1
            while ahead < len(found) and found[ahead].lower in _FILLERS:
                ahead += 1
            yield from _after(text, found, ahead, allowed, quoted=True)
        yield from _initials(text, found, index, allowed)


def _span(
    text: str, found: Sequence[Word], first: int, last: int, certainty: str, source: str
) -> Span:
    return Span(found[first].start, found[last].end, Kind.PERSOON, source, certainty)


def listed(word: str) -> bool:
    """Whether a word is a listed first name: whole, before a hyphen, or with an apostrophe-s."""
    word = clean(word)
    if is_first_name(word):
        return True
    stem = word[:-2] if word.lower().endswith("'s") else word.rstrip("'")
    if stem != word:
        return is_first_name(stem)
    parts = word.split("-")
    return len(parts) > 1 and is_first_name(parts[0]) and all(p[:1].isupper() for p in parts)


def _listed(text: str, found: Sequence[Word], index: int, allowed: Allowed) -> Iterator[Span]:
    word = found[index]
    if not listed(word.text):
        genitive = clean(word.text)
        if not (word.capital and genitive.endswith("s") and is_first_name(genitive[:-1])):
            return
        if is_known(genitive) or allowed(word.text):
            return
    if not word.capital:
        # A report typed without capitals still gives away the names that are no Dutch word.
        if not is_ordinary(word.text) and len(word.text) > 3:
            last = extend(text, found, index, allowed)
            yield _span(text, found, index, last, "mogelijk", "lijst")
        return
    last = extend(text, found, index, allowed)
    if not is_ordinary(word.text):
        certainty = "zeker"
    elif last > index:
        certainty = "waarschijnlijk"
    else:
        certainty = "mogelijk" if word.opens and not _speaks(text, word) else "waarschijnlijk"
    if certainty == "mogelijk" and is_commonplace(word.text) and _is_word(found, index):
        return
    yield _span(text, found, index, last, certainty, "lijst")


def _speaks(text: str, word: Word) -> bool:
    """Whether a word stands at the start of a line, before a colon."""
    alone = word.start == 0 or text[word.start - 1] == "\n"
    return alone and text[word.end : word.end + 1] == ":"


_AFTER_WORD = folded("geen_naam_voor")


def _is_word(found: Sequence[Word], index: int) -> bool:
    """'Wil je', 'Mag hij', 'Elke dag': no name is followed by a subject or by a time."""
    return index + 1 < len(found) and found[index + 1].lower in _AFTER_WORD


def _after(
    text: str,
    found: Sequence[Word],
    first: int,
    allowed: Allowed,
    *,
    formal: bool = False,
    strong: bool = True,
    unlisted: bool = True,
    quoted: bool = False,
) -> Iterator[Span]:
    """The name that starts at `first` or behind particles there, if it is one."""
    if first >= len(found) or not _follows(text, found, first, quoted):
        return
    name = first
    while name < len(found) and _leads(found, name):
        name += 1
    if name >= len(found) or (name > first and not adjacent(text, found[name - 1], found[name])):
        return
    word = found[name]
    start = first if formal else name
    a_name = listed(word.text) or is_surname(word.text) or not is_known(word.text)
    if part_of_name(word) or (word.capital and quoted and a_name):
        if allowed(word.text):
            return
        sure = "zeker" if strong and (name == first or formal) else "waarschijnlijk"
        # 'het heet Volgend Jaar': what the dictionary knows is a name behind a title at most.
        certainty = sure if a_name else "waarschijnlijk" if formal else "mogelijk"
        last = extend(text, found, name, allowed)
        yield _span(text, found, start, last, certainty, "context")
        return
    certainty = _small(word.text, strong=strong, surname=formal, allowed=allowed)
    if certainty and (listed(word.text) or (unlisted and (formal or name == first))):
        last = extend(text, found, name, allowed)
        yield _span(text, found, start, last, certainty, "context")


def _follows(text: str, found: Sequence[Word], index: int, quoted: bool) -> bool:
    if index == 0 or adjacent(text, found[index - 1], found[index]):
        return True
    gap = text[found[index - 1].end : found[index].start]
    if quoted:
        return "\n" not in gap and gap.strip(" :,\"'“‘„") == ""
    return gap in (" '", " ’")


def _leads(found: Sequence[Word], index: int) -> bool:
    """Whether a word is a particle before a name; 'in' and 'uit' lead to a place instead."""
    word = found[index].text
    if not is_particle(word) or listed(word):
        return False
    after = found[index + 1].lower if index + 1 < len(found) else ""
    return found[index].lower not in PREPOSITIONS or after in BEHIND_PREPOSITION


def _small(word: str, *, strong: bool, surname: bool, allowed: Allowed) -> str:
    """How sure a word in lower case behind a cue is a name; empty when it is none."""
    if is_commonplace(word) or allowed(word):
        return ""
    if listed(word):
        return "waarschijnlijk" if strong or not is_ordinary(word) else "mogelijk"
    if surname and is_surname(word):
        return "waarschijnlijk"
    return "" if is_known(word) or len(word) < 3 else "mogelijk"


def _initials(text: str, found: Sequence[Word], index: int, allowed: Allowed) -> Iterator[Span]:
    """'J. van den Berg', 'A.B. Jansen': capitals with full stops before a surname."""
    word = found[index]
    if not (len(word.text) == 1 and word.capital and text[word.end : word.end + 1] == "."):
        return
    last = extend(text, found, index, allowed)
    surname = found[last].text
    # 'plan B. Toen': a known word right behind the full stop begins a new sentence.
    sentence = is_known(surname) and not is_surname(surname) and last == index + 1
    if last > index and len(surname) > 1 and not sentence:
        yield _span(text, found, index, last, "zeker", "context")

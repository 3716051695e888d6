"""Words of a text as spans, and whether a capital says anything where a word stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.privacy.spelling import clean
from pipeline.privacy.wordlists import folded

# Combining accents belong to their letter; soft hyphens and zero-width characters come with
# documents and may stand in the middle of a name. Hidden in a name they must not hide it.
_MARK = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_LETTER = rf"(?:[^\W\d_][{_MARK}]*)"
_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|\d)*(?:['’‘ʼ\-‐‑]{_LETTER}(?:{_LETTER}|\d)*)*")

# What ends a sentence or opens one: a line break, punctuation, a bullet, an opening quotation mark.
# A mark counts as opening when the word follows it directly.
_OPENING = re.compile(r"\n|[.!?…:;](?!\d)|(?:^|\s)[-•*·▪●○◦>]+\s|[–—―]|[\"“”„«»‘’‚'`(\[{]$")
_ABBREVIATIONS = folded("afkortingen")
_CLITICS = frozenset("stnk")
_MARKS = ("'", "’", "‘")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `[start, end)`; `opens` when it stands where any word would get a capital."""

    text: str
    start: int
    end: int
    opens: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def lower(self) -> str:
        return clean(self.text).lower()


@lru_cache(maxsize=64)
def words(text: str) -> tuple[Word, ...]:
    """All words of a text, in order."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        # The apostrophe of 't and 's belongs to the word and is no quotation mark.
        clitic = match.group() in _CLITICS and text[match.start() - 1 : match.start()] in _MARKS
        opens = _opens(text, end, match.start() - clitic, found)
        found.append(Word(match.group(), match.start(), match.end(), opens))
        end = match.end()
    return tuple(found)


def _opens(text: str, end: int, start: int, before: Sequence[Word]) -> bool:
    if not before:
        return True
    gap = text[end:start]
    last = before[-1]
    if last.text in _CLITICS and text[last.start - 1 : last.start] in _MARKS:
        return last.opens  # 's Ochtends: the capital has moved to the second word
    if gap.startswith(".") and gap[1:].strip() == "":
        initial = len(last.text) == 1 and "\n" not in gap
        if initial or last.lower in _ABBREVIATIONS:
            return False
    return bool(_OPENING.search(gap)) or _after_remark(text, end, start)


def _after_remark(text: str, end: int, start: int) -> bool:
    """'(Lacht) Dat klopt': whether a remark in brackets stands at the start of the sentence.

    A label is no remark: what follows '[naam kind]' may be the surname that was left standing.
    """
    if not text[end:start].lstrip().startswith((")", "]")):
        return False
    opening = max(text.rfind("(", 0, end), text.rfind("[", 0, end))
    if text[opening + 1 : opening + 5].lower() == "naam":
        return False
    before = text[:opening].rstrip(" ") if opening >= 0 else "-"
    return not before or before[-1] in ".!?…:\n"


def adjacent(text: str, left: Word, right: Word) -> bool:
    """Whether two words can be parts of one name: only a space, or the full stop of an initial."""
    gap = text[left.end : right.start]
    if gap.strip(" \u00a0") == "":
        return len(gap) in (1, 2)
    dotted = len(left.text) <= 2 or left.lower in _ABBREVIATIONS
    return dotted and gap.replace("\u00a0", " ") in (".", ". ") and not right.opens

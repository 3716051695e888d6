"""Joining the lines of a paragraph, with Dutch hyphens kept where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.text.words import word_set

MAX_WORD = 60  # characters; only the ends of two lines matter
_END = re.compile(r"([^\W\d_]+|\d+)(?:[-\u2010\u00ad\x02])$")
_START = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:-[^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]+")

_AND = re.compile(r"(?:en|of|en/of|tot|noch)(?=\s|$)")
# Words that keep their hyphen when Dutch spelling or this field writes them so.
_KEPT = re.compile(
    r"(?:sociaal-(?:emotion|maatsch|econom|cultur|medisch)|ouder-kind|kind-ouder|"
    r"(?:moeder|vader)-kind|leraar-leerling|leerling-leraar|leerkracht-leerling|"
    r"psycho-educ|onderwijs-zorg|zorg-onderwijs|oud-(?:leerling|coll|docent|leerkr|minister)|"
    r"niet-(?:school|west|begrep)|ex-|non-|pro-|bijna-|adjunct-|kandidaat-|vice-|privé-)",
    re.IGNORECASE,
)
# Two vowels that would be read as one sound: a compound keeps its hyphen (zee-eend), and a
# prefix takes a trema (ge-interesseerd -> geïnteresseerd).
_CLASHES = word_set("aa ae ai au ee ei eu ie ij oe oi oo ou ui uu éé")
_PREFIXED = re.compile(r"(?:.*(?:[^aeiou]|^))?(?:ge|be)", re.IGNORECASE)
_PLURAL = re.compile(r".*[ei]e-en", re.IGNORECASE)
_TREMA = {"i": "ï", "e": "ë", "u": "ü"}


class Spelling:
    """How this document itself writes words, from the lines where they are not broken off."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.hyphenated: set[str] = set()
        self.words: set[str] = set()
        for line in lines:
            low = line.lower()
            self.hyphenated.update(_HYPHENATED.findall(low))
            self.words.update(_WORD.findall(low))


def join(before: str, after: str, spelling: Spelling) -> str:
    """Two lines as one: a word broken off is made whole, else a space comes between."""
    before, after = before.rstrip(" "), after.lstrip(" ")
    broken, rest = _END.search(before[-MAX_WORD:]), _START.match(after[:MAX_WORD])
    if not broken or not (rest or after[:1].isdigit()):
        return f"{before} {after}".strip(" ")
    stem, left, right = before[:-1], broken.group(1), rest.group() if rest else ""
    soft = before[-1] == "\u00ad"  # the writer's program says: only here because the line ends
    if not soft and _AND.match(after) and not _is_plural(left, right, spelling):
        return f"{stem}- {after}"
    if not right or (not soft and _keeps(before, left, right, spelling)):
        return f"{stem}-{after}"
    clash = (left[-1] + right[0]).lower() in _CLASHES
    if clash and not soft and right[0] in _TREMA and _PLURAL.fullmatch(f"{left}-{right}"):
        return stem + _TREMA[right[0]] + after[1:]
    if clash:
        if not _PREFIXED.fullmatch(left) or right[0] not in _TREMA:
            return stem + after if soft else f"{stem}-{after}"
        return stem + _TREMA[right[0]] + after[1:]
    return stem + after


def _is_plural(left: str, right: str, spelling: Spelling) -> bool:
    """'idee-' and 'en' are 'ideeën' where the document writes that word elsewhere. After a
    consonant no Dutch word is broken off before 'en', so there it is always the conjunction."""
    return right == "en" and f"{left}ën".lower() in spelling.words


def _keeps(before: str, left: str, right: str, spelling: Spelling) -> bool:
    """Whether the hyphen belongs to the word itself."""
    if right[0].isupper() or left.isdigit() or len(left) == 1:
        return True
    if len(left) > 1 and left.isupper():  # OZA-team, MBO-student
        return True
    whole = f"{left}-{right}".lower()
    if whole in spelling.hyphenated:
        return True
    if (left + right).lower() in spelling.words:
        return False
    return bool(_KEPT.match(whole)) and not before[: -len(left) - 1].endswith("-")

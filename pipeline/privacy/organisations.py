"""Schools, care organisations, other bodies and places: from lists, and from the words beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.privacy.dutch import is_known
from pipeline.privacy.finding import Kind, Span
from pipeline.privacy.phrases import listed, outer
from pipeline.privacy.runs import capitalised, with_article
from pipeline.privacy.spelling import clean, fold
from pipeline.privacy.wordlists import folded
from pipeline.privacy.words import Word, adjacent

Allowed = Callable[[str], bool]

_WORDS = (
    (Kind.SCHOOL, "schoolwoorden"),
    (Kind.ZORGORGANISATIE, "zorgwoorden"),
    (Kind.ORGANISATIE, "organisatiewoorden"),
)
_SCHOOL_ENDINGS = ("school", "college", "lyceum", "gymnasium", "kindcentrum")
_DENOMINATIONS = folded("denominaties")
_AT_SCHOOL = folded("schoolcontext")
_PLACE_CUES = folded("plaatscues")


def find(text: str, found: Sequence[Word], allowed: Allowed) -> Iterator[Span]:
    """Spans of bodies and places. Spans may overlap."""
    yield from _places(text, found)
    yield from _named(text, found)
    for first, last in capitalised(text, found):
        yield from _body(text, found, first, last, allowed)
    yield from _small(text, found)


def _places(text: str, found: Sequence[Word]) -> Iterator[Span]:
    for name, rest in (("gemeenten", ""), ("provincies", "mogelijk"), ("landen", "mogelijk")):
        for hit in listed(name).find(text, found):
            first, last = found[hit.first], found[hit.last]
            certainty = _place_certainty(found, hit.first, hit.last)
            if certainty and (last.capital or not rest):
                start, end = outer(text, first, last)
                yield Span(start, end, Kind.PLAATS, "lijst", rest or certainty)
    for word in found:
        # Amsterdam-Noord, Oud-Zaandam
        parts = clean(word.text).split("-")
        if len(parts) > 1 and any(
            fold(p) in folded("gemeenten") and p[:1].isupper() for p in parts
        ):
            yield Span(word.start, word.end, Kind.PLAATS, "lijst", "waarschijnlijk")


def _place_certainty(found: Sequence[Word], first: int, last: int) -> str:
    """Best, Bergen and Laren are words too; in lower case they say nothing without a cue."""
    cued = first > 0 and found[first - 1].lower in _PLACE_CUES
    # A place of several words is no ordinary word, but 'berg en dal' in lower case may be.
    ordinary = all(is_known(word.text) for word in found[first : last + 1])
    if found[last].capital:
        if not ordinary or cued:
            return "zeker"
        return "mogelijk" if found[first].opens else "waarschijnlijk"
    if ordinary or len(found[last].text) < 4:
        return "mogelijk" if cued and ordinary else ""
    return "waarschijnlijk"


def _named(text: str, found: Sequence[Word]) -> Iterator[Span]:
    """Care organisations of the list. Many are ordinary words: Horizon, Karakter, Prisma."""
    for hit in listed("zorgorganisaties").find(text, found):
        words = found[hit.first : hit.last + 1]
        start, end = outer(text, words[0], words[-1])
        ordinary = all(is_known(word.text) for word in words)
        if any(word.capital for word in words):
            opens = len(words) == 1 and words[0].opens
            certainty = "zeker" if not ordinary else "mogelijk" if opens else "waarschijnlijk"
            if certainty == "zeker" or not opens or not ordinary:
                yield Span(start, end, Kind.ZORGORGANISATIE, "lijst", certainty)
        elif not ordinary and len(fold(text[start:end])) > 4:
            yield Span(start, end, Kind.ZORGORGANISATIE, "lijst", "waarschijnlijk")


def _body(
    text: str, found: Sequence[Word], first: int, last: int, allowed: Allowed
) -> Iterator[Span]:
    """What a run of capitalised words names, judged by a telling word in it, before or behind."""
    names = [found[i].text for i in range(first, last + 1) if found[i].capital]
    own = [name for name in names if not allowed(name) and not _telling(name)]
    start = with_article(text, found, first)
    before = found[start - 1] if start > 0 else None
    near = before is not None and _beside(text, before, found[start])
    behind = found[last + 1] if last + 1 < len(found) else None
    for kind, name in _WORDS:
        telling = folded(name)
        inside = any(fold(n) in telling for n in names) and bool(own)
        left = near and before is not None and fold(before.text) in telling and bool(own)
        if inside or left:
            opening = _opening_name(text, found, start, allowed) if inside else start
            chosen = opening if opening < start else start
            yield _span(
                text, found[chosen], found[last], kind, "zeker" if left else "waarschijnlijk"
            )
            return
        if (
            own
            and behind is not None
            and fold(behind.text) in telling
            and adjacent(text, found[last], behind)
        ):
            yield _span(text, found[start], found[last], kind, "mogelijk")
    if any(_is_school(n) for n in own):
        yield _span(text, found[start], found[last], Kind.SCHOOL, "waarschijnlijk")
    elif own and start < first and before is not None and before.lower in ("op", "naar", "van"):
        context = {word.lower for word in found[max(0, start - 6) : last + 6]}
        if context & _AT_SCHOOL:
            yield _span(text, found[start], found[last], Kind.SCHOOL, "waarschijnlijk")


def _opening_name(text: str, found: Sequence[Word], start: int, allowed: Allowed) -> int:
    """'Vechtdal College is groot': the first word of the name may be the first of the sentence."""
    before = start - 1
    if before < 0 or not adjacent(text, found[before], found[start]):
        return start
    word = found[before]
    return before if word.capital and not is_known(word.text) and not allowed(word.text) else start


def _telling(word: str) -> bool:
    return any(fold(word) in folded(name) for _, name in _WORDS)


def _is_school(word: str) -> bool:
    lower = fold(word)
    return any(lower.endswith(e) and len(lower) > len(e) + 2 for e in _SCHOOL_ENDINGS)


def _beside(text: str, left: Word, right: Word) -> bool:
    gap = text[left.end : right.start]
    return "\n" not in gap and len(gap) <= 3 and gap.strip(" \u00a0.'’‘\"“„") == ""


def _span(text: str, first: Word, last: Word, kind: Kind, certainty: str) -> Span:
    start, end = outer(text, first, last)
    return Span(start, end, kind, "context", certainty)


def _small(text: str, found: Sequence[Word]) -> Iterator[Span]:
    """'cbs de wegwijzer': behind a denomination a name may be written without a capital."""
    for index, word in enumerate(found[:-1]):
        if word.lower not in _DENOMINATIONS:
            continue
        name = index + 1
        while name < len(found) - 1 and found[name].lower in ("de", "het", "t"):
            name += 1
        if _beside(text, found[name - 1], found[name]) and len(found[name].text) > 3:
            yield _span(text, found[index + 1], found[name], Kind.SCHOOL, "waarschijnlijk")

"""Whether a sentence says of the people it mentions that they brought something in, and which part
of the sentence says what: rules of thumb for Dutch that would rather leave a sentence alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.report.claims.claim import Mention, Subject
from pipeline.report.claims.phrases import Phrases
from pipeline.report.claims.plain import plain

_BEFORE = re.compile(r"([\w'-]+) *$")
_BREAK = re.compile(r"[,;:(]|(?<= )- ")
_WORD = re.compile(r"[\w'-]+")
_JOINED = re.compile(r" *(?:,|en|of|als|evenals|én|,? *en *ook|, *en) *")
_ARTICLE = re.compile(r"^(?:(?:en|maar|ook|de|het|een|hun|onze|sommige|andere|deze|die) +)*")
_BEFORE_ALL = ("niet de spreker", "in een bijzin")
_LOOK_BACK = 90
"""Characters: further back a 'dat' belongs to another part of the sentence."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Mentions that share a predicate, and the part `[start, end)` of the sentence that is theirs.

    `unclear` says why nothing can be checked: '' when it can.
    """

    mentions: tuple[Mention, ...]
    start: int
    end: int
    unclear: tuple[str, ...]

    def rest(self, sentence: str) -> str:
        """The part without the mentions: what is said of them."""
        return " ".join(
            sentence[start:end]
            for start, end in zip(
                (self.start, *(m.end for m in self.mentions)),
                (*(m.start for m in self.mentions), self.end),
                strict=True,
            )
        )


def clauses(sentence: str, mentions: Sequence[Mention], phrases: Phrases) -> list[Clause]:
    """The mentions of a sentence in groups that share a predicate ('alle kinderen en enkele
    ouders'), each group with its part of the sentence."""
    text = plain(sentence)
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and _JOINED.fullmatch(text, groups[-1][-1].end, mention.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    borders = [0]
    for before, after in pairwise(groups):
        borders.append(_border(text, before[-1].end, after[0].start, phrases))
    borders.append(len(text))
    return [
        Clause(tuple(group), start, end, tuple(_all_unclear(text, group, phrases)))
        for group, start, end in zip(groups, borders, borders[1:], strict=False)
    ]


def _border(text: str, end: int, start: int, phrases: Phrases) -> int:
    """Where between two groups the part of the second begins: at the last break that something
    follows, or else right before the second."""
    between = text[end:start]
    starts = [m.start() for m in phrases.patterns["clause_starts"].finditer(between)]
    breaks = [m.end() for m in _BREAK.finditer(between)]
    if breaks:
        return end + max(breaks)
    return end + (max(starts) if starts else len(between))


def _all_unclear(text: str, group: Sequence[Mention], phrases: Phrases) -> Iterator[str]:
    """Of each mention; what stands before the first also stands before the others: 'interviews met
    veertien kinderen en vijftien ouders'."""
    first = ""
    for mention in group:
        own = _unclear(text, mention, phrases)
        first = first or (own if own in _BEFORE_ALL else "")
        yield own or first


def _unclear(text: str, mention: Mention, phrases: Phrases) -> str:
    """Why it is not clear that the mentioned people say this; '' when it is."""
    patterns = phrases.patterns
    before = text[: mention.start]
    word = _BEFORE.search(before)
    last = word[1] if word else ""
    opens = not before[: word.start(1)].strip() if word else True
    if mention.number is not None and mention.quantity is None and last in ("de", "het", "beide"):
        return "bekend aantal"
    if mention.subject is Subject.OZAS and (mention.number and mention.number.value == 1):
        return "één oza"
    if patterns["blocking"].fullmatch(last):
        following = _WORD.search(text, mention.end)
        stated = following is not None and patterns["stating"].fullmatch(following[0]) is not None
        some = mention.quantity is None or "alle" not in mention.quantity.words
        if not (opens and last in phrases.grammar["opening"] and stated and some):
            return "niet de spreker"
    elif not patterns["carrying"].fullmatch(last) and _acted_on(before, phrases):
        return "niet de spreker"
    if _restricted(text, mention, before, phrases):
        return "een deel van de actor"
    if _nested(before, last, phrases):
        return "in een bijzin"
    return ""


def _restricted(text: str, mention: Mention, before: str, phrases: Phrases) -> bool:
    """Whether what follows narrows the group: 'de meeste ouders die zelf zochten'."""
    patterns = phrases.patterns
    after = text[mention.end :].lstrip(" ,")
    if any(after.startswith(plain(words)) for words in phrases.grammar["everybody"]):
        return False
    if patterns["restricting"].match(after):
        return True
    stripped = before.rstrip()
    starts = not stripped or stripped[-1] in ",;:(" or stripped.split()[-1] in _LEADING
    direct = not text[mention.end :].lstrip(" ").startswith(",")
    return starts and direct and bool(patterns["restricting_at_start"].match(after))


_LEADING = frozenset("en maar ook terwijl zelfs dat want of".split())


def _nested(before: str, last: str, phrases: Phrases) -> bool:
    """Whether the mention stands in a clause that somebody else's words may be in: 'ouders vinden
    dat alle kinderen ...', but not 'opvallend is dat alle kinderen ...'."""
    patterns = phrases.patterns
    recent = before[-_LOOK_BACK:]
    recent = recent[recent.rfind(";") + 1 :]
    found = _last(patterns["nesting"], recent)
    close = _last(patterns["nesting_close"], recent)
    if close is not None and not recent[close.end() :].strip():
        found = close
    if found is None:
        return False
    between = recent[found.end() :]
    comma = between.rfind(",")
    if comma >= 0:
        resumed = patterns["resuming"].match(between[comma + 1 :].lstrip())
        # 'Omdat het druk was, noemden alle ...': the clause before the comma is over.
        if resumed or found[0] != "dat":
            return False
    head = before[: len(before) - len(recent) + found.start()]
    if patterns["carrying"].fullmatch(last) and patterns["people"].search(head) is None:
        return False
    if not head.strip():
        return comma < 0
    return patterns["impersonal"].search(head) is None


def _acted_on(before: str, phrases: Phrases) -> bool:
    """Whether the clause begins with somebody else who does something: 'begeleiders geven alle
    kinderen aandacht'."""
    clause = _ARTICLE.sub("", re.split(r"[,;:(]", before)[-1].strip())
    return any(phrases.patterns[name].match(clause) for name in ("people", "bodies"))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda match: match.start(), default=None)


def negated(rest: str, phrases: Phrases) -> tuple[bool, bool]:
    """Whether what is said is denied: at all, and right with a verb of saying ('noemden dit niet'),
    which no theme excuses."""
    text = plain(rest)
    for match in phrases.patterns["no_negations"].finditer(text):
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    found = phrases.patterns["negations"].search(text)
    if found is None:
        return False, False
    head = text[: found.start()]
    content = phrases.patterns["nesting"].search(head) or re.search(r"[:;]", head)
    said = phrases.patterns["saying"].search(head)
    return True, bool(said and not content)

"""Looking up a quotation in what was said: letter for letter, or nearly.

What differs by habit of writing is made equal first: quotation marks, white space, hyphens, the
numbers in labels (they are not published), how a piece begins and ends. An author's ellipsis may
stand for anything, and so may what she adds in square brackets.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain.segment import Segment

_SAME = str.maketrans(
    dict.fromkeys('“”„"‘’‚«»`´', "'")
    | dict.fromkeys("–—‐‑", "-")
    | {"\u00ad": None, "\u200b": None, "\u00a0": " ", "\u202f": " "}
)
_LABEL = re.compile(r"\[(naam [a-zà-ÿ]+|[a-zà-ÿ]+(?: [a-zà-ÿ]+)?) \d+\]", re.IGNORECASE)
_GAP = re.compile(r"\s*(?:\[(?:\.{2,3}|…)\]|\((?:\.{2,3}|…)\)|…|\.{3})\s*")
_ADDED = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(r"\w+")
_EDGE = " .,;:!?-'"
_MOST_GAP, _MOST_ADDED = 600, 60
_COMMON = 40
"""A word that occurs more often says little of where to look."""
_PLACES = 5
"""So many of the likeliest places are compared letter by letter."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands: in these segments of a respondent. `difference` is the share of
    its letters that would have to change, 0.0 when it is there letter for letter; `ours` and
    `theirs` are then the first words that differ, in the report and in the source."""

    respondent: str
    segments: tuple[str, ...]
    difference: float = 0.0
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True)
class Sources:
    """The pseudonymised text of a wave, a respondent at a time."""

    segments: Mapping[str, Segment]

    def exact(self, quotation: str) -> list[Found]:
        """Every place where a quotation stands letter for letter."""
        pattern = _pattern(quotation)
        if pattern is None:
            return []
        return [
            Found(respondent, voice.within(match.start(), match.end()))
            for respondent, voice in self._voices.items()
            for match in pattern.finditer(voice.text)
        ]

    def nearest(self, quotation: str, most: float) -> Found | None:
        """The place that a quotation differs least from, if it is at most this share of its
        letters: the least number of changes (Sellers 1980, *The theory and computation of
        evolutionary distances: pattern recognition*)."""
        wanted = normal(_ADDED.sub(" ", _GAP.sub(" ", quotation))).strip(_EDGE)
        limit = int(most * len(wanted))
        best: tuple[int, str, int, int] | None = None
        for respondent, at in self._likely(wanted):
            voice = self._voices[respondent]
            low = max(0, at - len(wanted) // 2)
            window = voice.text[low : at + 2 * len(wanted)]
            changes, start, end = _distance(wanted.lower(), window.lower())
            if changes <= limit and (best is None or changes < best[0]):
                best = (changes, respondent, low + start, low + end)
        if best is None:
            return None
        changes, respondent, start, end = best
        voice = self._voices[respondent]
        ours, theirs = _first_difference(wanted, voice.text[start:end])
        return Found(
            respondent, voice.within(start, end), changes / max(len(wanted), 1), ours, theirs
        )

    def _likely(self, wanted: str) -> list[tuple[str, int]]:
        """(respondent, place) where most of its rarer words stand together."""
        votes: Counter[tuple[str, int]] = Counter()
        width = max(len(wanted), 40)
        for match in _WORD.finditer(wanted.lower()):
            places = self._index.get(match[0], ())
            if 0 < len(places) <= _COMMON:
                for respondent, at in places:
                    bucket = max(0, at - match.start()) // width
                    votes[(respondent, bucket)] += 1
        ranked = sorted(votes, key=lambda place: (-votes[place], place))
        return [(respondent, bucket * width) for respondent, bucket in ranked[:_PLACES]]

    @cached_property
    def _voices(self) -> Mapping[str, _Voice]:
        own: dict[str, list[Segment]] = defaultdict(list)
        for segment in self.segments.values():
            own[segment.respondent].append(segment)
        return {
            respondent: _Voice.of(sorted(parts, key=lambda s: s.start))
            for respondent, parts in sorted(own.items())
        }

    @cached_property
    def _index(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        index: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for respondent, voice in self._voices.items():
            for match in _WORD.finditer(voice.text.lower()):
                index[match[0]].append((respondent, match.start()))
        return dict(index)


@dataclass(frozen=True, slots=True)
class _Voice:
    """All that one report holds, made equal, with where each segment begins."""

    text: str
    starts: tuple[int, ...]
    ids: tuple[str, ...]

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> _Voice:
        parts, starts, length = [], [], 0
        for segment in segments:
            said = normal(segment.text)
            starts.append(length)
            parts.append(said)
            length += len(said) + 1
        return cls(" ".join(parts), tuple(starts), tuple(s.id for s in segments))

    def within(self, start: int, end: int) -> tuple[str, ...]:
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(start, end - 1)) - 1
        return self.ids[first : last + 1]


def normal(text: str) -> str:
    """The text as it is compared: one kind of mark, dash and space, labels without number."""
    text = unicodedata.normalize("NFC", text).translate(_SAME)
    text = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", text)
    return " ".join(_LABEL.sub(r"[\1]", text).split())


def _pattern(quotation: str) -> re.Pattern[str] | None:
    pieces = []
    for piece in _GAP.split(quotation):
        parts: list[str] = []
        place = 0
        for added in _ADDED.finditer(piece):
            parts.append(_literal(piece[place : added.start()]))
            label = re.escape(normal(added[0]))
            parts.append(rf"(?:{label}|.{{0,{_MOST_ADDED}}}?)")
            place = added.end()
        parts.append(_literal(piece[place:]))
        said = r"\s*".join(part for part in parts if part)
        if said:
            pieces.append(said)
    if not pieces or not any(_WORD.search(piece) for piece in pieces):
        return None
    body = rf".{{0,{_MOST_GAP}}}?".join(pieces)
    return re.compile(rf"(?<!\w){body}(?!\w)")


def _literal(piece: str) -> str:
    """A piece to be found as it stands; only its first letter may be a capital or not."""
    said = normal(piece).strip(_EDGE)
    if not said:
        return ""
    first = said[0]
    both = f"[{re.escape(first.lower())}{re.escape(first.upper())}]" if first.isalpha() else ""
    return (both or re.escape(first)) + re.escape(said[1:])


def _distance(wanted: str, text: str) -> tuple[int, int, int]:
    """(changes, start, end): the piece of `text` that `wanted` differs least from."""
    above = [(0, at) for at in range(len(text) + 1)]
    for row, letter in enumerate(wanted, start=1):
        line = [(row, 0)]
        for at, other in enumerate(text, start=1):
            changed = (above[at - 1][0] + (letter != other), above[at - 1][1])
            line.append(
                min(changed, (above[at][0] + 1, above[at][1]), (line[-1][0] + 1, line[-1][1]))
            )
        above = line
    end = min(range(len(above)), key=lambda at: (above[at][0], at))
    return above[end][0], above[end][1], end


def _first_difference(ours: str, theirs: str) -> tuple[str, str]:
    """The first words that differ, with those that only one of the two has."""
    mine, other = ours.split(), theirs.split()
    matcher = difflib.SequenceMatcher(a=mine, b=other, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        left, right = " ".join(mine[a:b]), " ".join(other[c:d])
        if kind != "equal" and left.strip(_EDGE).lower() != right.strip(_EDGE).lower():
            return left, right
    return "", ""

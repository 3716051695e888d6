"""Subtitles that say the same words twice, and in which order they were said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_FEWEST, _MOSTLY = 3, 0.5
"""Captions roll when so many, and this share of all, begin with the line that the last one ended
with. Elsewhere 'Ja.' after 'Ja.' was said twice."""
_BACK = 60.0
"""Seconds: whoever talks through another starts a little earlier than the line above; what starts
earlier than this is another recording, put behind the first."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice says in one cue: seconds, a label or '', and lines of clean text."""

    start: float
    end: float
    label: str
    lines: tuple[str, ...]


def once(every: Sequence[Said]) -> list[Said]:
    """Without cues that stand there twice, and without the lines that a rolling caption shows
    again while the next line comes up."""
    distinct = [one for at, one in enumerate(every) if not at or one != every[at - 1]]
    return _unrolled(distinct) if _rolls(distinct) else distinct


def in_order(every: Iterable[Said]) -> list[Said]:
    """By their beginnings, within one recording; a stable order."""
    recordings: list[list[Said]] = []
    latest = 0.0
    for one in every:
        if not recordings or one.start < latest - _BACK:
            recordings.append([])
            latest = one.start
        recordings[-1].append(one)
        latest = max(latest, one.start)
    return [one for own in recordings for one in sorted(own, key=lambda said: said.start)]


def _rolls(every: Sequence[Said]) -> bool:
    pairs = list(pairwise(every))
    again = sum(_shared(before, after) > 0 for before, after in pairs)
    return again >= _FEWEST and again >= _MOSTLY * len(pairs)


def _unrolled(every: Sequence[Said]) -> list[Said]:
    result = list(every[:1])
    for before, after in pairwise(every):
        fresh = after.lines[_shared(before, after) :]
        if fresh:
            result.append(replace(after, lines=fresh))
    return result


def _shared(before: Said, after: Said) -> int:
    """How many lines at the end of one caption are those at the beginning of the next."""
    if before.label != after.label:
        return 0
    most = min(len(before.lines), len(after.lines))
    return next((n for n in range(most, 0, -1) if before.lines[-n:] == after.lines[:n]), 0)

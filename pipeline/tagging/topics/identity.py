"""Is this the T-3 of an earlier run or wave?

Topics of this run are laid beside all that are known, one to one, so that their likeness together
is as great as can be (Kuhn 1955, *The Hungarian method for the assignment problem*); below `SAME` a
topic is new. Likeness is the greatest over the waves in which the known topic was found: the mean
of what their centres (cosine) and their words (weighted Jaccard, Ruzicka 1958) have in common, or,
in one wave, of their segments (Jaccard) where that is more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.topic import Appearance, KnownTopic, topic_number

SAME = 0.25
"""On golf-2 of the shipped study, each report left out in turn, the words of a topic are .26, .49
and .95 like those of the likest topic then (10th, 50th and 90th percentile), and .11, .15 and .16
like those of another topic of the same run (`tests/benchmarks/topics.py`)."""
PART = 0.5
"""A topic is part of another when so much of its segments is, or when the likeness is `SAME`."""

Pairs = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Named:
    """A topic of this run with its name for good.

    known: as it is kept from now on. parts: topics of earlier that no topic of this run matches and
    that seem to have merged into this one.
    """

    known: KnownTopic
    parts: tuple[str, ...] = ()


def named(
    found: Sequence[Appearance], known: Sequence[KnownTopic], taken: Collection[str] = ()
) -> list[Named]:
    """Each topic that was found, with its name, in the order given; new names follow that order.

    Args:
        found: the topics of one wave.
        known: all topics of the study; nothing of theirs is lost: `merged`.
        taken: names that no new topic may have, because something is still said of them.
    """
    likeness = np.array([[like_known(one, other) for other in known] for one in found])
    likeness = likeness.reshape(len(found), len(known))
    pairs = _matched(likeness)
    of = {one: known[other] for one, other in pairs}
    used = {*taken, *(topic.id for topic in known)}
    next_number = max(map(topic_number, used), default=0) + 1
    matched = {topic.id for topic in of.values()}
    names = []
    for at, one in enumerate(found):
        if at in of:
            names.append(with_appearance(of[at], one))
            continue
        whole = _whole_of(one, likeness[at], known) if known else ""
        names.append(KnownTopic(f"T-{next_number}", (one,), whole))
        next_number += 1
    gone = [place for place, topic in enumerate(known) if topic.id not in matched]
    parts: dict[int, list[str]] = {}
    for place in gone:
        if len(found) and likeness[:, place].max() >= SAME:
            parts.setdefault(int(likeness[:, place].argmax()), []).append(known[place].id)
    return [Named(name, tuple(parts.get(at, ()))) for at, name in enumerate(names)]


def merged(found: Sequence[Named], known: Sequence[KnownTopic]) -> list[KnownTopic]:
    """What is kept: the topics of this run as they are now, and all others as they were, by number.
    A topic that is not found in this run is remembered: it may come back."""
    now = {one.known.id: one.known for one in found}
    every = {**{topic.id: topic for topic in known}, **now}
    return sorted(every.values(), key=lambda topic: topic_number(topic.id))


def like_known(one: Appearance, known: KnownTopic) -> float:
    """In 0..1, to four decimals: the greatest likeness with a topic in any of its waves."""
    return max(like(one, other) for other in known.appearances)


def like(one: Appearance, other: Appearance) -> float:
    """In 0..1, to four decimals; of equal topics 1."""
    told = (_cosine(one.centroid, other.centroid) + _ruzicka(one.words, other.words)) / 2
    held = _jaccard(one.segments, other.segments) if one.wave == other.wave else 0.0
    return round(max(told, held), 4)


def is_part_of(one: Appearance, known: KnownTopic) -> bool:
    """Whether most of its segments were in a topic of the same wave, or it is alike."""
    for other in known.appearances:
        common = len(set(one.segments) & set(other.segments))
        if one.wave == other.wave and common >= PART * len(one.segments):
            return True
    return like_known(one, known) >= SAME


def with_appearance(known: KnownTopic, one: Appearance) -> KnownTopic:
    """As it was found in this wave now; in other waves as it was."""
    kept = [one if old.wave == one.wave else old for old in known.appearances]
    if one not in kept:
        kept.append(one)
    return KnownTopic(known.id, tuple(kept), known.split_from)


def _matched(likeness: NDArray[np.float64]) -> list[tuple[int, int]]:
    """(found, known) places that go together."""
    from scipy.optimize import linear_sum_assignment

    if not likeness.size:
        return []
    # What is too little to be the same counts as nothing: it may cost no other topic its match.
    worth = np.where(likeness >= SAME, likeness, 0.0)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if worth[r, c] > 0]


def _whole_of(one: Appearance, likeness: NDArray[np.float64], known: Sequence[KnownTopic]) -> str:
    """The likest known topic that it was part of, '' for none."""
    for place in np.argsort(-likeness, kind="stable"):
        if is_part_of(one, known[place]):
            return str(known[place].id)
    return ""


def _cosine(one: Pairs, other: Pairs) -> float:
    weights = dict(other)
    lengths = np.sqrt(sum(w * w for _, w in one)) * np.sqrt(sum(w * w for _, w in other))
    return float(sum(w * weights.get(word, 0.0) for word, w in one) / lengths) if lengths else 0.0


def _ruzicka(one: Pairs, other: Pairs) -> float:
    """Weighted Jaccard of words, each list's weights made to sum to 1."""
    first, second = (_shares(pairs) for pairs in (one, other))
    words = sorted({*first, *second})
    least = sum(min(first.get(w, 0.0), second.get(w, 0.0)) for w in words)
    most = sum(max(first.get(w, 0.0), second.get(w, 0.0)) for w in words)
    return least / most if most else 0.0


def _shares(pairs: Pairs) -> dict[str, float]:
    total = sum(weight for _, weight in pairs)
    return {word: weight / total for word, weight in pairs} if total else {}


def _jaccard(one: Collection[str], other: Collection[str]) -> float:
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 0.0

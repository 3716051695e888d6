"""Words that are typical of one of two waves, among actors who are analysed as comparable."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.domain.drift import Side, Term, Vocabulary
from pipeline.domain.drift_rules import (
    LEAST_RESPONDENTS,
    MOST_BY_CHANCE,
    MOST_WORDS,
    WORDS_OF_A_WAVE,
)
from pipeline.domain.ids import Actor, RespondentId, respondent_order
from pipeline.domain.segment import Segment
from pipeline.stats.arrays import Floats
from pipeline.stats.drift import deal, expected_by_chance, log_odds
from pipeline.text.sentences import sentence_ends

DEALINGS = 200
"""Of words a dealing costs more than of codes, and so many say enough of an average."""
_LABEL = re.compile(r"\[[^\[\]]*\]")
"""What stands for a name, a place or an omission: no words of a respondent."""

Lemmas = Callable[[str], list[str]]
Terms = Mapping[str, frozenset[str]]
"""Respondent → the words and pairs of words that she uses."""


@dataclass(frozen=True, eq=False)
class _Used:
    """Per actor and dealing, row 0 the truth: `before` and `now` (1 + draws, actors, words)
    respondents who use a word, and `words_before` and `words_now` (1 + draws, actors) words of all
    of them together; `people` (actors,)."""

    before: Floats
    now: Floats
    words_before: Floats
    words_now: Floats
    people: Floats


def terms_of(
    segments: Iterable[Segment], lemmas: Lemmas, persons: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The content words of each respondent as base forms, and those that stand side by side.

    Args:
        persons: respondent → under which name she is known, where she has another id elsewhere.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for segment in segments:
        own = found[persons.get(segment.respondent, segment.respondent)]
        for sentence in _sentences(segment.text):
            words = lemmas(sentence)
            own.update(words)
            own.update(f"{a} {b}" for a, b in pairwise(words) if a != b)
    return {who: frozenset(words) for who, words in found.items()}


def vocabulary_of(
    actors: Sequence[Actor], before: Terms, now: Terms, seed: int
) -> Vocabulary | None:
    """None where no actor has enough respondents in both waves to speak of words of a wave."""
    kept = [actor for actor in actors if _enough(actor, before, now)]
    if not kept:
        return None
    users: dict[str, int] = defaultdict(int)
    people = [[*_of(actor, before), *_of(actor, now)] for actor in kept]
    for terms in (before, now):
        for who, words in terms.items():
            if RespondentId.parse(who).actor in kept:
                for word in words:
                    users[word] += 1
    names = sorted(word for word, count in users.items() if count >= WORDS_OF_A_WAVE)
    sizes = [len(_of(actor, before)) for actor in kept]
    used = _used(people, sizes, before, now, names, seed)
    z = log_odds(used.before, used.now, used.words_before, used.words_now, used.people).z
    early, late = used.before.sum(axis=1), used.now.sum(axis=1)
    respondents = (int(sum(sizes)), int(used.people.sum()) - int(sum(sizes)))
    truth = (names, z[0], early[0], late[0], respondents)
    return Vocabulary(
        tuple(kept),
        *respondents,
        len(names),
        _typical(np.where(late >= WORDS_OF_A_WAVE, z, np.nan), *truth),
        _typical(np.where(early >= WORDS_OF_A_WAVE, -z, np.nan), *truth),
    )


def _sentences(text: str) -> Iterable[str]:
    """Without labels; what stood on either side of one is not side by side."""
    for part in _LABEL.split(text):
        for start, end in pairwise([0, *sentence_ends(part), len(part)]):
            yield part[start:end]


def _of(actor: Actor, terms: Terms) -> list[str]:
    own = [who for who in terms if RespondentId.parse(who).actor is actor]
    return sorted(own, key=respondent_order)


def _enough(actor: Actor, before: Terms, now: Terms) -> bool:
    return min(len(_of(actor, before)), len(_of(actor, now))) >= LEAST_RESPONDENTS


def _used(
    people: Sequence[Sequence[str]],
    sizes: Sequence[int],
    before: Terms,
    now: Terms,
    names: Sequence[str],
    seed: int,
) -> _Used:
    """Args: (actors,) interviews, of the earlier wave first, of which there are `sizes`."""
    place = {name: at for at, name in enumerate(names)}
    parts: list[tuple[Floats, Floats, Floats, Floats]] = []
    for number, (own, size) in enumerate(zip(people, sizes, strict=True)):
        said = [before[who] if at < size else now[who] for at, who in enumerate(own)]
        uses = np.zeros((len(own), len(names)))
        for row, words in enumerate(said):
            uses[row, [place[word] for word in words if word in place]] = 1
        every = np.array([len(words) for words in said], dtype=np.float64)
        dealt = deal(own, np.arange(len(own)) >= size, count=DEALINGS, seed=seed + number)
        falls = dealt.now.astype(np.float64)
        parts.append(((1 - falls) @ uses, falls @ uses, (1 - falls) @ every, falls @ every))
    early, late, words_early, words_late = (
        np.stack([part[at] for part in parts], axis=1) for at in range(4)
    )
    counts = np.array([len(own) for own in people], dtype=np.float64)
    return _Used(early, late, words_early, words_late, counts)


def _typical(
    strength: Floats,
    names: Sequence[str],
    z: Floats,
    before: NDArray[np.float64],
    now: NDArray[np.float64],
    respondents: tuple[int, int],
) -> tuple[Term, ...]:
    """The longest list, most typical first, of which at most `MOST_BY_CHANCE` may be chance.

    Args:
        strength: (1 + draws, words), NaN for what too few respondents use.
    """
    (chance,) = expected_by_chance([strength])
    known = np.flatnonzero(~np.isnan(strength[0]))
    order = known[np.argsort(-strength[0, known], kind="stable")]
    share = chance[order] / np.arange(1, len(order) + 1)
    good = np.flatnonzero((share <= MOST_BY_CHANCE) & (strength[0, order] > 0))
    most = int(good[-1]) + 1 if len(good) else 0
    return tuple(
        Term(
            names[at],
            Side(int(before[at]), respondents[0]),
            Side(int(now[at]), respondents[1]),
            round(float(z[at]), 2),
            round(float(chance[at]), 2),
        )
        for at in order[:most][:MOST_WORDS]
    )

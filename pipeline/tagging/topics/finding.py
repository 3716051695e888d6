"""Passages in, themes out: everything together, the same bytes for the same passages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.topics.grouped import Ground, Grouped
from pipeline.tagging.topics.methods import Method
from pipeline.tagging.topics.model import modelled
from pipeline.tagging.topics.newness import Centres, likest, rise
from pipeline.tagging.topics.piece import Piece, in_order
from pipeline.tagging.topics.stability import DRAWS, Tick, stability
from pipeline.tagging.topics.theme import Theme
from pipeline.tagging.topics.words import Lemmas

if TYPE_CHECKING:
    from pipeline.tagging.encoders import Encoder

LEAST_WORDS = 3
"""Content words that a passage needs: 'Ja, dat ook.' is about nothing that stands in it."""


@dataclass(frozen=True)
class Search:
    """What is looked for, and how.

    seeds: words per theme that somebody wants looked for. encoder: a better text model than the
    words themselves. draws: subsets of respondents for stability.
    """

    lemmas: Lemmas
    method: Method = field(default_factory=Method)
    seeds: tuple[tuple[str, ...], ...] = ()
    encoder: Encoder | None = None
    draws: int = DRAWS


@dataclass(frozen=True)
class Outcome:
    """themes: the highest score first. considered: passages in scope with enough words; left_out:
    in scope, with too few; outside: considered, and in no theme."""

    themes: tuple[Theme, ...]
    considered: int
    left_out: int
    outside: int


def wordy(pieces: Sequence[Piece], lemmas: Lemmas) -> list[Piece]:
    """Those with enough words of their own to say what they are about."""
    return [piece for piece in pieces if len(lemmas(piece.text)) >= LEAST_WORDS]


def find_themes(
    wave: Sequence[Piece],
    scope: frozenset[str],
    earlier: Sequence[Piece],
    codes: Mapping[str, Sequence[str]],
    search: Search,
    tick: Tick = lambda done, total: None,
) -> Outcome:
    """Themes among the passages of one wave that are in scope.

    Args:
        wave: all passages of the wave: the space is learned from all of them.
        scope: the ids of those that are grouped.
        earlier: those of earlier waves, none for a first wave.
        codes: code → the texts that tell what it is.
        tick: hears how far it is.

    Raises:
        MethodError: when there are too few passages in scope for the method.
        ValueError: when fewer than two passages are in scope, or no two respondents share a word.
    """
    # Before the limit below: it reaches only libraries that are loaded.
    import bertopic  # noqa: F401
    from threadpoolctl import threadpool_limits

    # Subsets of respondents are looked at many times over, and their words stay what they are.
    search = replace(search, lemmas=lru_cache(maxsize=None)(search.lemmas))
    every, past = in_order(wave), in_order(earlier)
    enough = {piece.id for piece in wordy(every, search.lemmas)}
    chosen = np.array([piece.id in scope and piece.id in enough for piece in every], dtype=bool)
    count = int(chosen.sum())
    if count < 2:
        raise ValueError("er zijn minstens twee passages nodig om te groeperen")
    search.method.check(count)
    # One thread: sums come out the same to the bit on any number of cores.
    with threadpool_limits(1):
        themes, outside = _found(every, chosen, past, codes, search, tick)
    return Outcome(tuple(themes), count, len(scope) - count, outside)


def _found(
    every: Sequence[Piece],
    chosen: NDArray[np.bool_],
    past: Sequence[Piece],
    codes: Mapping[str, Sequence[str]],
    search: Search,
    tick: Tick,
) -> tuple[list[Theme], int]:
    """Themes by score, and how many passages are in none."""
    background = [*(piece.text for piece in past), *(t for own in codes.values() for t in own)]
    ground = Ground.learn(every, background, search.lemmas, search.encoder, search.method.seed)
    pieces = [piece for piece, own in zip(every, chosen, strict=True) if own]
    rows = ground.space.rows(every)
    rest = [piece for piece, own in zip(every, chosen, strict=True) if not own]
    model = modelled(
        pieces,
        rows[chosen],
        [*rest, *past],
        ground.words,
        ground.space,
        search.method,
        search.seeds,
    )
    topics = len(model.words)
    if not topics:
        return [], len(pieces)
    centres = Centres.of(rows[chosen], model.labels)
    now = centres.about(rows)
    now[chosen] = model.labels
    before = centres.about(ground.space.rows(past)) if past else np.zeros(0, dtype=np.int64)
    grouped = Grouped.of(ground.words, pieces, rows[chosen], model, centres)
    steady = stability(
        model.labels,
        [piece.respondent for piece in pieces],
        _again(every, pieces, background, search),
        search.method.seed,
        search.draws,
        tick,
    )
    like = likest(grouped.means, codes, ground.words)
    rising = rise(now, before, topics) if past else np.full(topics, 0.5)
    themes = [
        grouped.theme(
            topic,
            rise=float(rising[topic]),
            stability=float(steady[topic]),
            like=tuple(like[topic]),
            now=_ids(every, now == topic),
            before=_ids(past, before == topic),
        )
        for topic in range(topics)
    ]
    return _by_score(themes), int((model.labels < 0).sum())


def _again(
    every: Sequence[Piece], pieces: Sequence[Piece], background: Sequence[str], search: Search
) -> Callable[[NDArray[np.bool_]], NDArray[np.int64]]:
    """Words, space and groups once more, from the reports of some respondents. What somebody
    wants looked for takes no part: a topic has to stand without."""

    def refit(drawn: NDArray[np.bool_]) -> NDArray[np.int64]:
        kept = {piece.id for piece, own in zip(pieces, drawn, strict=True) if own}
        who = {piece.respondent for piece in pieces if piece.id in kept}
        part = [piece for piece in every if piece.respondent in who]
        ground = Ground.learn(part, background, search.lemmas, search.encoder, search.method.seed)
        rows = ground.space.rows(part)[[piece.id in kept for piece in part]]
        return search.method.labels(rows)

    return refit


def _ids(pieces: Sequence[Piece], own: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(piece.id for piece, there in zip(pieces, own, strict=True) if there)


def _by_score(themes: Sequence[Theme]) -> list[Theme]:
    """The highest score first, then the first passage; `near` follows."""
    order = sorted(range(len(themes)), key=lambda at: (-themes[at].score, themes[at].pieces))
    place = {at: number for number, at in enumerate(order)}
    return [
        replace(themes[at], near=tuple(sorted(place[other] for other in themes[at].near)))
        for at in order
    ]

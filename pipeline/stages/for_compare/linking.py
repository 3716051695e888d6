"""Which themes go together: in what one respondent tells, and in one passage of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from pipeline.domain.codebook import Codebook
from pipeline.domain.compared import Together
from pipeline.domain.comparison import Rules
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Coding
from pipeline.stages.for_compare.tabulating import theme_of
from pipeline.stages.shared.interviewed import People
from pipeline.stats.arrays import Flags
from pipeline.stats.comparing import (
    CoOccurrence,
    Policy,
    co_occurrence,
    on_a_circle,
    pairs_left_out,
)

LEAST = 2
"""Respondents who speak of both in one passage, below which a link is chance; more of actors whose
OZA may not be named (`Policy.threshold`)."""

Link = tuple[int, int, int]


def together_of(
    people: People,
    actors: tuple[Actor, ...],
    codings: Iterable[Coding],
    rules: Rules,
    book: Codebook,
    policy: Policy,
) -> Together | None:
    """None where fewer than two main codes were raised, or too few respondents were read."""
    own = people.of(actors)
    raised = own.raised[own.counts]
    private = not set(actors) <= rules.names_oza
    fewest = policy.threshold if private else 1
    main = [
        at
        for at, code in enumerate(book)
        if not code.parent and set(actors) & set(code.actors) and raised[:, at].sum() >= fewest
    ]
    if len(main) < 2 or len(raised) < policy.least_respondents:
        return None
    pairs = co_occurrence(raised[:, main])
    hidden = _hidden(pairs, policy) if private else np.zeros(pairs.count.shape, dtype=np.bool_)
    least = max(LEAST, policy.threshold) if private else LEAST
    names = {str(one.id) for one in own.respondents}
    told = _in_one_passage([one for one in codings if one.respondent in names], book)
    main_of = {book.codes[at].id: place for place, at in enumerate(main)}
    links = _shown(told, least, hidden, main_of, book)
    codes = sorted({at for a, b, _ in links for at in (a, b)})
    place = {code: number for number, code in enumerate(codes)}
    return Together(
        actors=actors,
        respondents=len(raised),
        themes=tuple(theme_of(book, at) for at in main),
        count=_shown_counts(pairs, hidden),
        codes=tuple(theme_of(book, at) for at in codes),
        places=tuple((x, y) for x, y in on_a_circle(len(codes)).tolist()),
        links=tuple((place[a], place[b], number) for a, b, number in links),
        least=least,
    )


def _hidden(pairs: CoOccurrence, policy: Policy) -> Flags:
    """What is left out, but for what both numbers on the slanting line say by themselves."""
    own = np.diag(pairs.count)
    least = np.maximum(own[:, None] + own - pairs.size, 0)
    told: Flags = least == np.minimum(own[:, None], own)
    return pairs_left_out(pairs, policy=policy)[0] & ~told


def _in_one_passage(codings: Sequence[Coding], book: Codebook) -> dict[tuple[int, int], set[str]]:
    """Two codes → the respondents who spoke of both in one segment; a code and what it lies below
    are one thing."""
    at = {code.id: place for place, code in enumerate(book)}
    above = {code.id: {one.id for one in book.ancestors(code.id)} for code in book}
    per_segment: dict[str, set[str]] = defaultdict(set)
    for coding in codings:
        if coding.code in at:
            per_segment[coding.segment].add(coding.code)
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for segment, codes in per_segment.items():
        for one, two in combinations(sorted(codes, key=at.__getitem__), 2):
            if one not in above[two] and two not in above[one]:
                found[at[one], at[two]].add(segment.partition(":")[0])
    return found


def _shown(
    told: dict[tuple[int, int], set[str]],
    least: int,
    hidden: Flags,
    main_of: dict[str, int],
    book: Codebook,
) -> list[Link]:
    """Links of enough respondents, most first. Of main codes of which the number is left out none
    is shown: a link says that there are at least so many."""

    def may_be_shown(one: int, two: int) -> bool:
        main = [main_of.get(theme_of(book, code).main) for code in (one, two)]
        return None not in main and not hidden[main[0], main[1]]

    links = [
        (one, two, len(who))
        for (one, two), who in told.items()
        if len(who) >= least and may_be_shown(one, two)
    ]
    return sorted(links, key=lambda link: (-link[2], link[0], link[1]))


def _shown_counts(pairs: CoOccurrence, hidden: Flags) -> tuple[tuple[int | None, ...], ...]:
    return tuple(
        tuple(None if left else number for number, left in zip(row, gone, strict=True))
        for row, gone in zip(pairs.count.tolist(), hidden.tolist(), strict=True)
    )

"""What chance alone would bring: the same interviews dealt over the two waves again and again.

Of many codes some always differ between two waves. How many, and how strongly, is found by dealing
the interviews of each actor over the waves at random, with as many in each as there are; who
returned keeps one interview in either. Counting how many codes differ as strongly in a dealing, on
average, against how many do in truth, says what share of the differences named may be chance
(Tusher, Tibshirani & Chu 2001, *Significance analysis of microarrays*, PNAS 98; the idea of a
false discovery rate: Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57).
Codes are dealt together, so that what hangs together between them is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pipeline.stats.arrays import Flags, Floats
from pipeline.stats.drift.overlapping import Changed, Returning, overlapping


@dataclass(frozen=True, slots=True, eq=False)
class Dealt:
    """Attributes:
    now: (1 + draws, interviews) which interviews fall in the new wave; row 0 is the truth.
    partner: (interviews,) the place of the same respondent's interview in the other wave, -1 for
        none.
    """

    now: Flags
    partner: NDArray[np.int64]


def deal(people: Sequence[str], now: ArrayLike, *, count: int, seed: int) -> Dealt:
    """Deals the interviews of one actor over both waves.

    Args:
        people: (interviews,) the respondent of each; a name may occur once in either wave.
        now: (interviews,) which are of the new wave.
        count: of dealings.
        seed: of numpy's default generator.

    Raises:
        ValueError: a respondent who occurs twice in one wave.
    """
    truth = np.asarray(now, dtype=np.bool_)
    if len({*zip(people, truth.tolist(), strict=True)}) < len(people):
        raise ValueError("a respondent occurs once in a wave")
    place = {(who, late): at for at, (who, late) in enumerate(zip(people, truth, strict=True))}
    partner = np.array(
        [place.get((who, not late), -1) for who, late in zip(people, truth, strict=True)],
        dtype=np.int64,
    )
    random = np.random.default_rng(seed)
    drawn = np.tile(truth, (1 + count, 1))
    single = np.flatnonzero(partner < 0)
    if len(single):
        drawn[1:, single] = random.permuted(drawn[1:, single], axis=1)
    first = np.flatnonzero(truth & (partner >= 0))
    keeps = random.random((count, len(first))) < 0.5
    drawn[1:, first] = keeps
    drawn[1:, partner[first]] = ~keeps
    return Dealt(drawn, partner)


def changed(raised: ArrayLike, dealt: Dealt, level: float = 0.95) -> Changed:
    """(1 + draws, codes) differences in the truth and in every dealing.

    Args:
        raised: (interviews, codes) who raised what.
    """
    said = np.asarray(raised, dtype=np.float64)
    late = dealt.now.astype(np.float64)
    early = 1 - late
    back = dealt.partner >= 0
    other = np.where(back[:, None], said[dealt.partner], 0.0)
    # Each pair has one interview in either wave: what is counted once per pair is counted late.
    alone = np.where(back[:, None], said * (1 - other), 0.0)
    both = late @ np.where(back[:, None], said * other, 0.0)
    only_now, only_before = late @ alone, early @ alone
    neither = back.sum() / 2 - both - only_now - only_before
    return overlapping(
        early @ said,
        early.sum(axis=1)[:, None],
        late @ said,
        late.sum(axis=1)[:, None],
        Returning(both, only_before, only_now, neither),
        level,
    )


def expected_by_chance(strength: Sequence[Floats]) -> list[Floats]:
    """How many codes are as strong as each by chance, on average, over all actors together.

    Args:
        strength: of each actor (1 + draws, codes), larger is stronger: how far an interval stays
            from 0, say. NaN never counts.

    Returns:
        of each actor (codes,).
    """
    dealt = np.sort(
        np.concatenate([np.empty(0), *(own[1:][~np.isnan(own[1:])] for own in strength)])
    )
    draws = max((len(own) - 1 for own in strength), default=0)
    return [
        # A hair below, so that equal strengths count however they were rounded.
        (len(dealt) - np.searchsorted(dealt, own[0] - 1e-9)) / max(draws, 1)
        for own in strength
    ]

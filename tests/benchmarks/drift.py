"""How often the intervals of drift hold what they should, and what a study without drift shows.

Every number is a ratio: the share of invented studies in which the interval holds the truth (0.95
is asked), or what is found over what chance was said to bring (1 is right). Sizes are those of the
shipped study: fifteen respondents, then six, of whom two returned. Run with
`python tests/benchmarks/drift.py`; nothing is asserted.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from scipy.stats import binom

from pipeline.domain.drift_rules import HARDLY, TYPICAL
from pipeline.stats.comparing import newcombe
from pipeline.stats.drift import (
    change,
    changed,
    clustered,
    deal,
    expected_ratio,
    overlapping,
    returning_of,
)

STUDIES = 2000
BEFORE, NOW = 15, 6


def beta_of(mean: float, together: float, size: int, random: np.random.Generator) -> np.ndarray:
    """(size,) shares around a mean; `together` is how much of one cluster agrees (ICC)."""
    if not together:
        return np.full(size, mean)
    weight = (1 - together) / together
    return random.beta(mean * weight, (1 - mean) * weight, size)


def covered(
    first: float, second: float, returning: int, stays: float, of_oza: float, seed: int
) -> tuple[float, float, float]:
    """Coverage of the overlapping interval and of Newcombe's for independent shares, and the width
    of the first over that of the second. `stays`: who returns tells again what she told, so often,
    whatever the wave (only where both shares are equal); `of_oza`: agreement within an OZA, of
    which there are seven."""
    random = np.random.default_rng(seed)
    inside = np.zeros(2)
    width = np.zeros(2)
    for _ in range(STUDIES):
        early = beta_of(first, of_oza, 7, random)[np.arange(BEFORE) % 7]
        late = beta_of(second, of_oza, 7, random)[np.arange(NOW) % 7]
        one = random.random(BEFORE) < early
        two = random.random(NOW) < late
        again = random.random(returning) < stays
        two[:returning] = np.where(again, one[:returning], two[:returning])
        pairs = returning_of(one[:returning, None], two[:returning, None])
        found = overlapping([one.sum()], BEFORE, [two.sum()], NOW, pairs)
        _, low, high = newcombe(two.sum(), NOW, one.sum(), BEFORE)
        for at, (a, b) in enumerate(((found.low[0], found.high[0]), (low, high))):
            inside[at] += a <= second - first <= b
            width[at] += b - a
    return (*(inside / STUDIES).tolist(), float(width[0] / width[1]))


def covered_segments(share: float, together: float, seed: int) -> tuple[float, float]:
    """Coverage of the change of a share of segments (29 respondents, then 12, one to four each),
    and of Newcombe's interval that takes segments for independent."""
    random = np.random.default_rng(seed)
    inside = np.zeros(2)
    for _ in range(STUDIES // 4):
        sides = []
        for people in (29, 12):
            groups = np.repeat(np.arange(people), random.integers(1, 5, people))
            own = beta_of(share, together, people, random)[groups]
            sides.append(clustered(random.random(len(groups)) < own, groups))
        found = change(*sides)
        before, now = sides
        _, low, high = newcombe(now.hits, now.cases, before.hits, before.cases)
        inside += [found.low <= 0 <= found.high, low <= 0 <= high]
    one, two = (inside / (STUDIES // 4)).tolist()
    return one, two


def covered_ratio(chance: float, together: float, seed: int) -> float:
    """Coverage of codings over expected: twelve respondents of 18 segments."""
    random = np.random.default_rng(seed)
    inside = 0
    groups = np.repeat(np.arange(12), 18)
    for _ in range(STUDIES // 4):
        own = beta_of(chance, together, 12, random)[groups]
        found = expected_ratio(random.random(len(groups)) < own, np.full(len(own), chance), groups)
        inside += found.low <= 1 <= found.high
    return inside / (STUDIES // 4)


def without_drift(seed: int) -> tuple[float, float, float, float]:
    """Studies of 50 codes in which nothing changed: codes found clear, and faded, for every one that
    chance was said to bring; how many studies show more of either than 97.5% of the dealings; and
    the share of codes whose interval leaves 0 out."""
    random = np.random.default_rng(seed)
    people = [f"b{n}" for n in range(BEFORE)] + ["b0", "b1", "n2", "n3", "n4", "n5"]
    late = np.arange(BEFORE + NOW) >= BEFORE
    found, said, more = np.zeros(2), np.zeros(2), 0
    studies = 300
    for at in range(studies):
        often = random.beta(0.8, 1.2, 50)
        # What one person tells hangs together: some tell more of everything.
        talks = random.normal(0, 0.8, BEFORE + NOW)[:, None]
        logit = np.log(often / (1 - often)) + talks
        raised = random.random((BEFORE + NOW, 50)) < 1 / (1 + np.exp(-logit))
        result = changed(raised, deal(people, late, count=300, seed=at))
        clear = (np.maximum(result.low, -result.high) > 0).sum(axis=1)
        faded = ((result.before > TYPICAL) & (result.now <= HARDLY)).sum(axis=1)
        found += [clear[0], faded[0]]
        said += [clear[1:].mean(), faded[1:].mean()]
        more += any(kind[0] > np.quantile(kind[1:], 0.975) for kind in (clear, faded))
    ratios = found / said
    return float(ratios[0]), float(ratios[1]), more / studies, float(found[0] / studies / 50)


def named(first: float, second: float) -> tuple[float, float]:
    """How often a theme that so many told is called faded or clearly less told, and how often it is
    called faded; exact, with nobody in both waves."""
    x, y = np.arange(BEFORE + 1)[:, None], np.arange(NOW + 1)[None, :]
    chance = binom.pmf(x, BEFORE, first) * binom.pmf(y, NOW, second)
    _, _, high = newcombe(y, NOW, x, BEFORE)
    faded = (x / BEFORE > TYPICAL) & (y / NOW <= HARDLY)
    return float(chance[faded | (high < 0)].sum()), float(chance[faded].sum())


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    print("difference of two shares (15 → 6, 2 returned): coverage, Newcombe's alone, width ratio")
    for first, second in ((0.1, 0.1), (0.3, 0.3), (0.5, 0.5), (0.5, 0.1), (0.9, 0.5)):
        one, two, width = covered(first, second, 2, 0.0, 0.0, 1)
        print(f"  {first} → {second}: {one:.3f} {two:.3f} {width:.2f}")
    print("  … and four of six returned, telling the same again three times in four")
    for share in (0.1, 0.3, 0.5):
        one, two, width = covered(share, share, 4, 0.75, 0.0, 2)
        print(f"  {share} → {share}: {one:.3f} {two:.3f} {width:.2f}")
    print("  … and respondents of one OZA hang together (ICC 0.2)")
    for share in (0.1, 0.3, 0.5):
        one, two, width = covered(share, share, 2, 0.0, 0.2, 3)
        print(f"  {share} → {share}: {one:.3f} {two:.3f} {width:.2f}")
    print("change of a share of segments: coverage, and where segments are taken for independent")
    for share in (0.2, 0.5, 0.8):
        for together in (0.0, 0.3):
            one, two = covered_segments(share, together, 4)
            print(f"  {share}, ICC {together}: {one:.3f} {two:.3f}")
    print("codings over expected: coverage")
    for chance, together in ((0.02, 0.0), (0.1, 0.0), (0.1, 0.05)):
        print(f"  {chance}, ICC {together}: {covered_ratio(chance, together, 5):.3f}")
    print("a study without drift: clear and faded over what chance was said to bring; studies with")
    print("more than the range said; share of intervals without 0")
    print("  " + " ".join(f"{number:.2f}" for number in without_drift(6)))
    print("a theme that fades: named at all, and named as faded")
    for first, second in ((0.5, 0.5), (0.5, 0.1), (0.6, 0.1), (0.8, 0.1), (0.9, 0.3)):
        print(f"  {first} → {second}: " + " ".join(f"{x:.2f}" for x in named(first, second)))
    random = np.random.default_rng(0)
    people = [str(n) for n in range(400)]
    raised, late = random.random((400, 90)) < 0.3, np.arange(400) >= 200
    yardstick = timed(lambda: [newcombe(60, 200, 60, 200) for _ in range(90)])
    took = timed(lambda: changed(raised, deal(people, late, count=1000, seed=0)))
    print(
        f"1,000 dealings of 400 interviews and 90 codes: {took / yardstick:.1f} times as long as 90"
    )
    print(f"single intervals ({took:.2f} s)")


if __name__ == "__main__":
    main()

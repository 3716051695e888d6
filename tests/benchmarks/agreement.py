"""How long agreement takes to compute, against a bare reference in the same run.

70 codes, 3 coders, 2,000 segments, 1,000 draws of 60 respondents: every coefficient of every code
and pair of coders with its interval. The reference computes far less: nominal alpha alone, one
code and draw after the other, with the package `krippendorff`, and statsmodels' Fleiss; it is
timed on a few draws and multiplied. Run with `python tests/benchmarks/agreement.py`; nothing is
asserted.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import krippendorff
import numpy as np
from statsmodels.stats.inter_rater import fleiss_kappa

from pipeline.stats.agreement import (
    Continuum,
    Span,
    agreement,
    design_effect,
    fleiss,
    lengths_drawn,
    set_alpha,
    u_alpha,
)
from pipeline.stats.resampling import Resample, resample

CODES, SEGMENTS, CODERS, PEOPLE, DRAWS = 70, 2000, 3, 60, 1000
TRIED = 5


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs: these machines are shared."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took)


def study() -> tuple[np.ndarray, np.ndarray]:
    """(codes, segments, coders) ratings, a fifth of them missing, and the respondents."""
    random = np.random.default_rng(0)
    often = random.beta(0.5, 6, (CODES, 1, 1))
    truth = random.random((CODES, SEGMENTS, 1)) < often
    ratings = (truth ^ (random.random((CODES, SEGMENTS, CODERS)) < 0.03)).astype(np.int8)
    ratings[:, random.random((SEGMENTS, CODERS)) < 0.2] = -1
    return ratings, np.arange(SEGMENTS) * PEOPLE // SEGMENTS


def one_by_one(ratings: np.ndarray, made: Resample) -> None:
    """Some draws of all codes by the packages, respondents repeated segment by segment."""
    for times in made.weights[1 : 1 + TRIED]:
        chosen = np.repeat(np.arange(SEGMENTS), times[made.index].astype(int))
        for code in ratings[:, chosen]:
            counts = np.stack([(code == 0).sum(axis=1), (code == 1).sum(axis=1)], axis=1)
            if len(np.unique(code[code >= 0])) > 1:
                krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
                fleiss_kappa(counts[counts.sum(axis=1) == CODERS])


def spans() -> list[Continuum]:
    """60 texts of 20,000 characters, some 30 spans of each of three coders in each."""
    random = np.random.default_rng(1)
    found = []
    for _ in range(PEOPLE):
        by = []
        for _ in range(CODERS):
            cuts = np.sort(random.choice(20_001, 60, replace=False)).tolist()
            ends = zip(cuts[::2], cuts[1::2], strict=True)
            by.append(tuple(Span(a, b, int(random.integers(12))) for a, b in ends))
        found.append(Continuum(20_000, tuple(by)))
    return found


def main() -> None:
    ratings, groups = study()
    made = resample(groups, count=DRAWS)
    read = (ratings[0] >= 0).astype(bool)
    coded = (ratings == 1).transpose(1, 2, 0) & read[..., None]
    texts = spans()
    of_texts = resample(np.arange(PEOPLE), count=DRAWS)
    bare = seconds(lambda: one_by_one(ratings, made), 1) * DRAWS / TRIED
    rows = [
        ("all coefficients, all codes, intervals", seconds(lambda: agreement(ratings, made))),
        ("alpha of sets (MASI), interval", seconds(lambda: set_alpha(coded, read, made), 1)),
        (
            "u-alpha of spans, interval",
            seconds(lambda: u_alpha(lengths_drawn(texts, 12, of_texts))),
        ),
        ("design effects, all codes", seconds(lambda: design_effect(ratings, groups, fleiss), 1)),
    ]
    print(f"{CODES} codes, {CODERS} coders, {SEGMENTS} segments, {DRAWS} draws")
    print(f"{'alpha and Fleiss only, by the packages':<42} {bare:8.2f} s (from {TRIED} draws)")
    for what, took in rows:
        print(f"{what:<42} {took:8.2f} s {took / bare:8.4f} × reference")


if __name__ == "__main__":
    main()

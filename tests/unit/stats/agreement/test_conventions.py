"""What is undefined, what is left out, and what may not matter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stats.agreement import (
    alpha,
    as_ratings,
    bias_index,
    brennan_prediger,
    cohen,
    conger,
    count,
    disagreeing,
    fleiss,
    gwet,
    pabak,
    pair_percentage,
    pairs_of,
    percentage,
    prevalence,
    prevalence_index,
    scott,
    weights,
)

TOGETHER = [percentage, fleiss, conger, gwet, brennan_prediger, alpha]
CORRECTED = [fleiss, conger, alpha]


@st.composite
def ratings(draw: st.DrawFn) -> np.ndarray:
    """(2 codes, segments, coders) of 3 categories, with gaps."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = (2, draw(st.integers(2, 25)), draw(st.integers(2, 4)))
    found = random.choice(3, shape, p=[0.6, 0.3, 0.1])
    found = np.where(random.random(shape) < 0.6, found[..., :1], found)
    found[random.random(shape) < draw(st.sampled_from([0, 0.3]))] = -1
    return found


@settings(max_examples=30, deadline=None)
@given(ratings(), st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter(found: np.ndarray, random) -> None:  # type: ignore[no-untyped-def]
    """Of coders, of categories, of segments; nor that codes are computed together."""
    coders, segments = list(range(found.shape[2])), list(range(found.shape[1]))
    random.shuffle(coders)
    random.shuffle(segments)
    others = np.array([2, 0, 1, -1])[found]
    for statistic in TOGETHER:
        own = statistic(count(found, 3))
        for same in (found[:, :, coders], found[:, segments], others):
            assert statistic(count(same, 3)) == pytest.approx(own, abs=1e-12, nan_ok=True)
        alone = [statistic(count(code, 3))[0] for code in found]
        assert alone == pytest.approx(own, abs=1e-12, nan_ok=True)


@settings(max_examples=30, deadline=None)
@given(ratings())
def test_a_pair_alone_is_the_pair_among_others(found: np.ndarray) -> None:
    """And PI, BI and PABAK give kappa back (Byrt, Bishop & Carlin 1993)."""
    binary = np.minimum(found, 1)
    whole = count(binary)
    for at, pair in enumerate(pairs_of(found.shape[2])):
        alone = count(binary[:, :, list(pair)])
        for statistic in (cohen, scott, pair_percentage, prevalence_index, bias_index, pabak):
            expected = statistic(alone)[:, 0]
            assert statistic(whole)[:, at] == pytest.approx(expected, abs=1e-12, nan_ok=True)
        reversed_pair = count(binary[:, :, list(pair[::-1])])
        assert bias_index(reversed_pair) == pytest.approx(-bias_index(alone), nan_ok=True)
    pi, bi = prevalence_index(whole), bias_index(whole)
    below = 1 - pi**2 + bi**2
    rebuilt = np.where(
        below > 1e-12, (pabak(whole) - pi**2 + bi**2) / np.maximum(below, 1e-12), np.nan
    )
    assert cohen(whole) == pytest.approx(rebuilt, abs=1e-9, nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(ratings())
def test_perfect_agreement_is_one(found: np.ndarray) -> None:
    same = np.repeat(np.maximum(found[:, :, :1], 0), 3, axis=2)
    same[:, 0], same[:, 1] = 0, 1
    counts = count(same, 3)
    for statistic in TOGETHER:
        assert statistic(counts) == pytest.approx(1.0, abs=1e-12)
    assert cohen(counts) == pytest.approx(1.0, abs=1e-12)
    assert scott(counts) == pytest.approx(1.0, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(ratings(), st.integers(0, 10**6))
def test_one_more_agreement_never_lowers_the_share_that_agrees(found: np.ndarray, at: int) -> None:
    complete = np.maximum(found, 0)
    better = complete.copy()
    better[:, at % found.shape[1]] = better[:, at % found.shape[1], :1]
    for statistic in (percentage, brennan_prediger):
        assert (statistic(count(better, 3)) >= statistic(count(complete, 3)) - 1e-12).all()


def test_one_category_throughout_is_undefined() -> None:
    """But for coefficients that expect disagreement whatever was used."""
    counts = count(np.zeros((20, 3), dtype=int))
    for statistic in CORRECTED:
        assert np.isnan(statistic(counts)).all(), statistic.__name__
    for statistic in (cohen, scott):
        assert np.isnan(statistic(counts)).all()
    for metric in ("nominal", "ordinal", "interval", "ratio"):
        assert np.isnan(alpha(counts, metric)).all()  # type: ignore[arg-type]
    assert [percentage(counts)[0], gwet(counts)[0], brennan_prediger(counts)[0]] == [1, 1, 1]
    assert prevalence(counts)[0] == 0
    assert prevalence_index(counts)[0].tolist() == [-1, -1, -1]


def test_nothing_rated_twice_is_undefined() -> None:
    counts = count([[0, -1], [-1, 1], [-1, -1]])
    for statistic in TOGETHER:
        assert np.isnan(statistic(counts)).all(), statistic.__name__
    for of_pair in (cohen, scott, pair_percentage, prevalence_index, bias_index, pabak):
        assert np.isnan(of_pair(counts)).all(), of_pair.__name__
    assert prevalence(counts)[0] == 0.5


def test_what_becomes_of_a_segment_with_one_rating() -> None:
    """It changes what Fleiss, Gwet and Conger expect by chance, and nothing of the others."""
    complete = np.array([[0, 0], [0, 1], [1, 1], [0, 0], [0, 0]])
    more = np.vstack([complete, [[1, -1]] * 4])
    one, other = count(complete), count(more)
    for statistic in (percentage, alpha, brennan_prediger, cohen, scott):
        assert statistic(other) == pytest.approx(statistic(one), abs=1e-12)
    for statistic in (fleiss, gwet, conger):
        assert abs(statistic(other)[0] - statistic(one)[0]) > 0.01


def test_a_category_that_nobody_used() -> None:
    """Counts for Brennan-Prediger and Gwet, and for the range of weights; not for the others."""
    found = [[0, 0], [0, 1], [1, 1], [1, 1], [0, 0], [1, 0]]
    two, three = count(found, 2), count(found, 3)
    for statistic in (percentage, alpha, fleiss, conger, cohen, scott):
        assert statistic(three) == pytest.approx(statistic(two), abs=1e-12)
    assert brennan_prediger(two)[0] == pytest.approx(1 - (1 / 3) / (1 / 2))
    assert brennan_prediger(three)[0] == pytest.approx(1 - (1 / 3) / (2 / 3))
    assert gwet(three)[0] > gwet(two)[0]
    assert percentage(three, weights("linear", 3))[0] == pytest.approx(1 - (1 / 3) / 2)


def test_conger_of_two_coders_is_cohen() -> None:
    found = np.random.default_rng(1).integers(0, 3, (40, 2))
    assert conger(count(found, 3))[0] == pytest.approx(cohen(count(found, 3))[0, 0], abs=1e-12)


def test_alpha_exceeds_fleiss_by_the_smallness_of_the_sample() -> None:
    """Krippendorff 2011: 1 - alpha = (1 - kappa) (n - 1) / n, without missing ratings."""
    found = np.random.default_rng(2).integers(0, 2, (15, 4))
    counts = count(found)
    assert 1 - alpha(counts)[0] == pytest.approx((1 - fleiss(counts)[0]) * 59 / 60, abs=1e-12)


def test_alpha_and_kappa_by_counting_pairs(by_counting) -> None:  # type: ignore[no-untyped-def]
    random = np.random.default_rng(8)
    found = random.integers(-1, 4, (12, 3))
    counts = count(found, 4)
    for metric, apart in {
        "nominal": lambda a, b: float(a != b),
        "interval": lambda a, b: float((a - b) ** 2),
    }.items():
        expected = by_counting.alpha(found, apart)
        assert alpha(counts, metric)[0] == pytest.approx(expected, abs=1e-12)  # type: ignore[arg-type]
    for at, (a, b) in enumerate(pairs_of(3)):
        linear = by_counting.kappa(found[:, a], found[:, b], lambda x, y: abs(x - y))
        assert cohen(counts, weights("linear", 4))[0, at] == pytest.approx(linear, abs=1e-12)


def test_segments_that_disagree() -> None:
    found = [[0, 0, 0], [0, 1, 0], [-1, 1, 1], [-1, 1, 0], [-1, -1, 1], [-1, -1, -1]]
    assert disagreeing(found)[0].tolist() == [False, True, False, True, False, False]


def test_what_is_refused() -> None:
    for wrong in ([0, 1], [[0]], [[0, 2]], [[0, -2]], [[0, 0.5]]):
        with pytest.raises(ValueError, match="expected"):
            as_ratings(wrong)
    with pytest.raises(ValueError, match="two categories"):
        as_ratings([[0, 0]], 1)
    counts = count([[0, 1], [1, 1]])
    for w in (np.eye(3), np.zeros((2, 2)), np.array([[1, 0.5], [0, 1]])):
        with pytest.raises(ValueError, match="symmetric weights"):
            fleiss(counts, w)
    with pytest.raises(ValueError, match="ascending"):
        weights("linear", 3, [1, 3, 2])
    with pytest.raises(ValueError, match="two categories"):
        prevalence_index(count([[0, 2], [1, 1]], 3))
    for apart in (np.eye(2), np.zeros((3, 3)), np.array([[0.0, 1.0], [2.0, 0.0]])):
        with pytest.raises(ValueError, match="expected"):
            alpha(counts, apart)

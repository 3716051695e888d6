"""The same as `krippendorff`, statsmodels and scikit-learn, wherever those define a statistic."""

from __future__ import annotations

import warnings

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

from pipeline.stats.agreement import alpha, alpha_drawn, cohen, count, fleiss, scott, weights
from pipeline.stats.resampling import resample

EXACT = 1e-9


@st.composite
def rated(draw: st.DrawFn, coders: int | None = None, gaps: bool = True) -> tuple[np.ndarray, int]:
    """(segments, coders) ratings that agree more often than not, and how many categories."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    q = draw(st.integers(2, 5))
    shape = draw(st.integers(1, 40)), coders or draw(st.integers(2, 5))
    habit = random.dirichlet(np.full(q, draw(st.sampled_from([0.3, 1.0, 5.0]))))
    truth = random.choice(q, shape[0], p=habit)[:, None]
    slip = random.random(shape) < draw(st.sampled_from([0.0, 0.2, 0.6]))
    ratings = np.where(slip, random.choice(q, shape, p=habit), truth)
    if gaps:
        ratings[random.random(shape) < draw(st.sampled_from([0.0, 0.2, 0.6]))] = -1
    return ratings, q


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
@settings(max_examples=40, deadline=None)
@given(rated())
def test_alpha_is_that_of_krippendorff(metric: str, case: tuple[np.ndarray, int]) -> None:
    ratings, q = case
    pairable = ratings[(ratings >= 0).sum(axis=1) > 1]
    assume(len(np.unique(pairable[pairable >= 0])) > 1)
    scale = np.array([1.0, 2.0, 4.0, 7.5, 20.0])[:q]
    values = np.where(ratings >= 0, scale[ratings], np.nan)
    theirs = krippendorff.alpha(values.T, level_of_measurement=metric, value_domain=scale)
    assert alpha(count(ratings, q), metric, scale)[0] == pytest.approx(theirs, abs=EXACT)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(rated(), st.integers(0, 2**32 - 1))
def test_alpha_of_any_distance_is_that_of_krippendorff(
    case: tuple[np.ndarray, int], seed: int
) -> None:
    ratings, q = case
    pairable = ratings[(ratings >= 0).sum(axis=1) > 1]
    assume(len(np.unique(pairable[pairable >= 0])) > 1)
    apart = np.random.default_rng(seed).random((q, q)) + 0.1
    apart = (apart + apart.T) * (1 - np.eye(q))
    values = np.where(ratings >= 0, ratings, np.nan)
    theirs = krippendorff.alpha(
        values.T,
        value_domain=np.arange(q),
        level_of_measurement=lambda v1, v2, i1, i2, n_v, dtype: apart[i1, i2],
    )
    assert alpha(count(ratings, q), apart)[0] == pytest.approx(theirs, abs=EXACT)
    groups = np.arange(len(ratings)) // 3
    drawn = alpha_drawn(ratings, apart, resample(groups, count=0))
    assert drawn[0] == pytest.approx(theirs, abs=EXACT)


@settings(max_examples=40, deadline=None)
@given(rated(gaps=False))
def test_fleiss_is_that_of_statsmodels(case: tuple[np.ndarray, int]) -> None:
    ratings, q = case
    assume(len(np.unique(ratings)) > 1)
    theirs = fleiss_kappa(aggregate_raters(ratings, n_cat=q)[0])
    assert fleiss(count(ratings, q))[0] == pytest.approx(theirs, abs=EXACT)


@pytest.mark.parametrize("kind", ["identity", "linear", "quadratic"])
@settings(max_examples=40, deadline=None)
@given(rated(coders=2, gaps=False))
def test_cohen_is_that_of_scikit_learn_and_statsmodels(
    kind: str, case: tuple[np.ndarray, int]
) -> None:
    ratings, q = case
    ours = cohen(count(ratings, q), weights(kind, q))[0, 0]  # type: ignore[arg-type]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = cohen_kappa_score(
            *ratings.T, labels=np.arange(q), weights=None if kind == "identity" else kind
        )
    if len(np.unique(ratings)) == 1:
        # One category throughout: nobody defines it, and neither do we.
        assert np.isnan(ours)
        assert np.isnan(theirs)
        return
    table = np.zeros((q, q))
    np.add.at(table, tuple(ratings.T), 1)
    other = cohens_kappa(table, wt=None if kind == "identity" else kind, return_results=False)
    assert ours == pytest.approx(theirs, abs=EXACT)
    assert ours == pytest.approx(other, abs=EXACT)


@settings(max_examples=40, deadline=None)
@given(rated(coders=2, gaps=False))
def test_two_coders_without_gaps_make_fleiss_scott(case: tuple[np.ndarray, int]) -> None:
    ratings, q = case
    counts = count(ratings, q)
    if len(np.unique(ratings)) > 1:
        theirs = fleiss_kappa(aggregate_raters(ratings, n_cat=q)[0])
        assert scott(counts)[0, 0] == pytest.approx(theirs, abs=EXACT)
    assert scott(counts)[0] == pytest.approx(fleiss(counts), abs=EXACT, nan_ok=True)

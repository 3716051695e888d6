"""Ridge by landmarks, against the exact one."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.tagging.landmarks import ByLandmarks, landmarks
from pipeline.tagging.ridge import Taught


def rows_of(random: np.random.Generator, count: int, width: int) -> csr_matrix:
    rows = random.random((count, width)) * (random.random((count, width)) < 0.2)
    return csr_matrix((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))


def lessons(count: int, width: int = 60, codes: int = 5, seed: int = 1):  # type: ignore[no-untyped-def]
    """What is taught, and decided rows with labels that words of their own speak for."""
    random = np.random.default_rng(seed)
    taught, decided = rows_of(random, 30, width), rows_of(random, count, width)
    told = np.eye(codes)[random.integers(codes, size=30)]
    lean = random.normal(size=(width, codes))
    given = (decided @ lean + 0.1 * random.normal(size=(count, codes)) > 0.6).astype(float)
    context = rows_of(random, count, 40)
    return (
        Taught.of(taught, told, 0.7),
        decided,
        given,
        random.integers(count // 4, size=count),
        context,
    )


def test_with_every_row_a_landmark_it_is_the_exact_ridge() -> None:
    taught, decided, given, groups, context = lessons(80)
    exact = taught.beside(decided, given, groups)
    other = ByLandmarks.of(taught, decided, given, groups)
    for (one, one_more), (two, two_more) in [
        (exact.ridge(), other.ridge()),
        (exact.in_context(context), other.in_context(context)),
    ]:
        assert two.weights == pytest.approx(one.weights, abs=1e-3)
        assert two.left_out == pytest.approx(one.left_out, abs=1e-3)
        assert two_more == pytest.approx(one_more, abs=1e-3)


def test_what_is_left_out_is_what_a_refit_on_the_same_landmarks_says() -> None:
    """The group's labels play no part: changing them changes nothing but through the labels."""
    taught, decided, given, groups, _ = lessons(200)
    one = ByLandmarks.of(taught, decided, given, groups, most=60)
    before = one.ridge()[0].left_out
    own = groups == groups[0]
    other = given.copy()
    other[own] = 1 - other[own]
    two = replace(one, labels=other)
    after = two.ridge()[0].left_out
    assert after[own] == pytest.approx(before[own], abs=1e-4)
    assert np.abs(after[~own] - before[~own]).max() > 1e-3


def test_a_third_of_the_rows_as_landmarks_says_nearly_the_same() -> None:
    taught, decided, given, groups, _ = lessons(600, width=150)
    exact = taught.beside(decided, given, groups).ridge()[0].left_out
    rough = ByLandmarks.of(taught, decided, given, groups, most=200).ridge()[0].left_out

    def area(scores: np.ndarray) -> float:
        """How often a positive case scores above a negative one."""
        own = [(s[y == 1], s[y == 0]) for s, y in zip(scores.T, given.T, strict=True)]
        return float(np.mean([(a[:, None] > b).mean() for a, b in own]))

    assert area(exact) > 0.8
    assert area(rough) > area(exact) - 0.02
    assert np.corrcoef(exact.ravel(), rough.ravel())[0, 1] > 0.95


def test_landmarks_are_drawn_by_seed_and_hold_the_rare_codes() -> None:
    labels = np.zeros((1000, 4))
    labels[:990, 0], labels[990:996, 1], labels[996:, 2] = 1, 1, 1
    one, two = landmarks(labels, 40, seed=5), landmarks(labels, 40, seed=5)
    assert np.array_equal(one, two)
    assert len(one) == len(set(one)) == 40
    assert labels[one].sum(axis=0)[1] >= 5
    assert labels[one].sum(axis=0)[2] >= 4
    assert not np.array_equal(one, landmarks(labels, 40, seed=6))
    assert np.array_equal(landmarks(labels, 1000, seed=5), np.arange(1000))

"""Left-out scores in closed form (An, Liu & Venkatesh 2007) against leaving out for real."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.tagging.ridge import RIDGE, Joined, Taught

TOLD, DECIDED, WIDTH, CODES = 9, 14, 11, 3
WEIGHT = 0.4
CLOSE = 1e-4
"""Numbers of 32 bits."""


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class Case:
    def __init__(self) -> None:
        random = np.random.default_rng(7)
        self.told = unit(random.random((TOLD, WIDTH)))
        self.told_labels = np.eye(CODES)[np.arange(TOLD) % CODES]
        self.rows = unit(random.random((DECIDED, WIDTH)))
        self.labels = (random.random((DECIDED, CODES)) < 0.4).astype(float)
        self.groups = np.array([0, 0, 0, 2, 2, 1, 1, 1, 1, 3, 4, 4, 4, 4])
        self.context = random.random((DECIDED, 5)) * 0.5

    def taught(self, use: np.ndarray | None = None) -> Taught:
        use = np.ones(TOLD, dtype=bool) if use is None else use
        return Taught.of(csr_matrix(self.told[use]), self.told_labels[use], WEIGHT)

    def joined(self, use: np.ndarray | None = None) -> Joined:
        use = np.ones(DECIDED, dtype=bool) if use is None else use
        return self.taught().beside(csr_matrix(self.rows[use]), self.labels[use], self.groups[use])


@pytest.fixture(scope="module")
def case() -> Case:
    return Case()


def test_the_weights_are_those_of_ridge_regression(case: Case) -> None:
    """In primal form: each taught text counts for WEIGHT of a decided one."""
    rows = np.concatenate([case.told, case.rows])
    labels = np.concatenate([case.told_labels, case.labels])
    counts = np.concatenate([np.full(TOLD, WEIGHT), np.ones(DECIDED)])[:, None]
    expected = np.linalg.solve(
        rows.T @ (counts * rows) + RIDGE * np.eye(WIDTH), rows.T @ (counts * labels)
    )
    ridge, _ = case.joined().ridge()
    assert ridge.weights == pytest.approx(expected, abs=CLOSE)


def test_left_out_scores_are_those_of_a_refit(case: Case) -> None:
    ridge, _ = case.joined().ridge()
    for group in np.unique(case.groups):
        own = case.groups == group
        without, _ = case.joined(~own).ridge()
        assert ridge.left_out[own] == pytest.approx(case.rows[own] @ without.weights, abs=CLOSE)


def test_left_out_scores_in_context_are_those_of_a_refit(case: Case) -> None:
    ridge, _ = case.joined().in_context(csr_matrix(case.context))
    for group in np.unique(case.groups):
        own = case.groups == group
        without, context = case.joined(~own).in_context(csr_matrix(case.context[~own]))
        expected = case.rows[own] @ without.weights + case.context[own] @ context
        assert ridge.left_out[own] == pytest.approx(expected, abs=CLOSE)


def test_context_that_says_nothing_changes_nothing(case: Case) -> None:
    ridge, _ = case.joined().ridge()
    beside, context = case.joined().in_context(csr_matrix((DECIDED, 5)))
    assert beside.weights == pytest.approx(ridge.weights, abs=CLOSE)
    assert beside.left_out == pytest.approx(ridge.left_out, abs=CLOSE)
    assert not context.any()


def test_a_taught_text_is_scored_without_itself(case: Case) -> None:
    alone = case.taught().alone().left_out
    _, beside = case.joined().ridge()
    for text in range(TOLD):
        others = np.arange(TOLD) != text
        without = case.taught(others)
        assert alone[text] == pytest.approx(case.told[text] @ without.alone().weights, abs=CLOSE)
        joined = without.beside(csr_matrix(case.rows), case.labels, case.groups)
        ridge, _ = joined.ridge()
        assert beside[text] == pytest.approx(case.told[text] @ ridge.weights, abs=CLOSE)


def test_it_does_without_a_codebook(case: Case) -> None:
    none = Taught.of(csr_matrix((0, WIDTH)), np.zeros((0, CODES)), WEIGHT)
    ridge, told = none.beside(csr_matrix(case.rows), case.labels, case.groups).ridge()
    expected = np.linalg.solve(
        case.rows.T @ case.rows + RIDGE * np.eye(WIDTH), case.rows.T @ case.labels
    )
    assert ridge.weights == pytest.approx(expected, abs=CLOSE)
    assert told.shape == (0, CODES)
    assert none.alone().weights.shape == (WIDTH, CODES)


def test_a_group_that_resembles_nothing_scores_nothing() -> None:
    """Two respondents without a word in common: left out, neither can be judged."""
    rows = csr_matrix(np.kron(np.eye(2), np.ones((3, 2)) / np.sqrt(2)))
    none = Taught.of(csr_matrix((0, 4)), np.zeros((0, 1)), WEIGHT)
    labels = np.array([[1.0], [0], [1], [0], [1], [1]])
    ridge, _ = none.beside(rows, labels, np.array([0, 0, 0, 1, 1, 1])).ridge()
    assert ridge.left_out == pytest.approx(0, abs=1e-5)

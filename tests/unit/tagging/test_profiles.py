"""Likeness to the mean text of a label, and what it is without oneself."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.tagging.profiles import Profiles, likeness_without_group, likeness_without_self

COUNT, WIDTH, LABELS = 20, 7, 4


@pytest.fixture(scope="module")
def rows() -> np.ndarray:
    random = np.random.default_rng(5)
    rows = random.random((COUNT, WIDTH)) * (random.random((COUNT, WIDTH)) < 0.6)
    rows[3] = 0  # a text of which nothing is known
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1)


def cosine(row: np.ndarray, others: np.ndarray) -> float:
    total = others.sum(axis=0)
    length = np.linalg.norm(total)
    return float(row @ total / length) if length > 1e-9 else 0.0


def test_likeness_is_the_cosine_with_the_sum(rows: np.ndarray) -> None:
    labels = (np.random.default_rng(1).random((COUNT, LABELS)) < 0.3).astype(float)
    labels[:, 2] = 0
    found = Profiles.of(csr_matrix(rows), labels).likeness(csr_matrix(rows))
    expected = [[cosine(row, rows[labels[:, c] > 0]) for c in range(LABELS)] for row in rows]
    assert found == pytest.approx(np.array(expected), abs=1e-5)
    assert not found[:, 2].any(), "a label without texts resembles nothing"


def test_the_profile_of_a_label_has_length_one(rows: np.ndarray) -> None:
    labels = np.eye(LABELS)[np.arange(COUNT) % LABELS]
    profiles = Profiles.of(csr_matrix(rows), labels)
    assert np.linalg.norm(profiles.unit(1)) == pytest.approx(1, abs=1e-5)
    assert not Profiles.of(csr_matrix(rows), labels * 0).unit(1).any()


def test_likeness_without_self_leaves_the_text_out(rows: np.ndarray) -> None:
    own = np.arange(COUNT) % LABELS
    own[own == 3] = 2
    own[7] = 3  # the only text of its label
    labels = np.eye(LABELS)[own]
    found = likeness_without_self(Profiles.of(csr_matrix(rows), labels), csr_matrix(rows), own)
    for text in range(COUNT):
        for label in range(LABELS):
            use = (own == label) & (np.arange(COUNT) != text)
            assert found[text, label] == pytest.approx(cosine(rows[text], rows[use]), abs=1e-4)


def test_likeness_without_group_leaves_the_group_out(rows: np.ndarray) -> None:
    random = np.random.default_rng(2)
    labels = (random.random((COUNT, LABELS)) < 0.4).astype(float)
    groups = np.arange(COUNT) // 4
    labels[:, 3] = groups == 2  # known from one respondent only
    profiles = Profiles.of(csr_matrix(rows), labels)
    found = likeness_without_group(profiles, csr_matrix(rows), labels, groups)
    for text in range(COUNT):
        for label in range(LABELS):
            use = (labels[:, label] > 0) & (groups != groups[text])
            assert found[text, label] == pytest.approx(cosine(rows[text], rows[use]), abs=1e-4)
    assert not found[groups == 2, 3].any()

"""From evidence to probabilities, and the correction of single codes."""

import numpy as np
import pytest

from pipeline.tagging.judge import OWN_CORRECTION_FROM, Judge

TEXTS, CODES = 120, 4


def case(seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    seen = random.normal(size=(TEXTS, CODES, 3)).astype(np.float32)
    odds = 2 * seen[:, :, 0] - 1.5
    labels = (random.random((TEXTS, CODES)) < 1 / (1 + np.exp(-odds))).astype(float)
    applies = random.random((TEXTS, CODES)) < 0.8
    return seen, labels * applies, applies


def fitted(trees: bool = False, seed: int = 0) -> Judge:
    seen, labels, applies = case(seed)
    return Judge.fit(seen, labels, applies, np.ones(TEXTS), trees=trees, seed=0)


@pytest.mark.parametrize("trees", [False, True])
def test_chances_are_probabilities_and_0_where_a_code_does_not_apply(trees: bool) -> None:
    seen, labels, applies = case(1)
    chances = fitted(trees).chances(seen, applies)
    assert np.all((chances >= 0) & (chances <= 1))
    assert not chances[~applies].any()
    assert chances[labels > 0].mean() > chances[applies & (labels == 0)].mean() + 0.2
    assert chances[applies].mean() == pytest.approx(labels[applies].mean(), abs=0.06)


def test_a_text_that_counts_for_nothing_teaches_nothing() -> None:
    seen, labels, applies = case()
    use = np.arange(TEXTS) < 80
    wrong = np.where(use[:, None], labels, 1 - labels)
    judge = Judge.fit(seen, wrong, applies, use * 1.0, trees=False, seed=0)
    half = Judge.fit(seen[use], labels[use], applies[use], np.ones(80), trees=False, seed=0)
    new, _, all_ = case(2)
    assert judge.chances(new, all_) == pytest.approx(half.chances(new, all_), abs=0.01)


@pytest.mark.parametrize("trees", [False, True])
@pytest.mark.parametrize("label", [0.0, 1.0])
def test_without_two_kinds_of_cases_only_their_share_is_known(label: float, trees: bool) -> None:
    seen, _, applies = case()
    labels = np.full((TEXTS, CODES), label)
    judge = Judge.fit(seen, labels, applies, np.ones(TEXTS), trees=trees, seed=0)
    chances = judge.chances(seen, applies)[applies]
    assert chances == pytest.approx((label * applies.sum() + 0.5) / (applies.sum() + 1), abs=1e-6)


def test_without_any_case_nothing_is_known() -> None:
    seen, labels, applies = case()
    judge = Judge.fit(seen[:0], labels[:0], applies[:0], np.ones(0), trees=False, seed=0)
    assert judge.chances(seen, applies)[applies] == pytest.approx(0.5)
    assert judge.chances(seen[:0], applies[:0]).shape == (0, CODES)


@pytest.mark.parametrize(("said", "direction"), [(0.1, 1), (0.6, -1)])
def test_own_shifts_move_a_code_towards_its_cases(said: float, direction: int) -> None:
    """A code that is given in 30% of the texts, said to be in 10% or 60% of them."""
    labels = np.zeros((200, 2))
    labels[:60, 0] = 1
    labels[: OWN_CORRECTION_FROM - 1, 1] = 1  # just too rare
    chances = np.full((200, 2), said)
    applies = np.ones((200, 2), dtype=bool)
    judge = fitted().with_shifts(chances, labels, applies)
    assert np.sign(judge.shifts[0]) == direction
    assert judge.shifts[1] == 0
    corrected = Judge.shifted(chances, judge.shifts, applies)
    assert abs(corrected[0, 0] - 0.3) < abs(said - 0.3) / 2, "most of the way"
    assert (corrected[0, 0] - said) * direction > 0
    assert (0.3 - corrected[0, 0]) * direction > 0, "drawn towards none: never past its share"
    assert corrected[:, 1] == pytest.approx(said, abs=2e-4)


def test_a_code_that_is_right_is_hardly_shifted() -> None:
    labels = np.zeros((200, 1))
    labels[:60] = 1
    judge = fitted().with_shifts(np.full((200, 1), 0.3), labels, np.ones((200, 1), dtype=bool))
    assert abs(judge.shifts[0]) < 0.01


def test_a_shift_looks_at_texts_the_code_applies_to() -> None:
    labels = np.zeros((200, 1))
    labels[:40] = 1
    applies = np.arange(200)[:, None] < 80
    judge = fitted().with_shifts(np.where(applies, 0.5, 0.0), labels, applies)
    assert abs(judge.shifts[0]) < 0.01
    shifted = Judge.shifted(np.full((200, 1), 0.5), np.array([1.0]), applies)
    assert not shifted[80:].any()
    assert shifted[0, 0] == pytest.approx(1 / (1 + np.exp(-1)), abs=1e-3)

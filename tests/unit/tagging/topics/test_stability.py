"""Does a topic come back without a fifth of the respondents?"""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.domain.topic import Steadiness
from pipeline.tagging.topics.stability import stability

LABELS = np.array([0, 0, 0, 0, 1, 1, 1, 1, -1, -1])
WHO = ["1K1", "2K1", "3K1", "4K1", "1K1", "2K1", "3K1", "5K1", "4K1", "5K1"]


def test_what_always_comes_back_has_likeness_one() -> None:
    found = stability(LABELS, WHO, lambda drawn: LABELS[drawn], seed=0, draws=20)
    assert found.tolist() == [1.0, 1.0]


def test_names_of_groups_do_not_matter_and_a_lost_border_halves_it() -> None:
    turned = stability(LABELS, WHO, lambda drawn: 7 - LABELS[drawn], seed=0, draws=20)
    assert turned.tolist() == [1.0, 1.0]
    one = stability(
        LABELS[:8], WHO[:8], lambda drawn: np.zeros(drawn.sum(), int), seed=0, draws=200
    )
    assert one == pytest.approx([0.5, 0.5], abs=0.05)


def test_respondents_are_drawn_whole_four_fifths_at_a_time() -> None:
    seen: list[set[str]] = []

    def refit(drawn: np.ndarray) -> np.ndarray:
        inside = {who for who, own in zip(WHO, drawn, strict=True) if own}
        outside = {who for who, own in zip(WHO, drawn, strict=True) if not own}
        assert not inside & outside
        seen.append(inside)
        return LABELS[drawn]

    stability(LABELS, WHO, refit, seed=3, draws=30)
    assert {len(names) for names in seen} == {4}
    assert len({frozenset(names) for names in seen}) == 5


def test_without_draws_nothing_is_stable() -> None:
    assert stability(LABELS, WHO, lambda drawn: LABELS[drawn], seed=0, draws=0).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("likeness", "called"),
    [
        (0.75, Steadiness.STABLE),
        (0.749, Steadiness.DOUBTFUL),
        (0.6, Steadiness.DOUBTFUL),
        (0.599, Steadiness.UNSTABLE),
    ],
)
def test_the_bounds_of_hennig(likeness: float, called: Steadiness) -> None:
    assert Steadiness.of(likeness) is called

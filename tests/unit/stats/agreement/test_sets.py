"""Agreement on sets of codes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stats.agreement import alpha, alpha_drawn, count, jaccard, masi, set_alpha
from pipeline.stats.agreement.sets import distinct
from pipeline.stats.resampling import draws, resample


def members(*sets: str) -> np.ndarray:
    return np.array([[letter in one for letter in "abcd"] for one in sets])


def masi_of(one: frozenset[int], other: frozenset[int]) -> float:
    """Passonneau 2006, written out for two sets."""
    if one == other:
        return 0.0
    monotone = 2 / 3 if one < other or other < one else 1 / 3 if one & other else 0.0
    return 1 - len(one & other) / len(one | other) * monotone


def jaccard_of(one: frozenset[int], other: frozenset[int]) -> float:
    return 1 - len(one & other) / len(one | other) if one | other else 0.0


def test_masi_by_hand() -> None:
    """The first is the example of NLTK (0.665 with 0.67 for 2/3): Jaccard 2/4, one holds the other."""
    apart = masi(members("ab", "abcd", "bc", "d", ""))
    assert apart[0, 1] == pytest.approx(1 - 2 / 4 * 2 / 3)
    assert apart[0, 2] == pytest.approx(1 - 1 / 3 * 1 / 3)  # b of a, b, c; neither holds the other
    assert apart[1, 2] == pytest.approx(1 - 2 / 4 * 2 / 3)
    assert apart[1, 3] == pytest.approx(1 - 1 / 4 * 2 / 3)
    assert apart[0, 3] == 1.0
    assert apart[4].tolist() == [1, 1, 1, 1, 0]
    assert np.diag(apart).tolist() == [0] * 5
    assert jaccard(members("ab", "bc", ""))[0].tolist() == pytest.approx([0, 2 / 3, 1])
    assert jaccard(members("", "a"))[0].tolist() == [0, 1]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.frozensets(st.integers(0, 9)), min_size=2, max_size=8))
def test_distances_between_any_sets(sets: list[frozenset[int]]) -> None:
    coded = np.array([[code in one for code in range(10)] for one in sets])
    for matrix, one_by_one in ((masi(coded), masi_of), (jaccard(coded), jaccard_of)):
        expected = [[one_by_one(a, b) for b in sets] for a in sets]
        assert matrix == pytest.approx(np.array(expected), abs=1e-12)
    assert (masi(coded) >= jaccard(coded) - 1e-12).all()
    found, number = distinct(coded)
    assert len(found) == len(set(sets))
    assert (found[number] == coded).all()


def study(seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    truth = random.random((40, 1, 12)) < 0.15
    coded = truth ^ (random.random((40, 3, 12)) < 0.06)
    read = random.random((40, 3)) < 0.8
    return coded & read[..., None], read, np.arange(40) // 5


@pytest.mark.parametrize("distance", ["masi", "jaccard", "nominal"])
def test_alpha_of_sets_by_counting_pairs(distance: str, by_counting) -> None:  # type: ignore[no-untyped-def]
    coded, read, groups = study()
    sets = [[frozenset(np.flatnonzero(one)) for one in segment] for segment in coded]
    names = sorted({one for segment in sets for one in segment}, key=sorted)
    units = [
        [names.index(one) if seen else -1 for one, seen in zip(segment, by, strict=True)]
        for segment, by in zip(sets, read, strict=True)
    ]
    apart = {"masi": masi_of, "jaccard": jaccard_of, "nominal": lambda a, b: float(a != b)}[
        distance
    ]
    expected = by_counting.alpha(units, lambda a, b: apart(names[a], names[b]))
    found = set_alpha(coded, read, resample(groups, count=5), distance)  # type: ignore[arg-type]
    assert found[0] == pytest.approx(expected, abs=1e-12)
    assert 0.05 < found[0] < 1


def test_a_draw_is_the_sample_with_respondents_repeated() -> None:
    coded, read, groups = study(1)
    found = set_alpha(coded, read, resample(groups, count=8, seed=2))
    for row, times in enumerate(draws(groups, 8, seed=2), start=1):
        chosen = np.concatenate(
            [np.flatnonzero(groups == who) for who in np.repeat(np.arange(8), times)]
        )
        alone = resample(groups[chosen], count=0)
        assert found[row] == pytest.approx(set_alpha(coded[chosen], read[chosen], alone)[0])


def test_one_code_only_is_nominal_alpha() -> None:
    coded, read, groups = study(2)
    made = resample(groups, count=0)
    ratings = np.where(read, coded[:, :, 0], -1)
    plain = alpha(count(ratings))[0]
    assert set_alpha(coded[:, :, :1], read, made)[0] == pytest.approx(plain, abs=1e-12)


def test_agreement_in_part_counts_for_something() -> None:
    """A third coder who adds one code everywhere differs less by MASI than by yes or no."""
    coded, read, groups = study(3)
    made, everything = resample(groups, count=0), np.ones_like(read)
    coded[:, 1], coded[:, 2] = coded[:, 0], coded[:, 0]
    assert set_alpha(coded, everything, made)[0] == pytest.approx(1.0)
    coded[:, 2, 11] = True
    by = {one: set_alpha(coded, everything, made, one)[0] for one in ("masi", "jaccard", "nominal")}
    assert by["nominal"] < by["masi"] < by["jaccard"] < 1


def test_nothing_but_one_set_is_undefined() -> None:
    made = resample([1, 2, 2], count=3)
    for coded in (np.zeros((3, 2, 4)), np.ones((3, 2, 4))):
        assert np.isnan(set_alpha(coded, np.ones((3, 2)), made)).all()


def test_what_is_refused() -> None:
    made = resample([1, 2], count=0)
    with pytest.raises(ValueError, match="has not read"):
        set_alpha(np.ones((2, 2, 3)), [[1, 1], [1, 0]], made)
    with pytest.raises(ValueError, match="expected"):
        set_alpha(np.ones((2, 2)), np.ones((2, 2)), made)
    with pytest.raises(ValueError, match="expected"):
        alpha_drawn([[0, 3], [1, 1]], 1 - np.eye(3), made)
    with pytest.raises(ValueError, match="same distance"):
        alpha_drawn([[0, 1], [1, 1]], [[0, 1], [2, 0]], made)

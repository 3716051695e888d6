"""What holds for any two waves."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.drift import Course, Side
from pipeline.domain.drift_rules import course_of
from pipeline.domain.evaluation import Measured
from pipeline.stats.drift import changed, clustered, deal, overlapping, returning_of

Waves = tuple[np.ndarray, np.ndarray, int]


@st.composite
def waves(draw: st.DrawFn) -> Waves:
    """(before, codes) and (now, codes) who raised what; so many, the first of each, returned."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    before, now = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    codes = draw(st.integers(1, 4))
    returned = draw(st.integers(0, min(before, now)))
    often = random.random(codes)
    return random.random((before, codes)) < often, random.random((now, codes)) < often, returned


def compared(before: np.ndarray, now: np.ndarray, returned: int):
    pairs = returning_of(before[:returned], now[:returned])
    return overlapping(before.sum(axis=0), len(before), now.sum(axis=0), len(now), pairs)


@given(waves())
@settings(max_examples=200, deadline=None)
def test_an_interval_holds_its_difference_and_stays_within_bounds(drawn: Waves) -> None:
    found = compared(*drawn)
    assert (found.low <= found.difference + 1e-12).all()
    assert (found.difference <= found.high + 1e-12).all()
    assert (found.high > found.low).all()
    if not drawn[2]:  # the paired method itself may pass 1 by a hair (Newcombe 1998)
        assert (found.low >= -1 - 1e-12).all()
        assert (found.high <= 1 + 1e-12).all()


@given(waves())
@settings(max_examples=200, deadline=None)
def test_the_other_way_round_it_is_the_same_with_the_signs_turned(drawn: Waves) -> None:
    before, now, returned = drawn
    there, back = compared(before, now, returned), compared(now, before, returned)
    assert np.allclose(there.low, -back.high)
    assert np.allclose(there.high, -back.low)


@given(waves(), st.integers(0, 1000))
@settings(max_examples=100, deadline=None)
def test_dealing_keeps_the_sizes_and_what_everybody_raised(drawn: Waves, seed: int) -> None:
    before, now, returned = drawn
    people = [f"b{n}" for n in range(len(before))] + [
        f"b{n}" if n < returned else f"n{n}" for n in range(len(now))
    ]
    late = [False] * len(before) + [True] * len(now)
    dealt = deal(people, late, count=20, seed=seed)
    raised = np.concatenate([before, now])
    found = changed(raised, dealt)
    total = found.before * len(before) + found.now * len(now)
    assert np.allclose(total, raised.sum(axis=0))
    assert np.allclose(found.difference[0], now.mean(axis=0) - before.mean(axis=0))


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=1, max_size=40),
)
def test_a_clustered_share_counts_at_most_its_segments(
    rows: list[tuple[bool, int]],
) -> None:
    hits, groups = zip(*rows, strict=True)
    found = clustered(hits, groups)
    assert 1 <= found.effective <= max(found.cases, 1)
    assert 0 <= found.share.low <= found.share.value <= found.share.high <= 1


@given(st.integers(5, 40), st.integers(5, 40), st.data())
def test_up_and_down_are_each_others_mirror(one: int, two: int, data: st.DataObject) -> None:
    first = Side(data.draw(st.integers(0, one)), one)
    second = Side(data.draw(st.integers(0, two)), two)
    low = data.draw(st.floats(-1, 1))
    high = data.draw(st.floats(low, 1))
    there = course_of(first, second, Measured((low + high) / 2, low, high))
    back = course_of(second, first, Measured(-(low + high) / 2, -high, -low))
    mirror = {
        Course.FADED: Course.APPEARED,
        Course.APPEARED: Course.FADED,
        Course.GREW: Course.SHRANK,
        Course.SHRANK: Course.GREW,
    }
    assert back is mirror.get(there, there)

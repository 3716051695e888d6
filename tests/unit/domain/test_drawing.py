"""Drawing by permanent random numbers."""

import pytest

from pipeline.domain.drawing import drawn_to_check, permanent_number

NAMES = [f"golf-1/1K1:{at:08x}/zorg" for at in range(100)]


@pytest.mark.parametrize(
    ("there", "share", "count"),
    [(100, 0.1, 10), (100, 0.0, 5), (95, 0.1, 10), (3, 0.1, 3), (0, 0.1, 0)],
)
def test_a_tenth_is_drawn_and_never_fewer_than_five(there: int, share: float, count: int) -> None:
    drawn, chance = drawn_to_check(NAMES[:there], share, 1)
    assert len(drawn) == count
    assert chance == (count / there if there else 0.0)


def test_what_is_drawn_hangs_on_the_names_and_hardly_on_what_is_beside_them() -> None:
    first, _ = drawn_to_check(NAMES, 0.1, 1)
    assert drawn_to_check(NAMES[::-1], 0.1, 1)[0] == first
    assert drawn_to_check(NAMES, 0.1, 2)[0] != first
    fewer, _ = drawn_to_check(NAMES[:80], 0.1, 1)
    still = first & set(NAMES[:80])
    assert fewer <= still or still <= fewer


def test_a_number_belongs_to_a_name_and_a_seed() -> None:
    assert permanent_number("a", 0) == permanent_number("a", 0)
    assert len({permanent_number(name, seed) for name in "ab" for seed in (0, 1)}) == 4
    assert all(0 <= permanent_number(name, 0) <= 1 for name in NAMES)


def test_a_number_is_the_same_for_ever() -> None:
    """What was drawn to be blind or to be checked may not change with a new version of ours."""
    assert permanent_number("golf-1/1K1:00000000", 20250301) == pytest.approx(
        0.3180464589351661, abs=1e-12
    )

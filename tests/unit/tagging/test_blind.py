"""Which segments are coded without suggestions."""

from math import ceil

import pytest

from pipeline.tagging.blind import blind_stratum

SEGMENTS = [f"golf-1/{n % 9 + 1}K1:{n:08x}" for n in range(90)] + [
    f"golf-1/{n % 3 + 1}O1:{n:08x}" for n in range(7)
]
STRATA = ["kind"] * 90 + ["ouder"] * 7


@pytest.mark.parametrize("share", [0.1, 0.07, 0.35])
def test_of_every_stratum_the_share_is_drawn_rounded_up(share: float) -> None:
    drawn, probability = blind_stratum(SEGMENTS, STRATA, share, 0)
    for stratum, size in (("kind", 90), ("ouder", 7)):
        own = {s for s, of in zip(SEGMENTS, STRATA, strict=True) if of == stratum}
        assert len(drawn & own) == ceil(round(share * size, 6))
        assert probability[stratum] == len(drawn & own) / size


def test_a_share_that_comes_out_whole_is_not_rounded_up() -> None:
    names = [f"a:{n}" for n in range(100)]
    for share in (0.07, 0.14, 0.28, 0.55):
        assert len(blind_stratum(names, ["x"] * 100, share, 0)[0]) == round(share * 100)


def test_nothing_and_everything() -> None:
    nothing, none = blind_stratum(SEGMENTS, STRATA, 0.0, 0)
    assert not nothing
    assert set(none.values()) == {0.0}
    everything, all_ = blind_stratum(SEGMENTS, STRATA, 1.0, 0)
    assert everything == set(SEGMENTS)
    assert set(all_.values()) == {1.0}
    assert blind_stratum([], [], 0.1, 0) == (frozenset(), {})


def test_the_order_of_segments_does_not_matter_and_the_seed_does() -> None:
    one, _ = blind_stratum(SEGMENTS, STRATA, 0.2, 0)
    assert blind_stratum(SEGMENTS[::-1], STRATA[::-1], 0.2, 0)[0] == one
    assert blind_stratum(SEGMENTS, STRATA, 0.2, 1)[0] != one


def test_a_report_that_is_added_hardly_changes_what_is_blind() -> None:
    before, _ = blind_stratum(SEGMENTS, STRATA, 0.2, 0)
    new = [f"golf-1/10K1:{n:08x}" for n in range(10)]
    after, _ = blind_stratum(SEGMENTS + new, STRATA + ["kind"] * 10, 0.2, 0)
    parents = set(SEGMENTS[90:])
    assert before & parents == after & parents, "another stratum notices nothing"
    assert len(before - after) <= len(after & set(new)), "each new one pushes out at most one"
    assert len(before & after) >= len(before) - len(new)


def test_every_segment_is_drawn_about_as_often() -> None:
    """Over seeds: the probability that is told is the one that holds."""
    counts = dict.fromkeys(SEGMENTS[:30], 0)
    for seed in range(400):
        for segment in blind_stratum(SEGMENTS[:30], STRATA[:30], 0.2, seed)[0]:
            counts[segment] += 1
    # 400 draws of probability 0.2: mean 80, standard deviation 8.
    assert sum(counts.values()) == 400 * 6
    assert 48 <= min(counts.values()) <= max(counts.values()) <= 112

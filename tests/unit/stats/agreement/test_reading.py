"""What agreement is called, and which name the interval supports."""

from __future__ import annotations

from math import inf, nan

import pytest

from pipeline.stats import agreement as room
from pipeline.stats.agreement import SCALES, Scale, benchmark, cumulative, read
from pipeline.stats.agreement.reading import ALTMAN, FLEISS, KRIPPENDORFF, LANDIS_KOCH, UNKNOWN
from pipeline.stats.resampling import Estimate


def test_benchmarking_is_that_of_irrcac() -> None:
    """Unit tests of the Python port of Gwet's irrCAC: value .67, standard error .15."""
    expected = {
        "landis_koch": [0.18168, 0.67511, 0.96356, 0.99912, 1.0, 1.0],
        "altman": [0.18168, 0.67511, 0.96356, 0.99912, 1.0],
        "fleiss": [0.28699, 0.96356, 1.0],
    }
    for scale in (LANDIS_KOCH, ALTMAN, FLEISS):
        found = [chance for _, chance in cumulative(0.67, 0.15, scale)]
        assert found == pytest.approx(expected[scale.key], abs=6e-6)
    assert benchmark(0.67, 0.15, ALTMAN) == "moderate"
    assert ALTMAN.band(0.67) == "good"


def test_the_interval_and_not_the_point_says_what_may_be_claimed() -> None:
    found = read("alpha", Estimate(0.83, 0.71, 0.92))
    assert found is not None
    assert (found.scale, found.point, found.supported, found.possible) == (
        "krippendorff",
        "reliable",
        "tentative",
        "reliable",
    )
    kappa = read("cohen", Estimate(0.62, 0.38, 0.81))
    assert kappa is not None
    assert (kappa.scale, kappa.supported, kappa.point) == ("landis_koch", "fair", "substantial")
    assert read("cohen", Estimate(0.62, 0.38, 0.81), FLEISS) != kappa


def test_no_interval_supports_nothing() -> None:
    found = read("u_alpha", Estimate(0.9, nan, nan))
    assert found is not None
    assert (found.point, found.supported, found.possible) == ("reliable", UNKNOWN, UNKNOWN)


def test_bounds_belong_to_the_band_above() -> None:
    assert [KRIPPENDORFF.band(x) for x in (0.8, 0.7999, 0.667, 0.6669, -0.3)] == [
        "reliable",
        "tentative",
        "tentative",
        "unreliable",
        "unreliable",
    ]
    assert [LANDIS_KOCH.band(x) for x in (1, 0.8, 0.6, 0, -0.01, -inf)] == [
        "almost_perfect",
        "almost_perfect",
        "substantial",
        "slight",
        "poor",
        "poor",
    ]


def test_no_scale_was_set_for_a_percentage() -> None:
    assert read("percentage", Estimate(0.9, 0.8, 0.95)) is None
    assert read("bias_index", Estimate(0.0, -0.1, 0.1)) is None


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.key)
def test_every_scale_is_whole_and_names_its_source(scale: Scale) -> None:
    bounds = [low for low, _ in scale.bands]
    assert bounds == sorted(set(bounds), reverse=True)
    assert bounds[-1] == -1
    assert len({key for _, key in scale.bands}) == len(bounds)
    assert any(year in scale.source for year in ("1977", "1981", "1991", "2004"))
    assert all(hasattr(room, name) for name in scale.statistics)
    assert cumulative(0.3, 0.2, scale)[-1][1] == pytest.approx(1)
    assert scale.arbitrary == (scale.key == "landis_koch")


def test_what_is_refused() -> None:
    with pytest.raises(ValueError, match="standard error"):
        cumulative(0.5, 0.0, ALTMAN)

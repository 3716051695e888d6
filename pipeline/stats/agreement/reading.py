"""How much agreement is called what, by whom, and which name the interval supports.

Names are neutral keys; the sentences belong to the report. No scale is a law: Landis & Koch call
their own bounds clearly arbitrary, and all of them were set for a point and not for an interval.
Gwet 2014, chapter 6, therefore gives the highest band that the true value reaches or passes with
a cumulative probability of .95: an estimate of .67 with a standard error of .15 is moderate.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from scipy.stats import norm

from pipeline.stats.resampling import Estimate

UNKNOWN = "unknown"
"""The key where a number or its interval does not exist."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Bands from high to low: each begins at its bound, and the lowest has no bound below.

    Attributes:
        key: of the scale.
        source: who set it, where.
        statistics: what it was set for.
        bands: (from, key), bounds falling, the last one -1.
        arbitrary: whether its own authors say that it is.
    """

    key: str
    source: str
    statistics: tuple[str, ...]
    bands: tuple[tuple[float, str], ...]
    arbitrary: bool = False

    def band(self, value: float) -> str:
        """The key of the band in which a value lies; a bound belongs to the band above it."""
        if isnan(value):
            return UNKNOWN
        return next((key for low, key in self.bands if value >= low), self.bands[-1][1])


_ALPHAS = ("alpha", "set_alpha", "u_alpha", "binary_u_alpha", "cu_alpha", "code_u_alpha")
_KAPPAS = ("cohen", "conger", "fleiss", "scott", "gwet", "brennan_prediger", "pabak")

KRIPPENDORFF = Scale(
    "krippendorff",
    "Krippendorff 2004, Content analysis, 2nd edition, p. 241; 2019, 4th edition: rely on"
    " .800 and above; from .667 only for tentative conclusions",
    _ALPHAS,
    ((0.8, "reliable"), (0.667, "tentative"), (-1.0, "unreliable")),
)
LANDIS_KOCH = Scale(
    "landis_koch",
    "Landis & Koch 1977, The measurement of observer agreement for categorical data, Biometrics"
    " 33, p. 165: divisions clearly arbitrary",
    _KAPPAS,
    (
        (0.8, "almost_perfect"),
        (0.6, "substantial"),
        (0.4, "moderate"),
        (0.2, "fair"),
        (0.0, "slight"),
        (-1.0, "poor"),
    ),
    arbitrary=True,
)
FLEISS = Scale(
    "fleiss",
    "Fleiss 1981, Statistical methods for rates and proportions, 2nd edition, p. 218",
    _KAPPAS,
    ((0.75, "excellent"), (0.4, "fair_to_good"), (-1.0, "poor")),
)
ALTMAN = Scale(
    "altman",
    "Altman 1991, Practical statistics for medical research, p. 404",
    _KAPPAS,
    ((0.8, "very_good"), (0.6, "good"), (0.4, "moderate"), (0.2, "fair"), (-1.0, "poor")),
)
SCALES = (KRIPPENDORFF, LANDIS_KOCH, FLEISS, ALTMAN)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a scale calls an estimate: the point, and the ends of its interval.

    `supported` is what may be claimed: the band of the lower end, which of a 95 % interval the
    true value reaches or passes with a probability of .975. `possible` is that of the upper end.
    """

    scale: str
    point: str
    supported: str
    possible: str


def read(statistic: str, estimate: Estimate, scale: Scale | None = None) -> Reading | None:
    """How an estimate with its interval reads on a scale.

    Args:
        statistic: the name of a function of this package, such as `alpha` or `cohen`.
        estimate: with its interval; NaN gives `unknown`.
        scale: by default Krippendorff's for alphas and Landis & Koch's for kappas.

    Returns:
        None for a statistic that no scale was set for, such as percentage agreement.
    """
    chosen = scale or next((one for one in SCALES if statistic in one.statistics), None)
    if chosen is None:
        return None
    bands = (chosen.band(end) for end in (estimate.value, estimate.low, estimate.high))
    return Reading(chosen.key, *bands)


def cumulative(value: float, standard_error: float, scale: Scale) -> tuple[tuple[str, float], ...]:
    """Gwet's benchmarking: per band, from high to low, the chance that the true value reaches it.

    Normal around the value and cut off at -1 and 1 (Gwet 2014, chapter 6).

    Raises:
        ValueError: a standard error that is not above 0.
    """
    if not standard_error > 0:
        raise ValueError("expected a standard error above 0")
    top, whole = (norm.cdf((value - end) / standard_error) for end in (1.0, -1.0))
    return tuple(
        (key, float((norm.cdf((value - low) / standard_error) - top) / (whole - top)))
        for low, key in scale.bands
    )


def benchmark(value: float, standard_error: float, scale: Scale, least: float = 0.95) -> str:
    """The highest band whose cumulative probability is at least so large."""
    return next(key for key, chance in cumulative(value, standard_error, scale) if chance >= least)

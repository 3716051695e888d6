"""What numbers of agreement are called in Dutch, and which of them belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.domain.agreement import AgreementRow, Basis, Between, Level, ScaleShown
from pipeline.domain.evaluation import Measured
from pipeline.report.evaluation_words import NOTHING, decimal
from pipeline.report.words import listed

BANDS = {
    "reliable": "betrouwbaar",
    "tentative": "voorlopig",
    "unreliable": "te laag",
    "unknown": NOTHING,
    "almost_perfect": "bijna volmaakt",
    "substantial": "aanzienlijk",
    "moderate": "redelijk",
    "fair": "matig",
    "slight": "gering",
    "poor": "slecht",
    "excellent": "uitstekend",
    "fair_to_good": "redelijk tot goed",
    "very_good": "heel goed",
    "good": "goed",
}
SCALES = {
    "krippendorff": (
        "alfa",
        "Krippendorff (2004), Content Analysis, 2e druk, p. 241; ook in de 4e druk (2019)",
    ),
    "landis_koch": (
        "kappa",
        "Landis & Koch (1977), The measurement of observer agreement for categorical data,"
        " Biometrics 33, p. 165",
    ),
    "fleiss": (
        "kappa",
        "Fleiss (1981), Statistical Methods for Rates and Proportions, 2e druk, p. 218",
    ),
    "altman": ("kappa", "Altman (1991), Practical Statistics for Medical Research, p. 404"),
}
"""Key of a scale → what it was set for, and by whom."""

BASES = {
    Basis.ALL: "alle segmenten",
    Basis.BLIND: "blind gelezen: niemand zag voorstellen",
    Basis.SHOWN: "met voorstellen in beeld",
    Basis.UNKNOWN: "niet vastgelegd wat in beeld was",
}

PARADOX_PREVALENCE, PARADOX_ALPHA, PARADOX_GWET = 0.8, 0.667, 0.8
"""A code is called skewed when its prevalence index is beyond .80: given to fewer than one in ten
segments, or to more than nine. Feinstein & Cicchetti 1990 set no bound; this one is ours."""


def people(coders: Sequence[str]) -> str:
    return listed(list(coders))


def reads_as(row: AgreementRow) -> str:
    """`voorlopig tot betrouwbaar`: what the two ends of alpha's interval are called."""
    low, high = BANDS[row.supported], BANDS[row.possible]
    return low if low == high else f"{low} tot {high}"


def bands_of(scale: ScaleShown) -> str:
    """`betrouwbaar vanaf 0,8; voorlopig vanaf 0,667; daaronder te laag`."""
    *upper, lowest = scale.bands
    told = [f"{BANDS[key]} vanaf {decimal(low, 3).rstrip('0').rstrip(',')}" for low, key in upper]
    return f"{'; '.join(told)}; daaronder {BANDS[lowest[1]]}"


def whole(
    rows: Iterable[AgreementRow],
    coders: Sequence[str],
    actor: str = "",
    basis: Basis = Basis.ALL,
) -> list[AgreementRow]:
    """The rows of some coders, about everything or about one actor or basis."""
    return [
        row
        for row in rows
        if row.coders == tuple(coders) and row.actor == actor and row.basis is basis
    ]


def at_level(rows: Iterable[AgreementRow], level: Level) -> AgreementRow | None:
    return next((row for row in rows if row.level is level), None)


def groups(between: Between) -> list[tuple[str, ...]]:
    """Whose rows there are: all together first, then pairs, in the order of the rows."""
    return list(dict.fromkeys(row.coders for row in between.rows))


def differs(row: AgreementRow) -> bool:
    """Whether coders parted on this code anywhere."""
    return row.percentage.value is not None and row.percentage.value < 1


def paradoxical(rows: Iterable[AgreementRow]) -> list[AgreementRow]:
    """Codes with a low alpha and a high AC1 that are given to very few or to nearly all segments
    (Feinstein & Cicchetti 1990), lowest alpha first."""
    found = [
        row
        for row in rows
        if row.level is Level.CODE
        and row.prevalence.value is not None
        and abs(2 * row.prevalence.value - 1) > PARADOX_PREVALENCE
        and row.alpha.value is not None
        and row.alpha.value < PARADOX_ALPHA
        and row.gwet.value is not None
        and row.gwet.value >= PARADOX_GWET
    ]
    return sorted(found, key=lambda row: (row.alpha.value or 0.0, row.code))


def number(value: float | None) -> str:
    """`0,94`; with a third decimal where two would say 1 or -1 of what is less."""
    if value is None or not 0.995 <= abs(value) < 1:
        return decimal(value)
    return decimal(max(min(value, 0.999), -0.999), 3)


def bounds_of(found: Measured) -> str:
    """`0,89–0,97`, or nothing where there is no interval."""
    if found.value is None or found.low is None or found.high is None:
        return ""
    return f"{number(found.low)}–{number(found.high)}"


def spelled(found: Measured) -> str:
    """`0,94 (0,89–0,97)`, or that there is no interval."""
    bounds = bounds_of(found)
    if found.value is None:
        return NOTHING
    return f"{number(found.value)} ({bounds or 'zonder interval'})"

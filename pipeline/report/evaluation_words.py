"""Numbers of an evaluation as a Dutch reader has them, and what is compared with what."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from pipeline.domain.evaluation import CodeScores, Evaluation, Measured, MethodScores, ReadingCurve

NOTHING = "–"
RANDOM, PERFECT, READING = "toeval", "volmaakt", "leesvolgorde"
"""How curves are called that others are held against: `ReadingCurve.order`."""
_NEAR_AN_END = 0.01


def decimal(value: float | None, places: int = 2) -> str:
    """`0,81`, and a dash for what is not defined."""
    if value is None or not isfinite(value):
        return NOTHING
    return _written(_rounded(value, places))


def percentage(value: float | None) -> str:
    """`81%`, of a share; with a decimal where a whole number would say none or all."""
    if value is None or not isfinite(value):
        return NOTHING
    return f"{_hundredths(value, _places(value))}%"


def measured(found: Measured, places: int = 2) -> str:
    """`0,81 (0,77–0,84)`."""
    bounds = interval(found, places)
    return decimal(found.value, places) + (f" ({bounds})" if bounds else "")


def interval(found: Measured, places: int = 2) -> str:
    """`0,77–0,84`, or nothing where there is none."""
    if found.value is None or found.low is None or found.high is None:
        return ""
    return f"{decimal(found.low, places)}–{decimal(found.high, places)}"


def of_hundred(found: Measured) -> str:
    """`81 (77–84)`: the share as so many of every hundred."""
    if found.value is None:
        return NOTHING
    places = _places(found.value)
    text = _hundredths(found.value, places)
    if found.low is None or found.high is None:
        return text
    return f"{text} ({_hundredths(found.low, places)}–{_hundredths(found.high, places)})"


def rest_of_hundred(value: float) -> str:
    """What is left of a hundred beside `of_hundred`, so that the two add up."""
    places = _places(value)
    return _written(100 - 100 * _rounded(value, places + 2), places)


def engine(evaluation: Evaluation) -> MethodScores | None:
    """The method that makes the suggestions: the first; what it is compared with stands below."""
    return evaluation.methods[0] if evaluation.methods else None


def depth_at(evaluation: Evaluation) -> int:
    """Place in `depths` of the first three suggestions, or else of the middle one."""
    depths = evaluation.depths
    return depths.index(3) if 3 in depths else len(depths) // 2


def overlap(one: Measured, other: Measured) -> bool | None:
    """Whether two intervals overlap; None where one of the two has none."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    return one.low <= other.high and other.low <= one.high


def scored(codes: Sequence[CodeScores]) -> list[CodeScores]:
    """The codes with enough cases to say something, most cases first."""
    return sorted((c for c in codes if c.enough), key=lambda c: (-c.cases, c.label, c.code))


def too_few(codes: Sequence[CodeScores]) -> list[CodeScores]:
    """The other ones, in the same order."""
    return sorted((c for c in codes if not c.enough), key=lambda c: (-c.cases, c.label, c.code))


def curve_named(evaluation: Evaluation, name: str) -> ReadingCurve | None:
    return next((curve for curve in evaluation.curves if curve.order == name), None)


def own_curves(evaluation: Evaluation) -> list[ReadingCurve]:
    """The orders in which somebody could read: not the two that only serve as bounds."""
    return [curve for curve in evaluation.curves if curve.order not in (RANDOM, PERFECT)]


def _rounded(value: float, places: int) -> Decimal:
    """As a reader rounds: 0,355 is 0,36 in a table and 36 of a hundred beside it."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _hundredths(value: float, places: int) -> str:
    return _written(100 * _rounded(value, places + 2), places)


def _written(number: Decimal, places: int | None = None) -> str:
    text = str(number) if places is None else f"{number:.{places}f}"
    # No minus before nothing, and a real one before something.
    text = text.replace("-", "−") if number else text.lstrip("-")
    return text.replace(".", ",")


def _places(value: float) -> int:
    return int(0 < value < _NEAR_AN_END or 1 - _NEAR_AN_END < value < 1)

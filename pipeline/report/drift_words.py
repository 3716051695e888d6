"""Numbers of drift as a Dutch reader has them."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.domain.drift import Moved, Part, Recognised, Side, Tally
from pipeline.domain.drift_rules import Reason
from pipeline.domain.evaluation import Measured
from pipeline.domain.ids import Actor
from pipeline.report.evaluation_words import NOTHING, decimal, percentage
from pipeline.report.words import grouped

Plural = Mapping[Actor, str]
"""Actor → `groepen professionals`."""

_MINUS = "−"
_REASONS = {
    Reason.RECALL: "het programma vindt minder van wat codeurs geven",
    Reason.ACCEPTED: "codeurs accepteren minder van wat zij zien voorgesteld",
    Reason.PRECISION: "van wat het programma zou voorstellen is minder goed",
    Reason.STRANGE: "het wordt verteld in woorden die bij deze code nog niet voorkwamen",
    Reason.MORE: "codeurs geven de code vaker dan het programma verwachtte",
    Reason.FEWER: "codeurs geven de code minder vaak dan het programma verwachtte",
}


def of(side: Side) -> str:
    """`8 van de 15`."""
    return f"{side.raised} van de {side.total}"


def from_to(one: Moved) -> str:
    """`8 van de 15 → 1 van de 6`."""
    return f"{of(one.before)} → {of(one.now)}"


def points(value: float | None) -> str:
    """`−37` or `+9`: a difference of shares in percentage points."""
    if value is None:
        return NOTHING
    number = round(100 * value)
    sign = "+" if number > 0 else _MINUS if number < 0 else ""
    return f"{sign}{abs(number)}"


def points_between(found: Measured) -> str:
    """`−62 tot +9`, or nothing where there is no interval."""
    if found.low is None or found.high is None:
        return ""
    return f"{points(found.low)} tot {points(found.high)}"


def signed(found: Measured) -> str:
    """`−0,20 (−0,40 tot 0,01)`."""
    if found.value is None:
        return NOTHING
    low, high = (_signed(bound) for bound in (found.low, found.high))
    return f"{_signed(found.value)} ({low} tot {high})" if found.low is not None else low


def part(found: Part) -> str:
    """`44%`, of which `numbers` are the counts."""
    return percentage(found.share.value)


def numbers(found: Part) -> str:
    """`64 van 147`, or nothing without cases."""
    return f"{grouped(found.hits)} van {grouped(found.cases)}" if found.cases else ""


def factor(found: Measured) -> str:
    """`1,2 (0,9 tot 1,4)`: so many for every one expected."""
    if found.value is None:
        return NOTHING
    bounds = f" ({decimal(found.low, 1)} tot {decimal(found.high, 1)})"
    return decimal(found.value, 1) + (bounds if found.low is not None else "")


def usual(tally: Tally) -> str:
    """`gemiddeld 1,4 (meestal 0 tot 4)`: what chance would bring."""
    found = tally.by_chance
    return (
        f"gemiddeld {decimal(found.value, 1)} (meestal {decimal(found.low, 0)} tot"
        f" {decimal(found.high, 0)})"
    )


def reasons(one: Recognised) -> list[str]:
    """Why an advice is given, a clause each."""
    return [_REASONS[Reason(reason)] for reason in one.reasons]


def _signed(value: float | None) -> str:
    return decimal(value).replace("-", _MINUS)

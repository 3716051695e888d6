"""What the method section of the report says of agreement."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.agreement import AgreementFound, AgreementRow, Basis, Between, Level
from pipeline.report.agreement_words import (
    at_level,
    bounds_of,
    groups,
    number,
    people,
    reads_as,
    whole,
)
from pipeline.report.method import Agreement
from pipeline.report.words import grouped, listed


def told(found: AgreementFound, demonstration: bool) -> list[Agreement]:
    """Between all who coded double, and of the machine with people who coded blind: of each the
    mean of alpha over codes."""
    lines = []
    if found.between.rows:
        rows = whole(found.between.rows, groups(found.between)[0])
        who = people(found.between.coders)
        lines += _line(who, rows, demonstration, [_in_sight(found.between)])
    against = [row.agreement for row in found.against.rows]
    if against:
        lines += _line(
            "het programma en mensen die zonder voorstellen codeerden", against, demonstration
        )
    return lines


def _in_sight(between: Between) -> str:
    """Whether they saw the machine's suggestions: then they are not independent of each other."""
    words = {
        Basis.BLIND: "zonder voorstellen van het programma",
        Basis.SHOWN: "met voorstellen in beeld",
        Basis.UNKNOWN: "zonder dat is vastgelegd of er voorstellen in beeld waren",
    }
    counts = [f"{grouped(count)} {words[basis]}" for basis, count in between.strata]
    return f"van die segmenten zijn er gelezen: {listed(counts)}"


def _line(
    between: str, rows: list[AgreementRow], demonstration: bool, more: Sequence[str] = ()
) -> list[Agreement]:
    mean, sets = at_level(rows, Level.MEAN), at_level(rows, Level.MASI)
    if mean is None or mean.alpha.value is None:
        return []
    codes = sum(row.level is Level.CODE and not row.reason for row in rows)
    words = [f"dat is het gemiddelde over de {codes} codes die er zijn gegeven"]
    if mean.alpha.low is not None:
        words.append(
            "op de schaal van Krippendorff (2004; 0,667 en 0,800) heet dat interval"
            f" ‘{reads_as(mean)}’"
        )
    if sets is not None and sets.alpha.value is not None:
        bounds = bounds_of(sets.alpha)
        words.append(
            "over alle codes van een segment tegelijk (met de afstand MASI) was alfa"
            f" {number(sets.alpha.value)}{f' ({bounds})' if bounds else ''}"
        )
    words += more
    if demonstration:
        words.append("dit is een demonstratie: verslagen en codeerwerk zijn verzonnen")
    return [
        Agreement(
            between=between,
            segments=mean.segments,
            respondents=mean.respondents,
            value=mean.alpha.value,
            low=mean.alpha.low,
            high=mean.alpha.high,
            reading="; ".join(words),
        )
    ]

"""The machine against people, and one coder against herself, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.agreement import Again, Against, Level
from pipeline.report.agreement_words import at_level, people, spelled
from pipeline.report.evaluation_words import decimal, percentage
from pipeline.report.words import grouped, listed


def in_short(against: Against) -> list[str]:
    """The one sentence of it for who has a minute; none where nothing was decided blind."""
    mean = at_level([row.agreement for row in against.rows], Level.MEAN)
    if mean is None or mean.alpha.value is None:
        return []
    return [
        f"Op {grouped(against.segments)} segmenten die zonder voorstellen zijn gecodeerd, is alfa"
        f" tussen het programma en mensen {spelled(mean.alpha)}, gemiddeld over codes."
    ]


def again_in_short(again: Sequence[Again]) -> list[str]:
    return [
        f"{one.coder} tegenover zichzelf: van {grouped(one.segments)} segmenten in verslagen waarop"
        f" zij terugkwam, staan er bij {grouped(one.same)} nog precies dezelfde codes."
        for one in again
    ]


def against_people(against: Against) -> list[str]:
    """What the blind stratum says of the suggestions, or why it cannot say anything."""
    if not against.drawn and not against.segments:
        return [
            "In deze studie worden geen segmenten geloot om zonder voorstellen te coderen"
            " (‘blind’ in study.toml is 0). Dan valt hierover niets te zeggen."
        ]
    if not against.segments:
        return [
            f"Van de {grouped(against.drawn)} segmenten die zijn geloot om zonder voorstellen te"
            " coderen, is er nog geen enkel zo gecodeerd. Over andere segmenten kan dit niet worden"
            " gezegd: wie voorstellen ziet, gaat er eerder in mee, en dan zou het programma met"
            " zichzelf worden vergeleken.",
            "Codeer in de bladzijde (‘oza review’) of in een werkboek; de geloten segmenten komen"
            " daar vanzelf langs, zonder voorstellen.",
        ]
    rows = [row.agreement for row in against.rows]
    mean = at_level(rows, Level.MEAN)
    scores = next((row for row in against.rows if row.agreement.level is Level.MEAN), None)
    told = [
        f"{grouped(against.segments)} segmenten zijn blind gecodeerd, door"
        f" {people(against.people)}. De voorstellen zijn die van het programma zoals het nu staat,"
        " boven de drempels die het zelf koos; het model leerde daarbij niet van de respondent over"
        " wie het ging."
    ]
    if mean is not None and mean.alpha.value is not None:
        codes = sum(row.level is Level.CODE and not row.reason for row in rows)
        told.append(
            f"Alfa is {spelled(mean.alpha)}, gemiddeld over {grouped(codes)} codes die het"
            " programma of een mens gaf."
        )
    if scores is not None and scores.precision.value is not None:
        told.append(
            f"Van wat zou zijn voorgesteld, gaf ook een mens {percentage(scores.precision.value)}"
            f" (precisie {spelled(scores.precision)}); van wat mensen gaven, zou"
            f" {percentage(scores.recall.value)} zijn voorgesteld"
            f" (recall {spelled(scores.recall)})."
        )
    told.append(_weighing(against))
    return told


def _weighing(against: Against) -> str:
    if against.lowest == against.highest:
        return (
            f"Elk segment had dezelfde kans om te worden geloot ({decimal(against.lowest, 3)}), dus"
            " geen telt zwaarder dan een ander."
        )
    return (
        f"De segmenten zijn niet met gelijke kans geloot ({decimal(against.lowest, 3)} tot"
        f" {decimal(against.highest, 3)}): bij precisie en recall telt elk segment voor één gedeeld"
        " door zijn kans. De andere getallen zijn ongewogen."
    )


def against_herself(again: Again) -> list[str]:
    """What was compared, and how far it held."""
    when = (
        f"Eerst is wat er vóór {_day(again.before)} stond; nu is wat er nu staat."
        if again.before
        else "Eerst is wat er stond toen zij meer dan een week later opnieuw begon te beslissen; nu"
        " is wat er nu staat."
    )
    reports = "verslag" if len(again.reports) == 1 else "verslagen"
    told = [
        f"{again.coder} kwam terug op {len(again.reports)} {reports}"
        f" ({listed(list(again.reports))}). {when}",
        f"Zij had daarin {grouped(again.segments)} segmenten gelezen. Over"
        f" {grouped(again.reopened)} daarvan besliste zij opnieuw; bij {grouped(again.same)} staan"
        " nog precies dezelfde codes.",
    ]
    mean = at_level(again.rows, Level.MEAN)
    if mean is not None and mean.alpha.value is not None:
        told.append(f"Alfa, gemiddeld over codes, is {spelled(mean.alpha)}.")
    return told


def _day(before: str) -> str:
    """`1 maart 2025`."""
    months = (
        "januari februari maart april mei juni juli augustus september oktober november december"
    ).split()
    year, month, day = before.split("-")
    return f"{int(day)} {months[int(month) - 1]} {year}"

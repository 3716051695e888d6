"""What was found about agreement between people, in sentences that say no more than it does."""

from __future__ import annotations

from pipeline.domain.agreement import (
    AgreementFound,
    AgreementRow,
    Basis,
    Between,
    Level,
    Plan,
    Planning,
)
from pipeline.report.agreement_words import (
    BANDS,
    at_level,
    differs,
    groups,
    number,
    paradoxical,
    people,
    reads_as,
    spelled,
    whole,
)
from pipeline.report.evaluation_words import decimal, percentage
from pipeline.report.words import grouped, listed, lower_first, numeral, sentence


def in_short(found: AgreementFound) -> list[str]:
    """What a reader with one minute has to know."""
    between = found.between
    if not between.rows:
        return [nobody(between)] if between.of_reports or not found.again else []
    told = [compared(between), same(between), *_mean(between), *_per_code(between)]
    return [*told, sight(between), *_to_code(between.planning)]


def nobody(between: Between) -> str:
    return (
        "Er zijn nog geen segmenten die twee mensen los van elkaar hebben gelezen"
        f" (van {grouped(between.of_reports)} verslagen). Over overeenstemming tussen codeurs valt"
        " dus niets te zeggen."
    )


def compared(between: Between) -> str:
    who = people(between.coders)
    more = " Elk ervan is door ten minste twee van hen gelezen." if len(between.coders) > 2 else ""
    return (
        f"Los van elkaar lazen {who} {grouped(between.segments)} segmenten, in"
        f" {grouped(between.reports)} van de {grouped(between.of_reports)} verslagen.{more}"
    )


def same(between: Between) -> str:
    share = percentage(between.same / between.segments)
    two = len(between.coders) == 2
    return (
        f"Aan {grouped(between.same)} van die segmenten ({share}) gaven"
        f" {'zij' if two else 'alle lezers'} precies dezelfde codes, of"
        f" {'allebei' if two else 'allemaal'} geen."
    )


def sight(between: Between) -> str:
    """Whether the machine's suggestions were in sight, and what that does to the numbers."""
    counts = dict(between.strata)
    blind, shown = counts.get(Basis.BLIND, 0), counts.get(Basis.SHOWN, 0)
    unknown = counts.get(Basis.UNKNOWN, 0)
    if blind == between.segments:
        return (
            "Al die segmenten zijn blind gecodeerd: niemand zag er voorstellen van het programma."
        )
    parts = []
    if blind:
        parts.append(f"{grouped(blind)} segmenten zijn blind gecodeerd")
    if shown:
        parts.append(f"bij {grouped(shown)} segmenten had iemand voorstellen in beeld")
    if unknown == between.segments:
        parts.append(
            "van geen van de segmenten is vastgelegd of er voorstellen van het programma in beeld"
            " waren"
        )
    elif unknown:
        parts.append(f"van {grouped(unknown)} is niet vastgelegd wat er in beeld was")
    return (
        f"{sentence(listed(parts))} Wie dezelfde voorstellen ziet, kijkt met dezelfde bril: zulke"
        " coderingen zijn niet onafhankelijk van elkaar, en de overeenstemming valt er hoger uit."
    )


def aside(between: Between) -> list[str]:
    """What the numbers leave out, or may be too high by."""
    told = []
    if between.revised:
        told.append(
            f"Bij {_segments(between.revised)} veranderde iemand de codes nadat die van de ander te"
            " zien waren. Hier tellen de codes zoals ze daarvoor stonden."
        )
    if between.late:
        what = "verslag begon iemand" if between.late == 1 else "verslagen begon iemand"
        told.append(
            f"Aan {numeral(between.late)} {what} pas toen de codes van anderen al te zien waren."
            " Die lezingen tellen mee, maar zijn misschien niet onafhankelijk. Wijs verslagen"
            " vooraf toe, dan kan dit niet gebeuren."
        )
    if between.unstanced:
        told.append(
            f"Bij {_codings(between.unstanced)} gaf niet iedereen die de code gaf ook een houding."
            " Zonder twee houdingen valt er over de houding niets te vergelijken."
        )
    if between.left:
        told.append(
            f"{_codings(between.left).capitalize()} met een code die niet meer in het codeboek"
            f" staat, {'is' if between.left == 1 else 'zijn'} buiten de getallen gelaten."
        )
    return told


def mean_reading(row: AgreementRow) -> str:
    """How the mean of alpha reads, on its interval and not on the point."""
    if row.alpha.low is None:
        return "Er is geen interval bij te geven; meer dan dit ene getal valt er niet te zeggen."
    if row.supported == row.possible:
        return (
            f"Op de schaal van Krippendorff heet dat {_called(row.supported)}, ook aan de onderkant"
            " van het interval."
        )
    return (
        f"Op de schaal van Krippendorff loopt dat van {_called(row.supported)} tot"
        f" {_called(row.possible)}; beweren kan men alleen het eerste."
    )


def paradox(rows: list[AgreementRow]) -> str:
    """The codes that a low kappa does no justice, or that there are none."""
    found = paradoxical(rows)
    if not found:
        return (
            "Bij geen van de codes hier gaat een lage alfa samen met een hoge AC1: dit speelt nu"
            " niet."
        )
    names = [
        f"‘{row.label}’ (alfa {number(row.alpha.value)}, AC1 {number(row.gwet.value)},"
        f" gelijk {percentage(row.percentage.value)})"
        for row in found
    ]
    return (
        f"Dit speelt bij {numeral(len(found))} {'code' if len(found) == 1 else 'codes'}:"
        f" {listed(names)}."
    )


def planned(plan: Plan, planning: Planning) -> str:
    """How many segments for one code."""
    reports = max(round(plan.segments / planning.per_respondent), 1)
    what = (
        f"‘{plan.label}’"
        if plan.label
        else "de middelste code (de helft wordt vaker gegeven, de helft minder vaak)"
    )
    return (
        f"Voor {what}, die aan {percentage(plan.prevalence)} van de segmenten is gegeven:"
        f" {grouped(plan.segments)} segmenten, dat zijn ongeveer {grouped(reports)} verslagen. De"
        f" code zou er zo’n {grouped(round(plan.with_code))} keer in voorkomen."
    )


def clustering(planning: Planning) -> str:
    """What the plan makes of segments of one respondent being alike (Kish 1965)."""
    if not planning.effect_found:
        return (
            "Hoezeer segmenten van één respondent op elkaar lijken, is hier niet te bepalen; er is"
            " geen rekening mee gehouden."
        )
    if planning.effect <= 1:
        return (
            "Dat segmenten van één respondent op elkaar lijken, maakt hier niet dat er meer nodig"
            " zijn: het ontwerpeffect (Kish, 1965; mediaan over codes) is niet groter dan 1."
        )
    return (
        "Segmenten van één respondent lijken hier op elkaar en zeggen daardoor samen minder:"
        f" er zijn er {decimal(planning.effect)} keer zoveel nodig als wanneer zij los stonden (het"
        " ontwerpeffect; Kish, 1965; mediaan over codes). Dat is meegerekend."
    )


def _mean(between: Between) -> list[str]:
    rows = whole(between.rows, groups(between)[0])
    mean = at_level(rows, Level.MEAN)
    if mean is None or mean.alpha.value is None:
        return []
    codes = len(_known(rows))
    return [
        f"Per code, en dan gemiddeld over {grouped(codes)} codes, is Krippendorffs alfa"
        f" {spelled(mean.alpha)}. {mean_reading(mean)}"
    ]


def _per_code(between: Between) -> list[str]:
    codes = _known(whole(between.rows, groups(between)[0]))
    apart = [row for row in codes if differs(row)]
    alike = len(codes) - len(apart)
    told = [f"Bij {grouped(alike)} van die codes was er geen enkel verschil."] if alike else []
    sure = [row for row in apart if row.alpha.low is not None]
    good = sum(row.supported == "reliable" for row in sure)
    low = [f"‘{row.label}’" for row in sure if row.possible == "unreliable"]
    if sure:
        told.append(
            f"Bij {numeral(good) if good else 'geen'} van de {'andere ' if alike else ''}codes"
            " ligt het hele interval vanaf 0,8, bij"
            f" {numeral(len(low)) if low else 'geen'} helemaal onder 0,667"
            f"{f' ({listed(low)})' if low else ''}."
        )
    if rest := len(apart) - len(sure):
        what = "code" if rest == 1 else "codes"
        told.append(
            f"Bij {numeral(rest)} {what} dragen te weinig respondenten de code voor een interval."
        )
    return [" ".join(told)] if told else []


def _known(rows: list[AgreementRow]) -> list[AgreementRow]:
    return [row for row in rows if row.level is Level.CODE and not row.reason]


def _to_code(planning: Planning | None) -> list[str]:
    if planning is None:
        return []
    return [
        f"Om alfa van de middelste code op {decimal(planning.half_width)} na te kennen, zijn"
        f" ongeveer {grouped(planning.middle.segments)} dubbel gecodeerde segmenten nodig; voor"
        " zeldzame codes veel meer."
    ]


def _called(key: str) -> str:
    return f"‘{lower_first(BANDS[key])}’"


def _segments(count: int) -> str:
    return f"{numeral(count)} segment" if count == 1 else f"{grouped(count)} segmenten"


def _codings(count: int) -> str:
    return f"{numeral(count)} codering" if count == 1 else f"{grouped(count)} coderingen"


def reading_column(row: AgreementRow) -> str:
    """For the column beside alpha: what may be claimed, or nothing."""
    return "" if row.alpha.low is None else reads_as(row)

"""What an evaluation found, in sentences that say no more than the numbers do."""

from __future__ import annotations

from math import ceil

from pipeline.domain.evaluation import Evaluation, Measured, MethodScores, StoppingPoint
from pipeline.report.evaluation_words import (
    NOTHING,
    decimal,
    depth_at,
    engine,
    measured,
    of_hundred,
    overlap,
    own_curves,
    percentage,
    rest_of_hundred,
    scored,
)
from pipeline.report.words import grouped, numeral, sentence


def in_short(evaluation: Evaluation) -> list[str]:
    """What a reader with one minute has to know, the uncertain included."""
    found = [*_first_suggestions(evaluation), *_right_and_found(evaluation)]
    found += [*_compared(evaluation), *_chances(evaluation)]
    return [*found, reading_bound(evaluation), in_use(evaluation)]


def first_ones(depth: int) -> str:
    return "het eerste voorstel" if depth == 1 else f"de eerste {numeral(depth)} voorstellen"


def reading_bound(evaluation: Evaluation) -> str:
    """What no order of reading can save, and what the best of the orders saved."""
    if not evaluation.oracle:
        return "Hoeveel leeswerk een volgorde scheelt, is niet gemeten."
    recall, oracle = evaluation.recalls[-1], evaluation.oracle[-1]
    text = (
        f"Minder lezen kan maar beperkt. Om {percentage(recall)} van alle codes te vinden, moet"
        " zelfs"
        f" een volmaakte volgorde {percentage(oracle)} van de segmenten laten lezen"
    )
    if evaluation.segments:
        text += (
            f", omdat in {percentage(evaluation.coded / evaluation.segments)} ervan een code hoort"
        )
    text += "."
    if oracle > 0.5:
        text += " Geen enkel programma kan dat dus met de helft van het lezen."
    orders = [
        (curve.needed[-1], curve.label)
        for curve in own_curves(evaluation)
        if curve.needed and curve.needed[-1] is not None
    ]
    if orders:
        needed, label = min(orders)
        text += f" De beste gemeten volgorde (‘{label}’) had {percentage(needed)} nodig."
    return text


def in_use(evaluation: Evaluation) -> str:
    """What the blind stratum says, or that nothing else can say it."""
    blind = evaluation.blind
    if blind is None or not blind.segments:
        return (
            "Hoe goed de voorstellen in het gebruik zijn, is nog niet bekend: er zijn geen"
            " segmenten"
            " gecodeerd zonder dat de codeur voorstellen zag, en alleen die kunnen dat zeggen."
        )
    return (
        f"Op de {blind.segments} segmenten die zonder voorstellen zijn gecodeerd (de blinde"
        " steekproef) zat bij"
        f" {of_hundred(blind.right_within_three)} van de 100 gecodeerde segmenten een goede code"
        " bij"
        " de eerste drie voorstellen. Dat is het eerlijkste getal op deze pagina."
    )


def range_of_codes(evaluation: Evaluation) -> str:
    """The lowest and the highest F1, with the code that has it."""
    known = [
        (code.f1.value, code) for code in scored(evaluation.codes) if code.f1.value is not None
    ]
    if len(known) < 2:
        return ""
    low, high = (pick(known, key=lambda pair: pair[0])[1] for pick in (min, max))
    return (
        f"De F1 loopt van {measured(low.f1)} bij ‘{low.label}’ tot {measured(high.f1)} bij"
        f" ‘{high.label}’. Naast zoveel andere codes staan er door toeval altijd enkele heel hoog"
        " en"
        " heel laag: kijk naar het interval, niet naar de plaats in de rij."
    )


def stopping_held(points: tuple[StoppingPoint, ...]) -> str:
    held = sum(1 for point in points if point.low <= point.truth <= point.high)
    return (
        f"Op {numeral(held)} van de {numeral(len(points))} momenten lag het werkelijke aantal"
        " binnen"
        " het interval."
    )


def blind_against_shown(evaluation: Evaluation) -> str:
    """Whether people give more codes when they see suggestions."""
    blind = evaluation.blind
    if blind is None or blind.codings_per_segment.value is None:
        return ""
    if blind.codings_per_segment_shown.value is None:
        return ""
    text = (
        f"Zonder voorstellen gaven codeurs {measured(blind.codings_per_segment)} codes per segment,"
        f" met voorstellen {measured(blind.codings_per_segment_shown)}."
    )
    if overlap(blind.codings_per_segment, blind.codings_per_segment_shown) is not False:
        return (
            f"{text} De intervallen overlappen: of voorstellen het coderen verschuiven, is"
            " hieruit niet op te maken."
        )
    more = blind.codings_per_segment_shown.value > blind.codings_per_segment.value
    if not more:
        return (
            f"{text} Met voorstellen gaven zij er dus minder: mogelijk stopt een codeur eerder"
            " met zoeken."
        )
    return (
        f"{text} Met voorstellen gaven zij er dus meer. Dat kunnen codes zijn die zij anders over"
        " het"
        " hoofd zagen, of codes die het programma hun aanpraat: alleen herlezen maakt dat uit."
    )


def _first_suggestions(evaluation: Evaluation) -> list[str]:
    own = engine(evaluation)
    if own is None or not evaluation.depths:
        return []
    at = depth_at(evaluation)
    return [
        f"Bij {of_hundred(own.right_within[at])} van de 100 gecodeerde segmenten zat een goede code"
        f" bij {first_ones(evaluation.depths[at])}."
    ]


def _right_and_found(evaluation: Evaluation) -> list[str]:
    own = engine(evaluation)
    if own is None or own.precision.value is None or own.recall.value is None:
        return []
    return [
        f"Van elke 100 voorgestelde codes waren er {of_hundred(own.precision)} goed. Van elke 100"
        f" codes die codeurs gaven, had het programma er {of_hundred(own.recall)} voorgesteld; de"
        f" andere {rest_of_hundred(own.recall.value)} moet een codeur zelf zien."
    ]


def _compared(evaluation: Evaluation) -> list[str]:
    own, at = engine(evaluation), depth_at(evaluation)
    if own is None or not evaluation.depths:
        return []
    mine = own.right_within[at]
    others = [m for m in evaluation.methods[1:] if m.right_within[at].value is not None]
    if mine.value is None or not others:
        return []
    best = max(others, key=lambda method: _value(method, at))
    least = min(others, key=lambda method: _value(method, at))
    text = (
        f"Van de andere manieren komt ‘{best.label}’ het verst, met"
        f" {of_hundred(best.right_within[at])} van de 100. {_verdict(mine, best.right_within[at])}"
    )
    if least is not best:
        text += f" Het minst haalt ‘{least.label}’: {of_hundred(least.right_within[at])}."
    return [text]


def _value(method: MethodScores, at: int) -> float:
    return method.right_within[at].value or 0.0


def _verdict(mine: Measured, other: Measured) -> str:
    shared = overlap(mine, other)
    if shared is None:
        return "Zonder intervallen is niet te zeggen of dat verschil toeval kan zijn."
    if shared:
        return "De intervallen overlappen: wat beter is, staat hiermee niet vast."
    better = (mine.value or 0.0) > (other.value or 0.0)
    whose = "in het voordeel" if better else "in het nadeel"
    return (
        f"De intervallen overlappen niet: dat verschil, {whose} van het programma, is met toeval"
        " moeilijk te verklaren."
    )


def _chances(evaluation: Evaluation) -> list[str]:
    own = engine(evaluation)
    if own is None or own.calibration_error_shown.value is None:
        return []
    return [
        "De kans die bij een voorstel staat, wijkt gemiddeld"
        f" {of_hundred(own.calibration_error_shown)} procentpunt af van hoe vaak zulke voorstellen"
        " goed waren."
    ]


def in_numbers(evaluation: Evaluation) -> dict[str, str]:
    """The figures that stand beside no table, in words for who cannot see them."""
    bins = [
        f"bij een kans van {percentage(found.mean)} was {of_hundred(found.right)} van de 100 goed"
        f" ({grouped(found.pairs)} paren)"
        for found in evaluation.reliability
    ]
    points = [
        f"na {grouped(point.decisions)} beslissingen {decimal(point.right_within_three.value)} en"
        f" {decimal(point.macro_ap.value)}"
        for point in evaluation.learning
    ]
    return {
        "betrouwbaarheid": sentence("; ".join(bins)),
        "leercurve": sentence(
            f"Goede code bij de eerste drie, en AP gemiddeld over codes: {'; '.join(points)}"
        ),
    }


def work_saved(saved: float | None) -> str:
    """WSS as so many points less, or more, than reading at random."""
    if saved is None:
        return NOTHING
    # Halves go down where those of the share itself go up, so that the two add up.
    points = ceil(round(saved * 100, 6) - 0.5)
    if not points:
        return "evenveel als willekeurig"
    word = "minder" if points > 0 else "meer"
    return f"{abs(points)} {'punt' if abs(points) == 1 else 'punten'} {word}"

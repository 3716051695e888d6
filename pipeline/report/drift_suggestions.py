"""Whether suggestions still hold, in sentences, and what to do about it."""

from __future__ import annotations

from pipeline.domain.drift import Advice, Drift
from pipeline.report.drift_words import part, points_between
from pipeline.report.evaluation_words import decimal
from pipeline.report.words import grouped, listed, numeral

_ADVICE = {
    Advice.REDEFINE: "Lees de passages, en pas zo nodig de definitie aan of maak een eigen code",
    Advice.REVIEW: "Kijk voorstellen voor deze codes in de nieuwe golf vaker na, en zoek ook zelf",
    Advice.REFIT: "Laat het programma eerst van de nieuwe golf leren (oza suggest): de volgorde van"
    " de voorstellen klopt, de hoogte van de kansen niet",
}


def in_short(found: Drift) -> list[str]:
    """How suggestions hold, and on which of two kinds of evidence that rests."""
    said = []
    if found.accepted:
        all_ = found.accepted[0]
        said.append(
            f"Van de voorstellen die codeurs zagen, accepteerden zij {part(all_.now)} tegenover"
            f" {part(all_.before)} in {found.before}"
            f" (verschil {points_between(all_.change)} procentpunt)."
        )
    if found.fresh:
        own = found.fresh.all_codes
        said.append(
            f"Een model dat alleen van eerdere golven leerde, vindt {part(own.recall)} van wat"
            f" codeurs gaven, tegenover {part(own.recall_before)} in {found.before}; van wat het"
            f" zou voorstellen is {part(own.precision)} goed, tegenover"
            f" {part(own.precision_before)}."
        )
    return said


def evidence(found: Drift) -> list[str]:
    """Which of the two kinds of evidence there is."""
    said = []
    if found.accepted:
        answers = found.accepted[0]
        said.append(
            "Wat codeurs deden met voorstellen die zij zagen:"
            f" {grouped(answers.before.cases)} besluiten in {found.before} en"
            f" {grouped(answers.now.cases)} in {found.wave}. Accepteren in één keer telt niet mee."
        )
    else:
        said.append(
            "Van ten minste één van beide golven legde niemand vast wat zij met een voorstel deed:"
            " er is gecodeerd door te lezen. Hoe vaak voorstellen worden geaccepteerd, is dus niet"
            " bekend."
        )
    if found.fresh:
        said.append(_learned(found))
    else:
        said.append("Een model van eerdere golven is er niet om de nieuwe golf tegen te houden.")
    return said


def _learned(found: Drift) -> str:
    fresh = found.fresh
    assert fresh is not None
    segments, people = (grouped(number) for number in fresh.learned)
    back = ""
    if fresh.knows_returning:
        back = (
            " Wie terugkwam, is daarbij, want zonder hen bleef er te weinig over: bij hen lijkt het"
            " model beter dan het is."
        )
    elif fresh.set_aside:
        count = (
            "Eén respondent die terugkwam, is"
            if fresh.set_aside == 1
            else (f"{numeral(fresh.set_aside).capitalize()} respondenten die terugkwamen, zijn")
        )
        back = f" {count} daarbij weggelaten, zodat het model niemand kent over wie het oordeelt."
    return (
        f"Gemeten is hoe een model dat alleen van eerdere golven leerde ({segments} segmenten van"
        f" {people} respondenten), voorspelt wat codeurs in beide golven gaven: in {found.before}"
        " telkens zonder de respondent om wie het gaat (kruisvalidatie), in de nieuwe golf zonder"
        f" iets van die golf.{back} Dat lijkt op accepteren, maar is het niet: wie een voorstel"
        " ziet, laat zich erdoor leiden."
    )


def calibration(found: Drift) -> list[str]:
    """What the chances say, and what that means."""
    fresh = found.fresh
    if not fresh:
        return []
    ratio, slope = fresh.now.ratio, fresh.now.slope
    said = []
    if ratio.low is not None and ratio.high is not None and ratio.value is not None:
        verdict = (
            "De kansen zijn als geheel te laag."
            if ratio.low > 1
            else "De kansen zijn als geheel te hoog."
            if ratio.high < 1
            else "De hoogte van de kansen als geheel is goed genoeg."
        )
        said.append(
            f"In {found.wave} gaven codeurs {decimal(ratio.value)} code voor elke code die het"
            f" programma verwachtte ({decimal(ratio.low)} tot {decimal(ratio.high)}). {verdict}"
        )
    if slope.low is not None and slope.high is not None:
        verdict = (
            "Kansen zijn te uitgesproken: hoge vallen lager uit en lage hoger."
            if slope.high < 1
            else "Kansen zijn te voorzichtig: hoge mogen hoger en lage lager."
            if slope.low > 1
            else "De kansen lopen goed op met wat codeurs geven."
        )
        said.append(
            f"De helling is {decimal(slope.value)} ({decimal(slope.low)} tot {decimal(slope.high)};"
            f" 1 is goed). {verdict}"
        )
    return said


def to_do(found: Drift) -> list[str]:
    """Advice over codes, in the order of urgency."""
    if not found.fresh:
        return []
    said = []
    for advice, text in _ADVICE.items():
        own = [one for one in found.fresh.codes if one.advice is advice]
        if own:
            said.append(
                f"{advice.value.capitalize()}: {listed([f'‘{one.label}’' for one in own])}. {text}."
            )
    count, chance = found.fresh.compared
    if said:
        said.append(
            f"Deze adviezen berusten op {count} vergelijkingen; door toeval alleen zouden er"
            f" gemiddeld {decimal(chance, 1)} een advies geven."
        )
    elif count:
        said.append("Bij geen enkele code is er aanleiding om iets te doen.")
    else:
        said.append(
            "Geen code komt in beide golven vaak genoeg voor om er een advies over te geven."
        )
    return said

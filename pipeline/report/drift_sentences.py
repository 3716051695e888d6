"""What drift found, in sentences that say no more than it does, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.domain.drift import (
    Advice,
    Course,
    Drift,
    Moved,
    Recognised,
    Spoke,
    Tally,
    Vocabulary,
)
from pipeline.domain.drift_rules import coded_otherwise
from pipeline.report import drift_suggestions
from pipeline.report.drift_words import Plural, from_to, usual
from pipeline.report.evaluation_words import decimal
from pipeline.report.words import listed, numeral, sentence

_SHORTER = 0.85
"""Reports that are so much shorter, on average, have less room for any theme."""
_MOST_NAMED = 12


def told(found: Drift, plural: Plural) -> list[str]:
    """All that the page says first."""
    return [*headlines(found, plural), *drift_suggestions.to_do(found)]


def headlines(found: Drift, plural: Plural) -> list[str]:
    """What an analyst has to know, most important first."""
    words = [line for one in found.vocabulary for line in _new_words(one, plural)]
    return [*of_themes(found, plural), *words, *drift_suggestions.in_short(found)]


def for_terminal(found: Drift, plural: Plural) -> list[str]:
    """The same without a word that anybody said: what a terminal shows may end up anywhere."""
    new = sum(len(one.new) for one in found.vocabulary)
    words = [f"Nieuwe woorden: {new}; zij staan in het verslag."] if new else []
    return [*of_themes(found, plural), *words, *drift_suggestions.in_short(found)]


def of_themes(found: Drift, plural: Plural) -> list[str]:
    """Who is compared, and what they tell more or less."""
    return [
        compared(found, plural),
        *not_validated(found),
        *_course(found, Course.FADED, found.faded, plural),
        *_course(found, Course.APPEARED, found.appeared, plural),
        *_clear(found, plural),
    ]


def compared(found: Drift, plural: Plural) -> str:
    """Who is held against whom."""
    head = f"{found.wave} is vergeleken met {found.before}"
    if not found.spoke:
        return f"{head}."
    sizes = listed([f"{one.now} {plural[one.actor]} tegenover {one.before}" for one in found.spoke])
    back = sum(one.returned for one in found.spoke)
    who = {0: "niemand van hen deed", 1: "één van hen deed"}.get(
        back, f"{numeral(back)} van hen deden"
    )
    return f"{head}: {sizes}; {who} in beide golven mee."


def not_validated(found: Drift) -> list[str]:
    """What is missing for the shares, and how to get it."""
    missing = [
        wave
        for wave, read in ((found.before, found.validated_before), (found.wave, found.validated))
        if not read
    ]
    if not missing:
        return []
    return [
        f"Van {listed(missing)} is nog geen verslag helemaal gelezen en gecodeerd. Hoe vaak thema’s"
        " worden verteld, is daarom niet te vergelijken; wat het programma voorstelt, telt daarvoor"
        " niet mee. Wel vergeleken zijn de woorden. Codeer eerst enkele verslagen van elke actor"
        " helemaal en draai dan opnieuw."
    ]


def asked_note(found: Drift, plural: Plural) -> list[str]:
    """What may look like drift and is something else."""
    said = []
    if found.absent:
        who = listed([plural[actor] for actor in found.absent])
        said.append(
            f"Niet vergeleken zijn {who}: met hen is maar in één van beide golven gesproken."
        )
    said += [_length(one, plural) for one in found.spoke if _shorter(one)]
    unread = [
        one
        for one in found.spoke
        if one.before + one.now < one.interviewed_before + one.interviewed
    ]
    if unread:
        said.append(
            "Alleen verslagen die helemaal zijn gelezen, tellen mee; hoeveel dat er zijn van wie er"
            " is gesproken, staat in de tabel."
        )
    if found.versions_before != found.versions and found.spoke:
        said.append(
            f"Het codeboek verschilt: {found.before} is gecodeerd met"
            f" {listed(found.versions_before)}, {found.wave} met {listed(found.versions)}. Een"
            " verschil kan ook van een aangescherpte definitie komen."
        )
    said.append(
        "Of een onderwerp bij het gesprek hoorde, staat in chapters.toml en geldt voor alle golven."
        " Is een vraag in de nieuwe golf niet meer gesteld, bijvoorbeeld over de tijd vóór de OZA"
        " aan wie al eerder sprak, dan is minder vertellen geen verschuiving. Dat weet alleen u."
    )
    return said


def _shorter(one: Spoke) -> bool:
    return one.segments < _SHORTER * one.segments_before


def _length(one: Spoke, plural: Plural) -> str:
    return sentence(
        f"verslagen van {plural[one.actor]} zijn korter dan eerst: gemiddeld"
        f" {decimal(one.segments, 0)} segmenten tegenover {decimal(one.segments_before, 0)}. In een"
        " korter verslag is van alles minder"
    )


def named(found: Drift) -> list[Moved]:
    """All codes that moved, clearest first."""
    own = [one for one in found.moved if one.named]
    return sorted(own, key=lambda one: (one.as_clear, one.by_chance, one.actor.rank))


def of_course(found: Drift, course: Course) -> list[Moved]:
    """Those of one course, clearest first."""
    return [one for one in named(found) if one.course is course]


def _course(found: Drift, course: Course, tally: Tally, plural: Plural) -> list[str]:
    own = of_course(found, course)
    if not own:
        return []
    return [
        f"{course.value.capitalize()}: {_per_actor(own, plural)}. {_against_chance(tally)}",
    ]


def _against_chance(tally: Tally) -> str:
    count = "Dat is er één" if tally.found == 1 else f"Dat zijn er {numeral(tally.found)}"
    return f"{count}; door toeval alleen zouden het er {usual(tally)} zijn."


def _per_actor(own: Sequence[Moved], plural: Plural) -> str:
    """`bij kinderen ‘Rust’ (9 van de 14 → 0 van de 6) en …; bij ouders …`."""
    actors = sorted({one.actor for one in own}, key=lambda actor: actor.rank)
    return "; ".join(
        f"bij {plural[actor]} "
        + listed([f"‘{one.label}’ ({from_to(one)})" for one in own if one.actor is actor])
        for actor in actors
    )


def _clear(found: Drift, plural: Plural) -> list[str]:
    if not found.spoke or not found.considered:
        return []
    said = []
    for course, word in ((Course.SHRANK, "minder"), (Course.GREW, "meer")):
        own = of_course(found, course)
        if own:
            said.append(f"Ook duidelijk {word} verteld: {_per_actor(own, plural)}.")
    said.append(
        f"Van de {found.considered} vergelijkingen per actor en code bevat bij"
        f" {numeral(found.clear.found)} het interval geen 0; door toeval alleen zouden dat er"
        f" {usual(found.clear)} zijn."
    )
    doubt = sum(not one.clear for one in named(found))
    if doubt:
        said.append(
            f"Bij {numeral(doubt)} van de genoemde codes bevat het interval wél 0; daar kan het"
            " verschil ook komen door wie er toevallig is gesproken."
        )
    return said


def _new_words(one: Vocabulary, plural: Plural) -> list[str]:
    who = listed([plural[actor] for actor in one.actors])
    said = []
    for terms, head in ((one.new, "Nieuwe woorden"), (one.gone, "Woorden die wegvielen")):
        if terms:
            words = listed([f"‘{term.text}’" for term in terms[:_MOST_NAMED]])
            said.append(f"{head} bij {who}: {words}.")
    return said or [f"Bij {who} zijn er geen woorden die duidelijk bij één van beide golven horen."]


def moved_advice(one: Moved, codes: Iterable[Recognised]) -> str:
    """What to do about a code that is told more or less."""
    advice = _what_to_do(one, codes)
    return advice if one.clear else f"{advice} Noem het niet zonder beide aantallen."


def _what_to_do(one: Moved, codes: Iterable[Recognised]) -> str:
    if one.course.down:
        if coded_otherwise(one.given, one.recognised):
            return (
                f"Kijk na of het nog hetzelfde wordt gecodeerd: het programma verwachtte"
                f" {decimal(one.recognised, 1)} coderingen, gegeven"
                f" {'is' if one.given == 1 else 'zijn'} er {one.given}."
            )
        return "Ga na of ernaar is gevraagd; zo ja, dan is het minder geworden voor wie u sprak."
    advised = {code.code: code.advice for code in codes}
    if advised.get(one.code) is Advice.REDEFINE:
        return "Lees de passages: er staat iets nieuws onder deze code."
    return "Lees de passages: is het hetzelfde thema als eerst, of past het maar half?"

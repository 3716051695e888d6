"""What an author reads in the margin: friendly, short, with the number and what would fit."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.config.wording import Wording
from pipeline.domain.ids import Actor, RespondentId
from pipeline.domain.judgement import Stance
from pipeline.report.claims.claim import Mention, Subject
from pipeline.report.claims.judging import Reading
from pipeline.report.claims.sources import Found
from pipeline.report.words import Names, listed, lower_first, unit_of

_STANCES = {
    Stance.POSITIVE: " (positief)",
    Stance.CONCERN: " (als aandachtspunt)",
    Stance.NEUTRAL: " (neutraal)",
}


def number_comment(
    said: str, mention: Mention, readings: Sequence[Reading], names: Names, wording: Wording
) -> str:
    """`Hier staat “vrijwel alle ouders”. In de codering brachten 9 van de 15 ouders ‘…’ in. Daarbij
    past “de meeste ouders”.`"""
    about = readings[0]
    what = f"‘{lower_first(about.theme.label)}’{_STANCES.get(about.stance, '')}"
    counts = listed([_count(reading, mention, names) for reading in readings])
    fitting = listed([f"“{_fitting(reading, mention, names, wording)}”" for reading in readings])
    return (
        f"Hier staat “{said}”. Over {what} is het in de codering {counts}. Daarbij past {fitting}."
    )


def total_comment(said: str, mention: Mention, totals: Sequence[int], names: Names) -> str:
    if mention.subject is Subject.OZAS:
        counted = f"{_or(totals)} {unit_of(names).plural}"
    else:
        counted = f"{_or(totals)} {_plural(mention.actors, names)}"
    return f"Hier staat “{said}”, maar er tellen {counted} mee. Klopt het totaal?"


def itself_comment(said: str, mention: Mention, names: Names, wording: Wording) -> str:
    if mention.number is None or not mention.total:
        raise ValueError("een tegenspraak noemt een getal en een totaal")
    count, total = mention.number.value, mention.total
    if count > total:
        return f"Hier staat “{said}”: {count} kan niet op {total}. Klopt het getal?"
    phrase = _phrase(count, total, mention.actors, mention.subject, names, wording)
    return (
        f"Hier staat “{said}”. Woord en getal passen niet bij elkaar: bij {count} van de {total}"
        f" past “{phrase}”."
    )


def contrast_comment(reason: str, names: Names) -> str:
    return (
        f"Deze zin zet binnen één {unit_of(names).singular} de ene groep tegenover de andere. Dat"
        f" laat de methode niet toe: {reason}. Beschrijf beide apart."
    )


def named_oza_comment(actor: Actor, names: Names) -> str:
    own = names[actor]
    return (
        f"Bij {own.plural} wordt de {own.unit.singular} niet genoemd (paragraaf 2.4): dat kan"
        " iemand aanwijzen. Laat het nummer weg."
    )


def unknown_quotation() -> str:
    return (
        "Dit citaat is niet gevonden in de verslagen. Citeer letterlijk, of haal de"
        " aanhalingstekens weg."
    )


def nearly_comment(found: Found) -> str:
    """Says the first difference only: after that one the author will look for herself."""
    if found.ours and found.theirs:
        where = f"hier staat “{found.ours}”, in het verslag “{found.theirs}”"
    elif found.ours:
        where = f"“{found.ours}” staat niet in het verslag"
    elif found.theirs:
        where = f"in het verslag staat ook “{found.theirs}”"
    else:
        where = "het verschil zit in leestekens of spelling"
    return f"Dit citaat is bijna letterlijk: {where}. Neem de woorden over zoals ze zijn gezegd."


def speaker_comment(said: Actor, real: Sequence[Actor], names: Names) -> str:
    given, found = _speaker(said, names), _or([_speaker(actor, names) for actor in real])
    return f"Dit citaat staat hier op naam van een {given}; in de verslagen is het van een {found}."


def oza_comment(said: int, speaker: RespondentId, names: Names) -> str:
    unit = names[speaker.actor].unit.singular
    return f"Hier staat {unit} {said}; in de verslagen is dit citaat van {unit} {speaker.oza}."


def not_counting_comment() -> str:
    return (
        "Dit citaat komt uit een verslag dat nog niet geheel is gevalideerd. Valideer het eerst, of"
        " kies een ander citaat."
    )


def never_comment() -> str:
    return "Dit citaat komt uit een segment met ‘niet citeren’. Kies een ander citaat."


def note(comment: str) -> str:
    """A comment on a footnote stands at its reference: Word shows none in the note itself."""
    return f"In de voetnoot: {comment[:1].lower()}{comment[1:]}"


def _count(reading: Reading, mention: Mention, names: Names) -> str:
    tally = reading.tally
    if mention.subject is Subject.OZAS:
        return f"{tally.count} van de {tally.total} {unit_of(names).plural}"
    who = f" {_plural(reading.actors, names)}"
    return f"{tally.count} van de {tally.total}{who}"


def _fitting(reading: Reading, mention: Mention, names: Names, wording: Wording) -> str:
    """In the author's own way: a number where she gave one, else the study's word."""
    tally = reading.tally
    if mention.quantity is None:
        return _count(reading, mention, names)
    return _phrase(tally.count, tally.total, reading.actors, mention.subject, names, wording)


def _phrase(
    count: int,
    total: int,
    actors: Sequence[Actor],
    subject: Subject,
    names: Names,
    wording: Wording,
) -> str:
    quantifier = wording.quantifier(count, total)
    if subject is Subject.OZAS:
        unit = unit_of(names)
        return quantifier.phrase.format(singular=unit.singular, plural=unit.plural)
    singular = names[actors[0]].singular if len(actors) == 1 else "respondent"
    return quantifier.phrase.format(singular=singular, plural=_plural(actors, names))


def _plural(actors: Sequence[Actor], names: Names) -> str:
    return listed([names[actor].plural for actor in actors])


def _speaker(actor: Actor, names: Names) -> str:
    return names[actor].attribution.lower()


def _or(parts: Sequence[object]) -> str:
    return " of ".join(str(part) for part in dict.fromkeys(parts))

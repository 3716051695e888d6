"""Numbers in Dutch words, never saying more than the number does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.config.study import ActorSettings
from pipeline.config.wording import Wording
from pipeline.domain.ids import Actor
from pipeline.domain.judgement import Stance
from pipeline.domain.unit import OZA, Unit, any_of
from pipeline.report.themes import Count, Standing

Names = Mapping[Actor, ActorSettings]


def unit_of(names: Names) -> Unit:
    """What the numbers of respondents count: `OZA`, or `regio of bijeenkomst`."""
    return any_of(actor.unit for actor in names.values())


def unit_words(names: Names) -> str:
    """A pattern, to use without regard to case, of the words for what the study numbers. 'OZA' is
    among them in every study: who may not be tied to a number is so under any name."""
    words = {OZA.singular, *(actor.unit.singular for actor in names.values())}
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words))})"


def naming_unit(names: Names) -> re.Pattern[str]:
    """Finds where a text names an OZA, a region or whatever the study numbers, by its number."""
    return re.compile(rf"\b{unit_words(names)}[\s-]*\d", re.IGNORECASE)


def of_how_many(count: Count) -> str:
    """`14 van de 15`, or why there is no such number."""
    if count.standing in (Standing.NOT_ASKED, Standing.NOT_VALIDATED):
        return count.standing.value
    if count.standing is Standing.NOT_RAISED:
        return f"{count.standing.value} (0 van de {count.total})"
    return f"{count.count} van de {count.total}"


def quantified(count: Count, wording: Wording, names: Names) -> str:
    """`vrijwel alle ouders (14 van de 15)`.

    Raises:
        ValueError: when nobody was asked or nobody's coding is validated.
    """
    actor = names[count.actor]
    quantifier = wording.quantifier(count.count, count.total)
    phrase = quantifier.phrase.format(singular=actor.singular, plural=actor.plural)
    return f"{phrase} ({count.count} van de {count.total})"


def is_singular(count: Count, wording: Wording) -> bool:
    """Whether the verb after the quantifier is singular: 'geen van de ouders noemde'."""
    return wording.quantifier(count.count, count.total).word in ("geen", "één", "een deel")


_NUMERALS = (
    "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien twintig"
).split()


def numeral(number: int) -> str:
    """Numbers up to twenty as words, as running Dutch text has them."""
    return _NUMERALS[number] if 0 <= number < len(_NUMERALS) else str(number)


def grouped(number: int) -> str:
    """`1.345`, as Dutch writes it."""
    return f"{number:,}".replace(",", ".")


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    # 'één' loses its first accent under a capital.
    opening = 1 if text.startswith("‘") else 0
    head = "E" if text[opening:].startswith("één") else text[opening : opening + 1].upper()
    text = text[:opening] + head + text[opening + 1 :]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def listed(parts: Sequence[str]) -> str:
    """`a, b en c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} en {parts[-1]}"


def stance_words(count: Count) -> str:
    """`positief bij 9, aandachtspunt bij 3`, in that order, or nothing."""
    stances = count.stances
    order = (Stance.POSITIVE, Stance.CONCERN, Stance.NEUTRAL)
    return ", ".join(
        f"{stance.value} bij {stances[stance]}" for stance in order if stances.get(stance)
    )


def oza_words(count: Count, names: Names, ozas_of_actor: int) -> str:
    """Which OZA's, by number where the actor's OZA may be named, and else only how many."""
    if count.standing is not Standing.RAISED:
        return ""
    unit = names[count.actor].unit
    if names[count.actor].names_oza:
        if len(count.ozas) == ozas_of_actor > 1:
            return f"alle {ozas_of_actor} {unit.plural}"
        return f"{unit.singular} {listed([str(number) for number in count.ozas])}"
    return f"{len(count.ozas)} van de {ozas_of_actor} {unit.plural}"


def lower_first(label: str) -> str:
    """A label inside a sentence: lower case, but for names and abbreviations such as OPP."""
    head = label.split(" ", 1)[0]
    return label if head[1:2].isupper() or head[:1].isdigit() else label[:1].lower() + label[1:]

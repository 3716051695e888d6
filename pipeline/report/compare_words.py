"""What is compared, in Dutch words: actors, characteristics, columns, numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.domain.compared import Category, Compared, Number, Stand, Tabulation
from pipeline.domain.comparison import Across
from pipeline.domain.evaluation import Measured
from pipeline.domain.ids import Actor
from pipeline.domain.unit import Unit, any_of
from pipeline.report.evaluation_words import percentage
from pipeline.report.words import listed

Plural = Mapping[Actor, str]
"""Actor → `groepen professionals`."""

HIDDEN_SIGN = "‹"
_TRAITS = {
    "voorliggend": "wat vooropstaat, onderwijs of zorg",
    "locatie": "locatie",
    "ligging": "ligging, stad of platteland",
    "schooltype": "schooltype",
}
_ORDER = tuple(_TRAITS)


def who(actors: Sequence[Actor], plural: Plural) -> str:
    """`kinderen en ouders`."""
    return listed([plural[actor] for actor in actors])


def trait_name(trait: str) -> str:
    return _TRAITS.get(trait, trait)


def trait_order(trait: str) -> tuple[int, str]:
    """Sorts characteristics: those of this study first, others by name."""
    return (_ORDER.index(trait) if trait in _ORDER else len(_ORDER), trait)


def caption(table: Tabulation, plural: Plural) -> str:
    """What a table is of, without a full stop."""
    people = who(table.actors, plural)
    if table.across is Across.ACTOR:
        return f"{people.capitalize()} naast elkaar"
    if table.across is Across.WAVE:
        return f"{people.capitalize()}, per golf"
    if table.across is Across.OZA:
        return f"{people.capitalize()}, per {table.unit.singular}"
    return f"{people.capitalize()}, naar {trait_name(table.trait)}"


def standing(number: Number, category: Category) -> str:
    """`3 van de 8`, or why there is no number."""
    if number.stand is Stand.HIDDEN:
        return HIDDEN_SIGN
    if number.raised is None:
        return number.stand.value
    return f"{number.raised} van de {category.counting}"


def part_asked(number: Number, category: Category) -> str:
    """`aan 15 gevraagd`, where that is not everybody; `ongevraagd` where it is nobody."""
    if number.stand.counted and number.asked < category.counting:
        return f"aan {number.asked} gevraagd" if number.asked else "ongevraagd"
    return ""


def share(found: Measured) -> str:
    """`37% (17–62)`, or nothing."""
    if found.value is None or found.low is None or found.high is None:
        return ""
    low, high = (percentage(end).rstrip("%") for end in (found.low, found.high))
    return f"{percentage(found.value)} ({low}–{high})"


def unit_in(found: Compared) -> Unit:
    """What the numbers of everybody who is compared count."""
    return any_of(table.unit for table in found.tables)


def size(category: Category, unit: Unit) -> str:
    """`8 respondenten, 4 OZA’s`; where reports are not read yet `8 van de 10 respondenten, …`."""
    total = f" van de {category.interviewed}" if category.counting < category.interviewed else ""
    people = "respondent" if category.counting == 1 and not total else "respondenten"
    return f"{category.counting}{total} {people}, {unit.counted(category.ozas)}"

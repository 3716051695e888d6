"""Who was interviewed: the tables of sections 2.2 and 2.3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import mean, stdev

from pipeline.domain.ids import Actor
from pipeline.domain.respondent import OzaTraits, Respondent
from pipeline.report.blocks import Cell, Table
from pipeline.report.words import Names, listed, numeral, sentence, unit_of

_TRAIT_NAMES = {
    "schooltype": "Schooltype",
    "voorliggend": "Voorliggend",
    "locatie": "Locatie",
    "ligging": "Ligging",
}


def oza_table(ozas: Sequence[OzaTraits], names: Names) -> Table | None:
    """How many OZA's have which characteristic: counts only, for a row per OZA would tell which
    OZA is which to whoever knows the field."""
    rows: list[tuple[Cell, ...]] = []
    for trait, name in _TRAIT_NAMES.items():
        values = Counter(oza.traits.get(trait, "") for oza in ozas)
        known = sorted((v for v in values if v), key=lambda v: (-values[v], v))
        if known:
            text = "; ".join(f"{value} ({values[value]})" for value in known)
            rows.append((Cell(name), Cell(text)))
    if not rows:
        return None
    return Table(
        key="tabel-ozas",
        caption=(
            f"Kenmerken van de {numeral(len(ozas))} deelnemende {unit_of(names).plural} (aantal"
            " tussen haakjes)"
        ),
        header=("Kenmerk", "Verdeling"),
        rows=tuple(rows),
    )


def respondent_table(respondents: Sequence[Respondent], names: Names) -> Table:
    """Interviews per actor: number, OZA's, most per OZA, participants."""
    rows = []
    unit = unit_of(names)
    for actor in names:
        own = [r for r in respondents if r.actor is actor]
        if not own:
            continue
        per_oza = Counter(r.id.oza for r in own)
        sizes = [r.participants for r in own]
        size = "individueel" if max(sizes) == 1 else _range(sizes)
        rows.append(
            (
                Cell(names[actor].plural.capitalize()),
                Cell(str(len(own)), number=True),
                Cell(str(len(per_oza)), number=True),
                Cell(str(max(per_oza.values())), number=True),
                Cell(size),
                Cell(str(sum(sizes)), number=True),
            )
        )
    return Table(
        key="tabel-respondenten",
        caption="Interviews per actor",
        header=(
            "Actor",
            "Interviews",
            _capital(unit.plural).replace("’", "'"),
            f"Meeste per {unit.singular}",
            "Deelnemers per gesprek",
            "Deelnemers samen",
        ),
        rows=tuple(rows),
    )


def per_oza_table(respondents: Sequence[Respondent], names: Names) -> Table:
    """Interviews per OZA and actor."""
    actors = [actor for actor in names if any(r.actor is actor for r in respondents)]
    counts = Counter((r.id.oza, r.actor) for r in respondents)
    unit, own = unit_of(names).singular, {r.id.oza: names[r.actor].unit for r in respondents}
    rows = []
    for oza in sorted({r.id.oza for r in respondents}):
        cells = [Cell(str(counts[(oza, actor)] or "–"), number=True) for actor in actors]
        rows.append((Cell(f"{_capital(own[oza].singular)} {oza}"), *cells))
    totals = [
        Cell(str(sum(counts[(o, a)] for o in {r.id.oza for r in respondents})), number=True)
        for a in actors
    ]
    rows.append((Cell("Totaal", strong=True), *totals))
    header = (_capital(unit), *(names[actor].plural.capitalize() for actor in actors))
    return Table("tabel-per-oza", f"Interviews per {unit} en actor", header, tuple(rows))


def age_table(respondents: Sequence[Respondent]) -> Table | None:
    """Age of the children in years: mean, sample standard deviation, range; and gender."""
    ages = [r.age for r in respondents if r.actor is Actor.KIND and r.age is not None]
    if len(ages) < 2:
        return None
    genders = Counter(r.gender for r in respondents if r.actor is Actor.KIND and r.gender)
    rows = [
        (Cell("Aantal kinderen met bekende leeftijd"), Cell(str(len(ages)), number=True)),
        (Cell("Gemiddelde leeftijd (jaar)"), Cell(_comma(mean(ages)), number=True)),
        (Cell("Standaarddeviatie"), Cell(_comma(stdev(ages)), number=True)),
        (Cell("Bereik (jaar)"), Cell(_range(ages), number=True)),
    ]
    if genders:
        text = ", ".join(f"{gender}: {count}" for gender, count in sorted(genders.items()))
        rows.append((Cell("Geslacht"), Cell(text)))
    return Table(
        "tabel-leeftijd", "Leeftijd en geslacht van de kinderen", ("Kenmerk", "Waarde"), tuple(rows)
    )


def gender_sentence(respondents: Sequence[Respondent], actor: Actor, names: Names) -> str:
    """`Van de vijftien ouders zijn er twee man en dertien vrouw.`, or nothing where gender was not
    registered."""
    own = [r for r in respondents if r.actor is actor]
    genders = Counter(r.gender for r in own if r.gender)
    if not genders:
        return ""
    text = listed([f"{numeral(count)} {gender}" for gender, count in sorted(genders.items())])
    return f"Van de {numeral(len(own))} {names[actor].plural} zijn er {text}."


def returning_sentence(respondents: Sequence[Respondent], returned: Mapping[str, int]) -> str:
    """`Vier van de twaalf respondenten deden ook mee aan golf-1.`, or nothing where nobody did.

    Args:
        returned: earlier wave → how many took part for the last time then.
    """
    waves = [(wave, count) for wave, count in returned.items() if count]
    if not waves:
        return ""
    (first, count), *rest = waves
    verb = "deed" if count == 1 else "deden"
    of_all = f"{numeral(count)} van de {numeral(len(respondents))} respondenten"
    text = f"{of_all} {verb} ook mee aan {first}"
    more = [f"{numeral(also)} aan {wave}" for wave, also in rest]
    return sentence(listed([text, *more]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _range(values: Sequence[int]) -> str:
    low, high = min(values), max(values)
    return str(low) if low == high else f"{low}–{high}"

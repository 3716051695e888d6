"""A comparison that somebody asks for by hand: refused by the method, or looked up among the tables
of the stage, so that it shows nothing that is hidden there."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.config.study import Study
from pipeline.domain.compared import Tabulation
from pipeline.domain.comparison import Across, Comparison, check
from pipeline.domain.ids import Actor
from pipeline.domain.respondent import OzaTraits, Respondent
from pipeline.errors import MethodError, StoreError
from pipeline.report.compare_tables import empty, of_theme
from pipeline.report.compare_text import as_text
from pipeline.stages.for_compare.comparing import key_of, rules_of
from pipeline.store.compared import read_tables
from pipeline.store.layout import Layout
from pipeline.store.tables import read_ozas, read_respondents


def actors_named(study: Study, names: Sequence[str]) -> tuple[Actor, ...]:
    """In the order of the report. Raises StoreError for an actor that the study does not have."""
    known = {actor.value: actor for actor in study.settings.actors}
    for name in names:
        if name not in known:
            raise StoreError(f"er is geen actor '{name}'", remedy=f"kies uit {', '.join(known)}")
    return tuple(actor for name, actor in known.items() if name in names)


def refuse_outright(study: Study, by: str, actors: tuple[Actor, ...]) -> None:
    """Raises MethodError for what the method rules out whatever was found; costs nothing."""
    check(_asked(by, actors), rules_of(study))


def looked_up(
    layout: Layout, study: Study, by: str, actors: tuple[Actor, ...], theme: str = ""
) -> Tabulation:
    """The table that is asked for, from what the stage `compare` made.

    Args:
        by: oza, actor, golf, or a characteristic of OZA's.
        theme: a code, with what is below it; all when empty.

    Raises:
        MethodError: when the method rules it out, or nothing would be left to see.
        StoreError: for a characteristic, a theme or a table that does not exist.
    """
    asked = _asked(by, actors)
    ozas = read_ozas(layout.stage("ingest") / "ozas.json")
    people = _people(layout)
    if asked.across is Across.TRAIT:
        asked = _of_trait(asked, by, ozas, people)
    elif asked.across is Across.WAVE:
        asked = _of_waves(asked, layout)
    check(asked, rules_of(study))
    book = study.codebook
    if theme and theme not in book:
        raise StoreError(
            f"er is geen code '{theme}'", remedy="kies een code uit codes.yaml, zoals 'sociaal'"
        )
    key = key_of(asked.across, actors, by)
    tables = read_tables(layout.stage("compare") / "vergelijking.json")
    found = next((table for table in tables if table.key == key), None)
    if found is None:
        raise StoreError(
            "hier valt niets naast elkaar te zetten: er is maar één kolom, of elke OZA heeft een"
            " eigen waarde",
            remedy=f"er is: {', '.join(table.key for table in tables)}",
        )
    if empty(found):
        raise MethodError(
            "elke categorie telt te weinig respondenten of OZA's om te tonen",
            remedy="neem een kenmerk met minder categorieën, of tel actoren samen",
        )
    return of_theme(found, book.with_descendants(theme)) if theme else found


def lines_of(table: Tabulation, study: Study) -> list[str]:
    """What the terminal shows."""
    plural = {actor: own.plural for actor, own in study.settings.actors.items()}
    return as_text(table, plural, study.settings.caveat)


def _asked(by: str, actors: tuple[Actor, ...]) -> Comparison:
    across = {kind.value: kind for kind in Across if kind is not Across.TRAIT}.get(by, Across.TRAIT)
    pooled = len(actors) > 1 and across is not Across.ACTOR
    return Comparison(across, actors, pooled=pooled)


def _people(layout: Layout) -> list[Respondent]:
    return read_respondents(layout.stage("ingest") / "respondents.json")


def _of_trait(
    asked: Comparison, trait: str, ozas: Sequence[OzaTraits], people: Sequence[Respondent]
) -> Comparison:
    known = sorted({name for oza in ozas for name in oza.traits})
    if trait not in known:
        choices = ", ".join(("oza", "actor", "golf", *known))
        raise StoreError(f"er is geen kenmerk '{trait}'", remedy=f"kies uit {choices}")
    present = {one.id.oza for one in people if one.actor in asked.actors}
    values = [oza.traits.get(trait, "") for oza in ozas if oza.number in present]
    sizes = tuple(values.count(value) for value in sorted(set(values)) if value)
    return Comparison(asked.across, asked.actors, pooled=asked.pooled, category_ozas=sizes)


def _of_waves(asked: Comparison, layout: Layout) -> Comparison:
    waves = []
    for name in layout.waves():
        at = layout.of_wave(name)
        if (at.stage("ingest") / "respondents.json").exists():
            waves.append((name, frozenset(one.actor for one in _people(at))))
    return Comparison(asked.across, asked.actors, tuple(waves), pooled=asked.pooled)

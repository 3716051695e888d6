"""Themes as tables: counts of respondents, never a percentage alone, every gap explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.domain.ids import Actor
from pipeline.report.blocks import Cell, Table
from pipeline.report.themes import ConclusionThemes, Count, SectionThemes, Standing
from pipeline.report.words import Names, of_how_many, oza_words, stance_words

FEW = 4
"""Columns of actors in which a cell has room for words."""
_NONE = "‘0 van 2’: het onderwerp hoorde bij deze gesprekken, maar niemand bracht het in."


def section_table(
    themes: SectionThemes, names: Names, ozas_of: Mapping[Actor, int], number: int
) -> Table:
    """A row a theme; per actor the count, and below it the OZA's and the stance.

    Args:
        ozas_of: the number of OZA's with counting respondents of each actor.
    """
    actors = themes.section.actors
    many = len(actors) > FEW
    rows = []
    for theme in themes.themes:
        cells = (_cell(theme.of(actor), names, ozas_of, short=many) for actor in actors)
        rows.append((Cell(theme.label, indent=theme.depth), *cells))
    if sum(theme.depth == 0 for theme in themes.themes) > 1:
        cells = (_cell(count, names, ozas_of, short=many) for count in themes.whole)
        rows.insert(0, (Cell("Onderwerp als geheel", strong=True), *cells))
    return Table(
        key=f"tabel-themas-{number}",
        caption=f"Respondenten die ‘{themes.section.heading}’ inbrachten, per thema",
        header=("Thema", *(names[actor].plural.capitalize() for actor in actors)),
        rows=tuple(rows),
        note=_NONE if many else "",
    )


def conclusion_table(
    group: str, themes: Sequence[ConclusionThemes], names: Names, number: int
) -> Table:
    """A row a conclusion; per actor how many respondents carry it; '–' for who could not."""
    many = len(names) > FEW
    header = ("Conclusie", *(names[actor].plural.capitalize() for actor in names))
    rows = []
    for item in themes:
        by_actor = {count.actor: count for count in item.counts}
        cells = [Cell(item.conclusion.label)]
        for actor in names:
            count = by_actor.get(actor)
            cells.append(Cell("–", muted=True) if count is None else _count_cell(count, short=many))
        rows.append(tuple(cells))
    return Table(
        key=f"tabel-conclusies-{number}",
        caption=f"{group}: respondenten met een code die bij de conclusie hoort",
        header=header,
        rows=tuple(rows),
        note=(
            "– = deze conclusie gaat niet over onderwerpen uit de gesprekken met deze actor. De"
            " kolommen tonen wie een conclusie kan dragen; ze zijn niet om actoren te vergelijken."
            + (f" {_NONE}" if many else "")
        ),
    )


def _cell(count: Count, names: Names, ozas_of: Mapping[Actor, int], *, short: bool) -> Cell:
    """The count, and below it of how many OZA's and how it is valued."""
    details = (oza_words(count, names, ozas_of.get(count.actor, 0)), stance_words(count))
    return replace(
        _count_cell(count, short=short), detail="\n".join(text for text in details if text)
    )


def _count_cell(count: Count, *, short: bool) -> Cell:
    known = count.standing in (Standing.RAISED, Standing.NOT_RAISED)
    return Cell(
        f"{count.count} van {count.total}" if short and known else of_how_many(count),
        key=count.key if known else "",
        number=count.standing is Standing.RAISED,
        muted=not known,
        quiet=count.standing is Standing.NOT_RAISED,
    )

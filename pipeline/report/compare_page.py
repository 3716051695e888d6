"""Comparisons → vergelijking.html: self-contained, no script, nothing fetched.

Publishable: it holds no words of a participant and no number that is left out.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain.compared import Compared, Tabulation
from pipeline.domain.comparison import Across
from pipeline.report import compare_figures_told, compare_sentences
from pipeline.report.blocks import Table
from pipeline.report.compare_tables import empty, estimate_table, shown_table
from pipeline.report.compare_words import Plural, who
from pipeline.report.words import listed


@dataclass(frozen=True, slots=True)
class _Part:
    """The tables of one group. `others` stand folded; `nothing` names tables that hold nothing."""

    id: str
    heading: str
    tables: tuple[Table, ...]
    others: tuple[Table, ...]
    nothing: str


def compare_page(
    found: Compared,
    demonstration: bool,
    caveat: str,
    reason: str,
    plural: Plural,
    figures: Mapping[str, bytes],
) -> str:
    """The page as HTML.

    Args:
        demonstration: whether reports and coding are invented; the page then says so first.
        caveat: of the study, as every output carries it.
        reason: why groups of actors are not compared, in the study's own words.
        plural: how actors are called.
        figures: of `compare_figures`; only `<name>.svg` is used.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("vergelijken.html.j2").render(
        f=found,
        demonstration=demonstration,
        caveat=caveat,
        reason=reason,
        say=compare_sentences,
        told=compare_figures_told,
        plural=plural,
        who=who,
        estimate_table=estimate_table,
        parts=_parts(found.tables, plural),
        figures={
            name.removesuffix(".svg"): _address(content)
            for name, content in figures.items()
            if name.endswith(".svg")
        },
    )


def _parts(tables: Sequence[Tabulation], plural: Plural) -> list[_Part]:
    """A part for each set of actors that is counted in one number, and one for what stands side by
    side. Tables of an actor who is also counted together with others stand folded."""
    pooled = {table.actors for table in tables if _pooled(table)}
    within = {actor for actors in pooled for actor in actors}
    found: dict[str, tuple[list[Tabulation], list[Tabulation]]] = {}
    for table in tables:
        home = table.actors
        if len(home) == 1 and home[0] in within:
            home = next(actors for actors in pooled if table.actors[0] in actors)
        opened, folded = found.setdefault(who(home, plural), ([], []))
        second = home != table.actors and table.across is Across.TRAIT
        folding = second or (table.across is Across.TRAIT and not _pooled(table))
        (folded if folding else opened).append(table)
    return [
        _Part(
            f"deel-{number}",
            heading[:1].upper() + heading[1:],
            tuple(shown_table(one, plural) for one in opened if not empty(one)),
            tuple(shown_table(one, plural) for one in folded if not empty(one)),
            _nothing([one for one in (*opened, *folded) if empty(one)], plural),
        )
        for number, (heading, (opened, folded)) in enumerate(found.items(), start=1)
    ]


def _pooled(table: Tabulation) -> bool:
    return len(table.actors) > 1 and table.across is not Across.ACTOR


def _nothing(tables: Sequence[Tabulation], plural: Plural) -> str:
    named = [f"{who(one.actors, plural)} naar {one.trait}" for one in tables]
    if not named:
        return ""
    return (
        "Zonder tabel, omdat elke categorie te weinig respondenten of"
        f" {tables[0].unit.plural} telt: {listed(named)}."
    )


def _address(content: bytes) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(content).decode('ascii')}"

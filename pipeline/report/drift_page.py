"""What drifted → drift.html: self-contained, no script, nothing fetched.

Internal: numbers of a few respondents stand in it as they are. No passage of a participant is in
it; single words that several respondents use are.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.domain.drift import Drift, Vocabulary
from pipeline.report import drift_sentences, drift_suggestions
from pipeline.report.blocks import Table
from pipeline.report.drift_suggestion_tables import (
    accepted_table,
    band_table,
    code_table,
    whole_table,
)
from pipeline.report.drift_tables import actor_tables, named_table, spoke_table, word_table
from pipeline.report.drift_words import Plural
from pipeline.report.words import grouped, listed


def drift_page(found: Drift, demonstration: bool, caveat: str, plural: Plural) -> str:
    """The page as HTML.

    Args:
        demonstration: whether reports and coding are invented; the page then says so first.
        caveat: of the study, as every output carries it.
        plural: how actors are called.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(count=grouped)
    return environment.get_template("verschuiving.html.j2").render(
        f=found,
        demonstration=demonstration,
        caveat=caveat,
        plural=plural,
        say=drift_sentences,
        hold=drift_suggestions,
        tables=_tables(found, plural),
        actors=actor_tables(found, plural),
        words=[_words(one, found, plural) for one in found.vocabulary],
    )


def _tables(found: Drift, plural: Plural) -> dict[str, Table]:
    """By key; the ones without rows are left out."""
    made = (
        spoke_table(found, plural),
        named_table(found, plural),
        accepted_table(found),
        whole_table(found),
        code_table(found),
        band_table(found),
    )
    return {table.key: table for table in made if table.rows}


def _words(one: Vocabulary, found: Drift, plural: Plural) -> tuple[str, list[Table]]:
    """Who they are of, and the tables that hold anything."""
    who = listed([plural[actor] for actor in one.actors])
    made = (
        word_table(one, one.new, "nieuw", f"Woorden van {found.wave} bij {who}", found),
        word_table(one, one.gone, "weg", f"Woorden die wegvielen bij {who}", found),
    )
    return who, [table for table in made if table.rows]

"""A study as the tables that `oza export-data` writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.config.study import Study
from pipeline.exchange.tidy.table import DataTable, Value
from pipeline.stages.for_data.decided import DECISIONS, decision_rows
from pipeline.stages.for_data.meanings import A_CODE, TRAIT, Meanings
from pipeline.stages.for_data.passages import QUOTATIONS, quotation_rows
from pipeline.stages.for_data.raised import RAISED, WHO, matrix_columns, matrix_rows, raised_rows
from pipeline.stages.shared.fetching import decided_and_made
from pipeline.stages.tidying import CODINGS, RESPONDENTS, SEGMENTS, Row, Rows, path_of, rows_of
from pipeline.store.layout import Layout, Sensitivity

_SAID = ("heading", "question", "speaker", "text")
"""What may still hold what identifies somebody, as long as findings wait."""
_CODES = ("code", "path", "label", "parent", "main", "depth", "definition", "use", "applies_to")

Waiting = Collection[tuple[str, str]]
"""(wave, respondent) of whom findings of identifiers wait for a decision."""


def data_tables(
    layouts: Sequence[Layout], study: Study, waiting: Waiting, *, private: bool
) -> list[DataTable]:
    """Every table, in the order of the dictionary.

    Args:
        layouts: of waves that were segmented.
        private: also the text of reports that wait; what holds it is then private.
    """
    decided, made = decided_and_made(layouts[0], study)
    found = rows_of(layouts, study, decided)
    meanings = Meanings(study)
    withheld = () if private else waiting
    told = Sensitivity.PRIVATE if private and waiting else Sensitivity.INTERNAL
    raised = list(raised_rows(found.respondents, found.codings, study))
    columns = matrix_columns(study)
    named = dict.fromkeys(columns.values(), A_CODE)
    people, traits = found.respondents, found.traits
    marks = dict.fromkeys(traits, TRAIT)
    told_of = {
        (wave, id_): segment
        for (wave, id_), segment in found.marked.items()
        if (wave, segment.respondent) not in withheld
    }
    quotations = quotation_rows(told_of, people, found.codings, study)
    history = decision_rows(layouts, study, made, found.marked, withheld)
    return [
        meanings.table(
            "segments", [*SEGMENTS, "released"], _released(found, waiting, withheld), told
        ),
        meanings.table("codings", CODINGS, found.codings),
        meanings.table("respondents", [*RESPONDENTS, *traits], people, named=marks),
        meanings.table("decisions", DECISIONS, history, told),
        meanings.table("code_by_respondent", RAISED, raised),
        *(
            meanings.table(name, [*WHO, *columns.values()], rows, named=named)
            for name, rows in (
                ("matrix_binary", matrix_rows(raised, columns, counted=False)),
                ("matrix_counts", matrix_rows(raised, columns, counted=True)),
            )
        ),
        meanings.table("quotations", [*QUOTATIONS, *traits], quotations, told, named=marks),
        meanings.table("codes", _CODES, _codes(study), Sensitivity.PUBLISHABLE),
    ]


def _released(found: Rows, waiting: Waiting, withheld: Waiting) -> Iterator[Row]:
    for row in found.segments:
        who = (row["wave"], row["respondent"])
        said = dict.fromkeys(_SAID, "") if who in withheld else {}
        yield {**row, **said, "released": who not in waiting}


def _codes(study: Study) -> Iterator[dict[str, Value]]:
    book = study.codebook
    for code in book:
        above = list(book.ancestors(code.id))
        yield {
            "code": code.id,
            "path": path_of(code.id, book),
            "label": code.label,
            "parent": code.parent,
            "main": above[-1].id if above else code.id,
            "depth": len(above),
            "definition": code.definition,
            "use": code.use,
            "applies_to": ", ".join(code.actors),
        }

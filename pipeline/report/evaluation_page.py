"""An evaluation → evaluatie.html: one self-contained page, no script, nothing fetched."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain.evaluation import Evaluation
from pipeline.report import evaluation_rows, evaluation_sentences, evaluation_words
from pipeline.report.blocks import Table
from pipeline.report.words import grouped

_CAPTIONS = {
    "eerste-voorstellen": "Aantal van elke 100 gecodeerde segmenten met een goede code bij de"
    " eerste"
    " voorstellen, per manier van voorstellen; de streep is het 95%-interval",
    "betrouwbaarheid": "Kans volgens het programma en het deel dat goed was. Een paar is een"
    " segment"
    " met een code die erbij zou kunnen horen; rechts dezelfde groepen in getallen",
    "leercurve": "Wat meer beslissingen van codeurs opleveren; de band is het 95%-interval",
    "leeswerk": "Welk deel van de codes is gevonden als een deel van de segmenten is gelezen",
}
_CODES = "F1 en AP per code, met het aantal gevallen tussen haakjes; de streep is het 95%-interval"


@dataclass(frozen=True, slots=True)
class _Figure:
    """`source` is the picture itself, as a `data:` address."""

    source: str
    caption: str
    alternative: str


def evaluation_page(
    evaluation: Evaluation, demonstration: bool, caveat: str, figures: Mapping[str, bytes]
) -> str:
    """The page as HTML.

    Args:
        demonstration: whether the reports are invented; the page then says so first.
        caveat: of the study, as every output carries it.
        figures: of `evaluation_figures`; only `<name>.svg` is used; what is missing is left out.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        count=grouped,
        share=evaluation_words.percentage,
        hundred=evaluation_words.of_hundred,
        measured=evaluation_words.measured,
    )
    return environment.get_template("evaluatie.html.j2").render(
        e=evaluation,
        demonstration=demonstration,
        caveat=caveat,
        say=evaluation_sentences,
        own=evaluation_words.engine(evaluation),
        tables=_tables(evaluation),
        figures=_figures(evaluation, figures),
        few=evaluation_words.too_few(evaluation.codes),
        scored=evaluation_words.scored(evaluation.codes),
    )


def _tables(evaluation: Evaluation) -> dict[str, Table]:
    """By key; the ones without rows are left out."""
    made = (
        evaluation_rows.suggestion_table(evaluation),
        evaluation_rows.quality_table(evaluation),
        evaluation_rows.code_table(evaluation),
        evaluation_rows.reading_table(evaluation),
        evaluation_rows.stopping_table(evaluation),
    )
    return {table.key: table for table in made if table.rows}


def _figures(evaluation: Evaluation, drawn: Mapping[str, bytes]) -> dict[str, _Figure]:
    """By name, in the order given."""
    names = [file.removesuffix(".svg") for file in drawn if file.endswith(".svg")]
    parts = sum(name.startswith("codes-") for name in names)
    numbers = evaluation_sentences.in_numbers(evaluation)
    found = {}
    for name in names:
        caption = _CAPTIONS.get(name, f"{_CODES} (deel {name.rpartition('-')[2]} van {parts})")
        address = base64.b64encode(drawn[f"{name}.svg"]).decode("ascii")
        alternative = numbers.get(name, "De getallen staan in de tabel eronder.")
        found[name] = _Figure(f"data:image/svg+xml;base64,{address}", caption, alternative)
    return found

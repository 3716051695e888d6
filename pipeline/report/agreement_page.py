"""What was found about agreement → overeenkomst.html: self-contained, no script, nothing fetched.

Internal: it names respondents and coders. No words of a participant are in it.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pipeline.domain.agreement import AgreementFound, AgreementRow
from pipeline.report import agreement_others, agreement_sentences, agreement_words
from pipeline.report.agreement_tables import (
    CodeLine,
    actor_table,
    basis_table,
    code_header,
    code_lines,
    model_table,
    pair_table,
    whole_table,
)
from pipeline.report.agreement_words import SCALES, bands_of, groups, people, whole
from pipeline.report.blocks import Table
from pipeline.report.evaluation_words import decimal, percentage
from pipeline.report.words import grouped


@dataclass(frozen=True, slots=True)
class _Codes:
    """The table per code of some coders."""

    who: str
    header: tuple[str, ...]
    lines: list[CodeLine]


@dataclass(frozen=True, slots=True)
class _Scale:
    """What a coefficient is called, and who said so."""

    of: str
    bands: str
    source: str
    arbitrary: bool


def agreement_page(
    found: AgreementFound,
    demonstration: bool,
    caveat: str,
    actors: Mapping[str, str],
    figures: Mapping[str, bytes],
) -> str:
    """The page as HTML.

    Args:
        demonstration: whether reports and coding are invented; the page then says so first.
        caveat: of the study, as every output carries it.
        actors: actor → its plural, in the order of the report.
        figures: of `agreement_figures`; only `<name>.svg` is used.
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
        count=grouped, share=percentage, decimal=decimal, people=people, address=_address
    )
    between = found.between
    first = _first(found)
    return environment.get_template("overeenkomst.html.j2").render(
        f=found,
        between=between,
        demonstration=demonstration,
        caveat=caveat,
        say=agreement_sentences,
        others=agreement_others,
        words=agreement_words,
        first=first,
        only_again=bool(found.again) and not between.of_reports,
        tables=_tables(found, actors),
        codes=_codes(found),
        scales=_scales(found),
        figures=_figures(figures),
        again=[(one, whole_table(one.rows, f"zelf-{one.coder}")) for one in found.again],
    )


def _first(found: AgreementFound) -> list[AgreementRow]:
    """The rows of all coders together, about everything."""
    rows = found.between.rows
    return whole(rows, groups(found.between)[0]) if rows else []


def _tables(found: AgreementFound, actors: Mapping[str, str]) -> dict[str, Table]:
    """By key; the ones without rows are left out."""
    between = found.between
    made = [model_table(found.against.rows)]
    if between.rows:
        made += [
            whole_table(_first(found)),
            actor_table(between, actors),
            basis_table(between),
            pair_table(between),
        ]
    return {table.key: table for table in made if table.rows}


def _codes(found: AgreementFound) -> list[_Codes]:
    """All coders together first, then every pair."""
    between = found.between
    apart = {one.code: len(one.segments) for one in between.differing}
    made = []
    for at, coders in enumerate(groups(between)):
        rows = whole(between.rows, coders)
        # The lists of segments are of all coders, so only their table leads to them.
        lines = code_lines(rows, apart if at == 0 else {})
        if lines:
            made.append(_Codes(people(coders), code_header(rows), lines))
    return made


def _scales(found: AgreementFound) -> list[_Scale]:
    return [
        _Scale(SCALES[scale.key][0], bands_of(scale), SCALES[scale.key][1], scale.arbitrary)
        for scale in found.scales
    ]


def _figures(drawn: Mapping[str, bytes]) -> list[str]:
    """The pictures themselves, as `data:` addresses, in the order given."""
    return [
        f"data:image/svg+xml;base64,{base64.b64encode(content).decode('ascii')}"
        for name, content in drawn.items()
        if name.endswith(".svg")
    ]


def _address(segment: str) -> str:
    """Where the review page settles a segment, below its own address."""
    respondent, _, name = segment.partition(":")
    return f"/verschil/{quote(respondent)}/{quote(name)}"

"""What has to be so before an option works, and how it suits the situations of a setting."""

from __future__ import annotations

from pipeline.domain.appraisal import Frame
from pipeline.domain.flow import Flow, Sign, Suitability
from pipeline.report.appraised.streams import column_width
from pipeline.report.appraised.wording import (
    breaking_labels,
    capital,
    lower,
    notes_of,
    of_study,
    short_labels,
)
from pipeline.report.blocks import Cell, Table

SIGNS = {Sign.SUITS: "+", Sign.MAY: "+/−", Sign.NOT: "−"}
"""With a real minus, which is as wide as the plus."""
_WORDS = {Sign.SUITS: "past goed", Sign.MAY: "kan ook", Sign.NOT: "valt af"}
_ASKED, _NOT_ASKED = Cell("●", number=True), Cell("", quiet=True)


def preconditions_table(frame: Frame) -> Table:
    """A row a precondition, a column an option: whether it has to be met."""
    heads = short_labels(frame)
    return Table(
        "weging-randvoorwaarden",
        "Randvoorwaarden per financieringswijze"
        f"{of_study(*(one.section for one in frame.preconditions))}",
        ("Randvoorwaarde", *heads.values()),
        tuple(
            (
                Cell(one.text),
                *(_ASKED if option in one.options else _NOT_ASKED for option in heads),
            )
            for one in frame.preconditions
        ),
        " ".join(
            (
                "● = hieraan moet zijn voldaan.",
                notes_of(*(one.note for one in frame.preconditions)),
            )
        ).strip(),
        (3.8, *(column_width(head) for head in heads.values())),
    )


def own_preconditions_table(option: str, frame: Frame) -> Table:
    """What one option needs, with the question that finds out."""
    own = frame.preconditions_of(option)
    return Table(
        f"weging-randvoorwaarden-{option}",
        f"Waaraan bij {lower(frame.option(option).label)} moet zijn voldaan"
        f"{of_study(*(one.section for one in own))}",
        ("Randvoorwaarde", "Na te gaan"),
        tuple((Cell(one.text, one.note), Cell(one.question)) for one in own),
        widths=(8.6, 7.8),
    )


def situations_table(flow: Flow) -> Table:
    """The situations that a setting tells apart; for a flow that has some."""
    return Table(
        f"weging-situaties-{flow.id}",
        f"Situaties bij {lower(flow.title)}"
        f"{of_study(*(situation.section for situation in flow.situations))}",
        ("Situatie", "Gericht op", "Aard van de ondersteuning", "Primaat bij", "Betaald uit"),
        tuple(
            (
                Cell(f"{situation.id}. {situation.label}", strong=True),
                Cell(capital(situation.aims)),
                Cell(" of ".join(situation.kinds).capitalize()),
                Cell(capital(situation.lead)),
                Cell(capital(situation.money)),
            )
            for situation in flow.situations
        ),
        notes_of(*(situation.note for situation in flow.situations), flow.note),
        (4.2, 4.2, 3.0, 2.2, 2.8),
    )


def suitability_table(table: Suitability, flow: Flow, frame: Frame) -> Table:
    """How the options of one kind suit each situation: +, +/− or −."""
    named = {situation.id: situation.label for situation in flow.situations}
    options = [o for o in frame.option_ids if any(o in row for row in table.signs.values())]
    labels = breaking_labels(frame)
    return Table(
        f"weging-geschiktheid-{flow.id}-{table.kind}",
        f"{flow.title}, {table.kind}: welke wijze bij welke situatie past{of_study(table.section)}",
        ("Situatie", *(labels[option] for option in options)),
        tuple(
            (
                Cell(f"{situation}. {named.get(situation, '')}".rstrip(". "), strong=True),
                *(_sign(row.get(option)) for option in options),
            )
            for situation, row in table.signs.items()
        ),
        "; ".join(f"{SIGNS[sign]} = {words}" for sign, words in _WORDS.items()) + ".",
        (5.6, *(10.8 / len(options) for _ in options)),
    )


def _sign(sign: Sign | None) -> Cell:
    return Cell(SIGNS[sign], _WORDS[sign]) if sign else Cell("–", quiet=True)

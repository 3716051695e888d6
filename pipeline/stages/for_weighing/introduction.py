"""The first pages: what the plates are for, and the options and criteria that they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.appraisal.describing import source
from pipeline.appraisal.scoring import score_table
from pipeline.domain.appraisal import Axis, AxisValue, Criterion, Frame, Option
from pipeline.domain.flow import Flow
from pipeline.report.appraised.wording import ending_of, short_labels
from pipeline.report.blocks import Block, Cell, Heading, Paragraph, Table
from pipeline.stages.for_weighing.naming import capital, listed

TITLE = "Praatplaten: samen een financieringswijze kiezen"
_CRITERION, _LETTER, _WHITE = 3.8, 0.155, 0.42
"""Centimetres: a column of criteria, a letter of a bold heading in Calibri, what is around it."""


def introduction(frame: Frame, flows: Sequence[Flow]) -> Iterator[Block]:
    """What this is and what it is not, the options on two axes, and how they score.

    Args:
        flows: in the order of the pages.

    Raises:
        ValueError: when the options do not stand on two axes.
    """
    yield from _what_this_is(flows)
    yield Heading("De financieringswijzen", 1)
    questions = " ".join(axis.question for axis in frame.axes)
    yield Paragraph(f"Deze vragen houden ze uit elkaar. {questions}")
    yield _options_table(frame)
    yield Heading("Hoe zij scoren", 1)
    yield _score_table(frame)


def _what_this_is(flows: Sequence[Flow]) -> Iterator[Paragraph]:
    titles = listed([f"‘{flow.title}’" for flow in flows])
    yield Paragraph(
        "Met deze praatplaten bespreken partijen die samen een onderwijszorgarrangement (OZA) "
        "willen betalen, stap voor stap welke financieringswijze daarbij past. Zij gaan over: "
        f"{titles}."
    )
    yield Paragraph(
        "Elke praatplaat is een vel A3 om op tafel te leggen. Op de bladzijden A4 daarna staat "
        "dezelfde afweging in woorden: waarom een vraag wordt gesteld, waar een antwoord heen "
        "leidt, en wat er bij een uitkomst nog is na te gaan. Paragrafen zijn die van de studie."
    )
    yield Paragraph(
        "Een praatplaat vervangt het gesprek niet. Een uitkomst is een voorstel om over door te "
        "praten en geen besluit: wat in hun situatie de doorslag geeft, weten de partijen zelf.",
        "voorbehoud",
    )


def _options_table(frame: Frame) -> Table:
    if len(frame.axes) != 2:
        raise ValueError("voor de tabel van financieringswijzen zijn twee assen nodig")
    down, across = frame.axes
    return Table(
        "financieringswijzen",
        "De financieringswijzen en hun andere namen; van links naar rechts: "
        f"{across.label[:1].lower()}{across.label[1:]}.",
        (down.label, *(value.label for value in across.values)),
        tuple(tuple(_row(value, down, across, frame)) for value in down.values),
        "Eén naam wordt soms voor verschillende financieringswijzen gebruikt. Vraag dus door naar "
        f"wat iemand ermee bedoelt. De assen staan in {_sources(down, across)}.",
        (1.0, *(2.0 for _ in across.values)),
    )


def _row(value: AxisValue, down: Axis, across: Axis, frame: Frame) -> Iterator[Cell]:
    yield Cell(value.label, strong=True)
    ending = ending_of([option.label for option in frame.options])
    for other in across.values:
        place = {down.id: value.id, across.id: other.id}
        here = [option for option in frame.options if dict(option.place) == place]
        yield _option(here[0], ending) if here else Cell("–", quiet=True)


def _option(option: Option, ending: str) -> Cell:
    """`ending` is what all names end on: a long name breaks before it."""
    also = f"Ook: {', '.join(option.also)}\n" if option.also else ""
    paid = f"Betaald: {option.paid}\n" if option.paid else ""
    where = capital(source(option.section))
    label = f"{option.label.removesuffix(ending)}\u00ad{ending}" if ending else option.label
    return Cell(label, f"{also}{option.definition}\n{paid}{where}", strong=True)


def _score_table(frame: Frame) -> Table:
    scores = score_table(frame)
    heads = short_labels(frame).values()
    rows = tuple(
        (
            Cell(criterion.label, _scales(criterion), strong=True),
            *(
                Cell(_number(scores[option, criterion.id].value), number=True)
                for option in frame.option_ids
            ),
        )
        for criterion in frame.criteria
    )
    return Table(
        "scores",
        "Scores van 1 tot 3 op de criteria; 3 is steeds de gunstige kant.",
        ("Criterium", *heads),
        rows,
        "Een score volgt uit de plaats op de schalen van de studie; zijn er bij een criterium meer "
        "schalen, dan is zij het gemiddelde. Opgeteld is er niet: hoe zwaar een criterium weegt, "
        "is aan de partijen.",
        (_CRITERION, *(_LETTER * len(head) + _WHITE for head in heads)),
    )


def _scales(criterion: Criterion) -> str:
    """What the highest score means on each scale, and where that stands."""
    scales = (
        f"{aspect.label} (3: {aspect.left if aspect.reversed else aspect.right})"
        for aspect in criterion.aspects
    )
    return "\n".join((*scales, capital(source(criterion.section))))


def _sources(*axes: Axis) -> str:
    return listed([source(section) for section in dict.fromkeys(axis.section for axis in axes)])


def _number(value: Fraction) -> str:
    """Two decimals at most, with a comma."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")

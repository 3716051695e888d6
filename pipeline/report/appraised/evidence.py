"""What validated passages say for and against placements, by perspective, with quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.domain.appraisal import Criterion, Frame
from pipeline.domain.placement_evidence import Cell as Place
from pipeline.domain.placement_evidence import Count, Direction, Evidence, Tally
from pipeline.report.appraised.streams import column_width
from pipeline.report.appraised.wording import (
    breaking_labels,
    capital,
    lower,
    of_study,
    short_labels,
    stopped,
)
from pipeline.report.blocks import Block, Cell, Paragraph, Quote, Table
from pipeline.report.quotations import Quotation
from pipeline.report.words import grouped

NOTHING = (
    "Er is nog niets gecodeerd. Zodra verslagen zijn gecodeerd, staat hier wat er voor en tegen"
    " elke plaatsing is gezegd, per perspectief."
)
QUOTED = 2
"""So many quotations for an option on a criterion, and as many against."""
_UNSAID = Cell("–", quiet=True)
_NOTE = (
    "Geteld zijn respondenten. Wie voor en tegen spreekt, telt in beide mee, en wie namens meer"
    " partijen spreekt, bij elke partij. Een groepsgesprek telt als één respondent. Een codering"
    " met houding ‘positief’ is voor, ‘aandachtspunt’ is tegen. De perspectieven zijn"
    " niet om partijen te vergelijken: zij kregen niet dezelfde vragen."
)
Quotations = Mapping[str, Sequence[Quotation]]
"""Place of a passage (`ronde-1/3G1:7f3a91c2`) → what of it people marked as quotable."""


def reading_paragraph(evidence: Evidence) -> Paragraph:
    """How much of the reports the evidence rests on, or that nothing was coded yet."""
    reading = evidence.reading
    if not reading.read:
        return Paragraph(NOTHING)
    if reading.complete:
        told = f"Dit rust op alle {grouped(reading.segments)} segmenten: alles is gelezen."
    else:
        told = (
            f"Dit rust op {grouped(reading.read)} van de {grouped(reading.segments)} segmenten. Wat"
            " nog geen codeur heeft gelezen, telt niet mee."
        )
    if reading.lost:
        one = reading.lost == 1
        what = "codering staat" if one else "coderingen staan"
        told += f" {grouped(reading.lost)} {what} bij tekst die niet meer in de verslagen staat."
    if reading.undirected:
        one = reading.undirected == 1
        what = "codering zonder houding telt" if one else "coderingen zonder houding tellen"
        told += f" {grouped(reading.undirected)} {what} niet mee."
    return Paragraph(told)


def backing_table(frame: Frame, evidence: Evidence) -> Table:
    """A row a scale, a column an option: how the evidence stands to the placement."""
    heads = short_labels(frame)
    rows = tuple(
        (
            Cell(_scale(criterion, aspect.label), strong=True),
            *(_backing(evidence, aspect.id, option) for option in heads),
        )
        for criterion in frame.criteria
        for aspect in criterion.aspects
    )
    return Table(
        "weging-bewijs",
        "Hoe de gesprekken zich verhouden tot elke plaatsing"
        f"{of_study(*(criterion.section for criterion in frame.criteria))}",
        ("Schaal", *heads.values()),
        rows,
        "Gedekt: genoeg respondenten zeggen wat bij de plaats past. Tegengesproken: meer zeggen het"
        " tegendeel. Verdeeld: beide. Eenzijdig: alles komt van één respondent of één partij. Niet"
        " gedekt: niemand zei er iets over; dat spreekt niets tegen.",
        (3.4, *(max(2.0, column_width(head)) for head in heads.values())),
    )


def criterion_evidence(
    criterion: Criterion, frame: Frame, evidence: Evidence, quotations: Quotations
) -> list[Block]:
    """One criterion: a table of options by perspectives, and quotations."""
    if not evidence.reading.read:
        return [reading_paragraph(evidence)]
    cells = [evidence.cell(option, criterion.id) for option in frame.option_ids]
    if not any(cell.passages for cell in cells):
        return [
            Paragraph(f"Over {lower(criterion.label)} is in de gelezen verslagen niets gezegd.")
        ]
    blocks: list[Block] = [_views_table(criterion, cells, frame, evidence)]
    for cell in cells:
        blocks += _quoted(cell, frame, quotations)
    return blocks


def cell_evidence(
    option: str, criterion: Criterion, frame: Frame, evidence: Evidence, quotations: Quotations
) -> list[Block]:
    """One option on one criterion: the verdict of each scale, who says what, and quotations."""
    if not evidence.reading.read:
        return [reading_paragraph(evidence)]
    cell = evidence.cell(option, criterion.id)
    labels = {aspect.id: aspect.label for aspect in criterion.aspects}
    blocks: list[Block] = [
        Paragraph(f"{labels[one.aspect]}: {one.backing.value}. {stopped(one.reason)}")
        for one in cell.placements
    ]
    if cell.passages:
        blocks.append(_cell_table(cell, criterion, frame, evidence))
    return [*blocks, *_quoted(cell, frame, quotations)]


def _views_table(
    criterion: Criterion, cells: Sequence[Place], frame: Frame, evidence: Evidence
) -> Table:
    labels = breaking_labels(frame)
    views = [view for view in evidence.views if any(view.id in cell.tallies for cell in cells)]
    own = evidence.judged_from.get(criterion.id, ())
    judged = [view.label.lower() for view in evidence.views if view.id in own]
    note = f" De plaatsing is alleen beoordeeld vanuit {', '.join(judged)}." if judged else ""
    return Table(
        f"weging-bewijs-{criterion.id}",
        f"{criterion.label}: respondenten voor en tegen, per perspectief"
        f"{of_study(criterion.section)}",
        ("Wijze", "Samen", *(capital(view.label) for view in views)),
        tuple(
            (
                Cell(labels[cell.option], strong=True),
                _tally(cell.total, key_of(cell)),
                *(_tally(cell.tallies.get(v.id, Tally()), key_of(cell, v.id)) for v in views),
            )
            for cell in cells
        ),
        _NOTE + note + _for_another(cells),
        (3.2, *(13.2 / (len(views) + 1) for _ in range(len(views) + 1))),
    )


def _for_another(cells: Sequence[Place]) -> str:
    """That some count under a party of which they are not."""
    places = {p.place for cell in cells for p in cell.passages if p.borrowed}
    if not places:
        return ""
    many = "In één passage" if len(places) == 1 else f"In {len(places)} passages"
    return f" {many} verwoordt iemand het belang van een andere partij; dat telt bij die partij."


def _cell_table(cell: Place, criterion: Criterion, frame: Frame, evidence: Evidence) -> Table:
    ways = tuple(Direction)
    rows = [
        (capital(view.label), cell.tallies[view.id], view.id)
        for view in evidence.views
        if view.id in cell.tallies
    ]
    return Table(
        f"weging-bewijs-{criterion.id}-{cell.option}",
        f"{frame.option(cell.option).label}, {lower(criterion.label)}: respondenten voor en tegen"
        f"{of_study(criterion.section)}",
        ("Perspectief", *(way.value.capitalize() for way in ways)),
        tuple(
            (
                Cell(label, strong=not view),
                *(_count(tally.of(way), f"{key_of(cell, view)} / {way.value}") for way in ways),
            )
            for label, tally, view in [*rows, ("Samen", cell.total, "")]
        ),
        _NOTE + _for_another([cell]),
        (6.4, 3.4, 3.3, 3.3),
    )


def _quoted(cell: Place, frame: Frame, quotations: Quotations) -> Iterator[Block]:
    """Of each side some quotations, each of another respondent."""
    for direction in (Direction.FOR, Direction.AGAINST):
        found: dict[str, Quotation] = {}
        for passage in cell.said(direction):
            for quotation in quotations.get(passage.place, ()):
                found.setdefault(passage.respondent, quotation)
        chosen = list(found.values())[:QUOTED]
        if chosen:
            way = f"{direction.value.capitalize()} {lower(frame.option(cell.option).label)}:"
            yield Paragraph(way, "noot")
            yield from (Quote(q.text, q.attribution, f"citaat {q.id}") for q in chosen)


def _backing(evidence: Evidence, aspect: str, option: str) -> Cell:
    one = evidence.backed(aspect, option)
    text = one.backing.value.replace("gesproken", "\u00adgesproken")
    detail = "herzien" if one.revised else ""
    return Cell(text, detail, strong=one.backing.flagged)


def _scale(criterion: Criterion, label: str) -> str:
    return criterion.label if len(criterion.aspects) == 1 else f"{criterion.label}: {lower(label)}"


def _tally(tally: Tally, key: str) -> Cell:
    """How many respondents say what: `2 voor`, and below it the other ways."""
    told = [
        f"{count.respondents} {way.value}"
        for way in Direction
        if (count := tally.of(way)).respondents
    ]
    return Cell(told[0], "\n".join(told[1:]), key=key) if told else _UNSAID


def _count(count: Count, key: str) -> Cell:
    if not count.respondents:
        return _UNSAID
    what = "passage" if count.passages == 1 else "passages"
    return Cell(str(count.respondents), f"{count.passages} {what}", key=key, number=True)


def key_of(cell: Place, view: str = "") -> str:
    """Under which the provenance opens a number: `bewijs / productie / kwaliteit / gemeente`."""
    return " / ".join(("bewijs", cell.option, cell.criterion, view or "samen"))

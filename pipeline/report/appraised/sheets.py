"""The appraisal as sheets to calculate with: a row a fact, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain.appraisal import Frame
from pipeline.domain.placement_evidence import Direction, Evidence
from pipeline.domain.typology import Typology
from pipeline.report.appraised.evidence import key_of
from pipeline.report.appraised.weighed import Weighed
from pipeline.report.excel import Row, Sheet


def appraisal_sheets(weighed: Weighed) -> Iterator[Sheet]:
    """Every sheet that there is something for."""
    frame = weighed.frame
    yield _options(frame)
    yield _placements(weighed)
    yield _scores(weighed)
    yield _preconditions(frame)
    yield Sheet(
        "Knelpunten",
        ("knelpunt", "tekst", "paragraaf"),
        tuple((one.label, one.text, one.section) for one in frame.bottlenecks),
        (34, 90, 12),
    )
    if weighed.typology is not None:
        yield _typology(weighed.typology, frame)
    if weighed.evidence is not None:
        yield _evidence(weighed.evidence, frame)


def _options(frame: Frame) -> Sheet:
    values = {(axis.id, value.id): value.label for axis in frame.axes for value in axis.values}
    return Sheet(
        "Wijzen",
        (
            *("id", "financieringswijze", *(axis.label.lower() for axis in frame.axes)),
            *("definitie", "betaald", "toelichting", "ook genoemd", "voorbeeld", "paragraaf"),
            "hoe de studie is gelezen",
        ),
        tuple(
            (
                *(one.id, one.label),
                *(values[axis.id, one.place[axis.id]] for axis in frame.axes),
                *(one.definition, one.paid, one.paid_note, ", ".join(one.also), one.example),
                *(one.section, one.note),
            )
            for one in frame.options
        ),
        (16, 30, *(18 for _ in frame.axes), 60, 11, 36, 30, 60, 11, 60),
    )


def _placements(weighed: Weighed) -> Sheet:
    frame, evidence = weighed.frame, weighed.evidence

    def rows() -> Iterator[Row]:
        for criterion in frame.criteria:
            for at, aspect in enumerate(criterion.aspects):
                for placement in aspect.placements:
                    part = weighed.scores[placement.option, criterion.id].parts[at]
                    moved = placement.revision
                    backed = evidence.backed(aspect.id, placement.option) if evidence else None
                    yield (
                        *(criterion.label, aspect.label, aspect.left, aspect.right),
                        "rechts naar links" if aspect.reversed else "links naar rechts",
                        frame.option(placement.option).label,
                        *(placement.position, part.score, placement.argument),
                        *((moved.source, moved.by, moved.reason) if moved else (None, "", "")),
                        *((backed.backing.value, backed.reason) if backed else ("", "")),
                        aspect.section,
                    )

    return Sheet(
        "Plaatsingen",
        (
            *("criterium", "schaal", "links", "rechts", "gelezen van", "financieringswijze"),
            *("plaats van links", "telt als", "waarom", "plaats in de studie", "herzien door"),
            *("reden", "bewijs", "waarom dat oordeel", "paragraaf"),
        ),
        tuple(rows()),
        (24, 38, 20, 20, 18, 30, 15, 9, 70, 18, 14, 40, 16, 60, 11),
    )


def _scores(weighed: Weighed) -> Sheet:
    frame = weighed.frame
    return Sheet(
        "Scores",
        ("financieringswijze", *(criterion.label for criterion in frame.criteria)),
        tuple(
            (
                one.label,
                *(float(weighed.scores[one.id, c.id].value) for c in frame.criteria),
            )
            for one in frame.options
        ),
        (30, *(18 for _ in frame.criteria)),
    )


def _preconditions(frame: Frame) -> Sheet:
    return Sheet(
        "Randvoorwaarden",
        (
            *("randvoorwaarde", "na te gaan", *(option.label for option in frame.options)),
            *("paragraaf", "hoe de studie is gelezen"),
        ),
        tuple(
            (
                *(one.text, one.question),
                *("ja" if option in one.options else "nee" for option in frame.option_ids),
                *(one.section, one.note),
            )
            for one in frame.preconditions
        ),
        (70, 60, *(14 for _ in frame.options), 24, 50),
    )


def _typology(typology: Typology, frame: Frame) -> Sheet:
    short = {law.id: law.short for law in frame.frameworks}
    settings = {setting.id: setting.label for setting in typology.settings}
    return Sheet(
        "Typologie",
        (
            *("ondersteuning vanuit zorg", "setting", "ondersteuning vanuit onderwijs", "wetten"),
            *("teken", "opmerking"),
        ),
        tuple(
            (
                *(form.row.label, settings[form.column.setting], form.column.short),
                ", ".join(short[law] for law in form.row.frameworks),
                *(form.marks, " ".join(remark.text for remark in form.remarks)),
            )
            for form in typology.forms
        ),
        (30, 40, 30, 22, 8, 70),
    )


def _evidence(evidence: Evidence, frame: Frame) -> Sheet:
    """A row an option, criterion and perspective with a passage; none while nothing was read."""
    labels = {view.id: view.label for view in evidence.views} | {"": "samen"}
    ways = tuple(Direction)

    def rows() -> Iterator[Row]:
        for cell in evidence.cells:
            tallies = {**cell.tallies, **({"": cell.total} if cell.passages else {})}
            for view, tally in tallies.items():
                yield (
                    frame.criterion(cell.criterion).label,
                    frame.option(cell.option).label,
                    labels[view],
                    *(tally.of(way).respondents for way in ways),
                    *(tally.of(way).passages for way in ways),
                    key_of(cell, view),
                )

    return Sheet(
        "Bewijs",
        (
            *("criterium", "financieringswijze", "perspectief"),
            *(f"respondenten {way.value}" for way in ways),
            *(f"passages {way.value}" for way in ways),
            "herkomst",
        ),
        tuple(rows()),
        (26, 30, 24, 18, 18, 20, 16, 16, 18, 60),
    )

"""The options themselves: on their axes, in detail, combined, and out of a personal budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain.appraisal import AxisValue, Frame, Option, Said
from pipeline.report.appraised.wording import (
    breaking_labels,
    capital,
    joined_labels,
    lower,
    notes_of,
    of_study,
    where,
)
from pipeline.report.blocks import Cell, Table
from pipeline.report.words import numeral

_NONE = Cell("–", quiet=True)


def axes_table(frame: Frame) -> Table:
    """The options on two axes: a row a value of the second, a column a value of the first.

    Raises:
        ValueError: when the options do not stand on two axes.
    """
    if len(frame.axes) != 2:
        raise ValueError("deze tabel is er alleen voor wijzen op twee assen")
    across, down = frame.axes
    labels = breaking_labels(frame)

    def cell(value: AxisValue, other: AxisValue) -> Cell:
        place = {down.id: value.id, across.id: other.id}
        here = [option for option in frame.options if dict(option.place) == place]
        return Cell(labels[here[0].id], here[0].definition, strong=True) if here else _NONE

    return Table(
        "weging-assen",
        f"De {numeral(len(frame.options))} financieringswijzen naar twee kenmerken: "
        f"‘{lower(down.label)}’ en ‘{lower(across.label)}’{of_study(down.section)}",
        (down.label, *(f"{value.label}. {value.definition}" for value in across.values)),
        tuple(
            (
                Cell(value.label, value.definition, strong=True),
                *(cell(value, other) for other in across.values),
            )
            for value in down.values
        ),
        widths=(4.0, *(6.2 for _ in across.values)),
    )


def options_table(frame: Frame) -> Table:
    """A row an option: definition, paid before or after, other names, an example."""
    labels = breaking_labels(frame)
    rows = tuple(
        (
            Cell(labels[option.id], "\n".join(_placed(option, frame)), strong=True),
            Cell(option.definition),
            Cell(capital(option.paid), option.paid_note),
            Cell(", ".join(option.also)) if option.also else _NONE,
            Cell(option.example),
        )
        for option in frame.options
    )
    return Table(
        "weging-wijzen",
        "De financieringswijzen, wanneer er wordt betaald en welke namen ervoor in omloop zijn"
        f"{of_study(*(option.section for option in frame.options))}",
        ("Wijze", "Wat het is", "Betaald", "Ook genoemd", "Voorbeeld"),
        rows,
        notes_of(*(option.note for option in frame.options)),
        (3.3, 4.4, 2.5, 2.6, 3.6),
    )


def said_table(key: str, caption: str, said: Sequence[Said], frame: Frame) -> Table:
    """What the study says about options: a row a text, with the options and its place.

    Args:
        said: at least one.
    """
    titled = any(one.label for one in said)
    criteria = {one.id: one.label for one in frame.criteria}
    weighed = any(one.criterion for one in said)
    about = any(one.options for one in said)
    header = (
        *(["Onderwerp"] if titled else []),
        *(["Wijze"] if about else []),
        *(["Criterium"] if weighed else []),
        "Wat de studie erover zegt",
    )

    def row(one: Said) -> Iterator[Cell]:
        if titled:
            yield Cell(one.label, strong=True)
        if about:
            names = joined_labels(one.options, frame)
            yield Cell(names) if names else _NONE
        if weighed:
            yield Cell(criteria[one.criterion]) if one.criterion else _NONE
        yield Cell(one.text, capital(where(one.section)))

    sizes = {"Onderwerp": 3.8, "Wijze": 3.3, "Criterium": 2.9}
    known = [sizes[name] for name in header[:-1]]
    return Table(
        key,
        caption,
        header,
        tuple(tuple(row(one)) for one in said),
        notes_of(*(one.note for one in said)),
        (*known, 16.4 - sum(known)),
    )


def _placed(option: Option, frame: Frame) -> Iterator[str]:
    for axis in frame.axes:
        yield next(value.label for value in axis.values if value.id == option.place[axis.id])

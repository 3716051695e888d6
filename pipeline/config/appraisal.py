"""codebook/<study>/appraisal/*.yaml → Frame: options, criteria and what a study says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pipeline.config.fields import Fields
from pipeline.config.yaml_file import read_yaml
from pipeline.domain.appraisal import (
    Aspect,
    Axis,
    AxisValue,
    Better,
    Criterion,
    Frame,
    Framework,
    Interest,
    Option,
    Pair,
    Placement,
    Precondition,
    Said,
    Side,
    Stream,
)
from pipeline.errors import AppraisalError, Place

FOLDER = "appraisal"
T = TypeVar("T")


def read_frame(folder: Path) -> Frame:
    """Reads `appraisal/` of a study.

    Raises:
        AppraisalError: with file and line, for what is missing or unknown.
    """
    models = _file(folder, "models.yaml")
    frameworks = _file(folder, "frameworks.yaml")
    criteria = _file(folder, "criteria.yaml")
    preconditions = _file(folder, "preconditions.yaml")
    bottlenecks = _file(folder, "bottlenecks.yaml")
    practice = _file(folder, "practice.yaml")
    pairs = _file(folder, "pairs.yaml")
    try:
        frame = Frame(
            axes=each(models, "axes", _axis),
            options=each(models, "models", _option),
            criteria=each(criteria, "criteria", _criterion),
            preconditions=each(preconditions, "preconditions", _precondition),
            frameworks=each(frameworks, "frameworks", _framework),
            streams=each(frameworks, "streams", _stream),
            combinations=each(models, "combinations", _said),
            budgets=each(models, "budgets", _said),
            bottlenecks=each(bottlenecks, "bottlenecks", _said),
            examples=each(practice, "examples", _said),
            mitigations=each(practice, "mitigations", _said),
            favouring=each(practice, "favouring", _said),
            pairs=each(pairs, "pairs", _pair),
        )
    except ValueError as problem:
        raise AppraisalError(str(problem), place=Place.of(folder)) from None
    for fields in (models, frameworks, criteria, preconditions, bottlenecks, practice, pairs):
        fields.done()
    return frame


def _file(folder: Path, name: str) -> Fields:
    return read_yaml(folder / name, AppraisalError)


def each(
    fields: Fields, key: str, read: Callable[[Fields], T], *, optional: bool = False
) -> tuple[T, ...]:
    """What a list of tables holds. Raises as `fields` does, also for a value that says no."""
    found = []
    for entry in fields.tables(key, optional=optional):
        try:
            found.append(read(entry))
        except ValueError as problem:
            raise entry.refuse(str(problem)) from None
        entry.done()
    return tuple(found)


def _axis(entry: Fields) -> Axis:
    values = each(
        entry,
        "values",
        lambda one: AxisValue(one.filled("id"), one.filled("label"), one.filled("definition")),
    )
    return Axis(
        entry.filled("id"),
        entry.filled("label"),
        entry.filled("question"),
        values,
        entry.filled("section"),
    )


def _option(entry: Fields) -> Option:
    return Option(
        entry.filled("id"),
        entry.filled("label"),
        texts_of(entry.table("place")),
        entry.filled("definition"),
        entry.texts("also"),
        entry.filled("paid"),
        entry.text("paid_note", ""),
        entry.filled("example"),
        entry.filled("section"),
        entry.text("note", ""),
    )


def _criterion(entry: Fields) -> Criterion:
    interests = {
        party: one_of(Interest, entry, "interests", value)
        for party, value in texts_of(entry.table("interests")).items()
    }
    return Criterion(
        entry.filled("id"),
        entry.filled("label"),
        entry.filled("question"),
        entry.filled("interest"),
        MappingProxyType(interests),
        each(entry, "aspects", _aspect),
        entry.filled("section"),
        entry.text("note", ""),
    )


def _aspect(entry: Fields) -> Aspect:
    return Aspect(
        entry.filled("id"),
        entry.filled("label"),
        entry.filled("left"),
        entry.filled("right"),
        one_of(Side, entry, "read", entry.filled("read")),
        each(
            entry,
            "placements",
            lambda one: Placement(
                one.filled("model"), one.whole("position"), one.filled("argument")
            ),
        ),
        entry.filled("section"),
        entry.text("note", ""),
    )


def _precondition(entry: Fields) -> Precondition:
    return Precondition(
        entry.filled("id"),
        entry.filled("text"),
        entry.filled("question"),
        entry.texts("models"),
        entry.filled("section"),
        entry.text("note", ""),
    )


def _framework(entry: Fields) -> Framework:
    return Framework(
        *(entry.filled(key) for key in ("id", "label", "short", "domain", "pays", "section"))
    )


def _stream(entry: Fields) -> Stream:
    return Stream(
        entry.filled("id"),
        entry.filled("label"),
        entry.texts("frameworks"),
        entry.filled("financier"),
        entry.filled("for"),
        entry.texts("allows"),
        entry.filled("section"),
        entry.text("note", ""),
    )


def _said(entry: Fields) -> Said:
    return Said(
        entry.filled("id"),
        entry.text("label", ""),
        entry.filled("text"),
        entry.texts("models", ()),
        entry.filled("section"),
        entry.text("note", ""),
        entry.text("criterion", ""),
    )


def _pair(entry: Fields) -> Pair:
    options = entry.texts("models")
    if len(options) != 2:
        raise entry.refuse("een vergelijking is van twee", "models")
    better = each(
        entry,
        "better",
        lambda one: Better(one.filled("criterion"), one.filled("model"), one.filled("argument")),
    )
    fits = each(entry, "fits", lambda one: (one.filled("model"), one.filled("text")))
    return Pair(
        entry.filled("id"),
        (options[0], options[1]),
        better,
        MappingProxyType(dict(fits)),
        entry.filled("section"),
        entry.text("note", ""),
    )


def texts_of(table: Fields) -> Mapping[str, str]:
    """A table whose keys are free, each with a text."""
    return MappingProxyType({key: table.filled(key) for key in table.data})


def one_of(kind: Callable[[str], T], entry: Fields, key: str, value: str) -> T:
    """A member of an enumeration by its value."""
    try:
        return kind(value)
    except ValueError:
        raise entry.refuse(f"'{value}' kan hier niet", key) from None

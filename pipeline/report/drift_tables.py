"""The tables of drift for the page."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.drift import (
    Course,
    Drift,
    Moved,
    Term,
    Vocabulary,
)
from pipeline.domain.evaluation import Measured
from pipeline.domain.ids import Actor
from pipeline.report.blocks import Cell, Table
from pipeline.report.drift_sentences import moved_advice, named
from pipeline.report.drift_words import (
    Plural,
    of,
    points,
    points_between,
)
from pipeline.report.evaluation_words import decimal
from pipeline.report.words import grouped, listed


def spoke_table(found: Drift, plural: Plural) -> Table:
    """A row an actor: how many, who returned, how long."""
    rows = tuple(
        (
            Cell(plural[one.actor].capitalize()),
            Cell(str(one.before), f"van {one.interviewed_before} gesproken"),
            Cell(str(one.now), f"van {one.interviewed} gesproken"),
            Cell(str(one.returned)),
            Cell(f"{decimal(one.segments_before, 0)} → {decimal(one.segments, 0)}"),
            Cell(f"{decimal(one.codings_before, 0)} → {decimal(one.codings, 0)}"),
        )
        for one in found.spoke
    )
    header = (
        "Actor", f"Telt mee in {found.before}", f"Telt mee in {found.wave}", "In beide golven",
        "Segmenten per verslag", "Coderingen per verslag",
    )  # fmt: skip
    return Table("wie", "Respondenten per actor", header, rows)


def named_table(found: Drift, plural: Plural) -> Table:
    """A row for each code that moved, clearest first, with what to do."""
    codes = found.fresh.codes if found.fresh else ()
    rows = tuple(
        (
            Cell(one.label, plural[one.actor], strong=one.clear),
            Cell(one.course.value),
            Cell(of(one.before)),
            Cell(of(one.now)),
            change_cell(one.change),
            Cell(str(one.as_clear), f"door toeval {decimal(one.by_chance, 1)}"),
            Cell(_returned(one)),
            Cell(moved_advice(one, codes)),
        )
        for one in named(found)
    )
    header = (
        "Code", "Wat er gebeurde", found.before, found.wave, "Verschil (punten)",
        "Zo duidelijk of duidelijker", "Wie terugkwam", "Wat te doen",
    )  # fmt: skip
    return Table("verschoven", "Wat vaker of minder vaak wordt verteld", header, rows)


def actor_tables(found: Drift, plural: Plural) -> list[tuple[str, Table]]:
    """Every code of an actor, in the order of the codebook."""
    header = (
        "Code", found.before, found.wave, "Verschil (punten)", "Wat er gebeurde", "Coderingen",
    )  # fmt: skip
    return [
        (
            plural[actor],
            Table(f"actor-{actor.value}", f"Alle codes bij {plural[actor]}", header, rows),
        )
        for actor in _actors(found)
        if (rows := tuple(_row(one) for one in found.moved if one.actor is actor))
    ]


def word_table(one: Vocabulary, terms: Sequence[Term], key: str, title: str, found: Drift) -> Table:
    """A row a word, most typical first."""
    rows = tuple(
        (
            Cell(term.text),
            Cell(of(term.before)),
            Cell(of(term.now)),
            Cell(decimal(abs(term.z), 1)),
            Cell(decimal(term.by_chance, 1)),
        )
        for term in terms
    )
    header = ("Woord", found.before, found.wave, "Sterkte (z)", "Even sterk door toeval")
    return Table(f"{key}-{one.actors[0].value}", title, header, rows)


def _actors(found: Drift) -> list[Actor]:
    return [one.actor for one in found.spoke]


def _row(one: Moved) -> tuple[Cell, ...]:
    unasked = one.course is Course.NOT_ASKED
    return (
        Cell(one.label, strong=one.main, indent=int(not one.main)),
        Cell(of(one.before)),
        Cell(of(one.now)),
        change_cell(one.change),
        Cell(one.course.value, muted=unasked, strong=one.named),
        Cell(grouped(one.given), _expected(one.recognised)),
    )


def _expected(recognised: float | None) -> str:
    return "" if recognised is None else f"verwacht {decimal(recognised, 1)}"


def change_cell(found: Measured) -> Cell:
    """`−37`, and below it the interval."""
    return Cell(points(found.value), points_between(found))


def _returned(one: Moved) -> str:
    """What those in both waves did: `2 alleen eerst, 1 alleen nu`."""
    both, only_before, only_now, neither = one.returned
    counts = (
        (both, "in beide"), (only_before, "alleen eerst"), (only_now, "alleen nu"),
        (neither, "in geen van beide"),
    )  # fmt: skip
    return listed([f"{count} {word}" for count, word in counts if count]) or "niemand"

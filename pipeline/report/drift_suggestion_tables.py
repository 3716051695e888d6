"""The tables of how suggestions hold, for the page."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.domain.drift import Accepted, Advice, Calibrated, Drift, Part, Recognised
from pipeline.domain.evaluation import Measured, Reliability
from pipeline.report.blocks import Cell, Table
from pipeline.report.drift_tables import change_cell
from pipeline.report.drift_words import factor, numbers, part, points_between, reasons, signed
from pipeline.report.evaluation_words import decimal, of_hundred, percentage
from pipeline.report.words import grouped


def code_table(found: Drift) -> Table:
    """A row a code that occurs or would be suggested often enough to speak of, advice first."""
    codes = found.fresh.codes if found.fresh else ()
    rows = tuple(
        _code_row(one)
        for advice in Advice
        for one in codes
        if one.advice is advice and advice is not Advice.TOO_FEW
    )
    header = (
        "Code", "Gevonden van wat codeurs gaven", "Goed van wat het voorstelt",
        "Gegeven per verwachte", "Volgorde", "Nieuwe woorden", "Advies",
    )  # fmt: skip
    return Table("codes", "De voorstellen, per code", header, rows)


def whole_table(found: Drift) -> Table:
    """Everything together, in both waves."""
    if not found.fresh:
        return Table("geheel", "", (), ())
    own, before, now = found.fresh.all_codes, found.fresh.before, found.fresh.now
    rows = (
        _shares("Gevonden van wat codeurs gaven (recall)", own.recall_before, own.recall,
                own.recall_change),
        _shares("Goed van wat het zou voorstellen (precisie)", own.precision_before,
                own.precision, own.precision_change),
        *_calibrated(before, now),
    )  # fmt: skip
    header = ("", found.before, found.wave, "Verschil (punten)")
    return Table("geheel", "De voorstellen in het geheel", header, rows)


def band_table(found: Drift) -> Table:
    """How often a chance was right, band by band."""
    if not found.fresh:
        return Table("banden", "", (), ())
    both = [
        {_band(one): one for one in side.bands} for side in (found.fresh.before, found.fresh.now)
    ]
    rows = tuple(
        (Cell(f"{10 * at}–{10 * at + 10}%"), *(_of_band(side.get(at)) for side in both))
        for at in sorted(set(both[0]) | set(both[1]))
    )
    header = ("Kans volgens het programma", f"Zo gecodeerd in {found.before}, van de 100",
              f"Zo gecodeerd in {found.wave}, van de 100")  # fmt: skip
    return Table("banden", "Kwam uit wat de kans zei?", header, rows)


def accepted_table(found: Drift) -> Table:
    """A row a code, everything together first."""
    rows = tuple(_accepted(one) for one in found.accepted)
    header = ("Code", found.before, found.wave, "Verschil (punten)")
    return Table("geaccepteerd", "Geaccepteerd van wat codeurs zagen voorgesteld", header, rows)


def _code_row(one: Recognised) -> tuple[Cell, ...]:
    return (
        Cell(one.label),
        _pair(one.recall_before, one.recall),
        _pair(one.precision_before, one.precision),
        Cell(factor(one.ratio)),
        Cell(f"{decimal(one.order_before)} → {decimal(one.order)}"),
        Cell(
            f"{percentage(one.strange_before.value)} → {percentage(one.strange.value)}",
            points_between(one.strange_change),
        ),
        Cell(one.advice.value, "; ".join(reasons(one)), strong=bool(one.reasons)),
    )


def _pair(before: Part, now: Part) -> Cell:
    return Cell(
        f"{part(before)} → {part(now)}", f"{numbers(before) or '–'} → {numbers(now) or '–'}"
    )


def _shares(label: str, before: Part, now: Part, change: Measured) -> tuple[Cell, ...]:
    return (Cell(label), _counted(before), _counted(now), change_cell(change))


def _counted(found: Part) -> Cell:
    return Cell(part(found), numbers(found))


def _calibrated(before: Calibrated, now: Calibrated) -> list[tuple[Cell, ...]]:
    nothing = Cell("")

    def row(label: Cell, say: Callable[[Calibrated], Cell]) -> tuple[Cell, ...]:
        return (label, say(before), say(now), nothing)

    return [
        row(Cell("Codes gegeven per verwachte (1 is goed)"), lambda x: Cell(factor(x.ratio))),
        row(
            Cell("Kalibratiefout", "afstand tussen kans en uitkomst, gemiddeld over alle paren"),
            lambda x: Cell(decimal(x.error.value, 3), f"bij goede kansen al {decimal(x.floor, 3)}"),
        ),
        row(Cell("Helling (1 is goed)"), lambda x: Cell(signed(x.slope))),
        row(Cell("Hoogte (0 is goed)"), lambda x: Cell(signed(x.intercept))),
    ]


def _band(one: Reliability) -> int:
    return min(int(one.mean * 10), 9)


def _of_band(one: Reliability | None) -> Cell:
    if one is None:
        return Cell("–")
    return Cell(of_hundred(one.right), f"{grouped(one.pairs)} paren, kans {percentage(one.mean)}")


def _accepted(one: Accepted) -> tuple[Cell, ...]:
    return (
        Cell(one.label or "Alle codes", strong=not one.code),
        _counted(one.before),
        _counted(one.now),
        change_cell(one.change),
    )

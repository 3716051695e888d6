"""The status of waves and stages as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain.next_step import CoderShare, Made, WaveState
from pipeline.run import StageState

HEADER = (
    "golf",
    "ingelezen",
    "bevindingen",
    "segmenten",
    "voorgesteld",
    "gelezen door",
    "telt mee",
    "opnieuw",
    "apart",
    "rapport",
)
_NONE = "–"
_MADE = {Made.NEVER: _NONE, Made.STALE: "verouderd", Made.CURRENT: "actueel"}


def table_of(waves: Sequence[WaveState]) -> list[str]:
    """A line per wave below a header, in columns."""
    rows = [HEADER, *(_row(wave) for wave in waves)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADER))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def lines_of_stages(states: Sequence[StageState]) -> Iterator[str]:
    """A line per stage: up to date or why not, and what came of its last run."""
    width = max(len(state.stage.name) for state in states)
    for state in states:
        standing = f"te draaien ({state.reasons[0]})" if state.reasons else "bij"
        told = f" · {state.summary}" if state.summary else ""
        yield f"  {state.stage.name.ljust(width)}  {standing}{told}"


def _row(wave: WaveState) -> tuple[str, ...]:
    known = wave.read_in is not Made.NEVER
    stale = " (verouderd)" if wave.read_in is Made.STALE else ""
    aside = f", {wave.set_aside} opzij" if wave.set_aside else ""
    return (
        wave.wave,
        f"{wave.reports} van {max(wave.registered, wave.reports)}{aside}{stale}",
        str(wave.findings) if known else _NONE,
        str(wave.segments) if known else _NONE,
        _MADE[wave.suggested],
        ", ".join(_share(one, wave.segments) for one in wave.coders) or _NONE,
        f"{wave.counting} van {wave.respondents}" if known else _NONE,
        str(wave.again or _NONE),
        str(wave.aside or _NONE),
        _MADE[wave.reported],
    )


def _share(one: CoderShare, segments: int) -> str:
    """Rounded down: whoever has a segment left has not read everything."""
    return f"{one.coder} {100 * one.read // segments if segments else 0}%"

"""How far each wave is, and the one thing to do next.

The rules go by what everything after it waits for: first what is not read, then what may identify
somebody, then what people decide, then the report. Among waves in the same need the newest goes
first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum


class Need(IntEnum):
    """What a wave waits for; the lowest goes first."""

    FORGETTING = 0
    REPORTS = 1
    MENDING = 2
    READING = 3
    IDENTIFIERS = 4
    AGAIN = 5
    CODING = 6
    REPORTING = 7
    NOTHING = 8


class Made(IntEnum):
    """Whether an output is there, and still what its sources say."""

    NEVER = 0
    STALE = 1
    CURRENT = 2


@dataclass(frozen=True, slots=True)
class CoderShare:
    """How many segments of the wave a coder has read, and how many she is to look at again."""

    coder: str
    read: int
    again: int = 0


@dataclass(frozen=True, slots=True)
class WaveState:
    """How far one wave is; every number is of the wave as it stands now.

    `registered` counts the rows of the register that can be used, `reports` those that were read
    in, `set_aside` what could not be. `findings` is how many places that may identify somebody
    wait, `unread` how many segments nobody has read. `counting` is how many respondents were read
    whole, and `aside` how many decisions count nowhere any more. `read_in`,
    `suggested` and `reported` say whether reports up to their segments, suggestions and the report
    are what the sources say; `because` is the first reason why the segments are not.
    """

    wave: str
    registered: int = 0
    reports: int = 0
    set_aside: int = 0
    read_in: Made = Made.NEVER
    because: str = ""
    findings: int = 0
    segments: int = 0
    suggested: Made = Made.NEVER
    coders: tuple[CoderShare, ...] = ()
    unread: int = 0
    respondents: int = 0
    counting: int = 0
    aside: int = 0
    reported: Made = Made.NEVER

    @property
    def again(self) -> int:
        return sum(one.again for one in self.coders)

    @property
    def need(self) -> Need:
        if not self.registered and not self.reports:
            return Need.REPORTS
        if self.read_in is not Made.CURRENT or self.suggested is Made.NEVER:
            return Need.READING
        if self.set_aside:
            return Need.MENDING
        if self.findings:
            return Need.IDENTIFIERS
        if self.again:
            return Need.AGAIN
        if self.unread:
            return Need.CODING
        return Need.NOTHING if self.reported is Made.CURRENT else Need.REPORTING


def waiting(waves: Sequence[WaveState]) -> WaveState | None:
    """The wave to go on with; None where none waits for anything.

    Args:
        waves: oldest first.
    """
    open_ = [wave for wave in reversed(waves) if wave.need is not Need.NOTHING]
    return min(open_, key=lambda wave: wave.need, default=None)


def next_line(study: str, waves: Sequence[WaveState]) -> str:
    """What to do next, in one line: a command to type and why.

    Args:
        waves: oldest first.
    """
    if not waves:
        return "volgende stap: oza new-wave golf-1 --study " + study
    wave = waiting(waves)
    if wave is None:
        return "volgende stap: geen; alles is gerapporteerd"
    return f"volgende stap: {_command(study, wave)} — {_why(wave)}"


def _command(study: str, wave: WaveState) -> str:
    which = f"STUDY={study} WAVE={wave.wave}"
    return {
        Need.REPORTS: f"vul corpus/{study}/{wave.wave}/register.csv",
        Need.MENDING: f"oza status --study {study} --wave {wave.wave}",
        Need.READING: f"make codeer {which}",
        Need.IDENTIFIERS: f"make privacy {which}",
        Need.AGAIN: f"make review {which} CODER={_first(c.coder for c in wave.coders if c.again)}",
        Need.CODING: f"make review {which} CODER={_first(c.coder for c in wave.coders)}",
        Need.REPORTING: f"make rapport {which}",
    }[wave.need]


def _why(wave: WaveState) -> str:
    if wave.need is Need.REPORTS:
        return "en zet de verslagen in reports/ daarnaast"
    if wave.need is Need.MENDING:
        return f"{_count(wave.set_aside, 'probleem', 'problemen')} bij het inlezen, hier met reden"
    if wave.need is Need.READING:
        if wave.read_in is Made.NEVER:
            return "nog niet ingelezen"
        return wave.because or "nog geen codes voorgesteld"
    if wave.need is Need.IDENTIFIERS:
        return f"{_count(wave.findings, 'bevinding wacht', 'bevindingen wachten')}"
    if wave.need is Need.AGAIN:
        return f"{_count(wave.again, 'segment', 'segmenten')} opnieuw te bekijken"
    if wave.need is Need.CODING:
        return f"{wave.unread} van de {wave.segments} segmenten nog te lezen"
    made = wave.reported is Made.STALE
    return "het rapport is niet meer actueel" if made else "alles is gelezen; nog geen rapport"


def _first(names: Iterable[str]) -> str:
    """Whoever it is about, if that is one person."""
    every = list(names)
    return every[0] if len(every) == 1 else "…"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"

"""Speech with times: what a transcript holds, and when a piece of a report was said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caption:
    """Words that one speaker says at one time: what a subtitle shows at once.

    `start` and `end` are seconds from the beginning of the recording, None where the transcript
    gives no times. `label` is the speaker as the transcript writes it, often a name, and empty when
    it does not say who speaks. `text` is one line of clean text.

    Raises:
        ValueError: without text, or with a time that is negative or runs backwards.
    """

    start: float | None
    end: float | None
    label: str
    text: str

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("een ondertitel zonder tekst")
        if (self.start is None) != (self.end is None):
            raise ValueError("een begintijd hoort bij een eindtijd")
        if self.start is not None and self.end is not None and not 0 <= self.start <= self.end:
            raise ValueError(f"tijd loopt van begin naar eind, niet {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Heard:
    """The span `[start, end)` of a report's text was said from `begin` to `until`, in seconds from
    the beginning of the recording. A reference only: it is no part of the text.

    Raises:
        ValueError: for an empty span, or a time that is negative or runs backwards.
    """

    start: int
    end: int
    begin: float
    until: float

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or not 0 <= self.begin <= self.until:
            raise ValueError(f"geen stuk tekst met een tijd: {self}")


def time_of(heard: Sequence[Heard], start: int, end: int) -> tuple[float, float] | None:
    """When the span `[start, end)` of the text was said, as precisely as the transcript tells; None
    where it tells nothing.

    Args:
        heard: in the order of the text, without overlap.
    """
    at = bisect_right(heard, start, key=lambda one: one.end)
    own = []
    while at < len(heard) and heard[at].start < end:
        own.append(heard[at])
        at += 1
    if not own:
        return None
    return min(one.begin for one in own), max(one.until for one in own)


def clock(seconds: float) -> str:
    """'00:12:31': a time as a player shows it, rounded down to the second."""
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"

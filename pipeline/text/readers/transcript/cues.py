"""Subtitles line by line: which lines are times, which are words, and which are neither.

WebVTT (W3C, *WebVTT: The Web Video Text Tracks Format*) and SubRip differ little, and programs keep
to neither: blank lines go missing or stand between the words, numbers are names, headers are gone.
One walk reads both; words are never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.text.readers.refusal import Refusal, refuse
from pipeline.text.readers.transcript.timing import ARROW, is_broken_range, is_cut_off, time_range

_COMMENT = re.compile(r"NOTE(?:\s(.*))?")
_LAYOUT = re.compile(r"(?:STYLE|REGION)\s*")
_HEADER = re.compile(r"WEBVTT(?:\s+(.*))?")
_SETTING = re.compile(r"(?:kind|language|x-timestamp-map|source|model)\s*[:=].*", re.IGNORECASE)
# A line before the times is the cue's own name; without a blank line above it only these are.
_NUMBER = re.compile(r"\s*\d{1,7}\s*")
_GUID = re.compile(r"\s*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:/\d+-\d+)?\s*", re.IGNORECASE)

_OPEN_TAG = re.compile(r"</?(?:[vcibu](?:[.\s][^<>]*)?)?$")


@dataclass(frozen=True, slots=True)
class Cue:
    """The lines between two times, as the file has them; `start` and `end` in seconds."""

    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a file in its own order, and its comments and title, which may name people."""

    cues: tuple[Cue, ...]
    comments: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """The cues so far, and what the lines that come now belong to."""

    cues: list[Cue] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    begin: tuple[float, float] | None = None
    lines: list[str] = field(default_factory=list)
    fresh: bool = False  # the last of `lines` has a blank line above it

    def close(self) -> None:
        """Whatever was said since the last times is a cue; before the first times, a title."""
        if self.begin is None:
            self.titles += self.lines
        elif self.lines:
            self.cues.append(Cue(*self.begin, tuple(self.lines)))
        self.lines = []

    def begins(self, times: tuple[float, float], *, named: bool, free: bool) -> None:
        """
        Args:
            named: whether a line stands directly above the times, which may be the cue's name; by
                its looks, or by any name (`free`) when it begins a block.
        """
        if named and self.lines and ((free and self.fresh) or _is_name(self.lines[-1])):
            self.lines.pop()
        self.close()
        self.begin = times


def read_cues(path: Path, lines: Sequence[str], *, free_names: bool) -> Cues:
    """The cues of a .vtt or .srt file.

    Args:
        free_names: whether a cue may have any name, as in WebVTT, or only a number.

    Raises:
        ReportSetAside: no times at all, a time that cannot be read, or a file that breaks off; the
            message names the line.
    """
    reading = _Reading()
    blank, skipping = True, False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            blank, skipping = True, False
            continue
        times = time_range(line) if ARROW in line else None
        if times is not None:
            reading.begins(times, named=not blank, free=free_names)
            skipping = False
        elif is_broken_range(line):
            raise refuse(path, Refusal.BAD_TIME, line=number)
        elif skipping or (blank and _LAYOUT.fullmatch(line)):
            skipping = True
        elif blank and (comment := _COMMENT.fullmatch(line)):
            # A comment runs on to the next blank line, and may name who made the transcript.
            reading.comments.append(comment[1] or "")
            skipping = True
            reading.comments += _rest(lines, number)
        elif reading.begin is None and (header := _HEADER.fullmatch(line)):
            reading.titles.append(header[1] or "")
        elif reading.begin is not None or not _SETTING.fullmatch(line):
            reading.lines.append(line)
            reading.fresh = blank
        blank = False
    _refuse_if_broken_off(path, lines, reading)
    reading.close()
    if reading.begin is None and any(line.strip() for line in lines):
        raise refuse(path, Refusal.NO_TIMES)
    return Cues(tuple(reading.cues), tuple(reading.comments), tuple(reading.titles))


def _is_name(line: str) -> bool:
    return bool(_NUMBER.fullmatch(line) or _GUID.fullmatch(line))


def _rest(lines: Sequence[str], after: int) -> list[str]:
    """The lines from the index `after` up to the next blank one or the next times."""
    end = after
    while end < len(lines) and lines[end].strip() and ARROW not in lines[end]:
        end += 1
    return list(lines[after:end])


def _refuse_if_broken_off(path: Path, lines: Sequence[str], reading: _Reading) -> None:
    """A last line that is the beginning of times, or the name of a cue that does not come."""
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    if not last or reading.begin is None:
        return
    line = lines[last - 1]
    # Right below the times '10:30' is what somebody says.
    cut_off = is_cut_off(line) and (reading.fresh or len(reading.lines) > 1)
    named = reading.fresh and reading.lines[-1:] == [line] and _names_next(line, len(reading.cues))
    if cut_off or named or _OPEN_TAG.search(line):
        raise refuse(path, Refusal.BROKEN_OFF, line=last)


def _names_next(line: str, before: int) -> bool:
    """Whether a line of its own can only be the name of a cue that does not come any more.

    Args:
        before: cues before the one that is open.
    """
    if _GUID.fullmatch(line):
        return True
    return bool(_NUMBER.fullmatch(line)) and int(line) in (before + 1, before + 2)

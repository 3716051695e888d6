"""Times as transcripts write them, in seconds."""

from __future__ import annotations

import re

TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,6})?"
"""'00:12:31.500', '12:31,5', and as Teams once wrote it: '0:0:2.69'."""
ARROW = "-->"
_RANGE = re.compile(rf"\s*({TIME})\s*{ARROW}\s*({TIME})(?:\s.*)?")
_NEARLY = re.compile(rf"\s*{TIME}\s*(?:->|=>|[–—]>)\s*{TIME}.*")
_BEGUN = re.compile(rf"\s*-?\d[\d:.,]*\s*(?:-|--|{ARROW}.*)?\s*")


def seconds(text: str) -> float:
    """The time in `text`, which `TIME` matches; to the millisecond."""
    total = 0.0
    for part in text.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def time_range(line: str) -> tuple[float, float] | None:
    """Begin and end of '00:00:01.000 --> 00:00:04.000', with whatever settings after it.

    A range that runs backwards keeps its begin: that is where the words are, and no program that
    writes one means anything by it.
    """
    found = _RANGE.fullmatch(line) if ARROW in line else None
    if found is None:
        return None
    begin, end = seconds(found[1]), seconds(found[2])
    return begin, max(begin, end)


def is_broken_range(line: str) -> bool:
    """Whether a line means to be a range of times and is none: negative, misspelt, or with one time
    only. For lines that are no range."""
    if ">" not in line:
        return False
    if ARROW in line:
        return bool(_BEGUN.match(line)) or line.lstrip().startswith(ARROW)
    return bool(_NEARLY.fullmatch(line))


def is_cut_off(line: str) -> bool:
    """Whether the last line of a file is the beginning of a range of times."""
    return ":" in line and bool(_BEGUN.fullmatch(line)) and time_range(line) is None

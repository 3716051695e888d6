"""What aTrain writes: a headline, lines with the name of a voice, and what was said.

Four text files of one shape (`aTrain_core/outputs.py`): with voices only, with times, for NVivo and
for MAXQDA, where a voice's words with all their times are one line. Many people paste one into
Word, so the same lines are looked for in a .docx. Its .srt is an ordinary one without voices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.domain.transcript import Caption
from pipeline.text.marks import clean
from pipeline.text.readers.transcript.recognised import Transcript
from pipeline.text.readers.transcript.timing import seconds

_HEADLINE = re.compile(r"Transcription for \S.*")
_VOICE = re.compile(r"SPEAKER_\d{1,3}|Speaker undefined")
_TIMED = re.compile(r"(?:^|(?<=\s))(?:\[(\d{1,3}:\d\d:\d\d)\]|(?<!\S)(\d\d:\d\d:\d\d))\s+-\s+")
_LONGEST_NAME = 60

_Entry = tuple[float | None, str, list[str]]
"""When it begins, by whom, and what is said."""


def atrain_transcript(lines: Sequence[str]) -> Transcript | None:
    """The transcript in the lines of a document of aTrain; None for any other document.

    A voice that somebody gave a name is known by the time on the line below it.
    """
    told = [line for raw in lines if (line := clean(raw).strip())]
    headed = bool(told and _HEADLINE.fullmatch(told[0]))
    if not told or not (headed or _VOICE.fullmatch(told[0])):
        return None
    body = told[1:] if headed else told
    timed = any(_TIMED.match(line) for line in body)
    if not timed and not (body and _VOICE.fullmatch(body[0])):
        return None
    captions = _captions(_entries(body, timed))
    return Transcript(captions, tuple(told[:1]) if headed else ()) if captions else None


def _entries(lines: Sequence[str], timed: bool) -> list[_Entry]:
    entries: list[_Entry] = []
    label = ""
    for at, line in enumerate(lines):
        starts = list(_TIMED.finditer(line))
        if starts and not starts[0].start():
            ends = [found.start() for found in starts[1:]] + [len(line)]
            entries += [
                (seconds(found[1] or found[2]), label, [line[found.end() : end]])
                for found, end in zip(starts, ends, strict=True)
            ]
        elif _VOICE.fullmatch(line) or (timed and _names(line, lines[at + 1 : at + 2])):
            label = line
        elif entries and timed:
            entries[-1][2].append(line)
        else:
            entries.append((None, label, [line]))
    return entries


def _names(line: str, following: Sequence[str]) -> bool:
    """Whether a line without a time is the name of whoever speaks on the next one."""
    return len(line) <= _LONGEST_NAME and bool(following and _TIMED.match(following[0]))


def _captions(entries: Sequence[_Entry]) -> tuple[Caption, ...]:
    """Only beginnings are given: words last until the next ones begin."""
    captions = []
    for at, (begin, label, said) in enumerate(entries):
        text = " ".join(" ".join(said).split())
        following = entries[at + 1][0] if at + 1 < len(entries) else begin
        end = None if begin is None else max(begin, following or begin)
        if text:
            captions.append(Caption(begin, end, label, text))
    return tuple(captions)

"""Transcripts of Microsoft Teams as Word documents.

Since 2022 a paragraph is a picture, a name with a time, and on the next lines what was said:
`Anouk de Wit   0:03`; above it stand the title of the meeting, its date, how long it took and who
switched transcription on. Before that a paragraph began with `0:0:0.0 --> 0:0:2.690`, with the name
on the line below. A document that only resembles this is an ordinary document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from pipeline.domain.report import BlockKind
from pipeline.domain.transcript import Caption
from pipeline.text.document import Piece
from pipeline.text.marks import clean
from pipeline.text.readers.transcript.recognised import Transcript
from pipeline.text.readers.transcript.timing import TIME, seconds, time_range

_MOST_ABOVE = 5  # lines: title, date, duration, and who switched transcription on
_LONGEST_NAME = 100
_SPEAKER = re.compile(rf"(?P<label>\S.{{0,99}}?)(?:\s{{2,}}|\t)(?P<time>{TIME})")
# A sentence ends in a full stop, also when speech recognition wrote it down; this line does not.
_SWITCHED = re.compile(
    r"(?=.*\btranscri)(?=.*\b(?:started|stopped|gestart|gestopt|startte|stopte|begonnen|beëindigd)\b)"
    r"[^.?!]{1,120}",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"(?:\d+ ?(?:h|u|hr|uur) ?)?(?:\d+ ?(?:m|min) ?)?(?:\d+ ?(?:s|sec))?", re.IGNORECASE
)
_TITLE = re.compile(
    r".*(?:meeting (?:recording|transcript)|vergaderopname|opname van vergadering|transcriptie)",
    re.IGNORECASE,
)


def teams_transcript(pieces: Sequence[Piece]) -> Transcript | None:
    """The transcript that a Word document of Teams holds; None for any other document."""
    paragraphs = [_lines(piece) for piece in pieces]
    lines = list(chain.from_iterable(paragraphs))
    first = next((at for at, line in enumerate(lines) if _begins(line)), None)
    if first is None or first > _MOST_ABOVE or not _only_paragraphs(pieces, paragraphs, first):
        return None
    if time_range(lines[first]) is not None:
        return _with_ranges(lines, first)
    # A name and a time on a line of their own stand in many transcripts: only what else Teams
    # writes tells that this is one of its own.
    above = lines[:first]
    if any(map(_marks_teams, above)) or _has_own_paragraphs(paragraphs):
        return _with_names(lines, first)
    return None


def _lines(piece: Piece) -> list[str]:
    lines = (line.strip() for line in clean(piece.text).split("\n"))
    return [line for line in lines if line]


def _begins(line: str) -> bool:
    return time_range(line) is not None or bool(_SPEAKER.fullmatch(line))


def _marks_teams(line: str) -> bool:
    return bool(_SWITCHED.fullmatch(line) or _LENGTH.fullmatch(line) or _TITLE.fullmatch(line))


def _only_paragraphs(
    pieces: Sequence[Piece], paragraphs: Sequence[Sequence[str]], first: int
) -> bool:
    """Whether what follows is plain paragraphs only: no headings, lists or tables."""
    seen = 0
    for piece, lines in zip(pieces, paragraphs, strict=True):
        if seen + len(lines) > first and piece.kind is not BlockKind.PARAGRAPH:
            return False
        seen += len(lines)
    return True


def _has_own_paragraphs(paragraphs: Sequence[Sequence[str]]) -> bool:
    """Whether every paragraph is a name with a time and, within it, what was said."""
    told = [lines for lines in paragraphs if lines]
    return len(told) > 1 and all(
        (_SPEAKER.fullmatch(lines[0]) and len(lines) > 1) or _SWITCHED.fullmatch(lines[0])
        for lines in told
    )


def _with_ranges(lines: Sequence[str], first: int) -> Transcript | None:
    """A line with times, a line with a name, and what was said."""
    captions: list[Caption] = []
    at = first
    while at < len(lines):
        times = time_range(lines[at])
        end = next((n for n in range(at + 1, len(lines)) if time_range(lines[n])), len(lines))
        entry = lines[at + 1 : end]
        if times is None or not entry:
            return None
        # Whoever is not known to Teams has no line of his own.
        label, said = (entry[0], entry[1:]) if len(entry) > 1 else ("", entry)
        captions.append(Caption(*times, label, _one_line(said)))
        at = end
    if not _are_names([caption.label for caption in captions if caption.label]):
        return None
    return Transcript(tuple(captions), tuple(lines[:first]))


def _are_names(labels: Sequence[str]) -> bool:
    """Whether the lines below the times are names, and not the first line of what is said, as in
    subtitles that somebody pasted into Word."""
    return len(set(labels)) <= max(2, len(labels) // 2) and not any(
        len(label) > _LONGEST_NAME or label[-1] in ".?!,;:" for label in labels
    )


def _with_names(lines: Sequence[str], first: int) -> Transcript | None:
    above = list(lines[:first])
    found: list[tuple[float, str, list[str]]] = []
    for line in lines[first:]:
        speaker = _SPEAKER.fullmatch(line)
        if speaker:
            found.append((seconds(speaker["time"]), speaker["label"].strip(), []))
        elif _SWITCHED.fullmatch(line):
            above.append(line)
        else:
            found[-1][2].append(line)
    begins = [begin for begin, _, _ in found]
    # Only beginnings are given: somebody speaks until the next one does.
    ends = [max(pair) for pair in zip(begins, [*begins[1:], begins[-1]], strict=True)]
    captions = [
        Caption(begin, end, label, _one_line(said))
        for (begin, label, said), end in zip(found, ends, strict=True)
        if said
    ]
    named = tuple(line for line in above if not _LENGTH.fullmatch(line))
    return Transcript(tuple(captions), named) if captions else None


def _one_line(said: Sequence[str]) -> str:
    return " ".join(" ".join(said).split())

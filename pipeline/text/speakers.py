"""Who speaks: the labels and times before an utterance, as transcripts write them.

`R: …`, `[00:12:05] Deelnemer 2: …`, and on a line of its own `Interviewer   0:03:12`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.text.words import word_set

MAX_LABEL = 30  # characters
MAX_HEADER = 80  # characters of a line with a label and a time
MIN_REPEATS = 3  # a name before a colon is a speaker when it comes back this often

_TIME = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_BRACKETED = rf"[\[(]\s*{_TIME}\s*(?:[-–]\s*{_TIME}\s*)?[\])]"
_LABEL = r"(?P<label>[^\W\d_][\w'’.&/-]*(?:\ [\w'’.&/()-]+){0,3}?)"
_LEADING = re.compile(rf"\s*{_BRACKETED}\s*")
_BARE_LEADING = re.compile(rf"\s*{_TIME}(?:\s*[-–|]\s*|\s+)(?=[^\W\d_])")
_RANGE = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}\s*")
_INLINE = re.compile(rf"{_LABEL}\s*(?:{_BRACKETED}|{_TIME})?\s*:(?!//)(?P<gap>\s+|$)?")
_HEADER = re.compile(rf"{_LABEL}(?P<gap>\s*[|\t]\s*|\s+)[\[(]?(?P<time>{_TIME})[\])]?\s*")
_ALONE = re.compile(_LABEL)

INTERVIEWERS = word_set(
    "i int interviewer interviewster interviewers onderzoeker vraag v vr gespreksleider moderator"
)
_OTHERS = word_set(
    "r resp respondent deelnemer ouder moeder vader kind leerling jongere professional partner "
    "leerkracht docent begeleider antwoord spreker speaker participant geïnterviewde"
)
_NOT_NAMES = word_set(
    "let op|bijvoorbeeld|nb|noot|toelichting|opmerking|opmerkingen|conclusie|samenvatting|datum|"
    "locatie|bron|thema|plaats|duur|tijd|leeftijd|functie|voorbeeld|citaat|quote|onderwerp|"
    "kernpunt|dus|en|maar|kortom",
    "|",
)
_LETTER = re.compile(r"[A-Z]{1,2}\d{0,2}")
_ASIDE = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A label and what follows it; `rest` is empty when the label has the line to itself.

    `sticky` is for labels with a time on their own line: all that follows is theirs.
    """

    label: str
    rest: str
    sticky: bool = False

    @property
    def asks(self) -> bool:
        return base(self.label) in INTERVIEWERS


def base(label: str) -> str:
    """A label without its serial number: 'Deelnemer 2' is a 'deelnemer'."""
    return _ASIDE.sub("", label).rstrip(" .0123456789").casefold()


def without_time(line: str) -> str:
    """The line without a time in brackets in front; a line that is only a range of times becomes
    empty. A bare time may be a participant's own ('10:30 kwam hij'), and stays."""
    if _RANGE.fullmatch(line):
        return ""
    found = _LEADING.match(line)
    return line[found.end() :] if found else line


def find_cue(line: str, names: frozenset[str]) -> Cue | None:
    """The label before an utterance, if the line has one; `names` are labels of this report."""
    line = without_time(line).strip()
    bare = _BARE_LEADING.match(line)
    if bare is None:
        return _cue(line, names)
    line = line[bare.end() :].strip()
    alone = _ALONE.fullmatch(line)
    if alone and (is_known(line) or line in names):
        return Cue(line, "", sticky=True)
    return _cue(line, names)


def _cue(line: str, names: frozenset[str]) -> Cue | None:
    header = _HEADER.fullmatch(line)
    if header and len(header["label"]) <= MAX_LABEL:
        label, gap = header["label"], header["gap"]
        # a name we do not know needs a wide gap and hours: 'Lunch 12:30' is no speaker
        clear = (gap.strip() or "\t" in gap or len(gap) > 1) and header["time"].count(":") == 2
        if is_known(label) or label in names or (clear and label[0].isupper()):
            return Cue(label, "", sticky=True)
    found = _INLINE.match(line)
    if not found or len(found["label"]) > MAX_LABEL:
        return None
    rest = without_time(line[found.end() :])
    if found["gap"] is None and not (is_known(found["label"]) and rest[:1].isalpha()):
        return None
    if is_known(found["label"]) or found["label"] in names:
        return Cue(found["label"], rest)
    return None


def is_header(line: str) -> bool:
    """Whether a line is a label and a time, by any name."""
    if len(line) > MAX_HEADER:
        return False
    found = _HEADER.fullmatch(without_time(line).strip())
    return bool(found and _may_be_name(found["label"]))


def is_known(label: str) -> bool:
    return base(label) in INTERVIEWERS or base(label) in _OTHERS


def looks_like_turn(line: str) -> bool:
    """Whether a line starts as a turn does, by any capitalised label: for readers, which do not
    yet know which names come back."""
    if find_cue(line, frozenset()) is not None:
        return True
    found = _INLINE.match(without_time(line).strip())
    return is_header(line) or bool(
        found and found["gap"] is not None and _may_be_name(found["label"])
    )


def repeated_names(lines: Iterable[str]) -> frozenset[str]:
    """The labels that are speakers because they come back; a single letter ('M', 'K2') is one
    at once where somebody interviews."""
    seen: Counter[str] = Counter()
    interviewed = False
    for line in lines:
        line = without_time(line).strip()
        bare = _BARE_LEADING.match(line)
        line = line[bare.end() :] if bare else line
        found = _INLINE.match(line) or _HEADER.fullmatch(line)
        if found and found["gap"] is not None and _may_be_name(found["label"]):
            seen[found["label"]] += 1
            interviewed |= base(found["label"]) in INTERVIEWERS
    return frozenset(
        label
        for label, count in seen.items()
        if count >= MIN_REPEATS or (interviewed and _LETTER.fullmatch(label))
    )


def _may_be_name(label: str) -> bool:
    return label[0].isupper() and len(label) <= MAX_LABEL and label.casefold() not in _NOT_NAMES

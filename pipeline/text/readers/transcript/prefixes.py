"""Speakers that stand before their words, as Zoom, subtitlers and WhisperX write them:
`ANOUK: …`, `[SPEAKER_01]: …`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.domain.voices import is_name, own_role
from pipeline.text.readers.transcript.repeats import Said
from pipeline.text.words import word_set

_BOXED = r"\[(?P<boxed>[^\W\d_][^\[\]:]{0,59})\]\s*:?"
_BARE = r"(?P<bare>[^\W\d_][^:\[\]?!]{0,59}?)\s*:"
_PREFIX = re.compile(rf"\s*(?:-\s*)?(?:{_BOXED}|{_BARE})(?:\s+|$)")
_MOST_WORDS = 5
_REPEATS = 3  # a name before a colon is a speaker when it comes back this often
_MOSTLY = 0.6  # … or where this share of all captions has a label
_NOT_NAMES = word_set(
    "let op|bijvoorbeeld|dus|en|maar|kortom|vraag|antwoord|citaat|noot|nb|opmerking|conclusie", "|"
)


def with_labels(every: Sequence[Said]) -> list[Said]:
    """Captions of one voice each, the label taken off the words.

    Only where the file has no labels of its own. A line without a label belongs to the voice before
    it: subtitlers name a speaker once.
    """
    if any(one.label for one in every):
        return list(every)
    labels = _labels(every)
    if not labels:
        return list(every)
    result, label = [], ""
    for one in every:
        for own, lines in _parted(one.lines, labels):
            label = label if own is None else own
            if lines:
                result.append(replace(one, label=label, lines=lines))
    return result


def _labels(every: Sequence[Said]) -> frozenset[str]:
    seen: Counter[str] = Counter()
    labelled = 0
    for one in every:
        found = [label for line in one.lines if (label := _label_of(line))]
        seen.update(found)
        labelled += bool(found)
    mostly = labelled >= _MOSTLY * len(every)
    return frozenset(
        label
        for label, count in seen.items()
        if mostly or count >= _REPEATS or own_role(label) or not is_name(label)
    )


def _label_of(line: str) -> str:
    """What may be a label before the words of a line, or ''."""
    found = _PREFIX.match(line) if ":" in line or "[" in line else None
    if found is None:
        return ""
    label = " ".join((found["boxed"] or found["bare"]).split())
    known = own_role(label) or not is_name(label)
    # '[lacht]' and 'dan dacht ik: …' are words; a label has a capital or says a role.
    if not known and (not label[:1].isupper() or label.casefold() in _NOT_NAMES):
        return ""
    boxed = found["boxed"] is not None and not found.group().rstrip().endswith(":")
    if boxed and not known:
        return ""
    return label if len(label.split()) <= _MOST_WORDS else ""


def _parted(
    lines: Sequence[str], labels: frozenset[str]
) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """The lines of a caption by voice; None is for whoever spoke before."""
    own: str | None = None
    said: list[str] = []
    for line in lines:
        label = _label_of(line)
        if label in labels:
            if said:
                yield own, tuple(said)
            found = _PREFIX.match(line)
            own, said = label, [line[found.end() :] if found else line]
            said = [text for text in said if text]
        else:
            said.append(line)
    if said or own is not None:
        yield own, tuple(said)

"""From a transcript to a report: one turn for whatever a voice says in a row, under its role.

The names of speakers do not come along. They stay beside the report as texts out of sight, so that
the privacy stage looks for them in what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.domain.report import Block, BlockKind, Hidden, Report
from pipeline.domain.transcript import Caption, Heard
from pipeline.domain.voices import asks, is_name, own_role, sign_of
from pipeline.text.document import Document
from pipeline.text.words import word_set

PAUSE = 2.0
"""Seconds: where nobody says who speaks, a new paragraph begins after a whole sentence and a pause
of this length."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LISTENING = word_set("ja hm hmm hm-hm mm mmm mhm mm-hm oké oke okay ok ah oh aha precies juist")
_MOST_LISTENING = 3  # words
_ENDS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class _Turn:
    """Captions in a row; `sign` stands before them and is empty where nobody knows who speaks."""

    sign: str
    kind: BlockKind
    captions: tuple[Caption, ...]


def transcribed(respondent: str, document: Document, roles: Mapping[str, str]) -> Report:
    """A report of turns, with for each caption when it was heard.

    A turn of the interviewer is a question; one of no more than 'ja' and 'hm' is no block at all,
    so that the question before it stays the context of what is told. A voice without a role is
    'Spreker 1', by the order in which voices are first heard.

    Args:
        roles: label → role as somebody confirmed it; it goes before what a label itself says.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    heard: list[Heard] = []
    length = 0
    for turn in _turns(document.captions, roles):
        before = ("\n" if parts else "") + (f"{turn.sign}: " if turn.sign else "")
        at = start = length + len(before)
        for caption in turn.captions:
            end = at + len(caption.text)
            if caption.start is not None and caption.end is not None:
                heard.append(Heard(at, end, caption.start, caption.end))
            at = end + 1
        length = at - 1
        parts.append(before + " ".join(caption.text for caption in turn.captions))
        if not _listens(turn):
            blocks.append(Block(turn.kind, start, length, 0, turn.sign))
    hidden = tuple(dict.fromkeys((*document.hidden, *_names(document.captions))))
    return Report(respondent, "".join(parts), tuple(blocks), hidden, tuple(heard))


def _turns(captions: Sequence[Caption], roles: Mapping[str, str]) -> Iterator[_Turn]:
    labels = list(dict.fromkeys(caption.label for caption in captions))
    if labels == [""]:
        for paragraph in _paragraphs(captions):
            yield _Turn("", BlockKind.PARAGRAPH, tuple(paragraph))
        return
    known = {label: roles.get(label) or own_role(label) for label in labels}
    unknown = [label for label in labels if not known[label]]
    signs = {label: sign_of(role) for label, role in known.items() if role}
    signs |= {label: f"Spreker {at}" for at, label in enumerate(unknown, start=1)}
    for sign, own in groupby(captions, key=lambda caption: signs[caption.label]):
        row = tuple(own)
        kind = BlockKind.QUESTION if asks(known[row[0].label]) else BlockKind.TURN
        yield _Turn(sign, kind, row)


def _paragraphs(captions: Sequence[Caption]) -> Iterator[list[Caption]]:
    current: list[Caption] = []
    for caption in captions:
        if current and _pauses(current[-1], caption):
            yield current
            current = []
        current.append(caption)
    yield current


def _pauses(before: Caption, after: Caption) -> bool:
    if before.end is None or after.start is None:
        return False
    # A recording that begins anew is a pause too.
    gap = after.start - before.end
    return before.text.endswith(_ENDS) and (gap >= PAUSE or after.start < (before.start or 0))


def _listens(turn: _Turn) -> bool:
    """Whether the interviewer only shows to be listening."""
    if turn.kind is not BlockKind.QUESTION:
        return False
    text = " ".join(caption.text for caption in turn.captions)
    words = _WORD.findall(text.casefold())
    return "?" not in text and len(words) <= _MOST_LISTENING and _LISTENING.issuperset(words)


def _names(captions: Sequence[Caption]) -> Iterator[Hidden]:
    for label in dict.fromkeys(caption.label for caption in captions):
        if is_name(label):
            yield Hidden("auteur", _as_spoken(label))


def _as_spoken(label: str) -> str:
    """'Anouk de Wit' for 'Wit, Anouk de (gast)': as the name is looked for in what is said."""
    bare = re.sub(r"\s*\([^()]*\)", "", label).strip() or label
    last, comma, first = bare.partition(", ")
    return f"{first} {last}" if comma and first else bare

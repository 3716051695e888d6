"""What stands around the words of a subtitle: tags, entities, and who speaks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from pipeline.text.marks import clean

# Only tags that exist: '<onverstaanbaar>' is a transcriber's word, and words are never lost.
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|lang|ruby|rt|font|span)(?:[.\s][^<>]*)?>|<\d[\d:.]*>|\{\\[^{}]{1,40}\}",
    re.IGNORECASE,
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s([^<>]*))?>|</v>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)

Spoken = tuple[str, tuple[str, ...]]
"""A label, empty for none, and the lines of clean text that are said."""


def spoken(lines: Sequence[str]) -> Iterator[Spoken]:
    """What each voice says in one cue, in order; a cue without voice tags is one without label."""
    text = "\n".join(lines)
    if "<v" not in text.casefold():
        yield from _said("", text)
        return
    at, label = 0, ""
    for found in _VOICE.finditer(text):
        yield from _said(label, text[at : found.start()])
        at, label = found.end(), " ".join(tidy(found[1] or "").split())
    yield from _said(label, text[at:])


def _said(label: str, text: str) -> Iterator[Spoken]:
    tidied = (" ".join(line.split()) for line in tidy(text).split("\n"))
    lines = tuple(line for line in tidied if line)
    if lines:
        yield label, lines


def tidy(text: str) -> str:
    """Clean text without tags, with the characters that entities stand for."""
    if "<" in text or "{" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    return clean(text)

"""What a language model wrote → codes with the words that carry them, checked; nothing on trust."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from pipeline.domain.codebook import Codebook
from pipeline.domain.ids import Actor
from pipeline.tagging.llm.prompt import codes_for
from pipeline.tagging.llm.quotes import Span, find_quote

Spans = tuple[Span, ...]

_MOST_PROPOSALS = 50
"""A model that proposes more than this is only repeating itself."""
_MOST_OBJECTS = 20
"""So many opening braces are tried; an answer of nothing but braces costs no time."""
_THOUGHT = "</think>"


class Drop(StrEnum):
    """Why a proposal of the model was left out. A kind, never its words."""

    SHAPE = "geen code met citaat"
    UNKNOWN = "onbekende code"
    MAIN = "hoofdcode"
    ACTOR = "code van een andere actor"
    QUOTE = "citaat staat niet in het segment"
    SURPLUS = "te veel codes"


@dataclass(frozen=True, slots=True)
class Answer:
    """Leaf codes in the model's order, each with spans of code points in the segment's text.

    The spans of a code are in order and do not overlap. `dropped` holds a kind of `Drop` for
    every proposal that was left out, in the model's order.
    """

    codes: tuple[tuple[str, Spans], ...] = ()
    dropped: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len({code for code, _ in self.codes}) != len(self.codes):
            raise ValueError("een code staat twee keer in een antwoord")
        for _, spans in self.codes:
            if not spans or any(not 0 <= start < end for start, end in spans):
                raise ValueError("een code draagt minstens één span van begin naar eind")
            if any(before[1] > after[0] for before, after in pairwise(spans)):
                raise ValueError("spans overlappen of staan niet op volgorde")

    def fits(self, text: str, codebook: Codebook, actor: Actor | None) -> bool:
        """Whether an answer that was stored can be one on this text."""
        offered = {code.id for code in codes_for(codebook, actor)}
        return all(code in offered and spans[-1][1] <= len(text) for code, spans in self.codes)


def read_answer(
    content: str, text: str, codebook: Codebook, actor: Actor | None, most: int
) -> Answer | None:
    """Checks what a model wrote about a segment with this text.

    JSON may stand in a fence, among chatter or after a model's thinking: the first object with a
    list `codes` counts. A code that is unknown, has codes below it or is not for this actor is
    dropped, and so is one whose quotation is not in the text. A code that comes twice is one,
    with both spans; after `most` codes the others are dropped.

    Returns:
        The answer, or None when there is no such object.
    """
    proposals = _proposals(content)
    if proposals is None:
        return None
    found: dict[str, list[Span]] = {}
    dropped: list[str] = []
    for proposal in proposals[:_MOST_PROPOSALS]:
        checked = _checked(proposal, text, codebook, actor)
        if isinstance(checked, Drop):
            dropped.append(checked.value)
        elif checked[0] not in found and len(found) >= most:
            dropped.append(Drop.SURPLUS.value)
        else:
            found.setdefault(checked[0], []).append(checked[1])
    dropped += [Drop.SURPLUS.value] * len(proposals[_MOST_PROPOSALS:])
    return Answer(tuple((code, _merged(spans)) for code, spans in found.items()), tuple(dropped))


def _proposals(content: str) -> list[Any] | None:
    """The list `codes` of the first object that has one."""
    content = content.rpartition(_THOUGHT)[2]
    decoder = json.JSONDecoder()
    at = content.find("{")
    for _ in range(_MOST_OBJECTS):
        if at < 0:
            break
        try:
            found, _end = decoder.raw_decode(content, at)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict) and isinstance(found.get("codes"), list):
            return list(found["codes"])
        at = content.find("{", at + 1)
    return None


def _checked(
    proposal: object, text: str, codebook: Codebook, actor: Actor | None
) -> tuple[str, Span] | Drop:
    if not isinstance(proposal, dict):
        return Drop.SHAPE
    code, quote = proposal.get("code"), proposal.get("quote", proposal.get("citaat"))
    if not isinstance(code, str) or not isinstance(quote, str):
        return Drop.SHAPE
    code = code.strip()  # a model that is asked in Dutch may call the quotation `citaat`
    if code not in codebook:
        return Drop.UNKNOWN
    if codebook[code] not in codebook.leaves:
        return Drop.MAIN
    if actor is not None and actor not in codebook[code].actors:
        return Drop.ACTOR
    span = find_quote(quote, text)
    return Drop.QUOTE if span is None else (code, span)


def _merged(spans: Sequence[Span]) -> Spans:
    """In order, those that overlap or touch made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)

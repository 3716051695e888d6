"""Finding codes of the codebook by a few letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.ids import Actor


def plain(text: str) -> str:
    """Lower case without accents: 'Één' → 'een'."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def codes_named(codebook: Codebook, text: str, actor: Actor | None = None) -> list[Code]:
    """The codes whose label, keywords or definition hold every word typed, the best match first:
    the whole label, then its beginning, then the beginning of its words, then anything else.

    Args:
        actor: only codes that apply to this actor.
    """
    words = plain(text).split()
    if not words:
        return []
    found = []
    for at, code in enumerate(codebook):
        if actor is None or actor in code.actors:
            rank = _rank(code, words)
            if rank is not None:
                found.append((rank, at, code))
    return [code for *_, code in sorted(found, key=lambda row: row[:2])]


def only_one(found: Iterable[Code], text: str) -> Code | None:
    """The code that is meant beyond doubt: the only one, or the one with exactly this label."""
    found = list(found)
    exact = [code for code in found if plain(code.label) == plain(text.strip())]
    if len(exact) == 1:
        return exact[0]
    return found[0] if len(found) == 1 else None


def _rank(code: Code, words: list[str]) -> int | None:
    label = plain(code.label)
    starts = [part.strip("(),;:") for part in label.replace("-", " ").split()]
    if label == " ".join(words):
        return 0
    if label.startswith(words[0]) and all(word in label for word in words):
        return 1
    if all(any(part.startswith(word) for part in starts) for word in words):
        return 2
    if all(word in label for word in words):
        return 3
    around = plain(" ".join((code.label, *code.keywords, code.definition)))
    return 4 if all(word in around for word in words) else None

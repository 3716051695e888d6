"""Names of persons, bodies and places that a list or the words around them give away."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.privacy import organisations, people
from pipeline.privacy.finding import Span
from pipeline.privacy.words import words


def find(text: str, allowed: Callable[[str], bool]) -> Iterator[Span]:
    """Spans of names in a text; they may overlap. `allowed` tells words that identify nobody."""
    found = words(text)
    yield from people.find(text, found, allowed)
    yield from organisations.find(text, found, allowed)

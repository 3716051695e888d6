"""Finding the entries of a list, of one word or more, in the words of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.privacy.spelling import fold
from pipeline.privacy.wordlists import entries
from pipeline.privacy.words import Word, words


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that stands in the text as words `[first, last]`; `entry` as it is in the list."""

    first: int
    last: int
    entry: str


class Phrases:
    """A set of entries, indexed by their first word; the longest entry wins."""

    def __init__(self, phrases: Iterable[str], key: Callable[[str], str] = fold) -> None:
        self._key = key
        index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for entry in sorted(set(phrases)):
            parts = tuple(key(word.text) for word in words(entry))
            if parts:
                index.setdefault(parts[0], []).append((parts, entry))
        for candidates in index.values():
            candidates.sort(key=lambda candidate: (-len(candidate[0]), candidate[1]))
        self._index = index

    def find(self, text: str, found: Sequence[Word]) -> Iterator[Hit]:
        """Hits from left to right, without overlap. Words of an entry stand on one line."""
        keys = [self._key(word.text) for word in found]
        position = 0
        while position < len(found):
            hit = self._at(text, found, keys, position)
            if hit:
                yield hit
            position = hit.last + 1 if hit else position + 1

    def _at(
        self, text: str, found: Sequence[Word], keys: Sequence[str], position: int
    ) -> Hit | None:
        for parts, entry in self._index.get(keys[position], ()):
            last = position + len(parts) - 1
            if tuple(keys[position : last + 1]) != parts:
                continue
            gaps = (text[found[i].end : found[i + 1].start] for i in range(position, last))
            if all(len(gap) <= 3 and gap.strip(" \u00a0.-'’‘") == "" for gap in gaps):
                return Hit(position, last, entry)
        return None


@cache
def listed(name: str) -> Phrases:
    """The entries of one of the room's lists."""
    return Phrases(entries(name))


def outer(text: str, first: Word, last: Word) -> tuple[int, int]:
    """Start and end of a run of words, with the apostrophe that belongs to it ('s-Gravenhage)."""
    start = first.start
    clitic = first.text in ("s", "t") or first.text.startswith(("s-", "t-"))
    if clitic and start and text[start - 1] in "'’‘":
        start -= 1
    return start, last.end

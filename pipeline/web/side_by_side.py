"""A code as two versions of the codebook describe it, with what differs marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.domain.codebook import Code, Codebook

Parts = tuple[tuple[str, bool], ...]
"""A text in pieces: (text, whether the other version says something else there)."""
_ALIKE = 0.35
"""Share of words two texts have in common, in order (Ratcliff and Obershelp's measure): below it
marking every word says nothing more than that the texts are different."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a version of the codebook says of a code; `avoid` are (when not, label of the code to
    use instead, whether the other version has it otherwise)."""

    label: Parts
    definition: Parts
    use: Parts
    avoid: tuple[tuple[str, str, bool], ...]


def entries(before: tuple[Code, Codebook], now: tuple[Code, Codebook]) -> tuple[Entry, Entry]:
    """A code of an older version beside one of the newer version; each with its codebook."""
    (old, old_book), (new, new_book) = before, now
    label, definition = (
        words_apart(old.label, new.label),
        words_apart(old.definition, new.definition),
    )
    use = words_apart(old.use, new.use)
    avoid = _avoided(old, old_book), _avoided(new, new_book)
    one, other = (
        Entry(
            label[at],
            definition[at],
            use[at],
            tuple((*line, line not in avoid[1 - at]) for line in avoid[at]),
        )
        for at in (0, 1)
    )
    return one, other


def entry(code: Code, book: Codebook) -> Entry:
    """A code without another to hold it against: nothing is marked."""
    return Entry(
        _plain(code.label),
        _plain(code.definition),
        _plain(code.use),
        tuple((*line, False) for line in _avoided(code, book)),
    )


def words_apart(old: str, new: str) -> tuple[Parts, Parts]:
    """Two texts with the words marked that are not in the other, in that order. Texts that have
    little in common are left as they are."""
    words = old.split(), new.split()
    found = SequenceMatcher(None, *words, autojunk=False)
    if found.ratio() < _ALIKE:
        return _plain(old), _plain(new)
    runs = found.get_opcodes()
    return (
        _joined([(words[0][a:b], kind != "equal") for kind, a, b, _, _ in runs]),
        _joined([(words[1][a:b], kind != "equal") for kind, _, _, a, b in runs]),
    )


def _joined(runs: Sequence[tuple[Sequence[str], bool]]) -> Parts:
    """Spaces stand outside what is marked."""
    parts: list[tuple[str, bool]] = []
    for words, differs in runs:
        if words:
            if parts:
                parts.append((" ", False))
            parts.append((" ".join(words), differs))
    return tuple(parts)


def _plain(text: str) -> Parts:
    return ((text, False),) if text else ()


def _avoided(code: Code, book: Codebook) -> list[tuple[str, str]]:
    return [(one.when, book[one.code].label) for one in code.avoid]

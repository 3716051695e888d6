"""What the parts of a task and of the configuration are called, and how codes are written there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.domain.codebook import Codebook
from pipeline.domain.judgement import Stance

TEXT, HEADING, QUESTION, SEGMENT, OFFERED, READING, STATE = (
    "tekst", "kop", "vraag", "segment", "voorstellen", "lezen", "oza",
)  # fmt: skip
"""Keys of a task's data. `STATE` is what reading back compares with: Label Studio shows it nowhere
and gives it back unchanged."""
CODES, REJECTED, READ, MEMO = "codes", "afgewezen", "gelezen", "memo"
"""Control tags, and so the `from_name` of a result."""
CONTROLS = (CODES, REJECTED, READ, MEMO)
FORMAT = "oza-label-studio-1"
SEPARATOR = " > "
_STANCE = "houding: "


class Chosen(NamedTuple):
    """A code, with the stance that was chosen below it."""

    code: str
    stance: Stance


def stance_label(stance: Stance) -> str:
    return f"{_STANCE}{stance.value}"


def path_of(code: str, book: Codebook, stance: Stance = Stance.NONE) -> list[str]:
    """The labels from the main code down, as Label Studio writes a choice in a taxonomy."""
    above = [one.label for one in book.ancestors(code)]
    below = [stance_label(stance)] if stance is not Stance.NONE else []
    return [*reversed(above), book[code].label, *below]


class Paths:
    """Paths of labels → codes. Ids are understood as well, for who gave the choices an alias."""

    def __init__(self, book: Codebook) -> None:
        self._codes: dict[tuple[str, ...], set[str]] = {}
        self._offered: dict[str, set[str]] = {}
        for code in book:
            ids = [*reversed([one.id for one in book.ancestors(code.id)]), code.id]
            for path in (path_of(code.id, book), ids):
                self._codes.setdefault(_folded(path), set()).add(code.id)
                self._offered.setdefault(SEPARATOR.join(_folded(path)), set()).add(code.id)
        self._stances = {
            name.casefold(): stance
            for stance in Stance
            if stance is not Stance.NONE
            for name in (stance_label(stance), stance.value)
        }

    def chosen(self, path: Sequence[str]) -> Chosen | None:
        """What a path means; None where it is no code of this codebook, or more than one."""
        whole = self._codes.get(_folded(path), set())
        if len(whole) == 1:
            return Chosen(next(iter(whole)), Stance.NONE)
        stance = self._stances.get(path[-1].strip().casefold()) if path else None
        above = self._codes.get(_folded(path[:-1]), set()) if stance else set()
        return Chosen(next(iter(above)), stance) if stance and len(above) == 1 else None

    def offered(self, value: str) -> str:
        """The code of a choice among the suggestions; '' where there is none, or more than one."""
        found = self._offered.get(SEPARATOR.join(_folded(value.split(SEPARATOR))), set())
        return next(iter(found)) if len(found) == 1 else ""


def _folded(path: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(name.split()).casefold() for name in path)

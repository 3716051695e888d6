"""A paragraph of an author's document, as the check sees it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Where a passage stands. A heading is read for the place and not checked."""

    TEXT = "alinea"
    HEADING = "kop"
    TABLE = "tabel"
    NOTE = "voetnoot"


@dataclass(frozen=True, slots=True)
class Passage:
    """The visible text of one paragraph: tracked insertions are in it, tracked deletions are not.

    `number` is how the document finds it again. `bookmarks` are (start, end, name) in code points
    of `text`. `checked` is False for what the program makes of the numbers: captions, its tables.
    """

    number: int
    text: str
    kind: Kind = Kind.TEXT
    style: str = ""
    bookmarks: tuple[tuple[int, int, str], ...] = ()
    checked: bool = True

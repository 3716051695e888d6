"""What a coder writes that is no decision: memos on reports and codes, and proposals for codes.

Kept beside the decisions, in a ledger of each coder's own (`ledger.append_lines`): the last note on
a subject stands, an empty one takes it back, and nothing is erased.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import LedgerError, Place
from pipeline.store.ledger import append_lines, read_lines


class NoteKind(StrEnum):
    """What a note is about."""

    REPORT = "verslag"
    CODE = "code"
    PROPOSAL = "voorstel"


@dataclass(frozen=True, slots=True)
class Note:
    """`about` is a respondent with its wave (`golf-1/9K2`), the id of a code, or the name of the
    code that is proposed. `at` is UTC."""

    kind: NoteKind
    about: str
    text: str
    coder: str
    at: str


def append_note(path: Path, note: Note) -> None:
    """On disk when it returns. Raises LedgerError when an earlier line was changed."""
    append_lines(path, [asdict(note)])


def read_notes(path: Path) -> list[Note]:
    """The notes of one coder that stand, in the order of their subjects' first appearance.

    Raises:
        LedgerError: for a changed line, or one that is no note of this coder.
    """
    notes = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            note = Note(**{**line, "kind": NoteKind(line["kind"])})
        except (KeyError, TypeError, ValueError):
            raise LedgerError("deze regel is geen notitie", place=Place.of(path, number)) from None
        if note.coder != path.stem:
            raise LedgerError("een notitie van een ander", place=Place.of(path, number))
        notes.append(note)
    return standing_notes(notes)


def standing_notes(notes: Iterable[Note]) -> list[Note]:
    latest = {(note.kind, note.about): note for note in notes}
    return [note for note in latest.values() if note.text]

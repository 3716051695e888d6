"""Proposals for codes: the notes in which coders make them, and the ledger of what became of them.

The ledger is one a study, because a codebook is everybody's. Nothing is erased; the last ruling on
a name stands.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.config.study import Study
from pipeline.domain.codebook import Code, Codebook
from pipeline.domain.proposal import Outcome, Proposal, Proposed, Ruling, named, together
from pipeline.errors import CodebookError, LedgerError, Place
from pipeline.store.codebook_file import add_code
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_lines, read_lines
from pipeline.store.notes import NoteKind, read_notes


def read_proposed(layout: Layout) -> list[Proposed]:
    """What all coders of the study propose, with the rulings on it.

    Raises:
        LedgerError: when a ledger of notes or of rulings was changed.
    """
    proposals = [
        Proposal(note.about, note.text, note.coder, note.at)
        for path in sorted(layout.study_folder.glob("notes/*.jsonl"))
        for note in read_notes(path)
        if note.kind is NoteKind.PROPOSAL
    ]
    return together(proposals, read_rulings(layout.rulings))


def accept(
    layout: Layout, name: str, code: Code, *, by: str, at: str, reason: str = "", section: str = ""
) -> Study:
    """Puts a proposed code into the codebook, and says so in the ledger; returns the study with it.

    Args:
        section: as for `add_code`.

    Raises:
        CodebookError: when nobody proposed it, it was accepted before, or the code does not fit.
        StudyError: when the study would not read with the code in it.
    """
    proposed = _to_rule_on(layout, name)
    study = add_code(layout, code, section)
    ruling = Ruling(proposed.names, Outcome.ACCEPTED, by, at, code.id, reason)
    append_ruling(layout.rulings, ruling)
    return study


def merge(
    layout: Layout, name: str, book: Codebook, into: str, *, by: str, at: str, reason: str
) -> None:
    """Says that a code that is there covers what was proposed. Raises CodebookError as `accept`."""
    proposed = _to_rule_on(layout, name)
    if into not in book:
        raise _refused(layout, f"er is geen code '{into}'")
    _refuse_without(layout, reason)
    append_ruling(layout.rulings, Ruling(proposed.names, Outcome.MERGED, by, at, into, reason))


def decline(layout: Layout, name: str, *, by: str, at: str, reason: str) -> None:
    """Says why there will be no such code. Raises CodebookError as `accept`."""
    proposed = _to_rule_on(layout, name)
    _refuse_without(layout, reason)
    append_ruling(layout.rulings, Ruling(proposed.names, Outcome.DECLINED, by, at, reason=reason))


def _to_rule_on(layout: Layout, name: str) -> Proposed:
    found = named(name, read_proposed(layout))
    if found is None:
        raise _refused(layout, "er is geen voorstel met deze naam", "zie 'oza codebook proposals'")
    if found.ruling and found.ruling.outcome is Outcome.ACCEPTED and not found.open:
        raise _refused(layout, f"dit voorstel is al opgenomen, als code '{found.ruling.code}'")
    return found


def _refuse_without(layout: Layout, reason: str) -> None:
    if not reason:
        raise _refused(layout, "een besluit als dit vraagt om een reden", "geef --reason")


def _refused(layout: Layout, what: str, remedy: str = "") -> CodebookError:
    return CodebookError(what, place=Place(layout.relative(layout.rulings)), remedy=remedy)


def append_ruling(path: Path, ruling: Ruling) -> None:
    """On disk when it returns. Raises LedgerError when an earlier line was changed."""
    line = {**asdict(ruling), "names": list(ruling.names)}
    append_lines(path, [{name: value for name, value in line.items() if value}])


def read_rulings(path: Path) -> list[Ruling]:
    """Every ruling in the order in which it was made; none without a file.

    Raises:
        LedgerError: for a changed line, or one that is no ruling.
    """
    rulings = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            rulings.append(_ruling(**line))
        except (KeyError, TypeError, ValueError):
            raise LedgerError(
                "deze regel is geen besluit over een voorstel", place=Place.of(path, number)
            ) from None
    return rulings


def _ruling(names: list[str], outcome: str, **rest: Any) -> Ruling:
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise TypeError
    return Ruling(tuple(names), Outcome(outcome), **rest)

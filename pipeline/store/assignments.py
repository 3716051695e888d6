"""Who codes which report: one ledger a study, because it is about everybody. Nothing is erased;
the last line on a report stands, and one without people takes its assignment back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict
from pathlib import Path

from pipeline.domain.double_coding import Assignment, may_decide, standing_assignments
from pipeline.errors import LedgerError, Place
from pipeline.store.ledger import append_lines, read_lines


def append_assignments(path: Path, assignments: Iterable[Assignment]) -> int:
    """Appends lines, on disk when it returns; returns how many.

    Raises:
        LedgerError: when an earlier line was changed.
    """
    lines = [{**asdict(one), "coders": list(one.coders)} for one in assignments]
    return append_lines(path, lines) if lines else 0


def read_assignments(path: Path) -> list[Assignment]:
    """Every assignment of the study in the order in which it was made; none without a file.

    Raises:
        LedgerError: for a changed line, or one that is no assignment.
    """
    found = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            found.append(_assignment(**line))
        except (KeyError, TypeError, ValueError):
            raise LedgerError(
                "deze regel is geen toewijzing", place=Place.of(path, number)
            ) from None
    return found


def read_closed(path: Path, wave: str, coder: str, shared: Collection[str]) -> frozenset[str]:
    """The respondents whose reports others code and this coder does not.

    Args:
        shared: ledgers that are nobody's own: a consensus may be about every report.
    """
    if coder in shared:
        return frozenset()
    every = standing_assignments(read_assignments(path), wave).items()
    return frozenset(name for name, people in every if not may_decide(people, coder))


def _assignment(
    wave: str, respondent: str, coders: list[str], at: str = "", by: str = ""
) -> Assignment:
    if not isinstance(coders, list) or not all(isinstance(name, str) for name in coders):
        raise TypeError
    return Assignment(wave, respondent, tuple(coders), at, by)

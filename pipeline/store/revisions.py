"""Revised placements: one ledger a study, because an appraisal is everybody's. Nothing is erased;
the last line on a placement stands, and a line can take one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.domain.revision import Revision
from pipeline.errors import LedgerError, Place
from pipeline.store.ledger import read_lines
from pipeline.store.ledger_lines import (
    append_bytes,
    encoded,
    locked,
    set_torn_line_aside,
    verified_lines,
)


def append_revision(path: Path, choose: Callable[[Sequence[Revision]], Revision]) -> Revision:
    """Appends what `choose` makes of the lines that stand now; nobody else writes in between. On
    disk when it returns.

    Raises:
        LedgerError: when an earlier line was changed, or the ledger stays in use.
    """
    with locked(path):
        set_torn_line_aside(path)
        revision = choose(read_revisions(path))
        append_bytes(path, encoded([_as_line(revision)], verified_lines(path)[1]))
    return revision


def read_revisions(path: Path) -> list[Revision]:
    """Every line in the order in which it was written; none without a file.

    Raises:
        LedgerError: for a changed line, or one that is no revision.
    """
    revisions = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            revisions.append(_revision(**line))
        except (KeyError, TypeError, ValueError):
            raise LedgerError(
                "deze regel is geen herziening", place=Place.of(path, number)
            ) from None
    return revisions


def _as_line(revision: Revision) -> dict[str, Any]:
    """What is empty or no is left out."""
    line = {**asdict(revision), "segments": list(revision.segments)}
    return {name: value for name, value in line.items() if value}


def _revision(segments: Sequence[str] = (), **rest: Any) -> Revision:
    if isinstance(segments, str) or not all(isinstance(one, str) for one in segments):
        raise TypeError
    return Revision(segments=tuple(segments), **rest)

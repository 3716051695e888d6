"""Ledgers: append-only JSON lines that notice what was done to them.

Every line carries `chain`, a digest over the line and the chain before it. A torn last line
(power failure, killed server) is set aside and the ledger goes on; a line that was changed, moved
or taken out from between others breaks the chain and is reported by number. (Lines cut off at the
very end leave no trace here: version control keeps those.) Lines are on disk before an appending
function returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.domain.judgement import Decision, standing
from pipeline.errors import LedgerError, Place
from pipeline.store.ledger_lines import (
    append_bytes,
    as_decision,
    as_line,
    encoded,
    locked,
    set_torn_line_aside,
    verified_lines,
)

Standing = dict[tuple[str, str, str], Decision]
"""Subject → the decision that stands on it."""


def append_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> int:
    """Appends lines to a ledger; returns how many.

    Raises:
        LedgerError: when an earlier line was changed: nothing is built on a broken ledger.
    """
    with locked(path):
        return _append(path, lines)


def _append(path: Path, lines: Iterable[Mapping[str, Any]]) -> int:
    set_torn_line_aside(path)
    chain = verified_lines(path)[1]
    every = list(lines)
    if every:
        append_bytes(path, encoded(every, chain))
    return len(every)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a ledger, without their chain. A torn last line is left out.

    Raises:
        LedgerError: with the number of the first line that was changed.
    """
    return verified_lines(path)[0]


def append_decisions(path: Path, decisions: Iterable[Decision]) -> int:
    """Appends the decisions that change something; returns how many.

    A decision equal to what already stands on its subject adds nothing, so importing the same
    work twice leaves the ledger as it was.
    """
    return merge_decisions(path, lambda _: decisions)


def merge_decisions(
    path: Path,
    choose: Callable[[Standing], Iterable[Decision]],
    under: Callable[[Sequence[Decision]], Iterable[Decision]] = lambda own: own,
) -> int:
    """Appends what `choose` makes of what stands now; nobody else writes in between.

    Args:
        under: what the decisions of a ledger come to under the codebook of now.

    Returns:
        The number of decisions that changed something and were appended.
    """
    with locked(path):
        stands = standing(under(read_decisions(path)))
        fresh: list[Decision] = []
        for decision in choose(dict(stands)):
            before = stands.get(decision.subject)
            if before is None or before.content != decision.content:
                fresh.append(decision)
                stands[decision.subject] = decision
        return _append(path, [as_line(decision) for decision in fresh])


def read_decisions(path: Path) -> list[Decision]:
    """A coder's decisions in the order in which they were made.

    Raises:
        LedgerError: for a changed line, an unknown key or value, or another coder's decision.
    """
    decisions = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            decision = as_decision(line)
        except (KeyError, TypeError, ValueError):
            raise LedgerError(
                "deze regel is geen beslissing", place=Place.of(path, number)
            ) from None
        if decision.coder != path.stem:
            raise LedgerError(
                f"een beslissing van '{decision.coder}' in het bestand van '{path.stem}'",
                place=Place.of(path, number),
            )
        decisions.append(decision)
    return decisions


def read_all_decisions(folder: Path) -> dict[str, list[Decision]]:
    """coder → decisions, for every ledger in a study's decisions folder, sorted by coder."""
    return {path.stem: read_decisions(path) for path in sorted(folder.glob("*.jsonl"))}

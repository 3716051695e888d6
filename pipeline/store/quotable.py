"""Which passages may be quoted: a ledger of each coder's own, beside the decisions. It holds places
and digests, never words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from pipeline.domain.quotable import QuoteMark, QuoteVerdict
from pipeline.errors import LedgerError, Place
from pipeline.store.ledger import append_lines, read_lines


def append_marks(path: Path, marks: Iterable[QuoteMark]) -> int:
    """On disk when it returns; how many. Raises LedgerError when an earlier line was changed."""
    return append_lines(path, [asdict(mark) for mark in marks])


def read_marks(path: Path) -> list[QuoteMark]:
    """One coder's marks in the order in which they were made.

    Raises:
        LedgerError: for a changed line, or one that is no mark of this coder.
    """
    marks = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            mark = QuoteMark(**{**line, "verdict": QuoteVerdict(line["verdict"])})
        except (KeyError, TypeError, ValueError):
            raise LedgerError(
                "deze regel is geen markering van een citaat", place=Place.of(path, number)
            ) from None
        if mark.coder != path.stem:
            raise LedgerError("een markering van een ander", place=Place.of(path, number))
        marks.append(mark)
    return marks


def read_all_marks(folder: Path) -> dict[str, list[QuoteMark]]:
    """coder → marks, for every ledger in a study's folder of quotations, sorted by coder."""
    return {path.stem: read_marks(path) for path in sorted(folder.glob("*.jsonl"))}

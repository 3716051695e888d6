"""Segments that people split or joined: a ledger of each coder's own, never erased."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from pipeline.domain.recut import Recut, RecutKind
from pipeline.errors import LedgerError, Place
from pipeline.store.ledger import append_lines, read_lines


def append_recut(path: Path, recut: Recut) -> None:
    """On disk when it returns. Raises LedgerError when an earlier line was changed."""
    append_lines(path, [{k: v for k, v in asdict(recut).items() if v not in ("", 0)}])


def read_recuts(path: Path) -> list[Recut]:
    """One coder's recuts in the order in which they were made.

    Raises:
        LedgerError: for a changed line, or one that is no recut of this coder.
    """
    recuts = []
    for number, line in enumerate(read_lines(path), start=1):
        try:
            recut = Recut(**{**line, "kind": RecutKind(line["kind"])})
        except (KeyError, TypeError, ValueError):
            raise LedgerError(
                "deze regel is geen splitsing of samenvoeging", place=Place.of(path, number)
            ) from None
        if recut.coder != path.stem:
            raise LedgerError("een splitsing van een ander", place=Place.of(path, number))
        recuts.append(recut)
    return recuts


def read_all_recuts(folder: Path, wave: str) -> list[Recut]:
    """Everybody's recuts of one wave by their moment; of one moment by coder and line."""
    every = [
        (recut.at, recut.coder, number, recut)
        for path in sorted(folder.glob("*.jsonl"))
        for number, recut in enumerate(read_recuts(path))
        if recut.wave == wave
    ]
    return [recut for *_, recut in sorted(every, key=lambda row: row[:3])]

"""Ledgers, torn lines and stored values without somebody. What is left of a ledger is chained anew,
as if it had been written so: the same bytes as if nobody else had ever been in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.store.files import write_bytes
from pipeline.store.forgetting.values import NOTHING, Cleaner, Taken
from pipeline.store.ledger_lines import encoded, locked, set_torn_line_aside, verified_lines

Clean = Callable[[Mapping[str, Any]], tuple[dict[str, Any] | None, Taken]]
"""A line → what is left of it, None for nothing, and how much went."""


def rewrite_ledger(path: Path, clean: Clean, *, write: bool) -> Taken:
    """Takes somebody out of a ledger, all at once; a ledger in which nothing is left goes.

    Args:
        write: no: only count.

    Raises:
        LedgerError: when an earlier line was changed: nothing is built on a broken ledger.
    """
    if not write:
        return _cleaned(verified_lines(path)[0], clean)[1]
    with locked(path):
        set_torn_line_aside(path)
        kept, taken = _cleaned(verified_lines(path)[0], clean)
        if taken and kept:
            write_bytes(path, encoded(kept, ""))
        elif taken:
            path.unlink()
    return taken


def rewrite_torn(path: Path, cleaner: Cleaner, *, write: bool) -> Taken:
    """Takes out the torn lines that name somebody or hold words of theirs.

    A torn line is no decision and cannot be read as one: here it is enough that it might be.
    """
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if not _torn_is_about(line, cleaner)]
    if write and not kept:
        path.unlink()
    elif write and len(kept) < len(lines):
        write_bytes(path, b"".join(kept))
    return Taken(len(lines) - len(kept))


def rewrite_values(path: Path, cleaner: Cleaner, *, write: bool, wave: str = "") -> Taken:
    """Takes somebody out of stored JSON. What is no JSON is left to the search afterwards.

    Args:
        wave: that of the file as a whole.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        return Taken()
    left, taken = cleaner.value(content, wave)
    if write and taken and left is NOTHING:
        path.unlink()
    elif write and taken:
        text = json.dumps(left, ensure_ascii=False, indent=1, sort_keys=True)
        write_bytes(path, f"{text}\n".encode())
    return taken


def _cleaned(lines: list[dict[str, Any]], clean: Clean) -> tuple[list[dict[str, Any]], Taken]:
    kept, taken = [], Taken()
    for line in lines:
        left, gone = clean(line)
        taken += gone
        if left is not None:
            kept.append(left)
    return kept, taken


def _torn_is_about(line: bytes, cleaner: Cleaner) -> bool:
    text = line.decode("utf-8", errors="replace")
    named = any(f"{name}:" in text for name in cleaner.withdrawal.respondents)
    return named or bool(cleaner.traces.within(text))

"""One coder's ledger kept in memory by a program that stays up, for clicks that may not wait.

`ledger.merge_decisions` reads and verifies a whole ledger at every append, which is right for a
command and too slow for a page. A writer keeps what it verified: how far, the chain there, and what
stands. Only what was appended since is read and verified. When somebody else touched the file, its
verified part is compared by digest; if that changed, everything is read and verified again.

The file lock is that of `ledger_lines`, so that the workbook may be read back under an open page.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.domain.bulk import Subject
from pipeline.domain.judgement import Decision
from pipeline.errors import LedgerError, Place
from pipeline.store.ledger import Standing, read_decisions
from pipeline.store.ledger_lines import (
    append_bytes,
    as_decision,
    as_line,
    chained,
    encoded,
    locked,
    set_torn_line_aside,
)

_Mark = tuple[int, int, int, int]


class LedgerWriter:
    """The verified content of one ledger, and the only way in which a page adds to it.

    `history` holds all decisions in the order in which they were made; it only grows, unless the
    ledger was read anew: then `epoch` is one higher. Every method may be called from any thread.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.history: list[Decision] = []
        self.epoch = 0
        self._stands: Standing = {}
        self._chain = ""
        self._prefix = hashlib.sha256()
        self._size = 0
        self._mark: _Mark | None = None
        self._busy = threading.RLock()

    def refresh(self) -> None:
        """Takes in what was appended by others. A last line without its end is left for later.

        Raises:
            LedgerError: with the number of the first line that was changed.
        """
        with self._busy:
            mark = self._look()
            if mark == self._mark:
                return
            raw = self.path.read_bytes() if mark else b""
            whole = raw[: raw.rfind(b"\n") + 1]
            same = hashlib.sha256(whole[: self._size]).digest() == self._prefix.digest()
            if not same or len(whole) < self._size or not self._take_in(whole[self._size :]):
                self._start_over(whole)
            self._mark = mark

    def merge(
        self, choose: Callable[[Mapping[Subject, Decision]], Iterable[Decision]]
    ) -> tuple[Decision, ...]:
        """Appends what `choose` makes of what stands now; nobody else writes in between.

        Returns:
            The decisions that changed something. They are on disk.

        Raises:
            LedgerError: when an earlier line was changed, or the ledger stays in use.
        """
        with self._busy, locked(self.path):
            set_torn_line_aside(self.path)
            self.refresh()
            fresh: dict[Subject, Decision] = {}
            kept: list[Decision] = []
            for decision in choose(MappingProxyType(self._stands)):
                before = fresh.get(decision.subject) or self._stands.get(decision.subject)
                if before is None or before.content != decision.content:
                    fresh[decision.subject] = decision
                    kept.append(decision)
            if kept:
                self._append([as_line(decision) for decision in kept])
            return tuple(kept)

    def _append(self, lines: Iterable[Mapping[str, Any]]) -> None:
        written = encoded(lines, self._chain)
        append_bytes(self.path, written)
        # Nobody else wrote between the last look and this one: the lock is ours. What was written
        # is taken in without reading the file again.
        if not self._take_in(written):
            raise LedgerError("deze beslissing is niet leesbaar weggeschreven", place=self._place())
        self._mark = self._look()

    def _take_in(self, added: bytes) -> bool:
        """Verifies lines that follow on what is known; whether they are whole and in order."""
        chain, fresh = self._chain, []
        for text in added.splitlines():
            try:
                line = json.loads(text)
                claimed = line.pop("chain")
                chain = chained(line, chain)
                decision = as_decision(line)
            except (ValueError, KeyError, TypeError, AttributeError):
                return False
            if chain != claimed or decision.coder != self.path.stem:
                return False
            fresh.append(decision)
        self.history += fresh
        self._stands.update((decision.subject, decision) for decision in fresh)
        self._chain = chain
        self._prefix.update(added)
        self._size += len(added)
        return True

    def _start_over(self, whole: bytes) -> None:
        self.history, self._stands, self._chain = [], {}, ""
        self._prefix, self._size, self._mark = hashlib.sha256(), 0, None
        self.epoch += 1
        if not self._take_in(whole):
            read_decisions(self.path)  # says which line it is
            raise LedgerError("dit logboek is niet te lezen", place=self._place())

    def _look(self) -> _Mark | None:
        """What tells that nobody touched the file, or None where there is none yet."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            return None
        return (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)

    def _place(self) -> Place:
        return Place.of(self.path)

"""What one coder marked as quotable, beside her decisions: read once, and anew when it changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from pipeline.domain.quotable import QuoteMark, standing_marks
from pipeline.store.quotable import append_marks, read_marks
from pipeline.web.work import Work

Marks = Mapping[tuple[str, str], tuple[QuoteMark, ...]]
"""(wave, segment) → the marks on it."""
_MOST_LEDGERS = 256


class Quotes:
    """Follows one ledger of quotations. Every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: tuple[int, int, int] | None = None
        self._on: dict[tuple[str, str], tuple[QuoteMark, ...]] = {}
        self._busy = threading.RLock()

    def on(self, wave: str, segments: Iterable[str]) -> tuple[QuoteMark, ...]:
        """The marks that stand on these segments. Raises LedgerError for a ledger that was
        tampered with."""
        standing = self.standing()
        return tuple(mark for one in segments for mark in standing.get((wave, one), ()))

    def standing(self) -> Marks:
        """All marks that stand, looked up once for a whole page. Raises as `on` does."""
        with self._busy:
            self._refresh()
            return self._on

    def write(self, choose: Callable[[], Iterable[QuoteMark]]) -> list[QuoteMark]:
        """Appends what `choose` makes of what stands now; on disk when it returns."""
        with self._busy:
            marks = list(choose())
            if marks:
                append_marks(self.path, marks)
            return marks

    def _refresh(self) -> None:
        try:
            stat = self.path.stat()
            stamp = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
        except FileNotFoundError:
            stamp = None
        if stamp == self._stamp:
            return
        found: dict[tuple[str, str], tuple[QuoteMark, ...]] = {}
        for mark in standing_marks(read_marks(self.path) if stamp else ()):
            where = (mark.wave, mark.segment)
            found[where] = (*found.get(where, ()), mark)
        self._on, self._stamp = found, stamp


def quotes_of(work: Work) -> Quotes:
    """The quotations of whoever keeps these decisions."""
    decisions = work.writer.path
    return _kept(decisions.parents[1] / "quotations" / decisions.name)


@lru_cache(maxsize=_MOST_LEDGERS)
def _kept(path: Path) -> Quotes:
    return Quotes(path)

"""What a person at the terminal sees: lines, a progress bar on long work, problems on stderr."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any


def counted(number: int, one: str, many: str) -> str:
    """`1 bevinding`, `3 bevindingen`."""
    return f"{number} {one if number == 1 else many}"


def say(line: str) -> None:
    print(line, flush=True)


def show_problem(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


class Watch:
    """A progress bar that appears only where a person can see it, and only while work is long."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Watch:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def say(self, line: str) -> None:
        self._close()
        if not self._quiet:
            say(line)

    def advance(self, done: int, total: int, what: str) -> None:
        if self._quiet or not sys.stderr.isatty():
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(what, total=total)
        self._bar.update(self._task, completed=done, total=total, description=what)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

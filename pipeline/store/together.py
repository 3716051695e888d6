"""Several files and ledgers of a study changed together: all of them, or none.

Everything is first written into one folder beside its place, with a list of what goes where. Only
when that is on disk does anything move. Killed before the list was whole, nothing changed and the
folder is thrown away; killed after, `finish_incoming` does the rest, as often as it takes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from pipeline.store.files import read_json, write_bytes, write_json
from pipeline.store.layout import Layout
from pipeline.store.ledger_lines import (
    append_bytes,
    encoded,
    locked,
    set_torn_line_aside,
    verified_lines,
)

_LIST = "alles.json"


class Together:
    """A change of several files, carried out at the end of the `with` when nothing went wrong.

    Ledgers that are added to are locked from the first look at them (`hold`) until the end.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._steps: list[dict[str, Any]] = []
        self._held = ExitStack()
        self._chains: dict[Path, str] = {}

    def __enter__(self) -> Together:
        # One import at a time; what a killed one left is finished first.
        self._held.enter_context(locked(self._layout.incoming))
        try:
            _clear(self._layout)
        except BaseException:
            self._held.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._held:
            if kind is None and self._steps:
                write_json(self._layout.incoming / _LIST, self._steps, private=True)
                _carry_out(self._layout)
            elif not (self._layout.incoming / _LIST).exists():
                shutil.rmtree(self._layout.incoming, ignore_errors=True)

    def hold(self, ledger: Path) -> list[dict[str, Any]]:
        """Locks a ledger; its lines as they are.

        Raises:
            LedgerError: when an earlier line was changed, or it stays in use.
        """
        self._held.enter_context(locked(ledger))
        set_torn_line_aside(ledger)
        lines, self._chains[ledger] = verified_lines(ledger)
        return lines

    def append(self, ledger: Path, lines: Iterable[Mapping[str, Any]]) -> int:
        """Adds lines at the end of a ledger that is held; how many."""
        every = list(lines)
        if every:
            size = ledger.stat().st_size if ledger.exists() else 0
            self._add(ledger, encoded(every, self._chains[ledger]), size)
        return len(every)

    def replace(self, path: Path, content: bytes) -> None:
        """Puts a whole file in place of what is there, or where nothing is."""
        self._add(path, content, None)

    def _add(self, path: Path, content: bytes, size: int | None) -> None:
        name = f"{len(self._steps):05}"
        write_bytes(self._layout.incoming / name, content, private=True)
        self._steps.append({"name": name, "to": self._layout.relative(path), "size": size})


def finish_incoming(layout: Layout) -> None:
    """Does the rest of a change that was killed; what was not written whole is thrown away.

    Raises:
        LedgerError: when another command goes on changing for 30 seconds.
    """
    if layout.incoming.is_dir():
        with locked(layout.incoming):
            _clear(layout)


def _clear(layout: Layout) -> None:
    if (layout.incoming / _LIST).exists():
        with ExitStack() as held:
            for step in read_json(layout.incoming / _LIST):
                if step["size"] is not None:
                    held.enter_context(locked(layout.root / step["to"]))
            _carry_out(layout)
    shutil.rmtree(layout.incoming, ignore_errors=True)


def _carry_out(layout: Layout) -> None:
    """Every step, of which a killed run may have done some."""
    for step in read_json(layout.incoming / _LIST):
        part, path = layout.incoming / step["name"], layout.root / step["to"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if step["size"] is not None:
            _append(path, part.read_bytes(), step["size"])
        elif part.exists():
            part.chmod(0o644)
            part.replace(path)
    (layout.incoming / _LIST).unlink()
    shutil.rmtree(layout.incoming)


def _append(path: Path, content: bytes, size: int) -> None:
    """Adds lines to a ledger that had `size` bytes when they were chained."""
    there = path.read_bytes()[size:] if path.exists() else b""
    if there.startswith(content):
        return
    if content.startswith(there):
        append_bytes(path, content[len(there) :])
        return
    # Somebody decided something after a killed run: these lines follow on hers.
    set_torn_line_aside(path)
    lines = [json.loads(text) for text in content.splitlines()]
    plain = [{key: value for key, value in line.items() if key != "chain"} for line in lines]
    append_bytes(path, encoded(plain, verified_lines(path)[1]))

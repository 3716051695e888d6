"""What a stage was made from, in digests: files, settings, code and library versions."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.dependencies import code_of, installed_versions
from pipeline.errors import StoreError
from pipeline.store.files import read_json
from pipeline.store.kept import KEPT
from pipeline.store.layout import Layout

Fingerprint = dict[str, dict[str, str]]
"""`files`, `settings` and `code`: name → digest."""


@dataclass
class Digests:
    """SHA-256 of files, remembered by size and modification time."""

    layout: Layout
    known: dict[str, list[Any]] = field(default_factory=dict)

    def of(self, path: Path) -> str:
        name, stat = self.layout.relative(path), path.stat()
        mark = [stat.st_mtime_ns, stat.st_size]
        if name not in self.known or self.known[name][:2] != mark:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:24]
            self.known[name] = [*mark, digest]
        return str(self.known[name][2])

    @classmethod
    def of_last_run(cls, layout: Layout) -> Digests:
        """What was remembered; nothing when that is gone or damaged."""
        try:
            return cls(layout, read_json(layout.outputs / ".run" / "digests.json"))
        except StoreError:
            return cls(layout)


def fingerprint(
    digests: Digests, read: Iterable[Path], settings: Mapping[str, object], module: str
) -> Fingerprint:
    """What something is made from.

    Args:
        read: files, as far as they are there.
        settings: the values that are looked at.
        module: whose code it is, with all that it imports.
    """
    files = sorted({path for path in read if path.is_file()})
    return {
        "files": {digests.layout.relative(path): digests.of(path) for path in files},
        "settings": {
            **{name: _digest(repr(value)) for name, value in sorted(settings.items())},
            "versies": _versions(),
        },
        "code": {name: digests.of(path) for name, path in code_of(module).items()},
    }


def differences(then: Mapping[str, str], now: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """(name, digest now) of what is not the same; None for what is gone."""
    names = sorted(set(then) | set(now))
    return [(name, now.get(name)) for name in names if then.get(name) != now.get(name)]


def outputs_in(folder: Path) -> list[Path]:
    """The files that a stage wrote for others; not what it kept for itself."""
    found = []
    for where, folders, names in os.walk(folder):
        if Path(where) == folder and KEPT in folders:
            folders.remove(KEPT)
        found += [Path(where, name) for name in names]
    return found


@cache
def _versions() -> str:
    """Looked up once: they do not change while we run."""
    return _digest(repr(installed_versions()))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:24]

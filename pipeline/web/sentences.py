"""The sentences themselves, from `sentences.toml` beside this file; see `words`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).with_name("sentences.toml")


def _read() -> Mapping[str, tuple[str, str]]:
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return MappingProxyType({key: (said["nl"], said["en"]) for key, said in found.items()})


SENTENCES = _read()
"""Key → what is said in Dutch and in English."""

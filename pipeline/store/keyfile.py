"""The key that links names to labels. Only the privacy stage may read or write it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import Place, StoreError
from pipeline.store.files import read_json, write_json


def read_key(path: Path) -> dict[str, str]:
    """Name → label, or nothing when there is no key yet.

    Raises:
        StoreError: when the key is damaged; it is never quietly started anew, for then the same
            person would get another label.
    """
    if not path.exists():
        return {}
    key = read_json(path)
    if not isinstance(key, dict) or not all(isinstance(v, str) for v in key.values()):
        raise StoreError(
            "de sleutel is beschadigd", place=Place.of(path), remedy="zet een reservekopie terug"
        )
    return key


def write_key(path: Path, key: Mapping[str, str]) -> None:
    """Writes the key, readable for its owner only (mode 600), in a folder that is so too."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_json(path, dict(sorted(key.items())), private=True)

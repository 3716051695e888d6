"""Reports that somebody fixed, to compare later ones with. One file each, never written twice."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.domain.snapshot import Snapshot, Told
from pipeline.errors import Place, StoreError
from pipeline.store.files import write_text


def keep_snapshot(folder: Path, snapshot: Snapshot) -> Path:
    """Writes `<folder>/<name>.json`.

    Raises:
        StoreError: when a report was fixed under this name before: what was published stays.
    """
    path = folder / f"{snapshot.name}.json"
    if path.exists():
        raise StoreError(
            f"er is al een rapport vastgelegd als '{snapshot.name}'",
            place=Place.of(path),
            remedy="kies een andere naam",
        )
    folder.mkdir(parents=True, exist_ok=True)
    rewrite_snapshot(folder, snapshot)
    return path


def rewrite_snapshot(folder: Path, snapshot: Snapshot) -> None:
    """Writes a fixed report over what stands there: only for who withdrew."""
    text = json.dumps(asdict(snapshot), ensure_ascii=False, indent=1, sort_keys=True)
    write_text(folder / f"{snapshot.name}.json", text)


def read_snapshots(folder: Path) -> list[Snapshot]:
    """All that were fixed, the oldest first.

    Raises:
        StoreError: for a file that is no fixed report.
    """
    found = [read_snapshot(path) for path in sorted(folder.glob("*.json"))]
    return sorted(found, key=lambda snapshot: (snapshot.at, snapshot.name))


def read_snapshot(path: Path) -> Snapshot:
    """Raises StoreError for a file that is no fixed report."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        numbers = {key: _told(told) for key, told in data.pop("numbers").items()}
        return Snapshot(numbers=numbers, **data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise StoreError(
            "dit is geen vastgelegd rapport",
            place=Place.of(path),
            remedy="zet een reservekopie terug, of haal het bestand weg",
        ) from None


def _told(data: dict[str, Any]) -> Told:
    lists = ("raised", "everyone", "segments")
    values: dict[str, Any] = {k: tuple(v) if k in lists else v for k, v in data.items()}
    return Told(**values)

"""Which segments a wave has, without reading them: a status has to answer at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import Place, StoreError
from pipeline.store.kept import KEPT, keep, kept

IDS = "ids.json"


def keep_ids(folder: Path, ids: Sequence[str]) -> None:
    """Keeps the ids beside the table of segments, so that they are read without Arrow (0.3 s).

    Args:
        folder: where the stage writes its outputs.
    """
    keep(folder / KEPT / IDS, {"ids": list(ids)})


def read_ids(folder: Path) -> list[str]:
    """The ids of a wave's segments in reading order; none while it was not segmented.

    Args:
        folder: the outputs of the stage that segments.

    Raises:
        StoreError: when the table of segments is damaged, where the ids were not kept.
    """
    path = folder / "segments.parquet"
    if not path.exists():
        return []
    found: list[str] = kept(folder / KEPT / IDS).get("ids", [])
    return found or _column(path, "id")


def _column(path: Path, name: str) -> list[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as table:
            column = table.read(columns=[name]).column(name)
    except (OSError, KeyError, pa.ArrowException):
        raise StoreError(
            "de tabel is beschadigd", place=Place.of(path), remedy="verwijder haar en draai opnieuw"
        ) from None
    return [str(value) for value in column.to_pylist()]

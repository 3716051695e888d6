"""Columns of a table straight to Arrow and back.

Arrow's own ways from lists, and `read_table`, import pandas, which takes half a second: more than
all the rest of a stage that has little to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np


def write_columns(path: Path, columns: Mapping[str, Sequence[Any]]) -> None:
    """Writes columns of equal length as Parquet, in the given order.

    Args:
        columns: each of one sort: text, or whole numbers, other numbers or yes and no (lists, or
            arrays of 64 bits). A list with None in it holds numbers, as far as they are known.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays = [_arrow(values) for values in columns.values()]
    pq.write_table(pa.Table.from_arrays(arrays, list(columns)), path, compression="zstd")


def read_columns(path: Path) -> dict[str, list[Any]]:
    """Column → plain values.

    Raises:
        OSError, ValueError: when the file is missing, or no table.
    """
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        found: dict[str, list[Any]] = file.read().to_pydict()
    return found


def _arrow(values: Sequence[Any]) -> Any:
    import pyarrow as pa

    if not len(values):
        return pa.Array.from_buffers(pa.null(), 0, [None])
    if isinstance(values[0], str):
        return _texts(values)
    if isinstance(values, list) and None in values:
        return _known(values)
    numbers = np.asarray(values)
    kinds = {"b": pa.bool_(), "i": pa.int64(), "f": pa.float64()}
    raw = np.packbits(numbers, bitorder="little") if numbers.dtype.kind == "b" else numbers
    return pa.Array.from_buffers(
        kinds[numbers.dtype.kind], len(numbers), [None, pa.py_buffer(raw.tobytes())]
    )


def _known(values: Sequence[float | None]) -> Any:
    """Numbers of which some, or all, are missing."""
    import pyarrow as pa

    there = np.array([value is not None for value in values])
    numbers = np.array([0.0 if value is None else value for value in values])
    bits = np.packbits(there, bitorder="little")
    buffers = [pa.py_buffer(bits.tobytes()), pa.py_buffer(numbers.tobytes())]
    return pa.Array.from_buffers(pa.float64(), len(values), buffers)


def _texts(values: Sequence[str]) -> Any:
    import pyarrow as pa

    encoded = [value.encode("utf-8") for value in values]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    kind, width = (pa.string(), np.int32) if ends[-1] < 2**31 else (pa.large_string(), np.int64)
    buffers = [None, pa.py_buffer(ends.astype(width)), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(kind, len(encoded), buffers)

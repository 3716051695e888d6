"""Columns written straight to Arrow are the ones that Arrow itself would make of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.store.arrow import read_columns, write_columns

COLUMNS: dict[str, list[Any]] = {
    "text": ["één", "", "👍🏽 en \n verder", "x" * 300],
    "whole": [0, -5, 2**40, 7],
    "number": [0.1, -1e-300, 3.0, 1 / 3],
    "yes": [True, False, False, True],
}


@pytest.mark.parametrize("rows", [0, 1, 4])
def test_they_come_back_and_are_arrows_own(tmp_path: Path, rows: int) -> None:
    columns = {name: values[:rows] for name, values in COLUMNS.items()}
    write_columns(tmp_path / "a.parquet", columns)
    assert read_columns(tmp_path / "a.parquet") == columns
    assert pq.read_table(tmp_path / "a.parquet").equals(pa.table(columns))


@pytest.mark.parametrize("values", [[None, 1.5, None], [2.0, None], [None] * 9, [1.5, 2.5]])
def test_numbers_of_which_some_are_missing(tmp_path: Path, values: list[float | None]) -> None:
    write_columns(tmp_path / "a.parquet", {"seconds": values})
    assert read_columns(tmp_path / "a.parquet") == {"seconds": values}
    column = pa.array(values, pa.float64())
    assert pq.read_table(tmp_path / "a.parquet").equals(pa.table({"seconds": column}))


def test_yes_and_no_beyond_a_byte(tmp_path: Path) -> None:
    yes = (np.arange(77) % 3 == 0).tolist()
    write_columns(tmp_path / "a.parquet", {"yes": yes})
    assert read_columns(tmp_path / "a.parquet") == {"yes": yes}


def test_no_pandas_is_needed(tmp_path: Path) -> None:
    """It takes longer to import than a table takes to read."""
    code = (
        "import sys; from pathlib import Path;"
        "from pipeline.store.arrow import read_columns, write_columns;"
        f"path = Path({str(tmp_path / 'a.parquet')!r});"
        "write_columns(path, {'a': ['x'], 'b': [1]}); read_columns(path);"
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

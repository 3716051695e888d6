"""What was kept is used whole or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.store.kept import keep, keep_array, kept, kept_array


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    keep(tmp_path / "een" / "a.json", {"b": [1, "é"], "a": {"x": 0.1}})
    assert kept(tmp_path / "een" / "a.json") == {"b": [1, "é"], "a": {"x": 0.1}}
    numbers = np.array([[0.1, 1 / 3], [1e-300, 0.0]])
    keep_array(tmp_path / "b.npy", numbers)
    found = kept_array(tmp_path / "b.npy")
    assert found is not None
    assert found.tobytes() == numbers.tobytes()


@pytest.mark.parametrize("damage", [lambda raw: raw[:-1], lambda raw: raw[:70] + b"?" + raw[71:],
                                    lambda raw: b"", lambda raw: raw + b" "])  # fmt: skip
def test_what_is_damaged_counts_as_nothing(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.json"
    keep(path, {"reports": {"1K1": ["een", "twee", "drie"]}})
    path.write_bytes(damage(path.read_bytes()))
    assert kept(path) == {}
    assert kept_array(path) is None


def test_nothing_is_kept_where_nothing_was_written(tmp_path: Path) -> None:
    assert kept(tmp_path / "a.json") == {}
    assert kept(None) == {}
    assert kept_array(None) is None


def test_it_is_for_its_owner_only(tmp_path: Path) -> None:
    keep(tmp_path / "a.json", {"a": 1})
    assert (tmp_path / "a.json").stat().st_mode & 0o077 == 0

"""What a model is stored as: named arrays, those of its parts under the name of the part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
"""Name → array; `judge.weights` is the array `weights` of the part `judge`."""


def under(part: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """The arrays of a part, named as the whole knows them."""
    return {f"{part}.{name}": array for name, array in arrays.items()}


def part_of(arrays: Arrays, part: str) -> dict[str, NDArray[Any]]:
    """The arrays of a part, named as it knows them itself; none when the part is not there."""
    start = f"{part}."
    return {n.removeprefix(start): array for n, array in arrays.items() if n.startswith(start)}

"""What a stage keeps to spare itself work the next time: never needed, and never believed blindly.

A file of this kind carries the digest of its content. One that is missing, cut off or changed
counts as nothing kept, and the stage works everything out again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.store.files import write_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEPT = ".kept"
"""The folder within a stage's own that holds such files. It is no output: what follows does not
read it, and a stage is not stale without it."""

_DIGEST = 64
"""Hexadecimal digits before the content."""


def keep(path: Path, content: Mapping[str, Any]) -> None:
    """Writes plain values (JSON); readable for its owner only, as they may hold names."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    _write(path, text.encode("utf-8"))


def kept(path: Path | None) -> dict[str, Any]:
    """What `keep` wrote; nothing where there is none, or none that can be trusted."""
    content = _read(path)
    found: dict[str, Any] = json.loads(content) if content else {}
    return found


def keep_array(path: Path, array: NDArray[Any]) -> None:
    """Writes an array of numbers."""
    import numpy as np

    packed = BytesIO()
    np.save(packed, array, allow_pickle=False)
    _write(path, packed.getvalue())


def kept_array(path: Path | None) -> NDArray[Any] | None:
    """What `keep_array` wrote; None where there is none, or none that can be trusted."""
    import numpy as np

    content = _read(path)
    if not content:
        return None
    array: NDArray[Any] = np.load(BytesIO(content), allow_pickle=False)
    return array


def _write(path: Path, content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest().encode("ascii")
    write_bytes(path, digest + content, private=True)


def _read(path: Path | None) -> bytes:
    try:
        raw = path.read_bytes() if path else b""
    except OSError:
        return b""
    digest, content = raw[:_DIGEST], raw[_DIGEST:]
    return content if hashlib.sha256(content).hexdigest().encode("ascii") == digest else b""

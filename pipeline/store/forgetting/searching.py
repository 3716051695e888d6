"""The text in any file, whatever it is: to look whether words are gone.

Opens what is packed (Word, Excel, npz, Parquet, pictures) and reads marked-up text in two ways, so
that neither a tag within a word nor one between two words hides anything.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Reader = Callable[[Path], str]
"""A document of a kind that only its own reader understands → its text. Raises ValueError for one
that cannot be read."""

_TAG = re.compile(r"<!--|-->|<[^<>]*>")
_DEEPEST = 4
_LARGEST = 2**31
"""Bytes that a packed file may unpack to: more is no file of ours."""


class Unsearchable(ValueError):
    """A file that cannot be opened, so that nobody can say what is in it."""


def texts_in(path: Path, documents: dict[str, Reader]) -> Iterator[str]:
    """Every piece of text in a file.

    Args:
        documents: suffix → reader, for what is no plain, packed or marked-up text (.pdf, .rtf).

    Raises:
        Unsearchable: for a file that is damaged or locked.
    """
    reader = documents.get(path.suffix.casefold())
    if reader is not None:
        try:
            yield reader(path)
        except ValueError:
            raise Unsearchable(path.name) from None
        return
    try:
        yield from _texts(path.read_bytes(), path.name, _DEEPEST)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error, OSError):
        raise Unsearchable(path.name) from None


def _texts(data: bytes, name: str, deeper: int) -> Iterator[str]:
    if data[:4] == b"PK\x03\x04" and deeper:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > _LARGEST:
                raise Unsearchable(name)
            for item in packed.infolist():
                yield item.filename
                yield from _texts(packed.read(item), item.filename, deeper - 1)
    elif data[:2] == b"\x1f\x8b" and deeper:
        yield from _texts(gzip.decompress(data), name, deeper - 1)
    elif data[:4] == b"PAR1":
        yield from _table(data, name)
    elif data[:6] == b"\x93NUMPY":
        yield from _array(data, name)
    elif data[:8] == b"\x89PNG\r\n\x1a\n":
        yield from _picture(data)
    else:
        yield from _plain(data, name)


def _plain(data: bytes, name: str) -> Iterator[str]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", errors="replace")
    elif b"\x00" in data:
        # No text as we know it; words may still stand in it, in one byte a letter or in two.
        yield data.decode("utf-16-le", errors="ignore")
        yield data[1:].decode("utf-16-le", errors="ignore")
        text = data.decode("latin-1")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    if name.casefold().endswith((".json", ".jsonl", ".ipynb", ".verslag")):
        yield from _values(text)
    elif text.lstrip()[:1] == "<":
        text = html.unescape(text)
        yield _TAG.sub("", text)
        yield _TAG.sub(" ", text)
    yield text


def _values(text: str) -> Iterator[str]:
    """The strings in JSON as they are meant: what is written `\\u00e9` is a letter."""
    try:
        yield from _strings(json.loads(text))
    except (json.JSONDecodeError, RecursionError):
        for line in text.splitlines():
            try:
                yield from _strings(json.loads(line))
            except (json.JSONDecodeError, RecursionError):
                continue


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        if all(isinstance(one, str) for one in value):
            yield "\n".join(value)
        else:
            for inner in value:
                yield from _strings(inner)


def _table(data: bytes, name: str) -> Iterator[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(io.BytesIO(data))
    except (pa.ArrowException, OSError):
        raise Unsearchable(name) from None
    yield str(table.schema.metadata or "")
    for column in table.itercolumns():
        if not pa.types.is_primitive(column.type):
            for value in column.to_pylist():
                yield from _strings(value) if not isinstance(value, bytes) else (repr(value),)


def _array(data: bytes, name: str) -> Iterator[str]:
    import numpy as np

    try:
        array = np.load(io.BytesIO(data), allow_pickle=False)
    except ValueError:
        raise Unsearchable(name) from None
    if array.dtype.kind == "U":
        yield "\n".join(map(str, array.ravel()))
    elif array.dtype.kind in "SVO" or array.dtype.itemsize == 1:
        yield array.tobytes().decode("utf-8", errors="replace")


def _picture(data: bytes) -> Iterator[str]:
    """The texts of a PNG (ISO 15948, section 11.3.4): tEXt, zTXt and iTXt."""
    at = 8
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        at += length + 12
        if kind == b"tEXt":
            yield body.decode("latin-1")
        elif kind == b"zTXt":
            key, _, rest = body.partition(b"\x00")
            yield key.decode("latin-1") + "\n" + zlib.decompress(rest[1:]).decode("latin-1")
        elif kind == b"iTXt":
            key, _, rest = body.partition(b"\x00")
            *_, text = rest[2:].split(b"\x00", 2)
            if rest[:1] == b"\x01":
                text = zlib.decompress(text)
            yield key.decode("latin-1") + "\n" + text.decode("utf-8", errors="replace")

"""A fitted model as two files, without pickle: numbers (`model.npz`) and words (`model.json`).

Stored is what fitting worked out: the vocabulary, what every lesson counts for in the ridges, and
the judges. What follows from the codebook and the decisions themselves (rows, profiles, weights)
is made again when reading, to the same bit: the weights of all features would take a hundred
times the room. A model is therefore read beside the lessons it learned from, and `Origin` tells
whether those are still the same.

The vocabulary holds words of participants: both files are as internal as the segments.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from pipeline.errors import Place, StoreError
from pipeline.tagging.arrays import Arrays
from pipeline.tagging.labels import Labels
from pipeline.tagging.model import CodeModel
from pipeline.tagging.origin import Origin
from pipeline.tagging.shapes import check_arrays, check_names
from pipeline.tagging.training import Lesson, labels_of, primer_of

_ARRAYS, _WORDS = "model.npz", "model.json"
_KIND = "oza-model-2"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LARGEST = 2**31
"""More bytes than this, no array of a model takes."""


def write_model(folder: Path, model: CodeModel, origin: Origin) -> None:
    """Writes both files into a folder; the same model gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    packed = _packed(model.tagger.arrays())
    content = {"kind": _KIND, "origin": origin.values(), "names": model.tagger.names()}
    content["digest"] = _digest(content, packed)
    (folder / _ARRAYS).write_bytes(packed)
    (folder / _WORDS).write_bytes(_as_json(content) + b"\n")


def read_origin(folder: Path) -> Origin | None:
    """What a stored model was made from; None where there is no model.

    Raises:
        StoreError: when the file is damaged or no model.
    """
    if not (folder / _WORDS).is_file():
        return None
    return _origin(folder / _WORDS, _read_words(folder / _WORDS))


def read_model(
    folder: Path, fresh: CodeModel, lessons: Sequence[Lesson], origin: Origin
) -> CodeModel:
    """Makes of a `fresh` model the stored one, which then predicts to the bit what it predicted.

    Args:
        lessons: what the stored model learned from.
        origin: what a fit on them would have. To be compared with `read_origin` first: a model
            from elsewhere does not fit these lessons.

    Raises:
        StoreError: when a file is missing, damaged, changed, or of another model.
    """
    words, arrays = folder / _WORDS, folder / _ARRAYS
    content = _read_words(words)
    try:
        packed = arrays.read_bytes()
    except FileNotFoundError:
        raise _refusal(arrays, "het bestand ontbreekt") from None
    if content.pop("digest") != _digest(content, packed):
        raise _refusal(words, "dit model is beschadigd of veranderd")
    changes = origin.changes_since(_origin(words, content))
    if changes:
        raise _refusal(words, f"dit model is verouderd: {', '.join(changes)}")
    try:
        names, found = check_names(content["names"]), _unpacked(packed)
        check_arrays(found, _sizes(names, fresh, len(lessons)))
    # The codecs of zip and npy raise whatever comes up in them; there is no common tree.
    except (ValueError, KeyError, EOFError, OSError, zipfile.BadZipFile, RuntimeError, SyntaxError):
        raise _refusal(arrays, "dit is geen bruikbaar model") from None
    return fresh.restore(found, names, lessons)


def _sizes(names: Mapping[str, Sequence[str]], model: CodeModel, decided: int) -> dict[str, int]:
    labels: Labels = labels_of(model.codebook, model.actors)
    return {
        **{kind: len(each) for kind, each in names.items()},
        "told": len(primer_of(model.codebook).texts),
        "decided": decided,
        "labels": labels.count,
        "columns": labels.count + int(labels.families.max(initial=-1)) + 1,
        "kinds": len(labels.applies),
    }


def _packed(arrays: Arrays) -> bytes:
    """As `numpy.savez` writes it, in a fixed order and without the moment of writing."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(arrays):
            member = io.BytesIO()
            npy.write_array(member, np.asarray(arrays[name], order="C"), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _EPOCH), member.getvalue())
    return target.getvalue()


def _unpacked(packed: bytes) -> dict[str, NDArray[Any]]:
    """Reads no array that is larger than the file says, and none of Python objects."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for member in archive.infolist():
            if member.file_size > _LARGEST or member.compress_type != zipfile.ZIP_STORED:
                raise ValueError(member.filename)
            content = io.BytesIO(archive.read(member))
            found[member.filename.removesuffix(".npy")] = npy.read_array(
                content, allow_pickle=False
            )
            if content.read(1):
                raise ValueError(member.filename)
    return found


def _read_words(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _refusal(path, "het bestand ontbreekt") from None
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise _refusal(path, "het bestand is beschadigd") from None
    parts = {"kind", "origin", "names", "digest"}
    if not isinstance(content, dict) or set(content) != parts or content["kind"] != _KIND:
        raise _refusal(path, "dit is geen model van dit programma")
    return content


def _origin(path: Path, content: Mapping[str, Any]) -> Origin:
    try:
        return Origin.from_values(content["origin"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _refusal(path, "de herkomst van dit model is onleesbaar") from None


def _digest(content: Mapping[str, Any], packed: bytes) -> str:
    """Against damage. It keeps nobody out who means harm: that is what the checks are for."""
    return hashlib.sha256(_as_json(content) + b"\0" + packed).hexdigest()


def _as_json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True).encode("utf-8")


def _refusal(path: Path, what: str) -> StoreError:
    remedy = "verwijder de map 'model' en draai 'oza suggest --again'"
    return StoreError(what, place=Place.of(path), remedy=remedy)

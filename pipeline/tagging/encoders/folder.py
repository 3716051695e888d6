"""A model's folder: whether it is there, what its files are, and how a refusal reads."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import numpy as np

from pipeline.errors import MissingExtra, Place
from pipeline.tagging.encoders.rows import FolderEncoder, Vectors

_SWITCHES = (
    "HF_HUB_OFFLINE",
    "TRANSFORMERS_OFFLINE",
    "HF_HUB_DISABLE_TELEMETRY",
    "HF_HUB_DISABLE_PROGRESS_BARS",
)
PROBE = "De juf hielp mij met rekenen op school."
"""What a model that was just loaded is tried on."""


def existing(folder: Path, remedy: str) -> Path:
    """The folder as an absolute path, which no library can take for the name of a model.

    Raises:
        MissingExtra: when it does not exist or is no folder.
    """
    place = Path(os.path.abspath(folder.expanduser()))  # noqa: PTH100 (keeps a symlink's own name)
    if not place.is_dir():
        raise refusal(place, "deze map met een tekstmodel bestaat niet", remedy)
    return place


def refusal(folder: Path, what: str, remedy: str) -> MissingExtra:
    return MissingExtra(what, place=Place.of(folder), remedy=remedy)


def stay_offline() -> None:
    """Turns off, until the process ends, whatever the Hugging Face libraries do on a network.

    They read the switches once, at import: where they were imported already, the value that they
    read is changed too.
    """
    for switch in _SWITCHES:
        os.environ[switch] = "1"
    constants = sys.modules.get("huggingface_hub.constants")
    if constants is not None:
        vars(constants).update(HF_HUB_OFFLINE=True, HF_HUB_DISABLE_TELEMETRY=True)


def encoder_of(kind: str, folder: Path, vectors: Vectors, remedy: str) -> FolderEncoder:
    """The encoder around a loaded model, whose width is found by asking it for one vector.

    Raises:
        MissingExtra: when the model gives no vector, or one that holds no numbers.
    """
    found = np.asarray(vectors([PROBE]))
    if found.ndim != 2 or not found.shape[1] or not np.isfinite(found).all():
        raise refusal(folder, "dit model geeft geen bruikbare vectoren", remedy)
    name = f"{kind}:{folder.name}@{digest_of(folder)}"
    return FolderEncoder(name, int(found.shape[1]), vectors)


def digest_of(folder: Path) -> str:
    """12 hexadecimal digits of the names and bytes of a folder's files, hidden ones left out:
    a download leaves its bookkeeping, with dates, in `.cache`."""
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    whole = hashlib.sha256()
    for name, path in sorted(names.items()):
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            with path.open("rb") as stream:
                own = hashlib.file_digest(stream, "sha256").hexdigest()
            whole.update(f"{name}\x1f{own}\x1e".encode())
    return whole.hexdigest()[:12]

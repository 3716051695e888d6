"""Vectors of a model2vec model in a local folder (extra `static`): no torch, a table of tokens."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from pipeline.errors import MissingExtra
from pipeline.tagging.encoders.folder import encoder_of, existing, refusal, stay_offline
from pipeline.tagging.encoders.rows import FolderEncoder

_BATCH = 256
_INSTALL = 'pip install "oza[static]"'
_REMEDY = "noem de map van een model2vec-model (waarin model.safetensors en tokenizer.json staan)"


def load_static(folder: Path) -> FolderEncoder:
    """The encoder of a folder that `StaticModel.save_pretrained` wrote.

    What goes past the model's `max_length` (512 tokens unless it says otherwise) is not seen.

    Raises:
        MissingExtra: see `load_encoder`.
    """
    place = existing(folder, _REMEDY)
    if not any(place.rglob("model.safetensors")):  # the one format that model2vec reads
        raise refusal(place, "deze map is geen model2vec-model", _REMEDY)
    stay_offline()
    try:
        library = importlib.import_module("model2vec")
    except (ImportError, OSError) as error:
        what = "model2vec is niet geïnstalleerd of niet te laden"
        raise MissingExtra(what, remedy=_INSTALL) from error
    try:
        model = library.StaticModel.from_pretrained(str(place))
    # The tokenizers raise a bare Exception, safetensors one of its own: there is no common tree.
    except Exception as error:
        what = f"deze map is geen bruikbaar model2vec-model ({type(error).__name__})"
        raise refusal(place, what, _REMEDY) from error

    def vectors(texts: list[str]) -> NDArray[Any]:
        found: NDArray[Any] = model.encode(texts, batch_size=_BATCH, use_multiprocessing=False)
        return found

    return encoder_of("model2vec", place, vectors, _REMEDY)

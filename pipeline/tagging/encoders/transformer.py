"""Vectors of a sentence-transformers model in a local folder (extra `transformers`)."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import MissingExtra
from pipeline.tagging.encoders.folder import PROBE, encoder_of, existing, refusal, stay_offline
from pipeline.tagging.encoders.rows import FolderEncoder, Vectors

_BATCH = 32
_INSTALL = 'pip install "oza[transformers]"'
_TOKENIZERS = ("tokenizer.json", "vocab.txt", "vocab.json", "*.model")
_REMEDY = "noem de map van een model van sentence-transformers (waarin modules.json staat)"


def load_transformer(folder: Path) -> FolderEncoder:
    """The encoder of a folder that `SentenceTransformer.save_pretrained` wrote.

    Runs on the processor, in single precision. A model's own default prompt is put before a text,
    and what goes past its `max_seq_length` (often 128 or 512 tokens) is not seen.

    Raises:
        MissingExtra: see `load_encoder`.
    """
    place = existing(folder, _REMEDY)
    _check_files(place)
    stay_offline()
    try:
        library = importlib.import_module("sentence_transformers")
        logs = importlib.import_module("transformers.utils.logging")
    except (ImportError, OSError) as error:  # OSError: a library of torch that is not there
        what = "sentence-transformers is niet geïnstalleerd of niet te laden"
        raise MissingExtra(what, remedy=_INSTALL) from error
    logs.disable_progress_bar()
    logs.set_verbosity_error()
    try:
        # Weights that the files lack are drawn at random, with a warning and no error: two loads
        # from different seeds tell. Those that no vector depends on (BERT's pooler) may be lacking.
        one, vectors = (_vectors_of(library, place, seed) for seed in (0, 1))
        complete = np.array_equal(one([PROBE]), vectors([PROBE]), equal_nan=True)
    # The tokenizers raise a bare Exception, safetensors one of its own: there is no common tree.
    except Exception as error:
        what = f"deze map is geen bruikbaar model ({type(error).__name__})"
        raise refusal(place, what, _REMEDY) from error
    if not complete:
        raise refusal(place, "aan de gewichten van dit model ontbreekt iets", _REMEDY)
    return encoder_of("sentence-transformers", place, vectors, _REMEDY)


def _vectors_of(library: Any, place: Path, seed: int) -> Vectors:
    torch = importlib.import_module("torch")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = library.SentenceTransformer(
            str(place),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            token=False,  # stored credentials are not even read
            model_kwargs={"use_safetensors": True, "dtype": "float32"},
        )

    def vectors(texts: list[str]) -> NDArray[Any]:
        # `encode` itself puts the model in evaluation mode and keeps no gradients.
        found: NDArray[Any] = model.encode(texts, batch_size=_BATCH, show_progress_bar=False)
        return found

    return vectors


def _check_files(place: Path) -> None:
    """What can be refused before torch is imported, which takes seconds."""
    if not (place / "modules.json").is_file():
        # The library would read a bare language model and choose a pooling of its own for it.
        raise refusal(place, "deze map is geen model van sentence-transformers", _REMEDY)
    if next(place.rglob("adapter_config.json"), None):
        # Its other half would be looked up by name, or found in some cache outside the digest.
        what = "dit is een aanvulling (adapter) op een ander model"
        raise refusal(place, what, "voeg beide samen tot een heel model en bewaar dat")
    if not any(next(place.rglob(name), None) for name in _TOKENIZERS):
        # The library would make one that knows no word, and give every text the same vector.
        raise refusal(place, "dit model mist zijn tokenizer", _REMEDY)
    for pickled in sorted(place.rglob("pytorch_model*.bin")):
        if not any(pickled.parent.glob("*.safetensors")):
            what = f"'{pickled.relative_to(place).as_posix()}' kan programmacode bevatten"
            remedy = "neem een model met gewichten in safetensors, of bewaar het opnieuw zo"
            raise refusal(place, what, remedy)

"""Word vectors of a Dutch spaCy model in a local folder, averaged over the content words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.tagging.encoders.folder import encoder_of, existing, refusal
from pipeline.tagging.encoders.rows import FolderEncoder

_REMEDY = (
    "noem de map van een Nederlands spaCy-model met woordvectoren, zoals nl_core_news_md of _lg "
    "(de map waarin config.cfg en meta.json staan)"
)


def load_spacy_vectors(folder: Path) -> FolderEncoder:
    """The encoder of a folder that `Language.to_disk` wrote. Only its tokenizer and vectors are
    loaded: tagger, parser and entities cost seconds and say nothing here.

    Raises:
        MissingExtra: see `load_encoder`; also for a model of another language.
    """
    import spacy

    place = existing(folder, _REMEDY)
    try:
        pipes = spacy.util.load_config(place / "config.cfg")["nlp"]["pipeline"]
        nlp = spacy.load(place, exclude=pipes)
    except (OSError, ValueError, KeyError, TypeError, ImportError) as error:
        what = f"deze map is geen bruikbaar spaCy-model ({type(error).__name__})"
        raise refusal(place, what, _REMEDY) from error
    if nlp.lang != "nl":
        raise refusal(place, f"dit taalmodel is voor een andere taal ('{nlp.lang}')", _REMEDY)
    if not nlp.vocab.vectors_length:
        raise refusal(place, "dit taalmodel heeft geen woordvectoren", _REMEDY)

    def vectors(texts: list[str]) -> NDArray[Any]:
        return np.array([_mean(nlp.make_doc(text)) for text in texts])

    return encoder_of("spacy", place, vectors, _REMEDY)


def _mean(doc: Any) -> NDArray[np.float32]:
    """(dims,) the mean vector of the words that have one, stop words left out; else zeros."""
    vocab = doc.vocab
    words = (token for token in doc if not (token.is_stop or token.is_punct or token.is_space))
    # At the beginning of a sentence a word is often known in lower case only.
    forms = ((token.text, token.lower_) for token in words)
    known = [form for form in (_known(vocab, *pair) for pair in forms) if form]
    if not known:
        return np.zeros(vocab.vectors_length, dtype=np.float32)
    mean: NDArray[np.float32] = np.mean([vocab.get_vector(form) for form in known], axis=0)
    return mean


def _known(vocab: Any, *forms: str) -> str:
    return next((form for form in forms if vocab.has_vector(form)), "")

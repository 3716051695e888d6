"""Texts as dense vectors, by a model that the study names: made here (LSA), or from a local folder.

A model is never looked up by name and nothing is downloaded: a folder that does not exist is an
error, and the libraries' own switches for working offline are on before they are imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from pipeline.errors import MissingExtra, SettingsError
from pipeline.tagging.encoders.lsa import Lemmas, LsaEncoder
from pipeline.tagging.encoders.rows import Rows

LSA = "lsa"
TRANSFORMER = "sentence-transformers"
STATIC = "model2vec"
SPACY = "spacy"
KINDS = (LSA, TRANSFORMER, STATIC, SPACY)


class Encoder(Protocol):
    """Texts → vectors whose inner products say how much two texts have in common."""

    @property
    def name(self) -> str:
        """`<kind>:<folder>@<digest>` for provenance: the folder's own name, never its path, and 12
        hexadecimal digits of its files; for LSA its dimensions and the digest of what it saw."""
        ...

    def encode(self, texts: Sequence[str]) -> Rows:
        """(texts, dims) rows of length 1, or of length 0 for a text it knows nothing of."""
        ...


def load_encoder(
    kind: str,
    folder: Path | None = None,
    *,
    lemmas: Lemmas,
    texts: Sequence[str] = (),
    dims: int = 100,
    seed: int = 0,
) -> Encoder:
    """An encoder that is ready for use.

    Args:
        kind: one of KINDS.
        folder: the folder of a model; for "lsa", which has none, None.
        lemmas: text → content words, for "lsa".
        texts: what "lsa" learns from; the others come with their knowledge and do not look at them.
        dims: the width of "lsa"; the others have their own.
        seed: of "lsa".

    Raises:
        SettingsError: an unknown kind, or a folder for a kind that has none.
        MissingExtra: the package is not installed, or the folder does not exist, holds no model of
            this kind, holds one without vectors, or holds weights that only pickle can read.
    """
    if kind not in KINDS:
        raise SettingsError(f"'{kind}' is geen tekstmodel", remedy=f"kies uit {', '.join(KINDS)}")
    if kind == LSA:
        if folder is not None:
            what = "'lsa' leert van de teksten zelf en leest geen map"
            raise SettingsError(what, remedy="laat de map leeg, of kies een ander tekstmodel")
        return LsaEncoder(lemmas, dims=dims, seed=seed).fit(texts)
    if folder is None:
        what = f"voor tekstmodel '{kind}' is geen map genoemd"
        raise MissingExtra(what, remedy="noem de map van een model op deze computer, of kies 'lsa'")
    if kind == TRANSFORMER:
        from pipeline.tagging.encoders.transformer import load_transformer

        return load_transformer(folder)
    if kind == STATIC:
        from pipeline.tagging.encoders.static import load_static

        return load_static(folder)
    from pipeline.tagging.encoders.spacy_vectors import load_spacy_vectors

    return load_spacy_vectors(folder)

"""Optional recognisers that join in when they are installed: a local spaCy model, and DEDUCE.

Neither is the default: on interview Dutch the net finds more (CONTRIBUTING.md). They are imported
by name when asked for, so that nothing here needs them to be there.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import MissingExtra
from pipeline.privacy.finding import Kind

_SPACY_KINDS = {
    "PERSON": Kind.PERSOON,
    "PER": Kind.PERSOON,
    "ORG": Kind.ORGANISATIE,
    "GPE": Kind.PLAATS,
    "LOC": Kind.PLAATS,
    "FAC": Kind.PLAATS,
}

# Of DEDUCE: ages are no direct identifiers, and its dates would be every date of a report.
_DEDUCE_KINDS = {
    "persoon": Kind.PERSOON,
    "patient": Kind.PERSOON,
    "locatie": Kind.PLAATS,
    "ziekenhuis": Kind.ZORGORGANISATIE,
    "zorginstelling": Kind.ZORGORGANISATIE,
    "id": Kind.OVERIG,
    "bsn": Kind.BSN,
    "telefoonnummer": Kind.TELEFOON,
    "emailadres": Kind.EMAIL,
    "url": Kind.WEBADRES,
}


@dataclass(frozen=True, slots=True)
class _Spacy:
    model: Any

    def __call__(self, text: str) -> Iterable[tuple[int, int, Kind]]:
        for entity in self.model(text).ents:
            kind = _SPACY_KINDS.get(entity.label_)
            if kind:
                yield entity.start_char, entity.end_char, kind


@dataclass(frozen=True, slots=True)
class _Deduce:
    model: Any

    def __call__(self, text: str) -> Iterable[tuple[int, int, Kind]]:
        # Spans only: its own replacement gives Anna and Anne one label.
        annotations = self.model.deidentify(text).annotations
        for found in sorted(annotations, key=lambda a: (a.start_char, a.end_char, a.tag)):
            kind = _DEDUCE_KINDS.get(found.tag)
            if kind:
                yield found.start_char, found.end_char, kind


def spacy_recogniser(model_path: str | Path) -> _Spacy:
    """The entity recogniser of a spaCy model in a local folder; nothing is ever downloaded.

    Raises:
        MissingExtra: when spaCy is not installed or the folder holds no model.
    """
    path = Path(model_path)
    if not path.is_dir():
        raise MissingExtra(
            f"op '{path}' staat geen taalmodel van spaCy",
            remedy="pak nl_core_news_md uit in die map, of laat het model weg uit study.toml",
        )
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as error:
        raise MissingExtra("spaCy is niet geïnstalleerd", remedy="pip install oza") from error
    try:
        return _Spacy(spacy.load(path))
    except (OSError, ValueError) as error:
        raise MissingExtra(
            f"het taalmodel op '{path}' is niet te laden",
            remedy="kies de map waar config.cfg in staat, van dezelfde versie als spaCy",
        ) from error


def deduce_recogniser() -> _Deduce:
    """DEDUCE, a de-identifier for Dutch medical text (Menger et al. 2018).

    The first start on a machine takes two minutes, later ones ten seconds.

    Raises:
        MissingExtra: when the extra is not installed.
    """
    try:
        with _quiet_root():
            return _Deduce(importlib.import_module("deduce").Deduce())
    except ImportError as error:
        raise MissingExtra(
            "DEDUCE is niet geïnstalleerd", remedy='pip install "oza[deid]"'
        ) from error


@contextmanager
def _quiet_root() -> Iterator[None]:
    """Undoes what an import does to the root logger: DEDUCE sets it to DEBUG, with a handler, and
    every library in the process then logs, some of them the text they work on."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers

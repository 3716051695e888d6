from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from pipeline.errors import MissingExtra
from pipeline.privacy.finding import Kind
from pipeline.privacy.recognisers import deduce_recogniser, spacy_recogniser


def test_deduce_that_is_absent_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "deduce", None)
    with pytest.raises(MissingExtra, match=r'pip install "oza\[deid\]"'):
        deduce_recogniser()


def test_deduce_leaves_the_root_logger_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    before = root.level, list(root.handlers)

    class Deduce:
        def __init__(self) -> None:
            logging.basicConfig(level=logging.DEBUG, force=True)

        def deidentify(self, text: str) -> SimpleNamespace:
            return SimpleNamespace(
                annotations=[
                    SimpleNamespace(start_char=5, end_char=8, tag="leeftijd"),
                    SimpleNamespace(start_char=0, end_char=4, tag="persoon"),
                ]
            )

    module = ModuleType("deduce")
    module.Deduce = Deduce  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "deduce", module)
    recogniser = deduce_recogniser()
    assert (root.level, list(root.handlers)) == before
    assert list(recogniser("Daan 12")) == [(0, 4, Kind.PERSOON)]


def test_spacy_model_that_is_absent(tmp_path: Path) -> None:
    with pytest.raises(MissingExtra, match="taalmodel"):
        spacy_recogniser(tmp_path / "nl")


def test_spacy_entities(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    entities = [
        SimpleNamespace(label_="PERSON", start_char=0, end_char=4),
        SimpleNamespace(label_="DATE", start_char=5, end_char=8),
    ]
    spacy = ModuleType("spacy")
    spacy.load = lambda path: lambda text: SimpleNamespace(ents=entities)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    assert list(spacy_recogniser(tmp_path)("Daan gister")) == [(0, 4, Kind.PERSOON)]


def test_folder_without_a_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def load(path: Path) -> None:
        raise OSError("no config.cfg")

    spacy = ModuleType("spacy")
    spacy.load = load  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    with pytest.raises(MissingExtra, match="niet te laden"):
        spacy_recogniser(tmp_path)

"""Vectors of a model2vec model that is made here: a few words with random vectors."""

import logging
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import MissingExtra
from pipeline.tagging.encoders import load_encoder

model2vec = pytest.importorskip("model2vec", reason='extra "static" is not installed')


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> Path:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    vocabulary = {word: number for number, word in enumerate(["[UNK]", *words])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    vectors = np.random.default_rng(3).normal(size=(len(vocabulary), 16)).astype("float32")
    folder = tmp_path_factory.mktemp("static") / "klein"
    model2vec.StaticModel(vectors, tokenizer).save_pretrained(folder)
    return folder


def test_rows_of_length_1_or_0(model: Path, sentences: list[str]) -> None:
    encoder = load_encoder("model2vec", model, lemmas=str.split)
    rows = encoder.encode([*sentences, "", "  ", "zwembad"])
    assert rows.shape == (7, 16)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), [1, 1, 1, 1, 0, 0, 0], atol=1e-6)
    assert encoder.name.startswith("model2vec:klein@")
    assert str(model.parent) not in encoder.name


def test_order_company_and_a_second_load_change_no_bit(model: Path, sentences: list[str]) -> None:
    one = load_encoder("model2vec", model, lemmas=str.split)
    other = load_encoder("model2vec", model, lemmas=str.split)
    rows = one.encode(sentences)
    assert rows.tobytes() == other.encode(sentences).tobytes()
    assert rows[::-1].tobytes() == one.encode(sentences[::-1]).tobytes()
    assert one.name == other.name


def test_a_damaged_model_is_refused_in_one_line(model: Path, tmp_path: Path) -> None:
    for damaged in ("model.safetensors", "tokenizer.json", "config.json"):
        folder = tmp_path / damaged
        folder.mkdir()
        for file in model.iterdir():
            (folder / file.name).write_bytes(b"x" if file.name == damaged else file.read_bytes())
        with pytest.raises(MissingExtra, match="geen bruikbaar model2vec-model") as refused:
            load_encoder("model2vec", folder, lemmas=str.split)
        assert "\n" not in str(refused.value)


def test_it_is_quiet(model: Path, sentences: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    load_encoder("model2vec", model, lemmas=str.split).encode(sentences)
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger().level == logging.WARNING
